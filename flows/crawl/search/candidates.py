"""Which entry of a list is the report: scored by title, year, agency and column, the choice kept with its reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checks.model import Agency
from flows.crawl.dialects.dialect import Entry
from flows.crawl.pages.names import (
    Same,
    compare,
    is_below,
    is_of_one_rank,
    is_own_level,
    may_succeed,
    names,
    without_place,
)
from flows.crawl.pages.titles import Kind, TitleReading, read_title
from flows.crawl.trail import plain

_AGENCY_POINTS = {Same.EXACT: 5, Same.SAME: 4, Same.SHORT: 3, Same.NEAR: 1, Same.UNNAMED: 1}
_SURE_POINTS = 9
# An agency may have been renamed in the course of its list.
_MOST_NAMES = 2
# More are a list that only began to name its agencies.
_MOST_NEW = 3
_SUPERSEDED = re.compile(
    r"[(（【\[](旧|[^)）】\]]{0,4}(旧版|原版|旧稿|原稿|历史版本|作废|失效|停用|更正前|修订前|已更正|已废止|草稿|初稿|送审稿|讨论稿)[^)）】\]]{0,3})[)）】\]]"
    r"|[-—_ ](旧版|原版|作废)$|^(旧版|作废)[:：]"
)
_CORRECTED = re.compile(
    r"[(（【\[](?!未|已|旧)[^)）】\]]{0,6}(更正|勘误|修订|修正|订正|更新|重新发布)[后版稿本]{0,2}[)）】\]]"
)


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

    def promises(self, year: int) -> bool:
        """Whether it speaks for the report of a year even where it cannot be opened: it names it, or was cut off."""
        return str(year) in self.entry.title or (self.is_doubtful and not read_title(self.entry.title).years)

    def is_version_of(self, other: Candidate) -> bool:
        """Whether it stands for the same report as another that still counts: not where its title calls it superseded.

        Nor where only one of the two is of 本级: those are two reports.
        """
        is_same = is_own_level(self.entry.title) == is_own_level(other.entry.title)
        return self.is_sure and is_same and not _SUPERSEDED.search(self.entry.title)

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
    reasons = [_TITLES[title.kind], year[1], _AGENCIES[same]]
    points = int(title.kind) + year[0] + _AGENCY_POINTS[same]
    if is_own_level(entry.title) != is_own_level(wanted.agency.name):
        points -= 2
        reasons.append("本级与登记不一致")
    if _SUPERSEDED.search(entry.title):
        points -= 2
        reasons.append("标题写明是旧稿")
    if title.is_picture:
        reasons.append("图片版")
    if _CORRECTED.search(entry.title):
        points += 1
        reasons.append("标题写明已更正")
    return Candidate(entry, points, tuple(reasons), same, title.is_picture)


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


def is_shared(entries: Sequence[Entry], wanted: Wanted) -> bool:
    """Whether a list holds the reports of several agencies, so that a title without a name says nothing."""
    named = {reading.agency for entry in entries if (reading := read_title(entry.title)).kind and reading.agency}
    return any(compare(name, wanted.agency) is Same.OTHER for name in named)


def is_of_another(entries: Sequence[Entry], wanted: Wanted) -> bool:
    """Whether a list is one other agency's own: every report in it is named, under at most two names, none of them ours."""
    readings = [reading for entry in entries if (reading := read_title(entry.title)).kind]
    named = {reading.agency for reading in readings}
    is_named = bool(named) and all(named) and len(named) <= _MOST_NAMES
    return is_named and all(compare(name, wanted.agency) is Same.OTHER for name in named)


def possible_successor(entries: Sequence[Entry], wanted: Wanted) -> str:
    """A name under which the agency may have reported in the wanted year although the list does not name it; else empty.

    政务服务管理局 becomes 数据局, 扶贫办 乡村振兴局, and the registry may not know yet. Of names that are new in that year
    one that shares a word of the task may be the agency; so may any other where the list was the agency's alone, or names
    but few new ones among the old. A list that never named the agency may know it by a like name (水务局 for 水利局).
    """
    readings = [reading for entry in entries if (reading := read_title(entry.title)).kind and reading.agency]
    before = {reading.agency for reading in readings if wanted.year not in reading.years}
    ours = {name for name in before if compare(name, wanted.agency) > Same.UNNAMED}
    known = {without_place(name) for name in before}
    now = {one.agency for one in readings if wanted.year in one.years and not is_below(one.agency, wanted.agency)}
    new = sorted(name for name in now if without_place(name) not in known)
    if not ours:
        return next((name for name in sorted(now) if may_succeed(name, wanted.agency)), "")
    if not new:
        return ""
    if kin := next((name for name in new if may_succeed(name, wanted.agency)), ""):
        return kin
    peers = [name for name in new if is_of_one_rank(name, wanted.agency.name)]
    is_last_year = any(reading.agency in ours and wanted.year - 1 in reading.years for reading in readings)
    stayed = {bare for name in now if (bare := without_place(name)) in known}
    most = _MOST_NEW if ours == before else min(_MOST_NEW, len(stayed))
    is_likely = (ours == before or is_last_year) and len(peers) <= most
    return next(iter(peers), "") if is_likely else ""


def has_year(entries: Sequence[Entry], year: int) -> bool:
    """Whether a list shows anything of a year: it was kept up that far."""
    return any(year in read_title(entry.title).years for entry in entries)


def years_of_reports(entries: Sequence[Entry], wanted: Wanted) -> tuple[int, ...]:
    """The report years for which a list names a report of the agency, oldest first."""
    named = {year for entry in entries for year in read_title(entry.title).years}
    must_name = is_shared(entries, wanted)
    return tuple(
        year
        for year in sorted(named)
        if any(one.same > Same.UNNAMED or not must_name for one in rank(entries, replace(wanted, year=year)))
    )


def is_own_list(entries: Sequence[Entry], about: str, wanted: Wanted) -> bool:
    """Whether a list met on a site is the agency's: it names it in any year, or nobody else where the page names it.

    `about` is what the list's pages say of themselves.
    """
    if not is_shared(entries, wanted) and names(wanted.agency, about):
        return True
    years = {year for entry in entries for year in range(2008, wanted.year + 2) if str(year) in entry.title}
    return any(one.same > Same.UNNAMED for year in years for one in rank(entries, replace(wanted, year=year)))


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
