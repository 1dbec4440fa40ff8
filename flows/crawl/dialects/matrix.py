"""Tables of agencies by years, whose cells say no more than 查看 or a year; names of agencies beside their nameless reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from flows.crawl.dialects.dialect import Dialect, Entry
from flows.crawl.pages.around import text_of
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.names import is_organ
from flows.crawl.pages.page import Page
from flows.crawl.pages.signed import LEAST_NAMES, nameless
from flows.crawl.pages.table_rows import Cells, has_link, lists_abreast

_YEAR = re.compile(r"^\D{0,6}(20\d{2})\s*(年度?)?(年报|年度报告)?$")
# Most tables are those of reports: where no year stands alone none of them need be read.
_YEAR_ALONE = re.compile(r">[^<>\d]{0,8}20\d{2}\s*(年度?)?(年报|年度报告)?\s*<")
_NOTHING = re.compile(r"^[/\\—–-]+$|无|未(公开|发布|公布|报)|没有|不(涉及|适用)")
# Longer texts are titles, which speak for themselves.
_MOST_SAID = 12
_MOST_TABLES = 20
_MOST_HEADS = 3
_MOST_ROW = 300


class Matrix(Dialect):
    """机关与年度的对照表."""

    name = "对照表"

    def recognises(self, page: Page) -> bool:
        """Whether a table of the page has years at the head of its columns."""
        source = page.source.lower()
        is_likely = page.is_html and "<table" in source and (_YEAR_ALONE.search(source) or "rowspan" in source)
        return bool(is_likely) and any(True for _ in (*_tables(page), *_lying(page), *_beside(page)))

    def entries(self, page: Page) -> Sequence[Entry]:
        """Each cell that leads somewhere, named for its row and its column."""
        return [one for one in _all(page) if isinstance(one, Entry)]

    def unlinked(self, page: Page) -> Sequence[str]:
        """The cells that only a script could open."""
        return [one for one in _all(page) if isinstance(one, str)]


def _tables(page: Page) -> Iterator[tuple[dict[int, str], list[Cells]]]:
    """The years of a table's columns, and its further rows; the years may stand under a heading of their own."""
    for rows in _lists(page):
        for at, head in enumerate(rows[:_MOST_HEADS]):
            if (years := _years(head)) and not _is_column_of_years(years, rows[at + 1 :]):
                yield years, rows[at + 1 :]
                break


def _lists(page: Page) -> Iterator[list[Cells]]:
    for table in page.tables[:_MOST_TABLES]:
        yield from lists_abreast(table)


def _years(head: Cells) -> dict[int, str]:
    """The years at the head of a table by the places of their columns; empty where the row is no such head."""
    found = {at: match[1] for at, cell in head.items() if (match := _YEAR.match(text_of(cell)))}
    # <td>水务局</td><td><a>2023年</a></td> is one agency's row.
    is_row = any(has_link(head[at]) for at in found) and any(is_organ(text_of(cell)) for cell in head.values())
    return found if found and 0 in head and 0 not in found and not is_row else {}


def _is_column_of_years(years: dict[int, str], rows: list[Cells]) -> bool:
    """Whether what looks like heads of columns are years in the rows of a list: further down stand others."""
    below = ((_YEAR.match(text_of(row[at])), year) for row in rows for at, year in years.items() if at in row)
    return any(match and match[1] != year for match, year in below)


def _all(page: Page) -> Iterator[Entry | str]:
    """Each cell with a link: an entry, or only its title where the link leads nowhere."""
    for years, rows in _tables(page):
        for row in rows:
            yield from _cells(page, years, row)
    for names, rows in _lying(page):
        for row in rows:
            yield from _years_cells(page, names, row)
    yield from _beside(page)


def _beside(page: Page) -> Iterator[Entry]:
    """The nameless reports in rows in which an agency's name stands, or over which it reaches down."""
    for table in page.tables[:_MOST_TABLES]:
        found = [one for rows in lists_abreast(table) for row in rows for one in _in_row(page, row)]
        if table.css_first("td[rowspan]") is not None or len({who for who, _ in found}) >= LEAST_NAMES:
            yield from (entry for _, entry in found)


def _in_row(page: Page, row: Cells) -> Iterator[tuple[str, Entry]]:
    cells = list({cell.mem_id: cell for cell in row.values()}.values())
    who = next((name for cell in cells if is_organ(name := text_of(cell))), "")
    said = " ".join(map(text_of, cells))
    for link in (link for cell in cells for link in cell.css("a")) if who else ():
        title, url = nameless(text_of(link)), page.leads_to(link)
        if title and url:
            yield who, Entry(f"{who}{title}", url, day_in(said.replace(text_of(link), " ")), said[:_MOST_ROW])


def _cells(page: Page, years: dict[int, str], row: Cells) -> Iterator[Entry | str]:
    names = {at: text_of(cell) for at, cell in row.items()}
    # A running number or the kind of body (乡镇) may stand before the name.
    told = [name for at, name in sorted(names.items()) if at not in years and len(name) > 1 and not name.isdigit()]
    who = next(filter(is_organ, told), told[0] if told else "")
    for at, year in years.items():
        cell = _told(page, f"{who}{year}年政府信息公开工作年度报告", row.get(at)) if who else None
        if cell:
            yield cell


def _lying(page: Page) -> Iterator[tuple[dict[int, str], list[Cells]]]:
    """The agencies at the head of a table whose rows are years, and those rows."""
    for rows in _lists(page):
        head = {at: name for at, cell in rows[0].items() if at and is_organ(name := text_of(cell))} if rows else {}
        years = [row for row in rows[1:] if 0 in row and _YEAR.match(text_of(row[0]))]
        if len(head) > 1 and years:
            yield head, years


def _years_cells(page: Page, names: dict[int, str], row: Cells) -> Iterator[Entry | str]:
    year = _YEAR.match(text_of(row[0]))
    for at, name in names.items():
        told = _told(page, f"{name}{year[1]}年政府信息公开工作年度报告", row.get(at)) if year else None
        if told:
            yield told


def _told(page: Page, title: str, cell: LexborNode | None) -> Entry | str | None:
    """What a cell tells of a report: an entry, only its title where nothing can be opened (√), nothing where it is empty."""
    said = text_of(cell) if cell else ""
    if cell is None or len(said) > _MOST_SAID or _NOTHING.match(said):
        return None
    link = cell.css_first("a, [onclick]")
    url = page.leads_to(link) if link else None
    if url:
        return Entry(title, url, None, title)
    return title if link or said else None
