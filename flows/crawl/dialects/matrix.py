"""Tables of agencies by years, whose cells say no more than 查看 or a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from flows.crawl.dialects.dialect import Dialect, Entry, Request
from flows.crawl.pages.links import text_of
from flows.crawl.pages.page import Page

_YEAR = re.compile(r"^\D{0,6}(20\d{2})\s*(年度?)?(年报|年度报告)?$")
_SAYS_LITTLE = re.compile(
    r"^\W*(点击|在线)?(查看|浏览|阅读|打开|下载|详情|详细|链接|全文|word|pdf|html|20\d{2}年?(度|年报)?)\W*$", re.I
)
_MOST_TABLES = 20
_MOST_ROWS = 1_000


class Matrix(Dialect):
    """机关与年度的对照表."""

    name = "对照表"

    def recognises(self, page: Page) -> bool:
        """Whether a table of the page has years at the head of its columns."""
        return page.is_html and any(True for _ in _tables(page))

    def entries(self, page: Page) -> Sequence[Entry]:
        """Each cell that leads somewhere, named for its row and its column."""
        found = (entry for years, rows in _tables(page) for row in rows for entry in _cells(page, years, row))
        return list(found)

    def next_pages(self, page: Page) -> Sequence[Request]:
        """Nothing beyond what every list shows."""
        return ()


def _tables(page: Page) -> Iterator[tuple[dict[int, str], list[LexborNode]]]:
    """The years of a table's columns, and its further rows."""
    for table in page.tables[:_MOST_TABLES]:
        rows = table.css("tr")[:_MOST_ROWS]
        head = _of(rows[0]) if rows else []
        years = {at: match[1] for at, cell in enumerate(head) if (match := _YEAR.match(text_of(cell)))}
        if years and 0 not in years:
            yield years, rows[1:]


def _cells(page: Page, years: dict[int, str], row: LexborNode) -> Iterator[Entry]:
    cells = _of(row)
    names = [text_of(cell) for cell in cells]
    # A running number may stand before the name.
    who = next((name for name in names if len(name) > 1 and not name.isdigit()), "")
    for at, year in years.items():
        link = cells[at].css_first("a[href]") if at < len(cells) else None
        url = page.absolute(link.attributes.get("href") or "") if link else None
        if who and link and url and _SAYS_LITTLE.match(names[at]):
            yield Entry(f"{who}{year}年政府信息公开工作年度报告", url, None, " ".join(names)[:300])


def _of(row: LexborNode) -> list[LexborNode]:
    return [cell for cell in row.iter() if cell.tag in ("td", "th")]
