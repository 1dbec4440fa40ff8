"""Whose reports a list holds: the agency's alone, several agencies', another's, or those of an agency under a new name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.crawl.dialects.dialect import Entry
from flows.crawl.pages.names import Same, compare, ends_as_organ, is_organ, names
from flows.crawl.pages.renaming import is_below, is_of_one_rank, is_of_raised_place, may_succeed, without_place
from flows.crawl.pages.signed import names_beside
from flows.crawl.pages.titles import MISTAKEN, Kind, TitleReading, read_title
from flows.crawl.search.candidates import Wanted, rank

# An agency may have been renamed in the course of its list.
_MOST_NAMES = 2
# More are a list that only began to name its agencies.
_MOST_NEW = 3
_CALLED_REPORT = re.compile(r"(?:报告|年报)\W*(?:\.\w{2,4})?$")


def _reports(entries: Sequence[Entry]) -> list[TitleReading]:
    """The titles that read as an agency's report; 水务局河湖长制年度报告 has no agency's name before its words, and 政府信息公开年报
    in a menu, which has neither year nor day nor name, is a column.
    """
    told = ((read_title(entry.title), entry.day) for entry in entries)
    readings = [reading for reading, day in told if reading.kind and (reading.years or reading.agency or day)]
    return [one for one in readings if one.kind > Kind.WEAK or not one.agency or is_organ(one.agency)]


def is_shared(entries: Sequence[Entry], wanted: Wanted) -> bool:
    """Whether a list holds the reports of several agencies, so that a title without a name says nothing.

    They may stand beside such titles in a way that does not tell which is whose.
    """
    named = {reading.agency for reading in _reports(entries) if reading.agency}
    nameless = (one for one in entries if (told := read_title(one.title)).kind and not told.agency)
    beside = {name for one in nameless for name in names_beside(one)}
    others = {name for name in beside if compare(name, wanted.agency) is Same.OTHER}
    return len(others) >= _MOST_NAMES or any(compare(name, wanted.agency) is Same.OTHER for name in named)


def is_of_another(entries: Sequence[Entry], wanted: Wanted) -> bool:
    """Whether a list is one other agency's own: every report in it is named, under at most two names, none of them ours."""
    named = {reading.agency for reading in _reports(entries)}
    is_named = bool(named) and all(named) and len(named) <= _MOST_NAMES
    return is_named and all(compare(name, wanted.agency) is Same.OTHER for name in named)


def possible_successor(entries: Sequence[Entry], wanted: Wanted) -> str:
    """A name under which the agency may have reported in the wanted year although the list does not name it; else empty.

    政务服务管理局 becomes 数据局, 扶贫办 乡村振兴局, and the registry may not know yet. Of the names of that year that the list
    has only after the agency's own last one, one that shares a word of the task may be the agency; so may any other
    that begins right after it, where the list was the agency's alone, or names but few new ones among the old. A list
    that never named the agency may know it by a like name (水务局 for 水利局).
    """
    readings = [reading for reading in _reports(entries) if reading.agency]
    if any(wanted.year in one.years and compare(one.agency, wanted.agency) > Same.UNNAMED for one in readings):
        return ""
    now = {one.agency for one in readings if wanted.year in one.years and not is_below(one.agency, wanted.agency)}
    ours = {one.agency for one in readings if compare(one.agency, wanted.agency) > Same.UNNAMED}
    if not ours:
        return _first(name for name in now if may_succeed(name, wanted.agency))
    # Without a year in its titles the agency may have reported until the year before.
    own_years = (year for one in readings if one.agency in ours for year in one.years if year < wanted.year)
    last = max(own_years, default=wanted.year - 1)
    before = _named_by(readings, last)
    known, next_year = ({without_place(name) for name in _named_by(readings, year)} for year in (last, last + 1))
    new = {name for name in now if without_place(name) not in known}
    if told := (
        _first(name for name in now - before if is_of_raised_place(name, wanted.agency))
        or _first(name for name in new if may_succeed(name, wanted.agency))
    ):
        return told
    is_alone = ours == before
    peers = {name for name in new if is_of_one_rank(name, wanted.agency.name)}
    peers = peers if is_alone else {name for name in peers if without_place(name) in next_year}
    most = _MOST_NEW if is_alone else min(_MOST_NEW, len({without_place(name) for name in now} & known))
    return _first(peers) if len(peers) <= most else ""


