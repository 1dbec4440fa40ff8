"""Hanweb jcms: records inside `<datastore>`, further ones from `dataproxy.jsp` by start and end number.

Its xxgk module posts a form to `search.jsp` and turns pages by `currpage`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup

from flows.crawl.dialects.dialect import Dialect, Entry, Request
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.links import resolved
from flows.crawl.pages.page import Page
from flows.crawl.pages.scripts import plain_text

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
_UNIT = "front/page/build/unit"
_UNIT_PAGES = re.compile(r"""totalPages?['"]?\s*[:=]\s*['"]?(\d{1,4})\b""")
_UNIT_TOTAL = re.compile(r"共\s*(\d{1,5})\s*条")
_UNIT_ROW = re.compile(r"<li\b[^<>]{0,300}>(?:(?!</li>).){0,600}?<a\b", re.S)
_MOST_RECORDS = 5_000
_MOST_PAGES = 500


class Hanweb(Dialect):
    """大汉网络 jcms."""

    name = "大汉"

    def recognises(self, page: Page) -> bool:
        """Whether the page carries a datastore or names its proxy."""
        named = ("<datastore" in page.source.lower(), "dataproxy.jsp" in page.source, "xxgk/search.jsp" in page.source)
        return any(named) or any(name in page.url for name in ("dataproxy.jsp", "xxgk/search.jsp", _UNIT))

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
        return [*self._from_proxy(page), *_from_search(page), *_from_unit(page)]

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
        if self._proxy(page) and self._total(page):
            return 1 + len(self._from_proxy(page))
        return _unit_pages(page) or None

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


def _from_unit(page: Page) -> Sequence[Request]:
    """The further answers of the newer jpaas pages, which take the number of the page as JSON in a field of the query."""
    if "paramJson" in page.url:
        return ()
    numbers = range(2, min(_unit_pages(page), _MOST_PAGES) + 1)
    told = (json.dumps({"pageNo": number, "pageSize": _unit_rows(page)}) for number in numbers)
    return [Request(f"{page.url}&{urlencode({'paramJson': one})}", asked_by=page.asked_by) for one in told]


def _unit_pages(page: Page) -> int:
    """How many answers there are, where the first one tells its pages or its records."""
    if _UNIT not in page.url or page.is_html:
        return 0
    text = plain_text(page.source)
    if pages := _UNIT_PAGES.search(text):
        return int(pages[1])
    total, rows = _UNIT_TOTAL.search(text), _unit_rows(page)
    return -(-int(total[1]) // rows) if total and rows else 0


def _unit_rows(page: Page) -> int:
    return len(_UNIT_ROW.findall(plain_text(page.source)))


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
