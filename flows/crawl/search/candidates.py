"""Which entry of a list is the report: scored by title, year, agency and column, the choice kept with its reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checks.model import Agency
from checks.superseded import is_superseded
from flows.crawl.dialects.dialect import Entry
from flows.crawl.pages.names import Same, compare, has_other_brackets, is_own_level
from flows.crawl.pages.titles import Kind, TitleReading, read_title
from flows.crawl.trail import plain

_AGENCY_POINTS = {Same.EXACT: 5, Same.SAME: 4, Same.SHORT: 3, Same.NEAR: 1, Same.UNNAMED: 1}
_SURE_POINTS = 9
_AGAIN = "更正|勘误|修订|修正|修改|订正|改正|更新|最新|重发|重新(?:公布|发布|公开|上传)"
_CORRECTED = re.compile(
    rf"[(（【\[](?!未|已|旧)[^)）】\]]{{0,14}}(?:{_AGAIN})[后版稿本]{{0,2}}[)）】\]]|(?:^|关于)(?:{_AGAIN})"
)
# What only tells which figures were wrong is no report; it may still be one in full.
_ERRATUM = re.compile(r"(更正|勘误|订正|补正)(?!后)[^)）】\]]*(公告|通告|声明|启事|说明|函|通知|表)\W*$|勘误$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be the report, with its points and the reasons for them in Chinese.

    `is_doubtful`: its title does not say that it is; only its page can tell.
    """

    entry: Entry
    points: int
    reasons: tuple[str, ...]
    same: Same
    is_picture: bool = False
    is_doubtful: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it is worth opening before the rest of the list is read: right title, year and agency."""
        return self.points >= _SURE_POINTS and not self.is_picture

    @property
    def is_lesser(self) -> bool:
        """Whether its title says that another version counts: an old draft, a notice of what was wrong."""
        return is_superseded(self.entry.title) or is_erratum(self.entry.title)

    def promises(self, year: int) -> bool:
        """Whether it speaks for the report of a year even where it cannot be opened: it names it, or was cut off."""
        years = read_title(self.entry.title).years
        return year in years or (self.is_doubtful and not years)

    def is_version_of(self, other: Candidate) -> bool:
        """Whether it stands for the same report as another that still counts: not where its title calls it superseded.

        Nor where only one of the two is of 本级: those are two reports.
        """
        is_same = is_own_level(self.entry.title) == is_own_level(other.entry.title)
        return self.is_sure and is_same and not is_superseded(self.entry.title)

    @property
    def sentence(self) -> str:
        """The candidate in a line of the trail."""
        return f"《{plain(self.entry.title)}》（{'、'.join(self.reasons)}，{self.points} 分）"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `column_is_reports`: the list is one of annual reports, so that 年报 alone may mean it."""

    agency: Agency
    year: int
    as_of: date
    column_is_reports: bool = True


def is_erratum(title: str) -> bool:
    """Whether a title is that of a notice which tells what was wrong in a report."""
    return bool(_ERRATUM.search(title))


def rank(entries: Iterable[Entry], wanted: Wanted) -> list[Candidate]:
    """The entries that may be the report, best first; equal points keep the list's order."""
    found = {candidate.entry.url: candidate for entry in entries if (candidate := weigh(entry, wanted))}
    return sorted(found.values(), key=lambda one: (one.is_picture, -one.points))


def weigh(entry: Entry, wanted: Wanted) -> Candidate | None:
    """A candidate, or None for an entry that is another year's, another agency's or no such report at all."""
    title = read_title(entry.title)
    if title.kind is Kind.NONE or (title.kind is Kind.WEAK and not wanted.column_is_reports):
        return None
    same = compare(title.agency, wanted.agency)
    year = _year_points(title, entry, wanted)
    if year is None or same is Same.OTHER:
        return None
    marks = [(int(title.kind), _TITLES[title.kind]), year, (_AGENCY_POINTS[same], _AGENCIES[same])]
    marks += _marks(entry.title, title, wanted.agency, same)
    points, reasons = sum(point for point, _ in marks), tuple(reason for _, reason in marks)
    return Candidate(entry, points, reasons, same, title.is_picture)


def _marks(text: str, title: TitleReading, agency: Agency, same: Same) -> Iterator[tuple[int, str]]:
    """What else a title says for or against its being the report that counts: points and reasons."""
    if is_own_level(text) != is_own_level(agency.name):
        yield -2, "本级与登记不一致"
    if same is Same.EXACT and has_other_brackets(title.agency, agency):
        yield -1, "机关名称的括注不同"
    if is_superseded(text):
        yield -2, "标题写明是旧稿"
    if title.is_picture:
        yield 0, "图片版"
    if is_erratum(text):
        yield -4, "标题是更正公告"
    elif _CORRECTED.search(text):
        yield 1, "标题写明已更正"


def alike(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """The first of some candidates, with the others that say no more of whose they are: only their pages tell them apart."""
    first = candidates[0]
    if first.same is not Same.UNNAMED or first.is_doubtful:
        return candidates[:1]
    return [one for one in candidates if one.same is Same.UNNAMED and one.points == first.points and not one.is_picture]


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry of the wanted year that is not the report. `why` is Chinese; `names_agency`: its title is about ours.

    `presupposes`: there is no picture guide or explanation of a report that does not exist.
    """

    entry: Entry
    why: str
    names_agency: bool
    presupposes: bool

    @property
    def sentence(self) -> str:
        """The rejection in a line of the trail."""
        return f"未选《{plain(self.entry.title)}》：{self.why}"


def rejected(entries: Iterable[Entry], wanted: Wanted) -> list[Rejected]:
    """The entries that speak of open government in the wanted year and are no candidates, with reasons."""
    found = (_rejection(entry, wanted) for entry in entries)
    return [one for one in found if one]


def _rejection(entry: Entry, wanted: Wanted) -> Rejected | None:
    title = read_title(entry.title)
    if wanted.year not in title.years or "公开" not in entry.title:
        return None
    same = compare(title.agency, wanted.agency)
    if title.why_not:
        return Rejected(entry, title.why_not, same > Same.UNNAMED, title.is_about_it and same > Same.UNNAMED)
    if title.kind and same is Same.OTHER:
        return Rejected(entry, "标题写的是别的机关", False, False)
    return None


def unlinked_report(texts: Iterable[str], wanted: Wanted) -> str | None:
    """Of texts without an address the first that reads as the title of the report by name, None where there is none."""
    entries = (Entry(text, f"#{number}") for number, text in enumerate(texts))
    return next((one.entry.title for one in rank(entries, wanted) if one.same > Same.UNNAMED), None)


_TITLES = {Kind.FIRM: "标题是信息公开年度报告", Kind.LOOSE: "标题近似年度报告", Kind.WEAK: "标题只写年报"}
_AGENCIES = {
    Same.EXACT: "机关名称一致",
    Same.SAME: "机关名称相符",
    Same.SHORT: "机关名称为简称",
    Same.NEAR: "机关名称相近",
    Same.UNNAMED: "标题没有写机关",
}


def _year_points(title: TitleReading, entry: Entry, wanted: Wanted) -> tuple[int, str] | None:
    if wanted.year in title.years:
        return (4, f"年度为 {wanted.year}") if len(title.years) == 1 else (3, f"年度含 {wanted.year}")
    if title.years:
        return None
    # 年 left out of the title: a report of 2023 is published in 2024.
    if entry.day and entry.day.year == wanted.year + 1:
        return 2, f"标题没有年度，发布于 {entry.day.year} 年"
    # Neither year nor day: that is a column's name (政府信息公开年报), and columns are read, not chosen.
    return None
