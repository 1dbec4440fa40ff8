"""Lists that stand in a page's scripts or come as JSON: objects with a title and an address, markup inside strings.

Nothing is run; keys are those that site software uses for an article's title, address and day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from bs4 import BeautifulSoup

from flows.crawl.dialects.dialect import Dialect, Entry, Request
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.links import resolved
from flows.crawl.pages.names import is_organ
from flows.crawl.pages.numbered import numbered, with_number
from flows.crawl.pages.page import Page
from flows.crawl.pages.rows import row_in, row_of
from flows.crawl.pages.scripts import plain_text
from flows.crawl.pages.titles import Kind, read_title

_HOLDS = re.compile(r"""title|href|公开|\\u516c\\u5f00|url["']?\s*:\s*["']/""", re.I)
_OBJECT = re.compile(r"\{[^{}]{10,4000}\}")
_PAIR = re.compile(r"""["']?(\w{1,30})["']?\s*:\s*(?:"((?:[^"\\]|\\.){0,600})"|'((?:[^'\\]|\\.){0,600})'|(\d{1,20}))""")
_SCALAR = r"""(?:"(?:[^"\\]|\\.){0,600}"|'(?:[^'\\]|\\.){0,600}'|\d{1,20})"""
_LIST = re.compile(rf"\[\s*{_SCALAR}(?:\s*,\s*{_SCALAR}){{1,20}}\s*\]")
_VALUE = re.compile(r"""\"((?:[^\"\\]|\\.){0,600})\"|'((?:[^'\\]|\\.){0,600})'|(\d{1,20})""")
_INDEXED = re.compile(
    r"""\b(\w{1,30})\[(\d{1,4})\]\s*=\s*(?:\"((?:[^\"\\\n]|\\.){0,600})\"|'((?:[^'\\\n]|\\.){0,600})')"""
)
_SIZE_NAMES = ("_pagesize", "pagesize", "rows", "size", "limit", "perpage")
_PAGES = ("pages", "totalpage", "totalpages", "pagecount")
_TOTALS = ("total", "totalcount", "totalrecords", "totalelements", "recordcount", "count")
_COUNTS = re.compile(
    r"^(?!.*(?:page|size|cur|index|code|status|read|click|hit|view|visit|comment|time|id$)).*(?:total|count|cnt|num|records|sum)"
)
_TOTAL_KEPT = re.compile(
    r"""['"]?\b(?:total|total_?(?:count|records?|elements|num|rows|size)|(?:record|row|all)_?(?:count|total))['"]?\s*[:=]\s*['"]?(\d{1,6})\b""",
    re.I,
)
_CALLED = re.compile(r"\s*(?:/\*\*/\s*)?[A-Za-z_$][\w$.]{0,60}\s*\(\s*([\[{].*[\]}])\s*\)\s*;?\s*\Z", re.S)
_MOST_DEPTH, _MOST_RECORDS, _MOST_PAGES, _MOST_MADE = 8, 5_000, 1_000, 2
# An address in pieces: '/nb/' + 'r.html'.
_JOINED = re.compile(r"""(?<!\\)(['"])\s*\+\s*(?<!\\)\1""")
_MADE = re.compile(r"['\"+{}$<>]")

Told = Entry | str


class Records(Dialect):
    """脚本或接口里的数据."""

    name = "数据"

    def recognises(self, page: Page) -> bool:
        """Whether the answer is JSON, or a script of the page holds titles or links."""
        if not page.is_html:
            return _unwrapped(page.source).lstrip('"')[:1] in ("{", "[")
        return bool(page.stored) or any(_HOLDS.search(script) for script in page.scripts)

    def entries(self, page: Page) -> Sequence[Entry]:
        """Objects with a title and an address, and links in strings of markup."""
        found = [one for one in _all(page) if isinstance(one, Entry)]
        if not page.is_html:
            return found[:_MOST_RECORDS]
        # A script holds menus too: only what is dated or reads as a report is an article.
        return [one for one in found if one.day or read_title(one.title).kind >= Kind.WEAK][:_MOST_RECORDS]

    def unlinked(self, page: Page) -> Sequence[str]:
        """Titles of records that say nowhere where they lead."""
        return [one for one in _all(page) if isinstance(one, str)]

    def next_pages(self, page: Page) -> Sequence[Request]:
        """The further answers, where the address is numbered."""
        field, number = numbered(page.url)
        if page.is_html or not field:
            return ()
        if pages := self.pages_in_all(page):
            numbers = [one for one in range(1, min(pages, _MOST_PAGES) + 1) if one != number]
        else:
            # Where the first answer told how many there are, its pages are known; else one page leads to the next.
            is_told = any(name in _TOTALS for name in _numbers(_answer(page)))
            numbers = [number + 1] if self.entries(page) and not is_told else []
        return [Request(with_number(page.url, field, one)) for one in numbers]

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
        size = next(sizes, 0) or (len(self.entries(page)) if numbered(page.url)[1] == 1 else 0)
        return -(-total // size) if total and size else None

    def records_in_all(self, page: Page) -> int | None:
        """The answer's total; that which a script keeps beside reports, where it is more than it holds."""
        if page.is_html:
            return max(filter(None, (_kept_total(page, script) for script in page.scripts)), default=None)
        told = _numbers(_answer(page))
        if known := next((told[name] for name in _TOTALS if told.get(name)), None):
            return known
        if not self.entries(page) and any(told.get(name) == 0 for name in _TOTALS):
            return 0
        # Under a name of its own (allNum) a total is known by being more than what is shown.
        shown = len(self.entries(page)) if told else 0
        return max((count for name, count in told.items() if _COUNTS.search(name) and count > shown > 0), default=None)


def _all(page: Page) -> Iterator[Told]:
    """What the answer, or the scripts and the markup kept for them, tell: entries, and titles without an address."""
    if not page.is_html:
        yield from _from_json(page, _answer(page))
        return
    for script in page.scripts:
        yield from _from_script(page, script)
    for text in page.stored:
        yield from _from_markup(page, text)


def _from_json(page: Page, value: object, depth: int = 0) -> Iterator[Told]:
    """Records anywhere in an answer, and links in strings of markup that it carries."""
    if depth > _MOST_DEPTH:
        return
    if isinstance(value, dict):
        yield from _told(page, {str(name): _text(one) for name, one in value.items()})
        for one in value.values():
            yield from _from_json(page, one, depth + 1)
    elif isinstance(value, list):
        cells = [_text(one) for one in value]
        yield from _told_in(page, cells)
        is_row = not any(isinstance(one, dict | list) for one in value)
        if is_row and any("<a" in cell for cell in cells):
            # The cells of a row stand beside each other: a day in one belongs to the link in another.
            yield from _from_markup(page, f"<li>{' '.join(cells)}</li>")
            return
        for one in value[:_MOST_RECORDS]:
            yield from _from_json(page, one, depth + 1)
    elif isinstance(value, str):
        yield from _from_text(page, value, depth)


def _from_text(page: Page, text: str, depth: int) -> Iterator[Told]:
    """What a string of an answer carries: data once more, or markup."""
    if text[:1] in ("{", "["):
        yield from _from_json(page, _told_as_json(text), depth + 1)
    elif "<a" in text:
        yield from _from_markup(page, text)


def _from_script(page: Page, script: str) -> Iterator[Told]:
    for match in _OBJECT.finditer(script):
        yield from _told(page, {name: plain_text(a or b or c) for name, a, b, c in _PAIR.findall(match[0])})
    for match in _LIST.finditer(script):
        yield from _told_in(page, [plain_text(a or b or c) for a, b, c in _VALUE.findall(match[0])])
    for record in _indexed(script):
        yield from _told(page, record)
    if "<a" in script.lower():
        yield from _from_markup(page, plain_text(_JOINED.sub("", script)))


def _kept_total(page: Page, script: str) -> int | None:
    """How many records a script says there are of which it holds some that are reports; None where it holds as many."""
    totals = [int(number) for number in _TOTAL_KEPT.findall(script)]
    held = [one for one in _from_script(page, script) if isinstance(one, Entry)] if totals else []
    is_of_reports = any(read_title(one.title).kind >= Kind.LOOSE for one in held)
    return max(totals) if is_of_reports and max(totals) > len(held) else None


def _indexed(script: str) -> Iterator[Mapping[str, str]]:
    """Records whose fields are lists of their own: `urls[0]='/a.html'; headers[0]='…';`."""
    found: dict[str, dict[str, str]] = {}
    for match in islice(_INDEXED.finditer(script), _MOST_RECORDS):
        found.setdefault(match[2], {})[match[1]] = plain_text(match[3] or match[4] or "")
    yield from found.values()


def _from_markup(page: Page, markup: str) -> Iterator[Told]:
    """Links in a piece of markup; addresses that a script has yet to put together are left out."""
    for link in BeautifulSoup(markup, "lxml").find_all("a", href=True, limit=_MOST_RECORDS):
        href = str(link["href"])
        url = None if _MADE.search(href) else resolved(page.url, href)
        row = link.find_parent(["li", "tr", "dd", "p"]) or link
        title = str(link.get("title") or link.get_text(strip=True))
        if url and title and not _MADE.search(title[:1]):
            around = " ".join(row.get_text(" ", strip=True).split())[:300]
            yield Entry(" ".join(title.split())[:300], url, day_in(around), around)


def _told(page: Page, record: Mapping[str, str]) -> Iterator[Told]:
    """What a record tells: entries, or only the title where nothing says where it leads."""
    row = row_of(record)
    if row is None:
        return
    made = [row.address] if row.address else [url for one in page.templates if (url := one.made_of(record))]
    urls = [url for address in made[:_MOST_MADE] if (url := resolved(page.asked_by, address))]
    # Whose a record is may stand in a field of its own.
    around = " ".join((row.title, *(value for value in record.values() if value != row.title and is_organ(value))))
    yield from (Entry(row.title, url, row.day, around) for url in urls)
    if not urls:
        yield row.title


def _told_in(page: Page, values: Sequence[str]) -> Iterator[Told]:
    row = row_in(values)
    url = resolved(page.url, row.address) if row and row.address else None
    if row:
        yield Entry(row.title, url, row.day, row.title) if url else row.title


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _answer(page: Page) -> object:
    """What the answer holds; where it is a text that holds JSON itself, what stands in that."""
    told = _told_as_json(_unwrapped(page.source))
    return _told_as_json(told) if isinstance(told, str) else told


def _told_as_json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _unwrapped(source: str) -> str:
    """An answer without the call of a function around it: `callback({…});`."""
    called = _CALLED.match(source)
    return called[1] if called else source.strip()


def _numbers(value: object, depth: int = 0) -> dict[str, int]:
    """Whole numbers of an answer's objects by lower-case name, the outermost of a name."""
    if isinstance(value, str) and value[:1] == "{":
        value = _told_as_json(value)
    if not isinstance(value, dict) or depth > 3:
        return {}
    inner: dict[str, int] = {}
    for one in value.values():
        inner |= _numbers(one, depth + 1)
    own = {name.lower(): one for name, one in value.items() if isinstance(one, int) and not isinstance(one, bool)}
    return inner | own
