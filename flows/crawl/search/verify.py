"""Whether an opened page is the report that is wanted: its own title, heading, meta and body decide, not its address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checks.model import Agency
from flows.crawl.pages.dates import published_in
from flows.crawl.pages.names import Same, compare, ends_as_organ, is_organ
from flows.crawl.pages.page import Page
from flows.crawl.pages.signatures import is_report_body
from flows.crawl.pages.titles import Kind, TitleReading, read_title
from flows.crawl.pages.years import years_in
from flows.crawl.search.attachments import is_thin
from flows.crawl.trail import plain

_NAMED = {
    Same.OTHER: "页面标题写的是别的机关，而栏目和正文写的是该机关",
    Same.UNNAMED: "页面标题没有写机关",
    Same.NEAR: "机关名称相近，正文写的是该机关",
    Same.SHORT: "机关名称相符",
    Same.SAME: "机关名称相符",
    Same.EXACT: "机关名称一致",
}
_META_TITLES = ("articletitle", "title", "og:title", "dc.title", "pagetitle")
_META_SOURCES = ("contentsource", "source", "author", "publisher", "sitename")
# From the beginning of a word: half a year (3年) is nobody's name.
_LINE = re.compile(
    r"(?<![^\s。；;，,:：《])[^\n。；;]{0,60}(?:信息公开|政务公开)[^\n。；;]{0,20}(?:年度(?:工作)?报告|年报|工作报告|报告)"
)
# 现公布云岭县水务局2023年政府信息公开工作年度报告; 云岭县水务局编制并公布2023年政府信息公开工作年度报告; 云岭县水务局现将2023年…情况报告如下
_AUTHOR = re.compile(
    r"(?:(?:公布|编制|发布|撰写|形成|现将)(?:了)?《?(?P<behind>[一-鿿（）()]{4,30}?)《?"
    r"|[，,。；;](?P<before>[一-鿿（）()]{4,30}?)[现特]?(?:公布|编制|发布|撰写|形成|现将|将)[^，,。；;\d]{0,6})20\d{2}年度?(?:政府|政务)信息公开"
)
# What follows on a name that is only the beginning of another: 水利局水政监察大队.
_NO_PART = r"(?![一-鿿]{0,8}?(?:大队|支队|总队|中心|站|所|队|公司|学校|学院|医院|工会|委员会))"
_PERIOD = re.compile(r"(20\d{2})\s*年\s*1\s*月\s*1\s*日")
_HEAD_CHARACTERS = 3_000
_BODY_CHARACTERS = 60_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the page is the report, and why or why not in Chinese. `title` is the title that decided.

    `of_another`: the page is another agency's report. `is_undecided`: it says nothing of itself, so that what it
    leads to (an attachment, a frame) may still be the report; `is_untitled`: it has neither a title of its own nor a body.
    """

    is_it: bool
    why: str
    title: str = ""
    has_body: bool = False
    of_another: bool = False
    is_undecided: bool = False
    is_untitled: bool = False


def verify(
    page: Page, agency: Agency, year: int, promised: str = "", must_name: bool = False, by_body: bool = False
) -> Verdict:
    """Judges a page. `promised` is the title of the entry that led here; `must_name` asks for the agency's name;
    `by_body` lets the year that the text is about prevail over that of the title.

    A page without a title of its own is judged by its body and the promise; a page without either is not it.
    """
    has_body, is_promised = is_report_body(page.words), _says_report(read_title(promised))
    # Of a long article that is no report by its form, and was not called one, a line of its menus or its text is no title.
    title = _own_title(page, is_in_text=has_body or is_promised or not promised or is_thin(page))
    if title is None and not has_body:
        return Verdict(
            False, "页面没有年度报告的标题和正文", is_undecided=bool(read_title(promised).kind), is_untitled=True
        )
    reading = title or read_title(promised)
    shown = plain(reading.text or page.title)
    wrong_year = _wrong_year(page, reading, year, read_title(promised), by_body)
    if wrong_year:
        return Verdict(False, wrong_year, shown, has_body)
    same = compare(reading.agency, agency)
    is_vouched = compare(read_title(promised).agency, agency) > Same.UNNAMED and _names_itself(page, agency)
    # A column's name with the site's behind it: 政府信息公开年报_云岭县人民政府.
    is_of_column = not reading.years and compare(_author(page), agency) > Same.UNNAMED
    if same is Same.OTHER and not (is_vouched or is_of_column):
        return Verdict(False, f"页面是“{plain(reading.agency, 30)}”的报告", shown, has_body, of_another=True)
    if same is Same.NEAR and not _names_itself(page, agency):
        return Verdict(False, f"页面是“{plain(reading.agency, 30)}”的报告，名称相近而不相同", shown, has_body)
    if same is Same.UNNAMED and (author := _other_author(page, agency)):
        return Verdict(False, f"页面正文是“{plain(author, 30)}”的报告", shown, has_body, of_another=True)
    if same is Same.UNNAMED and must_name and not _is_named(page, agency, promised):
        return Verdict(False, "页面没有写明是该机关的报告", shown, has_body, of_another=True)
    named = _NAMED[same]
    return Verdict(True, f"页面标题《{shown}》，{named}，年度为 {year}", shown, has_body)


