"""Kaipu (UCAP): `createPageHTML('page_div', pages, current, 'list', 'shtml', rows)`; pages are `list_2.shtml` …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from flows.crawl.dialects.dialect import Dialect, Entry, Request
from flows.crawl.pages.page import Page

_CALL = re.compile(
    r"""createPageHTML\s*\(\s*['"][\w-]{1,40}['"]\s*,\s*(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*['"]([\w./-]{1,80})['"]\s*,\s*['"](\w{1,8})['"]"""
)
_MOST_PAGES = 1_000


class Kaipu(Dialect):
    """开普云 UCAP."""

    name = "开普"

    def recognises(self, page: Page) -> bool:
        """Whether the page counts its pages in UCAP's way."""
        return bool(_CALL.search(page.source))

    def entries(self, page: Page) -> Sequence[Entry]:
        """Nothing beyond what every list shows."""
        return ()

    def next_pages(self, page: Page) -> Sequence[Request]:
        """`list_2.shtml` and on, beside the page."""
        call = _CALL.search(page.source)
        if not call:
            return ()
        pages, stem, suffix = min(int(call[1]), _MOST_PAGES), call[3], call[4]
        return [Request(urljoin(page.url, f"{stem}_{number}.{suffix}")) for number in range(2, pages + 1)]

    def pages_in_all(self, page: Page) -> int | None:
        """The second argument of the call."""
        call = _CALL.search(page.source)
        return int(call[1]) if call else None
