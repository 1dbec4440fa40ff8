"""Anhui's openness platforms (Xxgk…, Openness…): lists `showList/…/page_2.html`, reports `…AnnualReport/show/ID.html`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from flows.crawl.dialects.dialect import Dialect, Entry, Request
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.links import resolved
from flows.crawl.pages.page import Page

_FAMILY = re.compile(r"/(?:Xxgk|Openness)(?:AnnualReport|Content)/", re.I)
_REPORT = re.compile(
    r"""['"](?P<url>[^'"\s]{0,200}/(?:Xxgk|Openness)AnnualReport/(?:show|download)/[^'"\s]{1,80})['"][^>]{0,300}>(?P<text>[^<]{4,200})""",
    re.I,
)
_PAGE = re.compile(r"page[_=](\d{1,4})(\.html)?", re.I)
_IN_ALL = re.compile(r"""(?:pageCount|totalPage|pages)['"]?\s*[:=]\s*['"]?(\d{1,4})""", re.I)
_MOST_PAGES = 500


class Anhui(Dialect):
    """安徽信息公开平台."""

    name = "安徽公开平台"

    def recognises(self, page: Page) -> bool:
        """Whether the address or the page's links are of the platform."""
        return bool(_FAMILY.search(page.url) or _FAMILY.search(page.source))

    def entries(self, page: Page) -> Sequence[Entry]:
        """Reports named anywhere in the page, in scripts and handlers too."""
        found = []
        for match in _REPORT.finditer(page.source):
            url = resolved(page.url, match["url"])
            title = " ".join(match["text"].split())
            if url and title:
                found.append(Entry(title, url, day_in(page.source[match.end() : match.end() + 200])))
        return found

    def next_pages(self, page: Page) -> Sequence[Request]:
        """`page_2.html` and on where the address is numbered so and the page tells how many there are."""
        pages, own = min(self.pages_in_all(page) or 1, _MOST_PAGES), _PAGE.search(page.url)
        if not own:
            return ()
        made = (page.url[: own.start(1)] + str(number) + page.url[own.end(1) :] for number in range(1, pages + 1))
        return [Request(urljoin(page.url, url)) for url in made if url != page.url]

    def pages_in_all(self, page: Page) -> int | None:
        """The count that the page's script holds."""
        match = _IN_ALL.search(page.source) if _PAGE.search(page.url) else None
        return int(match[1]) if match else None