def oddly_titled(entries: Sequence[Entry], wanted: Wanted) -> str:
    """A title of the year that may be that of the agency's report although it says something else as well; empty where none is.

    It ends as a report's, speaks of open government, and is called one of something else (网站, 考核自评), or has more behind the
    agency's name than a body under it would. What stood beside the agency's report in an earlier year too is no report.
    """
    readings = [read_title(entry.title) for entry in entries]
    must_name = is_shared(entries, wanted)
    odd = [one for one in readings if _is_odd(one, wanted, must_name)]
    ours = {
        year for one in _reports(entries) if compare(one.agency, wanted.agency) >= Same.UNNAMED for year in one.years
    }
    known = {one.why_not for one in odd if any(year in ours for year in one.years if year < wanted.year)}
    return next((one.text for one in odd if wanted.year in one.years and one.why_not not in known), "")


def _is_odd(title: TitleReading, wanted: Wanted, must_name: bool) -> bool:
    if title.kind > Kind.WEAK:
        begun = any(
            title.agency.startswith(name) for name in (wanted.agency.name, *wanted.agency.aliases) if len(name) > 3
        )
        return begun and compare(title.agency, wanted.agency) is Same.OTHER and not ends_as_organ(title.agency)
    is_called_report = bool(_CALLED_REPORT.search(title.text)) and "公开" in title.text
    is_anybodys = not must_name and compare(title.agency, wanted.agency) is not Same.OTHER
    return is_called_report and title.why_not in MISTAKEN and (is_anybodys or names(wanted.agency, title.text))


def _named_by(readings: Sequence[TitleReading], year: int) -> set[str]:
    """The names that a list has up to a year, or in titles that tell none."""
    return {reading.agency for reading in readings if min(reading.years, default=year) <= year}


def _first(told: Iterable[str]) -> str:
    return min(told, default="")


def are_anothers(entries: Sequence[Entry], wanted: Wanted) -> bool:
    """Whether the titles of the year that name nobody are another's: in an earlier year as many stood beside the agency's own.

    In a county's list its own report is often the one that needs no name.
    """
    readings = _reports(entries)
    ours = {year for one in readings if compare(one.agency, wanted.agency) > Same.UNNAMED for year in one.years}
    nameless = Counter(year for one in readings if not one.agency for year in one.years)
    return any(nameless[year] >= nameless[wanted.year] for year in ours if year < wanted.year and nameless[year])


def never_named(entries: Sequence[Entry], wanted: Wanted) -> bool:
    """Whether a list named several other agencies in an earlier year as well and the wanted one never: it publishes elsewhere.

    Nothing of the kind is said of a list with titles that name nobody, or of an agency that owes its first report.
    """
    if wanted.agency.valid_from is not None and wanted.agency.valid_from >= wanted.year:
        return False
    others: dict[int, set[str]] = {}
    for reading in _reports(entries):
        if not reading.agency or compare(reading.agency, wanted.agency) is not Same.OTHER:
            return False
        for year in reading.years:
            others.setdefault(year, set()).add(without_place(reading.agency))
    return any(year < wanted.year and len(named) > _MOST_NAMES for year, named in others.items())


def left_by_all(entries: Sequence[Entry], wanted: Wanted) -> bool:
    """Whether a list named several other agencies the year before and shows nothing of the wanted year: all report elsewhere by now.

    It may also show one year at a time.
    """
    named = [one for one in _reports(entries) if compare(one.agency, wanted.agency) is Same.OTHER]
    before = {without_place(one.agency) for one in named if wanted.year - 1 in one.years}
    return len(before) > _MOST_NEW and not has_year(entries, wanted.year)


def has_year(entries: Sequence[Entry], year: int) -> bool:
    """Whether a list shows anything of a year: it was kept up that far."""
    return any(year in read_title(entry.title).years for entry in entries)


def newest_year(entries: Sequence[Entry]) -> int:
    """The latest year of which a list shows anybody's report, 0 where it shows none."""
    readings = (read_title(entry.title) for entry in entries)
    return max((year for one in readings if one.kind for year in one.years), default=0)


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
