"""What on a page belongs to its column: not what stands beside the list, nor what the site's other pages show as well."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flows.crawl.dialects import Entry
from flows.crawl.pages.lists import ListPage, is_column_name, is_report
from flows.crawl.search.columns import place


def rows_among(entries: Sequence[Entry], listing: ListPage) -> int:
    """How many of a page's entries are rows of its list, and not the names of columns in a menu or other news beside it."""
    rows = {row.url for row in listing.round.rows}
    beside = {link.url for link in listing.links} - rows if rows else set()
    own = (entry for entry in entries if entry.url not in listing.round.aside)
    return sum(is_report(entry) or not (entry.url in beside or is_column_name(entry)) for entry in own)


def parts(listing: ListPage, common: Collection[str]) -> list[tuple[str, str]]:
    """Name and address of the agencies that a page leads to and no other page of the site does: 省政府 stands above every one.

    `common` are the places that other pages lead to.
    """
    return [(name, url) for name, url in listing.named if place(url) not in common]


def filed(listing: ListPage, year: int, common: Collection[str]) -> list[Entry]:
    """What stands in a year's folder under nothing but agencies' names, as those agencies' reports of that year.

    `year` is 0 where the column is no such folder; `common` as for `parts`.
    """
    if not year or listing.has_reports:
        return []
    named = parts(listing, common)
    return [Entry(f"{name}{year}年政府信息公开工作年度报告", url, None, name) for name, url in named]
