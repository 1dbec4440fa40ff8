"""Lists under headings of years that say no more than agencies' names: `<h3>2025年</h3> 财政局 教育局 …`, each a link or before one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from flows.crawl.dialects.dialect import Dialect, Entry
from flows.crawl.dialects.generic import ACTION
from flows.crawl.pages.around import text_of
from flows.crawl.pages.names import is_organ
from flows.crawl.pages.page import Page

_HEADING = re.compile(r">\W{0,6}20\d{2}\s*年?度?(政府)?(信息公开)?(工作)?(年报|年度报告)?\W{0,6}<")
_YEAR = re.compile(r"^\W*(20\d{2})\s*年?度?(政府)?(信息公开)?(工作)?(年报|年度报告)?\W*$")
_REPORTS = re.compile(r"年报|年度报告")
_PLACES = "h1, h2, h3, h4, h5, h6, dt, th, td, li, caption, p, div, span, strong, b, em, a"
_NUMBERING = " 0123456789.、．)）(（:：·|-"
_MOST_BUTTONS = 3
_MOST = 5_000


class Yearly(Dialect):
    """按年度分组的机关名单."""

    name = "年度分组"

    def recognises(self, page: Page) -> bool:
        """Whether a page about annual reports has headings that are years."""
        is_about_reports = _REPORTS.search(f"{page.title} {' '.join(page.headings[:5])} {page.words[:600]}")
        return page.is_html and bool(is_about_reports and _HEADING.search(page.source))

    def entries(self, page: Page) -> Sequence[Entry]:
        """Each link that is an agency's name, or stands as 查看 behind one, as the report of the year above it."""
        return [
            Entry(f"{name}{year}年政府信息公开工作年度报告", url, None, f"{year}年 {name}")
            for year, name, url in _named(page)
        ]


def _named(page: Page) -> Iterator[tuple[str, str, str]]:
    """Year, name and address, in the page's order. Years that follow upon each other are tabs: nobody knows whose a list is."""
    year, before, has_links, is_tab = "", "", True, False
    for node in page.nodes(_PLACES)[:_MOST]:
        text = text_of(node) if node.tag == "a" or _is_leaf(node) else ""
        # What leads somewhere is a report of that year, or its folder.
        heading = _YEAR.match(text) if _is_leaf(node) and not page.leads_to(node) else None
        if heading and heading[1] != year:
            is_tab, year, before, has_links = not has_links, heading[1], "", False
        elif node.tag != "a":
            before = text if is_organ(text) else before
        elif year and (name := text if is_organ(text) else (_beside(node) or before) if ACTION.match(text) else ""):
            if is_tab:
                return
            if url := page.leads_to(node):
                yield year, name, url
                # 查看 and 下载 are one report.
                before, has_links = "", True


def _beside(link: LexborNode) -> str:
    """The agency that stands before a link in its own line: `<p>1.财政局 <a>[查看]</a></p>`."""
    row = link.parent
    if row is None or len(row.css("a")) > _MOST_BUTTONS:
        return ""
    told = text_of(row)
    for other in row.css("a"):
        told = told.replace(text_of(other), " ")
    name = told.strip(_NUMBERING)
    return name if is_organ(name) else ""


def _is_leaf(node: LexborNode) -> bool:
    return not any(True for _ in node.iter())
