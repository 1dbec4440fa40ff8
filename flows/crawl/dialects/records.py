"""Lists that stand in a page's scripts or come as JSON: objects with a title and an address, markup inside strings.

Nothing is run; keys are those that site software uses for an article's title, address and day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bs4 import BeautifulSoup

from flows.crawl.dialects.dialect import Dialect, Entry, Request
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.expressions import PAGE_NAMES
from flows.crawl.pages.links import Link, resolved
from flows.crawl.pages.page import Page
from flows.crawl.pages.scripts import plain_text
from flows.crawl.pages.titles import Kind, read_title

_TITLES = ("title", "doctitle", "articletitle", "infotitle", "vc_title", "subject", "bt", "mc", "name")
_ADDRESSES = ("url", "link", "href", "puburl", "docpuburl", "linkurl", "articleurl", "infourl", "vc_url", "jumpurl")
_DAYS = re.compile(r"time|date|day|fbrq|cwrq", re.I)
_HOLDS = re.compile("title|href|公开|\\\\u516c\\\\u5f00", re.I)
_OBJECT = re.compile(r"\{[^{}]{10,4000}\}")
_PAIR = re.compile(r"""["']?(\w{1,30})["']?\s*:\s*(?:"((?:[^"\\]|\\.){0,600})"|'((?:[^'\\]|\\.){0,600})'|(\d{1,20}))""")
_SIZE_NAMES = ("_pagesize", "pagesize", "rows", "size", "limit", "perpage")
_PAGES = ("pages", "totalpage", "totalpages", "pagecount")
_TOTALS = ("total", "totalcount", "totalrecords", "totalelements", "recordcount")
# An object's own fields, up to the objects and lists inside it.
_HEAD = re.compile(r"\{([^{}\[\]]{8,1000})")
_MENU_NAMES = ("name", "title", "text", "label", "menuname", "channelname", "chnlname", "columnname")
_MENU = re.compile(r"^(?!.*20\d{2}).{0,12}(公开|年报|年度报告).{0,10}$")
_MOST_MENU = 200
_MOST_DEPTH = 8
_MOST_RECORDS = 5_000
_MOST_PAGES = 1_000
_MADE = re.compile(r"['\"+{}$<>]")


class Records(Dialect):
    """脚本或接口里的数据."""

    name = "数据"

    def recognises(self, page: Page) -> bool:
        """Whether the answer is JSON, or a script of the page holds titles or links."""
        if not page.is_html:
            return page.source.lstrip()[:1] in ("{", "[")
        return bool(page.stored) or any(_HOLDS.search(script) for script in page.scripts)

    def entries(self, page: Page) -> Sequence[Entry]:
        """Objects with a title and an address, and links in strings of markup."""
        if not page.is_html:
            return list(_from_json(page, _answer(page)))[:_MOST_RECORDS]
        found = [entry for script in page.scripts for entry in _from_script(page, script)]
        found += [entry for text in page.stored for entry in _from_markup(page, text)]
        # A script holds menus too: only what is dated or reads as a report is an article.
        return [one for one in found if one.day or read_title(one.title).kind >= Kind.WEAK][:_MOST_RECORDS]

    def next_pages(self, page: Page) -> Sequence[Request]:
        """The further answers, where the address is numbered."""
        field, number = _numbered(page.url)
        if page.is_html or not field:
            return ()
        if pages := self.pages_in_all(page):
            numbers = [one for one in range(1, min(pages, _MOST_PAGES) + 1) if one != number]
        else:
            # Where the first answer told how many there are, its pages are known; else one page leads to the next.
            is_told = any(name in _TOTALS for name in _numbers(_answer(page)))
            numbers = [number + 1] if self.entries(page) and not is_told else []
        return [Request(_with(page.url, field, one)) for one in numbers]

    def columns(self, page: Page) -> Sequence[Link]:
        """Menus that stand in scripts or come as JSON: names of open government with an address."""
        texts = page.scripts if page.is_html else [page.source]
        found = (_menu_item(page, match[1]) for text in texts for match in _HEAD.finditer(text))
        return [link for link in found if link][:_MOST_MENU]

    def pages_in_all(self, page: Page) -> int | None:
        """Pages as the answer tells them, or its total by the records of a page."""
        if page.is_html:
            return None
        told = _numbers(_answer(page))
        if pages := next((told[name] for name in _PAGES if told.get(name)), 0):
            return pages
        total = self.records_in_all(page)
        asked = {name.lower(): value for name, value in parse_qsl(urlsplit(page.url).query)}
        sizes = (int(asked[name]) for name in _SIZE_NAMES if asked.get(name, "").isdigit())
        size = next(sizes, 0) or (len(self.entries(page)) if _numbered(page.url)[1] == 1 else 0)
        return -(-total // size) if total and size else None

    def records_in_all(self, page: Page) -> int | None:
        """The answer's total."""
        told = {} if page.is_html else _numbers(_answer(page))
        return next((told[name] for name in _TOTALS if told.get(name)), None)


def _from_json(page: Page, value: object, depth: int = 0) -> Iterator[Entry]:
    """Records anywhere in an answer, and links in strings of markup that it carries."""
    if depth > _MOST_DEPTH:
        return
    if isinstance(value, dict):
        if entry := _entry(page, {str(name): _text(one) for name, one in value.items()}):
            yield entry
        for one in value.values():
            yield from _from_json(page, one, depth + 1)
    elif isinstance(value, list):
        for one in value[:_MOST_RECORDS]:
            yield from _from_json(page, one, depth + 1)
    elif isinstance(value, str) and "<a" in value:
        yield from _from_markup(page, value)


def _from_script(page: Page, script: str) -> Iterator[Entry]:
    for match in _OBJECT.finditer(script):
        pairs = {name: plain_text(a or b or c) for name, a, b, c in _PAIR.findall(match[0])}
        if entry := _entry(page, pairs):
            yield entry
    if "<a" in script.lower():
        yield from _from_markup(page, plain_text(script))


def _from_markup(page: Page, markup: str) -> Iterator[Entry]:
    """Links in a piece of markup; addresses that a script has yet to put together are left out."""
    for link in BeautifulSoup(markup, "lxml").find_all("a", href=True, limit=_MOST_RECORDS):
        href = str(link["href"])
        url = None if _MADE.search(href) else resolved(page.url, href)
        row = link.find_parent(["li", "tr", "dd", "p"]) or link
        title = str(link.get("title") or link.get_text(strip=True))
        if url and title and not _MADE.search(title[:1]):
            around = " ".join(row.get_text(" ", strip=True).split())[:300]
            yield Entry(" ".join(title.split())[:300], url, day_in(around), around)


def _entry(page: Page, pairs: Mapping[str, str]) -> Entry | None:
    named = {name.lower(): value for name, value in pairs.items()}
    title = next((named[name] for name in _TITLES if named.get(name)), "")
    address = next((named[name] for name in _ADDRESSES if named.get(name)), "")
    url = resolved(page.url, address) if address and not _MADE.search(address) else None
    if not title or not url:
        return None
    days = (day_in(value) for name, value in pairs.items() if _DAYS.search(name))
    words = " ".join(re.sub(r"<[^>]{0,200}>", "", title).split())[:300]
    return Entry(words, url, next(filter(None, days), None), words)


def _menu_item(page: Page, inside: str) -> Link | None:
    named = {name.lower(): plain_text(a or b or c) for name, a, b, c in _PAIR.findall(inside)}
    name = next((value for key in _MENU_NAMES if _MENU.search(value := named.get(key, ""))), "")
    address = next((named[key] for key in _ADDRESSES if named.get(key)), "")
    url = resolved(page.url, address) if name and address and not _MADE.search(address) else None
    return Link(name, url) if url else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _answer(page: Page) -> object:
    try:
        return json.loads(page.source)
    except (ValueError, RecursionError):
        return None


def _numbers(value: object, depth: int = 0) -> dict[str, int]:
    """Whole numbers of an answer's objects by lower-case name, the outermost of a name."""
    if not isinstance(value, dict) or depth > 3:
        return {}
    inner: dict[str, int] = {}
    for one in value.values():
        inner |= _numbers(one, depth + 1)
    own = {name.lower(): one for name, one in value.items() if isinstance(one, int) and not isinstance(one, bool)}
    return inner | own


def _numbered(url: str) -> tuple[str, int]:
    """The query field that holds the page number, and the number; an empty name where there is none."""
    fields = {name: value for name, value in parse_qsl(urlsplit(url).query) if name.lower() in PAGE_NAMES}
    return next(((name, int(value)) for name, value in fields.items() if value.isdigit()), ("", 0))


def _with(url: str, field: str, number: int) -> str:
    parts = urlsplit(url)
    query = [(name, str(number) if name == field else value) for name, value in parse_qsl(parts.query, True)]
    return urlunsplit(parts._replace(query=urlencode(query)))
