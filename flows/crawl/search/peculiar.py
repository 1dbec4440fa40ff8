"""Rows of a list of reports whose titles nobody understands: another script, signs lost on the way, 点击下载, 年度报告.

Each may be the report. What reads as the title of some other paper, or of another year's report, is understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from flows.crawl.dialects import Entry
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.links import Link
from flows.crawl.pages.names import Same, compare
from flows.crawl.pages.titles import Kind, TitleReading, read_title
from flows.crawl.search.candidates import Candidate, Wanted

_OF_REPORTS = re.compile(
    r"报|公开|年度|总结|情况|附件|正文|全文|下载|查看|打开|浏览|详情|点[击此]|进入|这里|最新|[本去上今]年|\d{3}|\.\w{3,4}$|…$|\.{2,}$"
)
_SIGNS = re.compile(r"[一-鿿]")
_LEAST_SIGNS = 3
_EVERYBODY = re.compile(
    r"^(?:.{2,6}[省市县区州盟旗])?(?:全?[省市县区州]|各)*(?:[直属级]属?)?(?:各)?(?:部门|单位|机关|委办局|乡镇|街道|镇街)+"
)
_TOGETHER = re.compile("合集|合辑|合订|全集|汇编|汇总|汇集|集中公开|打包")
# Where links to other columns stand among the rows.
_COLUMN = re.compile(
    r"^(?:法定)?主动公开(?:内容|目录)?$|^依申请公开$|^政务公开$|^(?:政府|政务)?信息公开(?:专栏|平台|目录|指南|制度|网)?$"
)
_MISDATED_BY = 2


def peculiar(rows: Sequence[Link], wanted: Wanted) -> Iterator[Candidate]:
    """The rows of one list that may be the report although nothing says so, in the list's order."""
    entries = [_entry(row) for row in rows]
    late = [one for one in entries if _is_misdated(one, wanted)]
    for entry in entries:
        title = read_title(entry.title)
        same = compare(title.agency, wanted.agency)
        if entry in late[:1] and len(late) == 1 and same is not Same.OTHER:
            why = f"标题写的是 {title.years[0]} 年度，却发布于 {wanted.year + 1} 年"
        elif _may_be_due(entry.day, wanted) and _is_obscure(entry.title, title, wanted):
            why = "标题看不出是什么"
        else:
            continue
        yield Candidate(entry, 0, (why,), Same.UNNAMED if same is Same.OTHER else same, is_doubtful=True)


def _entry(row: Link) -> Entry:
    return Entry(row.text, row.url, day_in(row.around.replace(row.text, " ")), row.around)


def _may_be_due(day: date | None, wanted: Wanted) -> bool:
    # Some publish before the year is over.
    return day is None or day >= date(wanted.year, 12, 1)


def _is_misdated(entry: Entry, wanted: Wanted) -> bool:
    """Whether a report of years ago was published when that of the wanted year was due."""
    title = read_title(entry.title)
    is_old = bool(title.kind and title.years) and max(title.years, default=0) <= wanted.year - _MISDATED_BY
    return is_old and entry.day is not None and entry.day.year == wanted.year + 1


def _is_obscure(text: str, title: TitleReading, wanted: Wanted) -> bool:
    if _COLUMN.match(text.strip()):
        return False
    if title.why_not or (title.years and wanted.year not in title.years):
        return False
    if title.kind is not Kind.NONE:
        # One report, or one file, for all.
        is_of_all = _EVERYBODY.match(title.agency) or _TOGETHER.search(text)
        return bool(is_of_all) and wanted.year in title.years
    if compare(text, wanted.agency) >= Same.SHORT:
        return True
    flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return len(_SIGNS.findall(flat)) < _LEAST_SIGNS or bool(_OF_REPORTS.search(flat))
