"""Lists under headings of agencies, whose links name no agency: `<h4>财政局</h4> 2025年 2024年`, `<h4>财政局</h4> 2025年…报告`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.crawl.dialects.dialect import Dialect, Entry
from flows.crawl.pages.around import text_of
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.names import is_organ
from flows.crawl.pages.page import Page
from flows.crawl.pages.signed import LEAST_NAMES, nameless

_HEADINGS = "h1, h2, h3, h4, h5, h6, dt, th, caption, strong, b"
_PLACES = f"{_HEADINGS}, a"
_REPORTS = re.compile(r"年报|年度报告")
_MOST = 5_000


class Headed(Dialect):
    """按机关分组的年份或报告."""

    name = "机关分组"

    def recognises(self, page: Page) -> bool:
        """Whether a page about annual reports shows reports under the names of three agencies and more."""
        return page.is_html and bool(_REPORTS.search(page.source)) and bool(self.entries(page))

    def entries(self, page: Page) -> Sequence[Entry]:
        """Each year or nameless report below an agency's name, as that agency's."""
        found = list(_below(page))
        return [entry for _, entry in found] if len({who for who, _ in found}) >= LEAST_NAMES else []


def _below(page: Page) -> Iterator[tuple[str, Entry]]:
    """The agency and the report of each link that stands under a heading, in the page's order."""
    who = ""
    for node in page.nodes(_PLACES)[:_MOST]:
        if node.tag != "a":
            # A heading of something else ends what stood under the agency's.
            who = name if is_organ(name := text_of(node)) and node.css_first("a") is None else ""
        elif who and (title := nameless(text_of(node))) and (url := page.leads_to(node)):
            row = text_of(node.parent) if node.parent else ""
            day = day_in(row.replace(text_of(node), " "))
            yield who, Entry(f"{who}{title}", url, day, f"{who} {title}")
