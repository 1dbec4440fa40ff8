"""Fields to fill in and boxes to choose from near a list: which of them narrow it, and which search it or lead elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from selectolax.lexbor import LexborNode

from flows.crawl.pages.around import text_of
from flows.crawl.pages.controls import is_year, label_of
from flows.crawl.pages.page import Page

_KEYWORD = re.compile(
    r"key|word|search|query|^(?:q|s|k|kw|wd|ss)$|title|content|text|关键|搜索|检索|标题|文号|索引|请输入|e-?mail|邮箱|订阅",
    re.I,
)
_PROMPT = re.compile(r"请|输入|关键|搜|检索|查询|key\s?word|search", re.I)
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*(?:年度?|[-/.]\s*\d|$)")
_ASKS = re.compile(r"^\W*(?:查\s*询|搜\s*索|检\s*索|筛\s*选|search)\W*$", re.I)
_ALL = re.compile(r"全部|所有|不限|请选择|标题|正文|全文|时间|相关|^-+")
_SILENT = frozenset({"hidden", "reset", "file", "password", "radio", "checkbox"})
_BUTTONS = frozenset({"button", "submit", "image"})
# List.aspx?cid=12&page=2, index_2.html, ?page=2
_ADDRESS = re.compile(r"^(?:https?:|\.{0,2}/|[\w./-]{1,80}\.[a-z]{2,5}(?:\?|$)|\?\w+=)", re.I)
_COUNT = re.compile(r"(?!(?:19|20)\d\d)(?:第|每页)?\s*\d{1,4}\s*[条页]?(?:/页|/\s*\d{1,4})?")
_MOST_FIELDS = 30


def is_button(field: LexborNode) -> bool:
    """Whether an input element is there to be clicked."""
    return _kind(field) in _BUTTONS


def is_known_field(field: LexborNode) -> bool:
    """Whether what is typed or clicked here changes nothing of a list that is shown whole.

    What can be ticked is told among the choices of a page.
    """
    if _kind(field) in _SILENT or _is_of_filter(field) or _is_of_writing(field):
        return True
    if is_button(field):
        # Without a form nothing is sent.
        is_idle = _kind(field) != "button" and _form_of(field) is None
        return is_idle or any(map(_takes_keywords, _fields_beside(field)))
    return _takes_keywords(field)


def is_known_box(box: LexborNode, page: Page, opened: Collection[str] = ()) -> bool:
    """Whether a select box chooses nothing of a list: it leads to pages or sites, or shows all until something is chosen.

    `opened` are texts of what is known to lead on besides the page's links.
    """
    options = box.css("option")
    shown = [text_of(option) for option in options]
    # Years are told among the choices of a page.
    if not options or any(map(_ALL.search, shown)) or all(map(is_year, shown)):
        return bool(options)
    values = [(option.attributes.get("value") or "").strip() for option in options]
    leading = sum(bool(_ADDRESS.match(value)) for value in values)
    leads_on = any(text in opened for text in shown) or any(link.text in shown for link in page.links)
    return leading >= len(options) - 1 or leads_on


def counts(box: LexborNode) -> bool:
    """Whether a select box offers nothing but numbers: of pages, or of rows a page."""
    shown = [text_of(option) for option in box.css("option")]
    return bool(shown) and all(map(_COUNT.fullmatch, shown))


def is_filled_in(field: LexborNode) -> bool:
    """Whether a field to type in holds an answer already: neither nothing nor words that say what to type."""
    value = (field.attributes.get("value") or "").strip()
    return _kind(field) not in _SILENT | _BUTTONS and bool(value) and not _PROMPT.search(value)


def holds_year(field: LexborNode) -> bool:
    """Whether a field to type in holds a year, or a day: 2022, 2022年度, 2022-01-01."""
    return is_filled_in(field) and bool(_YEAR.match(field.attributes.get("value") or ""))


def _takes_keywords(field: LexborNode) -> bool:
    if holds_year(field):
        return False
    told = (field.attributes.get(name) or "" for name in ("name", "id", "placeholder", "title", "value"))
    return any(map(_KEYWORD.search, told))


def _is_of_filter(field: LexborNode) -> bool:
    """Whether a field is that of a form to search the list with in which nothing is filled in: the list shows all."""
    form = _form_of(field)
    if form is None:
        return False
    typed = [one for one in form.css("input")[:_MOST_FIELDS] if _kind(one) == "text"]
    asks = any(_ASKS.search(label_of(one)) for one in form.css("input, button, a")[:_MOST_FIELDS])
    return asks and bool(typed) and not any((one.attributes.get("value") or "").strip() for one in typed)


def _is_of_writing(field: LexborNode) -> bool:
    """Whether a field is one of a form by which the reader signs in or writes to the site: it asks for a password, or for a text."""
    form = _form_of(field)
    return form is not None and form.css_first("input[type='password' i], textarea") is not None


def _form_of(field: LexborNode) -> LexborNode | None:
    above = field.parent
    while above is not None and above.tag != "form":
        above = above.parent
    return above


def _fields_beside(field: LexborNode) -> Sequence[LexborNode]:
    """The fields of what directly holds a button, and of what holds that."""
    above = field.parent
    held = [one for one in (above, above.parent if above else None) if one is not None]
    return [one for outer in held for one in outer.css("input")[:_MOST_FIELDS]]


def _kind(field: LexborNode) -> str:
    return (field.attributes.get("type") or "text").lower()
