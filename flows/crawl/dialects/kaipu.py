"""Kaipu (UCAP): `createPageHTML('page_div', pages, current, 'list', 'shtml', rows)`; pages are `list_2.shtml` …

Where the first page calls itself 0, the second is `list_1.shtml`, as with TRS.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from flows.crawl.dialects.dialect import Dialect, Request
from flows.crawl.pages.page import Page

_CALL = re.compile(
    r"""createPageHTML\s*\(\s*['"][\w-]{1,40}['"]\s*,\s*(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*['"]([\w./-]{1,80})['"]\s*,\s*['"](\w{1,8})['"]"""
)
_LATER = re.compile(r"_\d{1,4}\.\w{3,5}$")
_MOST_PAGES = 1_000


class Kaipu(Dialect):
    """开普云 UCAP."""

    name = "开普"

    def recognises(self, page: Page) -> bool:
        """Whether the page counts its pages in UCAP's way."""
        return bool(_CALL.search(page.source))

    def next_pages(self, page: Page) -> Sequence[Request]:
        """`list_2.shtml` and on, beside the page."""
        call = _CALL.search(page.source)
        # The first page tells all; from a later one nobody knows whether the pages are counted from 0 or 1.
        if not call or _LATER.search(page.url):
            return ()
        pages, first = min(int(call[1]), _MOST_PAGES), int(call[2])
        numbers = range(first + 1, first + pages)
        return [Request(urljoin(page.url, f"{call[3]}_{number}.{call[4]}")) for number in numbers]

    def pages_in_all(self, page: Page) -> int | None:
        """The second argument of the call."""
        call = _CALL.search(page.source)
        return int(call[1]) if call else None