def _says_report(promised: TitleReading) -> bool:
    """Whether a title promises a report: 水务局重大决策公开年度报告 has the last words alone, and more before them than a name."""
    is_weak = promised.kind is Kind.WEAK and bool(promised.agency) and not is_organ(promised.agency)
    return promised.kind is not Kind.NONE and not is_weak


def _own_title(page: Page, is_in_text: bool = True) -> TitleReading | None:
    """The page's own title: from meta, headings, `<title>` or the first lines of its text, the first that has a year.

    `is_in_text`: a line of the text may be it.
    """
    told: list[TitleReading] = []
    for told_there in _titles(page, is_in_text):
        readings = [reading for reading in told_there if reading.kind >= Kind.LOOSE]
        # A column's name (政府信息公开年报) has neither year nor agency and is no title of an article.
        telling = [reading for reading in readings if reading.years or reading.agency]
        if best := max(telling, key=lambda reading: 2 * bool(reading.years) + bool(reading.agency), default=None):
            if best.years:
                return best
            told.append(best)
    return told[0] if told else None


def _titles(page: Page, is_in_text: bool) -> Iterator[Sequence[TitleReading]]:
    """Where a page's title may stand, the surest place first; the text itself is searched only at last."""
    yield [read_title(page.meta.get(name, "")) for name in _META_TITLES]
    yield [read_title(heading) for heading in page.headings]
    yield [read_title(text) for text in (re.split(r"[-_|—]{1,2}", page.title)[0], page.title)]
    if is_in_text:
        yield [_told_in_text(line) for line in _LINE.findall(page.own_words[:_HEAD_CHARACTERS])[:3]]


def _told_in_text(line: str) -> TitleReading:
    """A title met in the running text. What stands before it there may be the page's date: an author ends as names of agencies do."""
    title = read_title(line)
    return title if ends_as_organ(title.agency) else replace(title, agency="")


def _wrong_year(page: Page, title: TitleReading, year: int, promised: TitleReading, by_body: bool) -> str:
    """Empty, or why the page is of another year."""
    body = page.own_words[:_BODY_CHARACTERS]
    if year in title.years:
        return _of_the_year_before(body, year)
    if title.years:
        if (by_body or year in promised.years) and _year_of(body) == year:
            return ""
        return f"页面是 {title.years[0]} 年度的报告"
    told = _year_of(body)
    is_sure = told == _most_named(body) and bool(_PERIOD.search(body))
    return f"页面正文写的是 {told} 年度" if told and told != year and (is_sure or year not in promised.years) else ""


def _of_the_year_before(body: str, year: int) -> str:
    """Why a page titled for a year is of the one before: its period says so, and it was published before the year was over."""
    period = _PERIOD.search(body)
    if period is None or int(period[1]) != year - 1 or _most_named(body) != year - 1:
        return ""
    day = published_in(body)
    return f"页面正文写的是 {year - 1} 年度，发布于 {day}" if day and day.year == year else ""


def _year_of(body: str) -> int | None:
    """The year that a report's body is about: that of its period (自 X 年 1 月 1 日), else the one it names most.

    A year named once may be the day of publication and says nothing.
    """
    period = _PERIOD.search(body)
    return int(period[1]) if period else _most_named(body)


def _most_named(body: str) -> int | None:
    tally = Counter(years_in(body)).most_common(1)
    return tally[0][0] if tally and tally[0][1] > 1 else None


def _other_author(page: Page, agency: Agency) -> str:
    """The other agency that a report's preamble names as the one it is of; empty where it names none, or ours too."""
    told = _author(page)
    is_other = is_organ(told) and compare(told, agency) is Same.OTHER
    return told if is_other and not _names_itself(page, agency) else ""


def _author(page: Page) -> str:
    """The agency whose report a report's preamble says that it is, as written; empty where it says none."""
    told = _AUTHOR.search(re.sub(r"\s+", "", page.own_words[:_HEAD_CHARACTERS]))
    return told["behind"] or told["before"] if told else ""


def _is_named(page: Page, agency: Agency, promised: str) -> bool:
    texts = [page.meta.get(name, "") for name in _META_SOURCES]
    texts += [read_title(promised).agency, read_title(page.title).agency]
    return any(compare(text, agency) > Same.UNNAMED for text in texts if text) or _names_itself(page, agency)


def _names_itself(page: Page, agency: Agency) -> bool:
    head = re.sub(r"\s+", "", page.own_words[:_HEAD_CHARACTERS])
    names = (name for name in (agency.name, *agency.aliases) if len(name) >= 3)
    return any(re.search(re.escape(name) + _NO_PART, head) for name in names)
