"""The way from a home page to the columns of annual reports: links, 政府信息公开, the sitemap, the site's own search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import quote

from flows.crawl.candidates import Wanted, rank
from flows.crawl.columns import Column, agency_parts, openness_pages, report_columns
from flows.crawl.dialects import Request
from flows.crawl.lists import ListPage
from flows.crawl.trail import plain

OpenList = Callable[[Request, str], ListPage | None]
_MOST_OPENNESS = 4
_MOST_FRAMES = 3
_SEARCH_RANK = 9


def columns_of_site(home: ListPage, wanted: Wanted, open_list: OpenList) -> list[Column]:
    """The columns that a home page leads to, by its own links or by those of its 政府信息公开 pages; may be empty."""
    found = report_columns(home.links, 1) or _under_openness(home, wanted, open_list)
    return found or _in_frames(home, wanted, open_list)


def columns_at(addresses: Sequence[str]) -> list[Column]:
    """Columns whose addresses the sitemap gave."""
    return [Column(1, 2, url, "网站地图中的年报栏目") for url in addresses]


def search_column(home: ListPage, wanted: Wanted) -> Column | None:
    """The site's own search for the report, where its form is one that an address can fill; it proves nothing."""
    if not home.search:
        return None
    words = quote(f"{wanted.agency.name} {wanted.year}年政府信息公开工作年度报告")
    return Column(_SEARCH_RANK, 3, home.search.replace("{words}", words), "站内搜索", proves=False)


def _under_openness(home: ListPage, wanted: Wanted, open_list: OpenList) -> list[Column]:
    """The columns under 政府信息公开 and the like, and under 信息公开 within 政务公开; at most four pages are opened."""
    columns: list[Column] = []
    waiting, seen = openness_pages(home.links)[:_MOST_OPENNESS], {home.url}
    opened = 0
    while waiting and opened < _MOST_OPENNESS:
        link = waiting.pop(0)
        if link.url in seen:
            continue
        seen.add(link.url)
        opened += 1
        page = open_list(Request(link.url), plain(link.text))
        if page is None:
            continue
        found = report_columns(page.links, 2) or agency_parts(page.links, wanted.agency, 2)
        columns += found
        if rank(page.entries, wanted):
            # The page lists reports itself.
            columns.append(Column(1, 2, page.url, link.text))
        elif not found:
            waiting += openness_pages(page.links)
    return columns


def _in_frames(home: ListPage, wanted: Wanted, open_list: OpenList) -> list[Column]:
    """The columns that the frames of a home page lead to."""
    pages = (open_list(Request(url), "内嵌页面") for url in home.inner[:_MOST_FRAMES])
    return [
        column
        for page in pages
        if page
        for column in report_columns(page.links, 2) or _under_openness(page, wanted, open_list)
    ]
