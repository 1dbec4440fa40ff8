"""VSB (博达): `nb.htm` is the newest page of a list and `nb/1.htm` the oldest, so that page 2 of 5 is `nb/4.htm`.

Most of its pages link their next one; of some only the box for the number of a page tells how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from flows.crawl.dialects.dialect import Dialect, Request
from flows.crawl.pages.page import Page

_GOTO = re.compile(r"_simple_list_gotopage_fun\s*\(\s*(\d{1,4})\s*,\s*['\"]")
_NEWEST = re.compile(r"/([\w-]{1,80})\.htm$")
_OLDER = re.compile(r"/\d{1,4}\.htm$")
_MOST_PAGES = 500


class Vsb(Dialect):
    """博达站群."""

    name = "博达"

    def recognises(self, page: Page) -> bool:
        """Whether the page has the family's box for the number of a page."""
        return bool(_GOTO.search(page.source))

    def next_pages(self, page: Page) -> Sequence[Request]:
        """From the newest page all older ones, the newer first."""
        newest = _NEWEST.search(page.url)
        if not newest or _OLDER.search(page.url):
            return ()
        pages = min(self.pages_in_all(page) or 1, _MOST_PAGES)
        return [Request(urljoin(page.url, f"{newest[1]}/{number}.htm")) for number in range(pages - 1, 0, -1)]

    def pages_in_all(self, page: Page) -> int | None:
        """The number of pages that the box takes."""
        match = _GOTO.search(page.source)
        return int(match[1]) if match else None
