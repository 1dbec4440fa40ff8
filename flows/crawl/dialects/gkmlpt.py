"""Guangdong's catalogue platform: a shell page with `window._CONFIG`, lists from `/gkmlpt/api/all/ID?page=&sid=` as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flows.crawl.dialects.dialect import Dialect, Entry, Request
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.links import Link, resolved
from flows.crawl.pages.page import Page

_SID = re.compile(r"""\bSID['"]?\s*[:=]\s*['"]?(\d{1,12})""")
_NODE = re.compile(r"""['"]?id['"]?\s*:\s*['"]?(\d{1,12})['"]?\s*,\s*['"]?name['"]?\s*:\s*['"]([^'"]{1,60})['"]""")
_NODE_REVERSED = re.compile(r"""['"]?name['"]?\s*:\s*['"]([^'"]{1,60})['"]\s*,\s*['"]?id['"]?\s*:\s*['"]?(\d{1,12})""")
_TREE = re.compile(r"""\bTREE['"]?\s*[:=]\s*(?=\[)""")
_REPORTS = re.compile(r"年报|年度报告")
_MOST_DEPTH = 8
_API = "/gkmlpt/api/all/"
_BEIJING = timedelta(hours=8)
_MOST_PAGES = 1_000


class Gkmlpt(Dialect):
    """广东省政府信息公开目录平台."""

    name = "广东公开平台"

    def recognises(self, page: Page) -> bool:
        """Whether the page is the platform's shell or an answer of its interface."""
        return _API in page.url or ("/gkmlpt/" in page.url and bool(_SID.search(page.source)))

    def entries(self, page: Page) -> Sequence[Entry]:
        """The articles of one answer."""
        return [entry for article in _articles(page) if (entry := _entry(article, page.url))]

    def next_pages(self, page: Page) -> Sequence[Request]:
        """The other answers; from the shell page the first one of the column in the fragment (`index#10412`)."""
        if _API not in page.url:
            column = urlsplit(page.snapshot.url).fragment.lstrip("/")
            return [Request(_api(page, column))] if column.isdigit() else []
        number = int(dict(parse_qsl(urlsplit(page.url).query)).get("page", "1") or 1)
        pages = self.pages_in_all(page)
        if pages:
            return [
                Request(_with_page(page.url, one)) for one in range(1, min(pages, _MOST_PAGES) + 1) if one != number
            ]
        # Only the first answer tells how many there are; where it did not, one page leads to the next.
        told = isinstance(_answer(page).get("total"), int)
        return [Request(_with_page(page.url, number + 1))] if _articles(page) and not told else []

    def columns(self, page: Page) -> Sequence[Link]:
        """The catalogue's tree: its columns by name, each leading to the first answer of the interface."""
        if _API in page.url:
            return ()
        return [Link(name, _api(page, number)) for number, name in _nodes(page)[:2_000]]

    def pages_in_all(self, page: Page) -> int | None:
        """`pages`, or `total` by the articles of the first answer."""
        told = _answer(page)
        pages, total, articles = told.get("pages"), told.get("total"), _articles(page)
        if isinstance(pages, int) and pages > 0:
            return pages
        is_first = "page=1" in page.url or "page=" not in page.url
        return -(-total // len(articles)) if isinstance(total, int) and articles and is_first else None

    def records_in_all(self, page: Page) -> int | None:
        """`total`."""
        total = _answer(page).get("total")
        return total if isinstance(total, int) else None


def _nodes(page: Page) -> list[tuple[str, str]]:
    """Number and name of every column. One filed under 年报 (2024年, 部门) goes by the name of the column above it."""
    if tree := _tree(page.source):
        return list(_walk(tree))
    return _NODE.findall(page.source) or [(number, name) for name, number in _NODE_REVERSED.findall(page.source)]


def _tree(source: str) -> object:
    start = _TREE.search(source)
    try:
        return json.JSONDecoder().raw_decode(source, start.end())[0] if start else None
    except (ValueError, RecursionError):
        return None


def _walk(value: object, above: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for one in value:
            yield from _walk(one, above, depth)
    elif isinstance(value, dict) and depth < _MOST_DEPTH:
        name = above or str(value.get("name") or "")[:60]
        if name and str(value.get("id") or "").isdigit():
            yield str(value["id"]), name
        yield from _walk(value.get("children"), name if _REPORTS.search(name) else "", depth + 1)


def _api(page: Page, column: str) -> str:
    sid = _SID.search(page.source)
    root = page.url.split("/gkmlpt/")[0]
    return f"{root}{_API}{column}?page=1&sid={sid[1] if sid else ''}"


def _with_page(url: str, number: int) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query)) | {"page": str(number)}
    return urlunsplit(parts._replace(query=urlencode(query)))


def _answer(page: Page) -> Mapping[str, object]:
    if _API not in page.url:
        return {}
    try:
        told = json.loads(page.source)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _articles(page: Page) -> list[Mapping[str, object]]:
    listed = _answer(page).get("articles")
    return [article for article in listed if isinstance(article, dict)] if isinstance(listed, list) else []


def _entry(article: Mapping[str, object], here: str) -> Entry | None:
    url = resolved(here, str(article.get("url") or ""))
    title = str(article.get("title") or "")[:300]
    if not url or not title:
        return None
    day = _day(article.get("display_publish_time")) or _day(article.get("date"))
    return Entry(title, url, day, f"{title} {str(article.get('publisher') or '')[:100]}")


def _day(value: object) -> date | None:
    """A day given as seconds since 1970 or as text, in Beijing's time."""
    if isinstance(value, str) and not value.isdigit():
        return day_in(value)
    try:
        return (datetime.fromtimestamp(int(str(value)), UTC) + _BEIJING).date()
    except (ValueError, OverflowError, OSError):
        return None
