"""The search for one agency's report of one year, the most precise address first; what it did stands in its trail."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from heapq import heappop, heappush

from checks.model import Agency
from flows.crawl.dialects import Entry, Request
from flows.crawl.found import Found
from flows.crawl.hosts import Hosts
from flows.crawl.outcomes import Outcome
from flows.crawl.pages.crumbs import path_of
from flows.crawl.pages.folders import home_of
from flows.crawl.pages.lists import ListPage
from flows.crawl.pages.names import Same, names
from flows.crawl.search.approach import Approach
from flows.crawl.search.attempts import Attempts
from flows.crawl.search.candidates import Candidate, Wanted, alike, rank, weigh
from flows.crawl.search.columns import REGISTERED, Column, below, known_as, place
from flows.crawl.search.conclusions import conclude_not_found, with_years
from flows.crawl.search.listings import Listings
from flows.crawl.search.openings import Opening, Sought, judge_page, open_entry
from flows.crawl.search.owners import is_shared
from flows.crawl.search.proof import HARMLESS, MISPLACED, Proof
from flows.crawl.search.reader import Listed, Reader
from flows.crawl.search.reckoning import Reckoning
from flows.crawl.search.walk import ColumnReading
from flows.crawl.trail import Trail, plain, plain_url

_MOST_DEPTH = 6


class Search:
    """One search; used once. `pages` bounds the list pages and folders that it opens."""

    def __init__(self, reader: Reader, agency: Agency, year: int, as_of: date, hosts: Hosts, pages: int) -> None:
        self._reader = reader
        self._wanted = Wanted(agency, year, as_of)
        self._sought = Sought(agency, year, hosts)
        self._trail = Trail()
        self._proof = Proof(is_registered=bool(agency.report_list_url))
        self._reckoning = Reckoning(self._wanted, self._proof, self._trail)
        self._listings = Listings(reader, hosts, self._reckoning, self._trail, pages)
        self._waiting: list[Column] = []
        self._attempts = Attempts(reader, self._wanted, self._sought, self._reckoning, self._trail, self._waiting)
        self._common: set[str] = set()
        self._read_places: set[Request] = set()
        self._is_shared = False

    def run(self) -> Found:
        """The report, the proof that it is not there, or why neither can be had."""
        agency = self._wanted.agency
        if agency.report_url and (found := self._at_report(self._dated(agency.report_url))):
            return found
        if agency.report_list_url and (found := self._in_list(self._dated(agency.report_list_url))):
            return found
        if agency.report_list_url:
            self._settle()
        if agency.site_url and (found := self._on_site(self._dated(agency.site_url))):
            return found
        if not agency.site_url and (found := self._round_about()):
            return found
        return conclude_not_found(self._proof, self._trail, self._attempts.dead_links)

    def _round_about(self) -> Found | None:
        """The report on the rest of the site where only a list, or a report, is registered: it may have moved.

        What is met there proves nothing and must name the agency: the site may be that of its government.
        """
        agency = self._wanted.agency
        registered = self._dated(agency.report_list_url or agency.report_url or "")
        if not (self._proof.is_complete or self._proof.last_outcome in MISPLACED) or registered == home_of(registered):
            return None
        self._proof.settle()
        self._is_shared = True
        return self._on_site(home_of(registered))

    def _dated(self, url: str) -> str:
        return url.replace("{year}", str(self._wanted.year))

    def _at_report(self, url: str) -> Found | None:
        self._trail.say(f"打开登记的报告地址 {plain_url(url)}")
        opening = self._attempts.open(Entry("", url), must_name=False)
        if opening.hit:
            return self._attempts.found(opening.hit, None, path_of(opening.hit.page))
        self._reckoning.problem(opening.outcome, opening.why, spoils=opening.outcome not in HARMLESS)
        return None

    def _in_list(self, url: str) -> Found | None:
        self._trail.say(f"打开登记的年报栏目 {plain_url(url)}")
        found = self._explore([Column(0, 0, url, REGISTERED)])
        # A file where a column was registered may be the report itself.
        is_file = not found and self._proof.last_outcome is Outcome.NO_LIST
        return self._at_report(url) if is_file else found

    def _settle(self) -> None:
        """Who published elsewhere on the site is not silent; where absence is proven, what cannot be read there changes nothing."""
        if self._proof.is_complete:
            self._proof.settle()
            self._is_shared = True

    def _on_site(self, url: str) -> Found | None:
        self._trail.say(f"从网站首页 {plain_url(url)} 寻找政府信息公开年报栏目")
        home = self._listings.page(Request(url), "首页")
        if home is None:
            return self._by_sitemap(url) if self._proof.last_outcome is Outcome.SHELL_PAGE else None
        approach = Approach(
            home,
            self._wanted,
            self._listings.page,
            self._in_sitemap,
            self._proof.ends_the_search,
            lambda: self._proof.lists_read > 0,
            self._common,
        )
        for columns in approach.batches():
            if found := self._explore(columns):
                return found
        self._settle()
        for columns in approach.elsewhere():
            if found := self._explore(columns):
                return found
        if not approach.has_columns:
            if found := self._among_mapped(url):
                return found
            self._reckoning.problem(Outcome.NO_LIST, "首页、信息公开页面和网站地图上都没有年报栏目的链接")
        return None

    def _by_sitemap(self, home: str) -> Found | None:
        """The columns that the map of a site names whose home page only scripts fill."""
        mapped = self._in_sitemap(home)
        found = self._explore([Column(1, 2, url, "网站地图中的年报栏目") for url in mapped]) if mapped else None
        return found or self._among_mapped(home)

    def _among_mapped(self, home: str) -> Found | None:
        """The report among the pages of its season that the map of a site names, where no list was read that would name it."""
        if self._proof.lists_read:
            return None
        for url in self._reader.mapped(home, self._sought.hosts, self._wanted.year).pages:
            opening = self._open_mapped(url)
            if opening and opening.hit:
                self._trail.say(f"网站地图中的网页 {plain_url(url)}")
                return self._attempts.found(opening.hit, None, path_of(opening.hit.page))
        return None

    def _open_mapped(self, url: str) -> Opening | None:
        """A page that no list names; None where it has neither a report's text nor the title of the agency's.

        The agencies of one site share one reading of its pages; what is dead among them no list offers as a report.
        """
        listed, sought = self._reader.list_page(Request(url), self._sought.hosts), replace(self._sought, must_name=True)
        if listed.page:
            return judge_page(self._reader, listed.page, listed.fetched, Entry("", url), sought)
        titles = (listed.listing.title, *listed.listing.headings) if listed.listing else ()
        found = (weigh(Entry(title, url), self._wanted) for title in titles)
        is_ours = any(one and one.same > Same.UNNAMED for one in found)
        return open_entry(self._reader, Entry("", url), sought) if is_ours else None

    def _in_sitemap(self, home: str) -> Sequence[str]:
        return self._reader.mapped(home, self._sought.hosts, self._wanted.year).columns

    def _explore(self, roots: Sequence[Column]) -> Found | None:
        """Reads columns, the likeliest first; what was only half convincing is opened last."""
        self._waiting[:] = sorted(roots)
        later: list[Candidate] = []
        while self._waiting or later:
            found = (
                self._read_next(later) if self._waiting else self._attempts.first_of(alike(later), "", self._is_shared)
            )
            if found:
                return found
            later = [one for one in later if one.entry.url not in self._attempts.tried]
        self._reckoning.end()
        return None

    def _read_next(self, later: list[Candidate]) -> Found | None:
        """Reads the likeliest column that is waiting; its half convincing entries go to `later`, best first."""
        column = heappop(self._waiting)
        if known_as(column.request) in self._read_places:
            return None
        self._read_places.add(known_as(column.request))
        reading = ColumnReading(column, self._common)
        found = self._read(reading)
        self._is_shared = self._is_shared or is_shared(reading.listed, self._wanted)
        later += self._reckoning.candidates(reading)
        later.sort(key=lambda one: (one.is_picture, -one.points))
        return found

    def _read(self, reading: ColumnReading) -> Found | None:
        """Reads one column until the report is found or the pages end; one page that fails hides no other."""
        column, known = reading.column, frozenset(self._waiting)
        while request := reading.next_request or self._listings.turned_by_scripts(reading):
            label = f"“{plain(column.label, 30)}”第 {reading.pages + 1} 页"
            listed = self._listings.column(request, label, column)
            if listed is None or listed.listing is None:
                reading.miss()
                continue
            if found := self._try_listed(listed, column):
                return found
            listing, reading.is_article = listed.listing, listed.page is not None
            fresh = reading.take(listing)
            self._attempts.listed += fresh
            if reading.pages == 1:
                self._wait_for_lower(listing, column)
            if found := self._try_sure(fresh, reading):
                has_folders = any(one.depth > column.depth for one in self._waiting)
                return found if has_folders else with_years(found, reading, self._wanted)
        if found := self._in_scripts(reading):
            return found
        self._close(reading, known)
        return None

    def _wait_for_lower(self, listing: ListPage, column: Column) -> None:
        """Columns below a list wait; what pages of the site's other parts lead to as well is not the agency's own."""
        for lower in below(listing, self._wanted.agency, self._wanted.year, column):
            if lower.depth > _MOST_DEPTH:
                self._reckoning.problem(Outcome.UNFINISHED_LIST, f"栏目层级过深，未打开“{plain(lower.label, 30)}”")
                return
            is_common = column.is_own and place(lower.url) in self._common
            heappush(self._waiting, replace(lower, is_own=lower.is_own and not is_common))
        if not column.is_own:
            self._common.update(place(link.url) for link in listing.links)

    def _in_scripts(self, reading: ColumnReading) -> Found | None:
        """The report where a script of the site adds it to a list that stands in the page itself."""
        if not (reading.column.proves and reading.is_readable and reading.told.first):
            return None
        fresh = reading.add(more) if (more := self._reader.in_scripts(reading.told.first, self._sought.hosts)) else []
        return self._try_sure(fresh, reading) if fresh else None

    def _try_listed(self, listed: Listed, column: Column) -> Found | None:
        """The report where a column's page shows its newest article itself instead of a list."""
        if listed.page is None or listed.listing is None or place(listed.page.url) in self._attempts.tried:
            return None
        self._attempts.tried.add(place(listed.page.url))
        sought = replace(self._sought, must_name=self._is_shared or self._is_elsewhere(column, listed.listing.about))
        opening = judge_page(self._reader, listed.page, listed.fetched, Entry(column.label, listed.page.url), sought)
        return self._attempts.found(opening.hit, None, column.label) if opening.hit else None

    def _close(self, reading: ColumnReading, known: Collection[Column]) -> None:
        """Draws the sum of a column; where it showed no report, its list may stand in a frame or in what scripts fetch.

        `known` are the columns that waited before: what every page leads to is not below this one.
        """
        for inner in reading.inside() if reading.column.depth < _MOST_DEPTH else ():
            if self._sought.hosts.allow(inner.url):
                heappush(self._waiting, inner)
        lower = (one for one in self._waiting if one.depth > reading.column.depth and one not in known)
        if reading.column.year or reading.column.is_promised:
            # Where the year's list ought to stand, a menu's way back to what has been read leads nowhere.
            lower = (
                one for one in lower if not reading.is_common(one) and known_as(one.request) not in self._read_places
            )
        self._reckoning.close(reading, leads_on=any(True for _ in lower))

    def _try_sure(self, fresh: Sequence[Entry], reading: ColumnReading) -> Found | None:
        must_name = self._proof.is_settled or is_shared(reading.listed, self._wanted)
        ranked = rank(fresh, self._wanted)
        sure = [one for one in ranked if one.is_sure and (one.same > Same.UNNAMED or not must_name)]
        if self._is_elsewhere(reading.column, reading.told.about):
            self._attempts.elsewhere.update(one.entry.url for one in ranked)
        return self._attempts.first_of(sure, reading.name, must_name, ranked)

    def _is_elsewhere(self, column: Column, about: str) -> bool:
        """Whether a list is not known to be the agency's own: its reports must name the agency themselves."""
        return not (self._proof.is_registered or column.is_own or names(self._wanted.agency, about))
