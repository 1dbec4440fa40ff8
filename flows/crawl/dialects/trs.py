"""TRS WCM: pages are `index_1.html` … and only a script, `createPageHTML(pages, current, "index", "html")`, knows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from flows.crawl.dialects.dialect import Dialect, Entry, Request
from flows.crawl.page import Page

_CALL = re.compile(
    r"""createPage(?:HTML)?\s*\(\s*['"]?(\d{1,5})['"]?\s*,\s*['"]?(\d{1,5})['"]?\s*(?:,\s*['"]([\w./-]{1,80})['"]\s*,\s*['"](\w{1,8})['"])?"""
)
_COUNT = re.compile(r"""(?:var\s+)?countPage\s*=\s*['"]?(\d{1,5})""")
_STEM = re.compile(r"/([\w-]+?)(?:_\d+)?\.(\w{3,5})$")


class Trs(Dialect):
    """拓尔思内容管理平台."""

    name = "TRS"

    def recognises(self, page: Page) -> bool:
        """Whether the page counts its pages in TRS's way."""
        return bool(_CALL.search(page.source) or _COUNT.search(page.source))

    def entries(self, page: Page) -> Sequence[Entry]:
        """Nothing beyond what every list shows."""
        return ()

    def next_pages(self, page: Page) -> Sequence[Request]:
        """`index_1.html` to `index_{n-1}.html` beside the page."""
        pages = self.pages_in_all(page) or 1
        call, own = _CALL.search(page.source), _STEM.search(page.url)
        stem, suffix = (own[1], own[2]) if own else ("index", "html")
        if call and call[3]:
            stem, suffix = call[3], call[4]
        return [Request(urljoin(page.url, f"{stem}_{number}.{suffix}")) for number in range(1, min(pages, 1000))]

    def pages_in_all(self, page: Page) -> int | None:
        """The first argument of the call, or `countPage`."""
        match = _CALL.search(page.source) or _COUNT.search(page.source)
        return int(match[1]) if match else None
