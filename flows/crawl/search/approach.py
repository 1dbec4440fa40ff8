"""The way from a home page to the columns of annual reports: links, 政府信息公开, the sitemap, the site's own search."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from flows.crawl.dialects import Request
from flows.crawl.pages.links import Link
from flows.crawl.pages.lists import ListPage
from flows.crawl.search.candidates import Wanted
from flows.crawl.search.columns import Column, place, report_columns, year_columns
from flows.crawl.search.leads import Lead, Promise, leads_of
from flows.crawl.trail import plain

OpenList = Callable[[Request, str], ListPage | None]
InSitemap = Callable[[str], Sequence[str]]
_OPEN = frozenset(one for one in Promise if one <= Promise.OPEN)
_LOOSE = frozenset(Promise) - {Promise.CORNERS}
_PAPERS = frozenset({Promise.PAPERS, Promise.CORNERS})
_MOST_LEADS = 8
_MOST_LOOSE = 4
_MOST_FRAMES = 3
_SEARCH_RANK = 9
_LEAST_PAPERS = 5
_MOST_PAPERS = 3
_MOST_ENTRANCES = 10
_ENTRANCE = re.compile(
    r"^\W*(点击|请)?(进入|访问)?(网站)?(首页|主页|主站|网站|中文版?|简体(中文)?|官网|home|index|enter)?\W*$", re.I
)


class Approach:
    """The way in from one home page, the likeliest link first.

    `open_list` opens a page as a list, or gives None where it cannot be had; `in_sitemap` gives the addresses of
    columns that the site's map names; `is_proven` tells whether the columns handed out so far prove the report absent,
    `has_read` whether any of them was a list read to its end; `common` are the places that pages of no agency in
    particular lead to, and grows.
    """

    def __init__(
        self,
        home: ListPage,
        wanted: Wanted,
        open_list: OpenList,
        in_sitemap: InSitemap,
        is_proven: Callable[[], bool],
        has_read: Callable[[], bool],
        common: set[str],
    ) -> None:
        self.has_columns = False
        self._home = home
        self._wanted = wanted
        self._open_list = open_list
        self._in_sitemap = in_sitemap
        self._is_proven = is_proven
        self._has_read = has_read
        self._leads: list[Lead] = []
        self._known = {place(home.url)}
        self._common = common
        self._met_so_far = 0
        self._papers: list[Column] = []

    def batches(self) -> Iterator[list[Column]]:
        """Columns to read, as they are met. Once absence is proven only the agency's own part is still looked into."""
        yield from self._met(self._home, 1, "首页")
        if not (self.has_columns or self._leads):
            yield from self._entered()
        yield from self._followed(_OPEN, _MOST_LEADS)
        if not self.has_columns:
            yield from self._framed()
        if not self._has_read() and (mapped := self._in_sitemap(self._home.url)):
            self.has_columns = True
            yield [Column(1, 2, url, "网站地图中的年报栏目") for url in mapped]
        if not self._has_read():
            yield from self._followed(_LOOSE, _MOST_LOOSE)

    def elsewhere(self) -> Iterator[list[Column]]:
        """Where the agency may have filed its report outside a column of reports; that it is not there proves nothing."""
        yield [Column(_SEARCH_RANK, 2, url, "网站的订阅源", proves=False) for url in self._home.feeds[:_MOST_FRAMES]]
        # What its column of reports left no need to open: 信息公开工作 beside 政府信息公开.
        yield from self._followed(_OPEN, _MOST_PAPERS)
        yield from self._followed(_PAPERS, _MOST_PAPERS)
        if self._papers:
            yield self._papers[:_MOST_PAPERS]
        # What nobody led to may still be found.
        if self._home.search:
            yield [self._search(self._home.search)]

    def _entered(self) -> Iterator[list[Column]]:
        """What stands behind a front page that holds little more than 进入网站."""
        if len(self._home.links) > _MOST_ENTRANCES:
            return
        doors = [link for link in self._home.links if not link.text or _ENTRANCE.match(link.text)]
        if doors and (page := self._open_list(Request(doors[0].url), doors[0].text or "图片链接")):
            self._home = page
            yield from self._met(page, 1, "首页")

    def _framed(self) -> Iterator[list[Column]]:
        """Columns that the frames of the home page, and what its scripts fetch, lead to."""
        for request in self._home.inner[:_MOST_FRAMES]:
            if page := self._open_list(request, "内嵌页面"):
                yield from self._met(page, 2, "内嵌页面")
        yield from self._followed(_OPEN, _MOST_LEADS)

    def _followed(self, promises: Collection[Promise], most: int) -> Iterator[list[Column]]:
        """Columns under the leads of such promise, the best first; at most so many are followed."""
        for _ in range(most):
            wanted = [
                one for one in self._leads if one.promise in promises and (one.leads_to_parts or not self._is_proven())
            ]
            if not wanted:
                return
            lead = min(wanted)
            self._leads.remove(lead)
            if page := self._open_list(Request(lead.link.url), plain(lead.link.text, 30) or "图片链接"):
                yield from self._met(page, 2, lead.link.text, lead.promise)
                self._wait_for_frames(page, lead)

    def _wait_for_frames(self, page: ListPage, lead: Lead) -> None:
        """What a page under 政府信息公开 shows in frames is followed as the page itself was."""
        for request in page.inner[:_MOST_FRAMES]:
            if request.form is None and place(request.url) not in self._known:
                self._known.add(place(request.url))
                self._leads.append(
                    Lead(max(lead.promise, Promise.OPEN), self._met_so_far, Link("内嵌页面", request.url))
                )

    def _met(self, page: ListPage, depth: int, label: str, promise: Promise = Promise.OPEN) -> Iterator[list[Column]]:
        """Takes in a page: its leads wait, its columns are handed out, the page itself where it lists reports.

        `promise` is that of the link which led there. What the agency's own part of the site leads to and no other page
        does is the agency's own.
        """
        is_own = promise is Promise.AGENCY
        for lead in leads_of(page, self._wanted, self._met_so_far):
            if place(lead.link.url) not in self._known:
                self._known.add(place(lead.link.url))
                self._leads.append(lead)
        self._met_so_far += len(page.links)
        columns = [
            replace(one, is_own=is_own and place(one.url) not in self._common)
            for one in report_columns(page.links, depth)
        ]
        if not is_own:
            self._common.update(place(link.url) for link in page.links)
        if not columns and depth > 1:
            columns = year_columns(page, self._wanted.year, depth)
        if page.has_reports:
            # A page that leads on to columns shows only their newest entries, a home page only its news.
            proves = depth > 1 and not columns and not (promise in _PAPERS and self.has_columns)
            columns.append(Column(2, depth, page.url, label, proves, since=0 if proves else self._wanted.year + 1))
        elif depth > 1 and page.next_pages and sum(bool(entry.day) for entry in page.entries) >= _LEAST_PAPERS:
            # Reports among all other papers may stand on a further page.
            self._papers.append(Column(_SEARCH_RANK, depth, page.url, label, False, since=self._wanted.year + 1))
        if columns:
            self.has_columns = self.has_columns or any(one.proves for one in columns)
            yield columns

    def _search(self, form: str) -> Column:
        """The site's own search for the report, where its form is one that an address can fill."""
        told = f"{self._wanted.agency.name} {self._wanted.year}年政府信息公开工作年度报告"
        words = quote(told, encoding=self._home.encoding, errors="replace")
        return Column(_SEARCH_RANK, 3, form.replace("{words}", words), "站内搜索", proves=False)
