"""Hanweb jcms: records inside `<datastore>`, further ones from `dataproxy.jsp` by start and end number.

Its xxgk module posts a form to `search.jsp` and turns pages by `currpage`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup

from flows.crawl.dialects.dialect import Dialect, Entry, Request
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.links import resolved
from flows.crawl.pages.page import Page

_RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.S | re.I)
_TOTAL = re.compile(r"""(?:totalRecord|totalrecord)\s*[:=]\s*['"]?(\d{1,7})|<totalrecord>(\d{1,7})</totalrecord>""")
_PROXY = re.compile(r"""['"]([^'"\s]{0,200}dataproxy\.jsp[^'"\s]{0,400})['"]""")
_SIZE = re.compile(r"""perPage\s*[:=]\s*['"]?(\d{1,4})""", re.I)
_FIELD = re.compile(
    r"""\b(col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype)\s*:\s*['"]?([^,'"}\n]{0,120})"""
)
_SEARCH = re.compile(
    r"""url\s*:\s*['"]([^'"\s]{0,200}xxgk/search\.jsp[^'"\s]{0,400})['"]\s*,[^{}]{0,200}?data\s*:\s*(\{[^{}]{0,2000}\}|['"][^'"]{0,2000}['"])"""
)
_PAIR = re.compile(r"""['"]?(\w{1,40})['"]?\s*:\s*['"]?([^,'"}\n]{0,200})""")
_PAGES = re.compile(r"\d{1,4}\s*/\s*(\d{1,4})\s*页|共\s*(\d{1,4})\s*页")
_MOST_RECORDS = 5_000
_MOST_PAGES = 500


class Hanweb(Dialect):
    """大汉网络 jcms."""

    name = "大汉"

    def recognises(self, page: Page) -> bool:
        """Whether the page carries a datastore or names its proxy."""
        named = ("<datastore" in page.source.lower(), "dataproxy.jsp" in page.source, "xxgk/search.jsp" in page.source)
        return any(named) or "dataproxy.jsp" in page.url or "xxgk/search.jsp" in page.url

    def entries(self, page: Page) -> Sequence[Entry]:
        """The links inside the records, which stand in a script block and are invisible to an HTML reader."""
        found = []
        for record in _RECORD.findall(page.source)[:_MOST_RECORDS]:
            row = BeautifulSoup(record, "lxml")
            link = row.find("a", href=True)
            url = resolved(page.url, str(link["href"])) if link else None
            if link and url:
                text = " ".join(row.get_text(" ", strip=True).split())
                found.append(Entry(str(link.get("title") or link.get_text(strip=True)), url, day_in(text), text[:300]))
        return found

    def next_pages(self, page: Page) -> Sequence[Request]:
        """The proxy's addresses for all records after those that the page holds; the pages of the xxgk module."""
        return [*self._from_proxy(page), *_from_search(page)]

    def _from_proxy(self, page: Page) -> Sequence[Request]:
        proxy, size, total = self._proxy(page), self._size(page), self._total(page)
        if not proxy or not size or not total:
            return ()
        fields = {name: value.strip() for name, value in _FIELD.findall(page.source)}
        form = tuple(fields.items()) or None
        # A page often holds several pages' records at once (groupSize): what it holds is not asked for again.
        starts = range(len(_RECORD.findall(page.source)) + 1, min(total, _MOST_RECORDS) + 1, size)
        return [Request(_with(proxy, start, min(start + size - 1, total), size), form) for start in starts]

    def pages_in_all(self, page: Page) -> int | None:
        """The page and the answers that hold the records it lacks."""
        return 1 + len(self._from_proxy(page)) if self._proxy(page) and self._total(page) else None

    def records_in_all(self, page: Page) -> int | None:
        """`totalRecord`."""
        return self._total(page) or None

    def _proxy(self, page: Page) -> str | None:
        if "dataproxy.jsp" in page.url:
            return None
        match = _PROXY.search(page.source)
        return urljoin(page.url, match[1]) if match else None

    def _size(self, page: Page) -> int:
        match = _SIZE.search(page.source)
        return int(match[1]) if match else len(_RECORD.findall(page.source))

    def _total(self, page: Page) -> int:
        match = _TOTAL.search(page.source)
        return int(match[1] or match[2]) if match else 0


def _with(proxy: str, start: int, end: int, size: int) -> str:
    parts = urlsplit(proxy)
    query = dict(parse_qsl(parts.query)) | {"startrecord": str(start), "endrecord": str(end), "perpage": str(size)}
    return urlunsplit(parts._replace(query=urlencode(query)))


def _from_search(page: Page) -> Sequence[Request]:
    """The module's form as the page would post it; from an answer, the pages after the first."""
    if "xxgk/search.jsp" in page.url:
        told = _PAGES.search(page.words)
        pages = int(told[1] or told[2]) if told else 1
        return [Request(_numbered(page.url, number)) for number in range(2, min(pages, _MOST_PAGES) + 1)]
    found = _SEARCH.search(page.source)
    if not found:
        return ()
    data = found[2]
    pairs = _PAIR.findall(data) if data.startswith("{") else parse_qsl(data.strip("\"'"), keep_blank_values=True)
    return [Request(urljoin(page.url, found[1]), tuple((name, value.strip()) for name, value in pairs))]


def _numbered(url: str, number: int) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | {"currpage": str(number)}
    return urlunsplit(parts._replace(query=urlencode(query)))
