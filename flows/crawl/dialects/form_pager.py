"""Pages turned by sending a form: a field for the page's number that a script fills in, or ASP.NET's `__doPostBack`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from selectolax.lexbor import LexborNode

from flows.crawl.dialects.dialect import Dialect, Request
from flows.crawl.pages.around import text_of
from flows.crawl.pages.counts import pages_told
from flows.crawl.pages.expressions import PAGE_NAMES
from flows.crawl.pages.page import Page
from flows.crawl.pages.pager_signs import last_number, numbers_end

_SENDS = re.compile(r"\.submit\s*\(", re.I)
_NEXT = re.compile(r"^[\s<>\[]*(下一?页|后一?页|[>›»]{1,2})[\s<>\]]*$")
_POST_BACK = re.compile(r"""__doPostBack\s*\(\s*['"]([^'"]{1,200})['"]\s*,\s*['"]([^'"]{0,40})['"]""")
# 当前第1页, 第 1/2 页, 页次：1/2
_HERE = re.compile(r"(?:当前第?|页次[:：]|第)\s*(\d{1,4})\s*(?:页|/\s*\d{1,4})")
_FURTHER = re.compile(r"^(\.{2,}|…+)$")
_MOST_FORMS = 10
_MOST_PAGES = 500

Fields = dict[str, str]


class FormPager(Dialect):
    """表单翻页."""

    name = "表单翻页"

    def recognises(self, page: Page) -> bool:
        """Whether the page has a form, and a script that sends it."""
        return "<form" in page.source.lower() and bool(_SENDS.search(page.source) or "__doPostBack" in page.source)

    def next_pages(self, page: Page) -> Sequence[Request]:
        """The form with the number of another page; of ASP.NET's only the next page, which carries its own state."""
        for form in page.forms[:_MOST_FORMS]:
            fields = _fields(form)
            if "__VIEWSTATE" in fields:
                if onward := _post_back(form):
                    target, argument = onward
                    changed = fields | {"__EVENTTARGET": target, "__EVENTARGUMENT": argument}
                    return [_request(page, form, changed)]
            elif numbered := _numbered(fields):
                name, number = numbered
                return [_request(page, form, fields | {name: str(one)}) for one in self._numbers(page, number)]
        return ()

    def pages_in_all(self, page: Page) -> int | None:
        """As told in words, at least the highest number shown, or one more than those turned where there is a next page."""
        told = pages_told(page.words)
        numbers = [
            number for form in page.forms[:_MOST_FORMS] if (found := _numbered(_fields(form))) for number in [found[1]]
        ]
        told = told or (last_number(page) if numbers else 0)
        if numbers or told:
            return told or max((one + (not numbers[0]) for one in self._numbers(page, numbers[0])), default=None)
        return next(filter(None, map(_told_by_links, page.forms[:_MOST_FORMS])), None)

    def _numbers(self, page: Page, current: int) -> Sequence[int]:
        """The numbers of the other pages, as the form counts them: where its first page is 0, the second is 1."""
        shown = last_number(page)
        if pages := pages_told(page.words) or (shown and shown + (not numbers_end(page))):
            return range(2 - (not current), min(pages, _MOST_PAGES) + (current > 0))
        return [current + 1] if any(_NEXT.match(text) for text in page.dead_links) else []


def _fields(form: LexborNode) -> Fields:
    """The fields that a script would send: hidden ones and text, no buttons."""
    boxes = [box.attributes for box in form.css("input[name]")]
    kept = [box for box in boxes if (box.get("type") or "text").lower() in ("hidden", "text", "search")]
    return {box.get("name") or "": box.get("value") or "" for box in kept}


def _numbered(fields: Fields) -> tuple[str, int] | None:
    """The field for the page's number, and the number that it holds; an empty one stands for the first page."""
    return next(
        (
            (name, int(value or 1))
            for name, value in fields.items()
            if name.rpartition(".")[2].lower() in PAGE_NAMES and (value.isdigit() or not value)
        ),
        None,
    )


def _post_backs(form: LexborNode) -> list[tuple[str, re.Match[str]]]:
    """The links of a form that post it back: what each says, and its call."""
    links = ((node.text().strip(), node.attributes.get("href") or "") for node in form.css("a[href]"))
    return [(text, call) for text, href in links if (call := _POST_BACK.search(href))]


def _post_back(form: LexborNode) -> tuple[str, str] | None:
    """Target and argument of the link to the next page: named so, else that of the first number after the page shown."""
    links = _post_backs(form)
    if onward := next((call for text, call in links if _NEXT.match(text)), None):
        return onward[1], onward[2]
    numbered = {int(text): call for text, call in links if text.isdigit()}
    following = numbered.get(_shown(form, numbered) + 1) or (
        links[-1][1] if links and _FURTHER.match(links[-1][0]) else None
    )
    return (following[1], following[2]) if following else None


def _shown(form: LexborNode, numbered: Collection[int]) -> int:
    """The number of the page shown: that which the form tells, else the only one that no link leads to."""
    if told := _HERE.search(text_of(form)):
        return int(told[1])
    first = 1 if 2 in numbered else min(numbered, default=1)
    return next(number for number in range(first, first + len(numbered) + 1) if number not in numbered)


def _told_by_links(form: LexborNode) -> int | None:
    """The highest number of a pager that posts back; one more where it goes on behind …"""
    links = _post_backs(form)
    numbered = [int(text) for text, _ in links if text.isdigit() and len(text) < 5]
    if not numbered:
        return None
    return max(*numbered, _shown(form, numbered)) + bool(_FURTHER.match(links[-1][0]))


def _request(page: Page, form: LexborNode, fields: Fields) -> Request:
    url = page.absolute(form.attributes.get("action") or page.url) or page.url
    if (form.attributes.get("method") or "get").lower() == "post":
        return Request(url, tuple(fields.items()))
    return Request(f"{url.partition('?')[0]}?{urlencode(fields)}")
