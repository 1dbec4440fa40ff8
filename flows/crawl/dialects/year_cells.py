"""Rows in which year and agency stand in cells of their own: `<td>财政局</td><td>2025</td><td>查看</td>`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from flows.crawl.dialects.dialect import Dialect, Entry
from flows.crawl.dialects.generic import ACTION
from flows.crawl.pages.around import text_of
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.names import is_organ
from flows.crawl.pages.page import Page
from flows.crawl.pages.table_rows import lists_abreast
from flows.crawl.pages.titles import Kind, read_title

_YEAR = re.compile(r"^\W{0,2}(20\d{2})\s*(?:年度?)?\W{0,2}$")
_YEAR_ALONE = re.compile(r"<(?:td|th|span|em|i|b|div|p)\b[^<>]{0,300}>\W{0,9}20\d{2}\s*(?:年度?)?\W{0,9}</", re.I)
_REPORTS = re.compile(r"年报|年度报告")
_MOST_TABLES = 20
_MOST_ROWS = 2_000
_MOST_CELLS = 12

Told = Entry | str


class YearCells(Dialect):
    """年度自成一格的名单."""

    name = "年度列"

    def recognises(self, page: Page) -> bool:
        """Whether a page about annual reports has cells that hold nothing but a year."""
        is_likely = page.is_html and _YEAR_ALONE.search(page.source)
        return bool(is_likely and _REPORTS.search(f"{page.title} {' '.join(page.headings[:5])} {page.words[:600]}"))

    def entries(self, page: Page) -> Sequence[Entry]:
        """The link of each such row, as the report of the year and the agency in it."""
        return [one for one in _all(page) if isinstance(one, Entry)]

    def unlinked(self, page: Page) -> Sequence[str]:
        """The rows whose link only a script could open."""
        return [one for one in _all(page) if isinstance(one, str)]


def _all(page: Page) -> Iterator[Told]:
    for table in page.tables[:_MOST_TABLES]:
        for row in (row for rows in lists_abreast(table) for row in rows):
            yield from _told(page, [row[at] for at in sorted(row)])
    for item in page.nodes("li, dd")[:_MOST_ROWS]:
        yield from _told(page, list(item.iter()))


def _told(page: Page, cells: Sequence[LexborNode]) -> Iterator[Told]:
    """The report of a row, its title without an address where nothing can be opened; nothing where the row is no such one."""
    said = [text_of(cell) for cell in cells[:_MOST_CELLS]]
    years = {match[1] for text in said if (match := _YEAR.match(text))}
    link = next((link for cell in cells[:_MOST_CELLS] if (link := _link(cell))), None)
    if len(years) != 1 or link is None:
        return
    shown = text_of(link)
    who = next(filter(is_organ, said), "")
    title = read_title(shown)
    is_nameless = title.kind >= Kind.WEAK and not (title.years or title.agency)
    if not (is_nameless or ACTION.match(shown) or (who and shown == who)):
        return
    day, told = day_in(" ".join(said)), int(years.pop())
    # Nobody reports on a year before its end: a column that gives the year of the day beside it is that of publication.
    made = f"{who}{told - (day is not None and day.year == told)}年政府信息公开工作年度报告"
    url = page.leads_to(link)
    yield Entry(made, url, day, made) if url else made


def _link(cell: LexborNode) -> LexborNode | None:
    return cell if cell.tag == "a" else cell.css_first("a")
