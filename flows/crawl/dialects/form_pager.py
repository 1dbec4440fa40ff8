"""Pages turned by sending a form: a field for the page's number, a box of pages to choose from, a button 下一页, or ASP.NET's `__doPostBack`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from urllib.parse import urlencode

from selectolax.lexbor import LexborNode

from flows.crawl.dialects.dialect import Dialect, Request
from flows.crawl.pages.around import text_of
from flows.crawl.pages.counts import pages_told
from flows.crawl.pages.expressions import PAGE_NAMES
from flows.crawl.pages.page import Page
from flows.crawl.pages.pager_signs import last_number, numbers_end, pages_of

_SENDS = re.compile(r"\.submit\s*\(", re.I)
_NEXT = re.compile(r"^[\s<>\[]*(下一?页|后一?页|[>›»]{1,2})[\s<>\]]*$")
_POST_BACK = re.compile(r"""__doPostBack\s*\(\s*['"]([^'"]{1,200})['"]\s*,\s*['"]([^'"]{0,40})['"]""")
# 当前第1页, 第 1/2 页, 页次：1/2
_HERE = re.compile(r"(?:当前第?|页次[:：]|第)\s*(\d{1,4})\s*(?:页|/\s*\d{1,4})")
_FURTHER = re.compile(r"^(\.{2,}|…+)$")
# 3/5 beside a button
_OF_ALL = re.compile(r"(?<![\d/.-])(\d{1,4})\s*/\s*(\d{1,4})(?![\d/.-])")
_BUTTONS = "input[type='submit' i], input[type='image' i], button[name]"
_FORTH = re.compile(r"[/_-](?:next|xiayiye|xyy)[\w-]{0,10}\.(?:gif|png|jpe?g|svg)$", re.I)
_BOX_SENDS = re.compile(r"submit\s*\(|__doPostBack", re.I)
_MOST_FORMS = 10
_MOST_PAGES = 500

Fields = dict[str, str]


class FormPager(Dialect):
    """表单翻页."""

    name = "表单翻页"

    def recognises(self, page: Page) -> bool:
        """Whether the page has a form, and a script or a button 下一页 that sends it."""
        if "<form" not in page.source.lower():
            return False
        is_sent = _SENDS.search(page.source) or "__doPostBack" in page.source
        return bool(is_sent) or any(_button(form) is not None for form in page.forms[:_MOST_FORMS])

    def next_pages(self, page: Page) -> Sequence[Request]:
        """The form with the number of another page; of ASP.NET's links only the next page, which carries its own state."""
        for form in page.forms[:_MOST_FORMS]:
            fields = _fields(form)
            if boxed := list(islice(_chosen(form), _MOST_PAGES)):
                return [_request(page, form, fields | one) for one in boxed]
            if onward := _onward(form):
                return [_request(page, form, fields | onward)]
            if "__VIEWSTATE" not in fields and (numbered := _numbered(fields)):
                name, number = numbered
                return [_request(page, form, fields | {name: str(one)}) for one in self._numbers(page, number)]
        return ()

    def pages_in_all(self, page: Page) -> int | None:
        """As told in words, at least the highest number shown, or one more than those turned where there is a next page."""
        boxes = [len(pages) for form in page.forms[:_MOST_FORMS] if (pages := _pages(form))]
        told = max(boxes, default=None) or pages_told(page.words) or _told_by_button(page)
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
    """The fields that a script would send: hidden ones and text, and what is chosen in boxes; no buttons."""
    boxes = [box.attributes for box in form.css("input[name]")]
    kept = [box for box in boxes if (box.get("type") or "text").lower() in ("hidden", "text", "search")]
    chosen = ((box, box.css_first("option[selected]") or box.css_first("option")) for box in form.css("select[name]"))
    return {box.get("name") or "": box.get("value") or "" for box in kept} | {
        box.attributes.get("name") or "": _value(option) for box, option in chosen if option is not None
    }


def _value(option: LexborNode) -> str:
    return (option.attributes.get("value", text_of(option)) or "").strip()


def _pages(form: LexborNode) -> Sequence[LexborNode]:
    """The options of a box that offers nothing but the numbers of pages (3, 第3页, 3/5), whose choice sends the form."""
    for box in form.css("select[name]")[:_MOST_FORMS]:
        is_sent = _BOX_SENDS.search(box.attributes.get("onchange") or "")
        is_named = (box.attributes.get("name") or "").lower() in PAGE_NAMES
        if (is_sent or is_named) and (options := pages_of(box)):
            return options
    return ()


def _chosen(form: LexborNode) -> Iterator[Fields]:
    """What the choice of another page in such a box adds to the form; ASP.NET, told which box was changed, only goes on to the next."""
    options = _pages(form)
    box = options[0].parent if options else None
    name = (box.attributes.get("name") or "") if box is not None else ""
    current = next((at for at, option in enumerate(options) if "selected" in option.attributes), 0)
    if form.css_first("[name='__VIEWSTATE']") is not None:
        yield from ({"__EVENTTARGET": name, name: _value(one)} for one in options[current + 1 : current + 2])
    else:
        yield from ({name: _value(one)} for at, one in enumerate(options) if at != current)


def _button(form: LexborNode) -> LexborNode | None:
    """The button 下一页 of a form."""
    buttons = (one for one in form.css(_BUTTONS) if "disabled" not in one.attributes)
    return next((one for one in buttons if _NEXT.match(_said(one))), None)


def _said(button: LexborNode) -> str:
    told = button.attributes
    said = (told.get("value") or told.get("alt") or told.get("title") or text_of(button) or "").strip()
    # <input type="image" src="/images/next.gif">
    return said or (">" if _FORTH.search(told.get("src") or "") else "")


def _sent(button: LexborNode) -> Fields:
    name = button.attributes.get("name") or ""
    if (button.attributes.get("type") or "").lower() == "image":
        return {f"{name}.x": "1", f"{name}.y": "1"}
    return {name: button.attributes.get("value") or ""} if name else {}


def _onward(form: LexborNode) -> Fields | None:
    """What turning to the next page adds to a form; None where nothing does or the page is the last."""
    button = _button(form)
    if button is not None:
        here = _beside(button)
        return None if here and int(here[1]) >= int(here[2]) else _sent(button)
    if form.css_first("[name='__VIEWSTATE']") is None or _is_at_end(form):
        return None
    back = _post_back(form)
    return {"__EVENTTARGET": back[0], "__EVENTARGUMENT": back[1]} if back else None


def _beside(button: LexborNode) -> re.Match[str] | None:
    return _OF_ALL.search(text_of(button.parent)) if button.parent is not None else None


def _told_by_button(page: Page) -> int | None:
    buttons = filter(None, map(_button, page.forms[:_MOST_FORMS]))
    return next((int(here[2]) for button in buttons if (here := _beside(button))), None)


def _is_at_end(form: LexborNode) -> bool:
    """Whether a form tells that the page shown is the last: 第5页/共5页."""
    text = text_of(form)
    here, pages = _HERE.search(text), pages_told(text)
    return here is not None and pages is not None and int(here[1]) >= pages


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
