"""Years that stand side by side to be chosen by a click, where nothing but a script elsewhere says that they can be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.crawl.pages.around import text_of
from flows.crawl.pages.page import Page

_YEAR = re.compile(r"20\d\d\s*年?度?")
_TABS = "li, span, label, button, em, b, i, div, td"
_INNER = "a, li, span, label, button, div, ul, table"
_MOST = 3_000
_LONGEST = 8


def tabs_of_years(page: Page) -> Iterator[str]:
    """The texts of elements that say a year and nothing else, no links, at least two of different years in one parent.

    A year alone in its parent is that of a row's day, or a heading.
    """
    found: dict[int, list[str]] = {}
    for node in page.nodes(_TABS)[:_MOST] if page.is_html else ():
        text = node.text().strip()
        is_year = len(text) <= _LONGEST and _YEAR.fullmatch(text)
        is_leaf = node.css_first(_INNER) in (None, node) and not any(map(page.leads_to, node.css("a")))
        if is_year and is_leaf and node.parent is not None:
            found.setdefault(node.parent.mem_id, []).append(text_of(node))
    for years in found.values():
        if len(set(years)) > 1:
            yield from years
