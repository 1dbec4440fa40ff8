"""Entries whose title leaves open what they are: cut off too early, or of a year that their day of publication belies.

They are opened when everything else is done; no report is called absent while one of them is unexplained.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from flows.crawl.dialects import Entry
from flows.crawl.pages.names import Same, compare, is_organ
from flows.crawl.pages.titles import Kind, read_title
from flows.crawl.search.candidates import Candidate, Wanted

_CUT = re.compile(r"[.…。·]+$")
_NO_TITLE = re.compile(r"^\W*(附件|正文|全文|文件|报告全文|详见附件|下载|附件下载|图片链接)\s*\d*\W*$")
# nb2023.pdf
_FILE_NAME = re.compile(r"^[\w .()-]{1,60}\.(?:pdf|docx?|wps|ofd|zip)$", re.A | re.I)
_REPORTS = re.compile(r"报告|年报|总结|情况|汇报|公开\W*$")
_OPENNESS = re.compile(r"公开|年报|年度报告")
_LEAST = 6


def doubtful(entries: Sequence[Entry], wanted: Wanted) -> Iterator[Candidate]:
    """The entries of a list that may be the report although their titles do not say so, in the list's order."""
    for entry in entries:
        if (
            found := _misdated(entry, wanted)
            or _cut_off(entry, wanted)
            or _unnamed(entry, wanted)
            or _unsaid(entry, wanted)
            or _yearless(entry, wanted)
        ):
            yield found


def _misdated(entry: Entry, wanted: Wanted) -> Candidate | None:
    """A report of the year before or after by its title, published when that of the wanted year was due."""
    title = read_title(entry.title)
    # Nobody has written the report of a year that is not over yet.
    is_early = title.years[:1] == (wanted.year + 1,) and wanted.as_of.year <= wanted.year + 1
    is_due = is_early if entry.day is None else entry.day.year == wanted.year + 1
    is_next = len(title.years) == 1 and abs(title.years[0] - wanted.year) == 1
    same = compare(title.agency, wanted.agency)
    if title.kind < Kind.LOOSE or not (is_due and is_next) or same is Same.OTHER:
        return None
    when = "该年度尚未结束" if entry.day is None else f"却发布于 {wanted.year + 1} 年"
    reason = f"标题写的是 {title.years[0]} 年度，{when}"
    return Candidate(entry, 0, (reason,), same, is_doubtful=True)


def _unnamed(entry: Entry, wanted: Wanted) -> Candidate | None:
    """A row that is called 附件 or 正文 and was published when the report was due."""
    is_nameless = _NO_TITLE.match(entry.title) or _FILE_NAME.match(entry.title)
    if not (entry.day and entry.day.year == wanted.year + 1 and is_nameless):
        return None
    return Candidate(entry, 0, (f"没有标题，发布于 {entry.day.year} 年",), Same.UNNAMED, is_doubtful=True)


def _yearless(entry: Entry, wanted: Wanted) -> Candidate | None:
    """A title about open government, published when the report was due, without a year that it could be of: 2032年, 23年度."""
    title = read_title(entry.title)
    is_due = entry.day is not None and date(wanted.year, 12, 1) <= entry.day <= date(wanted.year + 1, 12, 31)
    is_of_none = all(year > wanted.as_of.year for year in title.years)
    same = compare(title.agency, wanted.agency)
    if not (is_due and is_of_none and _OPENNESS.search(entry.title)) or title.why_not or same is Same.OTHER:
        return None
    return Candidate(entry, 0, (f"没有写明年度，发布于 {wanted.year + 1} 年",), same, is_doubtful=True)


def _unsaid(entry: Entry, wanted: Wanted) -> Candidate | None:
    """A title about open government in the year in words of its own: no form of a report's title, and of nothing else."""
    title = read_title(entry.title)
    # 水务局依申请公开年报 has the form, and more before it than a name.
    is_odd = title.kind is Kind.NONE or (title.kind is Kind.WEAK and not is_organ(title.agency))
    is_told = is_odd and not title.why_not and wanted.year in title.years
    if not is_told or "公开" not in entry.title or not _REPORTS.search(entry.title):
        return None
    return Candidate(entry, 0, ("标题写法少见",), Same.UNNAMED, is_doubtful=True)


def _cut_off(entry: Entry, wanted: Wanted) -> Candidate | None:
    """A title that is the beginning of the one wanted, and ends before it says what it is a title of."""
    flat = _CUT.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", entry.title)))
    if len(flat) < _LEAST or read_title(entry.title).kind is not Kind.NONE:
        return None
    for name in (wanted.agency.name, *wanted.agency.aliases):
        if f"{name}{wanted.year}年度政府信息公开".startswith(flat) or f"{name}{wanted.year}年政府信息公开".startswith(
            flat
        ):
            same = Same.EXACT if flat.startswith(name) else Same.NEAR
            return Candidate(entry, 0, ("标题没有写全",), same, is_doubtful=True)
    return None
