"""Reading one column page by page: which page comes next, what is new on it, and whether its end was reached."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence

from flows.crawl.dialects import Entry, Request
from flows.crawl.pages.crumbs import crumbs
from flows.crawl.pages.lists import ListPage, is_report
from flows.crawl.pages.numbered import numbered
from flows.crawl.pages.titles import read_title
from flows.crawl.search.belongings import filed, rows_among
from flows.crawl.search.columns import REGISTERED, Column, is_report_column, known_as, place
from flows.crawl.search.sequence import in_form_of, is_alike, is_further, is_opaque
from flows.crawl.search.told import Told
from flows.crawl.search.turning import numbered_calls, turned

_MOST_REPEATED = 3
_MOST_MISSED = 3
_MOST_UNPROVING = 2
_MOST_RECENT = 12
_MOST_SCROLLED = 2
_MOST_UNSAID = 3
_OF_PAGER = "由脚本填充的位置"


class ColumnReading:
    """The reading of one column. Pages are given to it by `take` until `next_request` is None."""

    def __init__(self, column: Column, common: Collection[str] = ()) -> None:
        self.column = column
        # What other pages of the site lead to as well.
        self._common = frozenset(common)
        self.entries: list[Entry] = []
        self.told = Told()
        self.pages = 0
        self.missed = 0
        self.is_article = False
        # What the page's scripts would ask for to go on with the list where no link does.
        self._scrolling: tuple[Request, ...] = ()
        self._is_scrolled = False
        self._is_recent = False
        self._in_all = 0
        self._rows_read = 0
        self._repeated = 0
        self._repetitions = 0
        self._has_reports = False
        self._aside: frozenset[str] = frozenset()
        self._is_stuck = False
        self._strayed = False
        self._is_turned = False
        self._has_gap = False
        self._waiting = deque([column.request])
        self._known = {known_as(self._waiting[0])}
        self._shown: set[str] = set()

    @property
    def next_request(self) -> Request | None:
        """The page to open next. Of what proves nothing (a search, a home page's news) only the beginning is read, of papers those of the season."""
        most = _MOST_RECENT if self._is_recent else _MOST_UNPROVING
        is_enough = not (self.column.proves or self.column.is_inner) and self.pages >= most
        return self._waiting[0] if self._waiting and not is_enough else None

    def take(self, listing: ListPage) -> list[Entry]:
        """Takes in the page that `next_request` named; returns the entries that no page before it showed."""
        self._known.add(known_as(Request(listing.url)))
        asked = self._waiting.popleft()
        self.pages += 1
        shown = filed(listing, self.column.year, self._common) or listing.entries
        fresh = [entry for entry in shown if place(entry.url) not in self._shown]
        self._is_recent = any(one.day and one.day.year >= self.column.since > 0 for one in fresh)
        self._in_all = max(self._in_all, listing.in_all or 0)
        # Data that show nothing of the page's own list are another list's, unless it lists nothing itself.
        is_same = len(fresh) < len(shown) or not self._has_reports
        self._is_scrolled = self._is_scrolled or (asked in self._scrolling and is_same)
        if self.pages > 1 and not fresh:
            self._take_repetition(asked, listing, shown)
            return []
        # Where a list goes on, the page before, which was empty or the first again, has rows of its own.
        self._strayed = self._strayed or self._has_gap or self._is_astray(listing, shown)
        self._repeated = 0
        # A box of other matters beside a further page shows the rows of the first.
        self._aside |= {url for url in listing.round.aside if place(url) not in self._shown}
        if self.column.year:
            # Agencies that every page leads to have filed nothing under the year.
            self._aside |= {url for _, url in listing.named if place(url) in self._common}
        self._has_reports = self._has_reports or self._shows_reports(shown)
        self._shown.update(place(entry.url) for entry in fresh)
        self.entries += fresh
        self._rows_read += rows_among(fresh, listing)
        self.told.take(listing, self._common)
        if listing.script_only and self.pages == 1:
            self._scrolling = tuple(numbered_calls(listing))[:_MOST_SCROLLED]
        self._go_on(asked, listing)
        return fresh

    def _take_repetition(self, asked: Request, listing: ListPage, shown: Sequence[Entry]) -> None:
        """A page without anything new: past its last page a site repeats the last one, or shows none.

        Where the number of pages is told, the others are still read; three in a row end it all the same.
        """
        if shown and asked in self._scrolling:
            # The list's own data begin with what its page shows already.
            self.told.script_only = False
            self._go_on(asked, listing)
            return
        is_between = is_further(asked.url, [one.url for one in self._known], self.column.url, self.told.first)
        self._has_gap = self._has_gap or is_between or (self._has_reports and not self._shows_reports(shown))
        never_turned = self.pages == 2 + self._repetitions
        self._repetitions += 1
        number = numbered(asked.url)[1]
        if shown and number == 1 and not asked.form and listing.is_html:
            # The first page by another of its addresses says nothing of those to come.
            return
        self._strayed = self._strayed or self._is_astray(listing, shown)
        is_scripted = (
            asked.form is not None or not listing.is_html or number > 1 or is_opaque(asked.url, self.column.url)
        )
        self._is_stuck = bool(shown) and is_scripted and (never_turned or asked.form is not None)
        self._repeated += 1
        if (self._in_all <= 1 and not is_between) or self._repeated >= _MOST_REPEATED:
            self._waiting.clear()

    def _is_astray(self, listing: ListPage, shown: Sequence[Entry]) -> bool:
        """Whether a further page shows no report and is not of the kind of the first: a notice, the home page, a page to be filled."""
        has_reports = self._shows_reports(shown)
        # A fragment that tells how many records there are, and shows some, is an answer of the list's own.
        is_fragment = bool(listing.records and shown) and not (listing.title or listing.headings)
        if self.told.first is None or not self._has_reports or is_fragment or has_reports or not listing.is_html:
            return False
        is_ended = listing.says_empty or is_alike(listing, self.told.first)
        return not is_ended or (listing.is_scripted and not self.told.first.is_scripted)

    def _shows_reports(self, shown: Sequence[Entry]) -> bool:
        return any(is_report(one) for one in shown if one.url not in self._aside)

    def _go_on(self, asked: Request, listing: ListPage) -> None:
        for wanted in listing.next_pages or turned(asked, listing):
            self._await(in_form_of(asked, wanted))
        for wanted in self._scrolling:
            self._await(wanted)

    def add(self, more: ListPage) -> list[Entry]:
        """Takes in what scripts of the column's first page hold; returns the reports that no page showed."""
        fresh = [entry for entry in more.entries if is_report(entry) and place(entry.url) not in self._shown]
        self._shown.update(place(entry.url) for entry in fresh)
        self.entries += fresh
        self.told.take_scripts(more)
        return fresh

    @property
    def asks_for_scripts(self) -> bool:
        """Whether the only page read shows a pager, and nothing of how it is turned but scripts that are loaded."""
        first = self.told.first
        if (
            self._is_turned
            or self.pages != 1
            or self.missed
            or self._scrolling
            or first is None
            or not first.script_files
        ):
            return False
        return self.told.script_only or self._in_all > 1 or _OF_PAGER in self.told.unexplained

    def turn(self, onward: Sequence[Request]) -> None:
        """Takes in the further pages that the site's scripts lead to; a place kept for their pager is explained by them."""
        self._is_turned = True
        for wanted in onward:
            self._await(wanted)
        if onward:
            self.told.script_only = False
            self.told.unexplained = "" if _OF_PAGER in self.told.unexplained else self.told.unexplained

    def miss(self) -> None:
        """The page that `next_request` named could not be had: the others are still read, until three are missed."""
        self._waiting.popleft()
        self.missed += 1
        if self.missed >= _MOST_MISSED:
            self._waiting.clear()

    @property
    def telling(self) -> int:
        """How many pages of the list were read: one that only repeated others, as the first by its number, is none."""
        return self.pages - self._repetitions

    @property
    def shortfall(self) -> str:
        """Why the end was not reached, in Chinese; empty where it was."""
        telling = self.telling
        if self._in_all > telling:
            again = f"，另有 {self._repetitions} 页只重复别的页" if self._repetitions else ""
            return f"栏目共 {self._in_all} 页，只读到 {telling} 页{again}"
        if self._is_stuck:
            # What the site's own script would send may have been put together wrongly.
            return f"第 {self.pages} 页与前面的相同，翻页可能没有生效"
        if self._strayed:
            return "有一页不是栏目的内容"
        if self.told.records > self._rows_read:
            return f"栏目共 {self.told.records} 条，只读到 {self._rows_read} 条"
        if self._scrolling and not self._is_scrolled:
            return "下一页只能由脚本打开"
        if self.told.script_only and self._in_all != self.pages and not self._repetitions:
            return "下一页只能由脚本打开"
        if self.told.is_cut:
            return "页面过长，没有读完"
        # Data of the list's own, read to the last record that they tell of, are the whole of it.
        is_told = self._is_scrolled and 0 < self.told.records <= self._rows_read
        return "只列出最新的若干条" if self.told.is_excerpt else "" if is_told else self.told.unexplained

    def inside(self) -> list[Column]:
        """Where more of a column's list may stand: in its frames, in what its scripts fetch.

        Of a column that shows reports what is inside proves nothing unless it shows reports too: it may be a weather report.
        """
        if not (self.column.proves or self.column.is_inner) or self.column.form:
            return []
        label, depth, proves = f"{self.column.label}（内嵌）", self.column.depth + 1, not self.is_readable
        inside = [
            Column(
                2,
                depth,
                one.url,
                label,
                proves,
                one.form or (),
                one.asked_by,
                one.templates,
                is_inner=True,
                is_open=one.is_open,
                is_of_list=one.is_of_list,
            )
            for one in self.told.inner
            if known_as(one) not in self._known
        ]
        beside = f"{self.column.label}（旁边的链接）"
        # » of a pager leads to what has been read.
        unsaid = [url for url in self.told.unsaid if not self.has_page(url)][:_MOST_UNSAID]
        behind = [Column(7, depth, url, beside, False, is_inner=True) for url in unsaid]
        return inside + (behind if self.is_readable else [])

    @property
    def name(self) -> str:
        """What the column is called: the registered one by the path that its page gives, where that speaks of no reports."""
        path = crumbs(self.told.about) if self.column.label == REGISTERED else ()
        return " > ".join(path) if path and not any(map(is_report_column, path)) else self.column.label

    @property
    def listed(self) -> list[Entry]:
        """The column's own entries: those that stand in boxes of other matters alone say nothing of its list."""
        return [entry for entry in self.entries if entry.url not in self._aside]

    @property
    def is_whole(self) -> bool:
        """Whether every entry of the column is known by now. A text without address that names no year is no entry."""
        lost = any(read_title(text).years for text in self.told.unlinked)
        return not (self._waiting or self.missed or self.told.is_scripted or lost or self.shortfall)

    @property
    def is_readable(self) -> bool:
        """Whether the column showed what it is for: an annual report of any year, or a sentence that there are none."""
        return self._has_reports or self.told.says_empty

    def is_common(self, lower: Column) -> bool:
        """Whether other pages of the site lead to a column as well."""
        return place(lower.url) in self._common

    def has_page(self, url: str) -> bool:
        """Whether an address is that of a page of the column: a pager's links may stand in the list as its rows do."""
        return known_as(Request(url)) in self._known

    def _await(self, request: Request) -> None:
        if known_as(request) not in self._known:
            self._known.add(known_as(request))
            self._waiting.append(request)
