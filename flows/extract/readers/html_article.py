"""Which part of a page is the article, and which parts nobody sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from selectolax.lexbor import LexborNode

from flows.extract.layout.page import TORN
from flows.extract.readers.html_effects import Effect
from flows.extract.readers.html_nodes import Elements
from flows.extract.readers.html_styles import effects_in, inline_styles

# UCAP/Kaipu, VSB, TRS, Hanweb, Guangdong and what hand-made sites call it; the innermost that holds everything wins.
_NAME = re.compile(
    r"(?i)(?:^|[\s_-])(?:ucap|zoom|vsb_content|v_news|trs_|view$|content|contents|con_text|article|news|main_?text|detail|info|gknr|"
    r"wzcon|bt_|xxgk|zwgk|text|con$|nr$|body$)|(?:content|article|text|con|detail|zoom)\b"
)
# Words that stand in a report's own tables and headings and nowhere in the frame of a site.
_SIGNS = re.compile(r"第二十[条條]第|法人或其他[组組][织織]|尚未[审審][结結]|[总總][体體]情[况況]|需要[报報]告")
TABLE_SIGNS = re.compile(r"第二十[条條]第|法人或其他[组組][织織]|尚未[审審][结結]")
_FIELDS = ("input", "textarea", "select", "button")
_NO_TEXT = frozenset({"hidden", "checkbox", "radio", "submit", "button", "reset", "image", "file"})
_DRAWN = ("svg", "canvas")
_RAISED = ("sup", "sub", "rt", "small")
_SPOKEN = ".katex-mathml,.MJX_Assistive_MathML"
"""Formulas once more, for those who listen to the page."""
_COUNTED = "td ol>li,th ol>li"
_TO_NOTES = "td a[href^='#'],th a[href^='#']"
_NOTE = re.compile(r"[\[(（【]?(?:[备附]?注)?[\d\u2460-\u2473*※]{1,3}[\])）】]?")
_CHILDLESS = frozenset(("script", "style"))
_UNSEEN = (
    *("script", "style", "noscript", "template", "select", "textarea", "button", "svg"),
    *("iframe", "frame", "object", "embed", "del", "s", "strike", "rp", "annotation"),
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


def drop_unseen(body: LexborNode, elements: Elements) -> bool:
    """Takes out of the tree what a browser does not show as text, and what is struck through.

    `elements` are the tree's; whether others went than scripts, which hold none themselves.
    """
    _write_out(body, elements)
    if elements["a"]:
        links = {node.mem_id: node for node in body.css(_TO_NOTES)}
        _set_apart(node for node in links.values() if _leads_to_note(node))
    styles = inline_styles(body)
    styled = list(effects_in(body, styles, fonts=bool(elements["font"])))
    for effect, node in styled:
        _apply(effect, node)
    unseen = [tag for tag in _UNSEEN if elements[tag]]
    # The inner ones first: what is taken out takes its children along.
    for node in reversed(body.css(",".join(unseen))) if unseen else ():
        node.decompose()
    may_be_hidden = "[hidden],[style]" if any(map(_hides, styles)) else "[hidden]"
    hidden = {node.mem_id: node for node in body.css(may_be_hidden) if _is_hidden(node)}
    if hidden:
        _drop_hidden(list(hidden.values()), body)
    return bool(hidden or styled) or not _CHILDLESS.issuperset(unseen)


def _apply(effect: Effect, node: LexborNode) -> None:
    """Does to an element of a cell what its style does to it on the page."""
    match effect:
        case Effect.RAISED:
            _set_apart([node])
        case Effect.TURNED:
            node.replace_with(node.text()[::-1])
        case Effect.FAINT:
            _doubt(node)
        case Effect.ADDED:
            node.insert_child(TORN)
        case _:
            node.decompose()


def _doubt(node: LexborNode) -> None:
    """Calls digits unreadable that are white or tiny beside others; a white title on blue is none."""
    cell = _cell_of(node)
    if cell is not None and cell.text().strip() != node.text().strip() and any(map(str.isdigit, node.text())):
        node.replace_with(TORN)


def drop_behind(root: LexborNode, body: LexborNode) -> bool:
    """Takes out of the tree what stands behind the article, where nobody reads on; whether there was anything."""
    dropped = False
    while root.mem_id != body.mem_id and (parent := root.parent) is not None:
        while (behind := root.next) is not None:
            behind.decompose()
            dropped = True
        root = parent
    return dropped


def _write_out(body: LexborNode, elements: Elements) -> None:
    """Writes what a form field shows into its cell, a raised note as one, lest 5¹ be read as 51, and 21 that is shown as 12."""
    for field in (node for tag in _FIELDS for node in elements[tag]):
        if _cell_of(field) is not None:
            field.insert_before(_shown(field))
    _set_apart(node for tag in _RAISED for node in elements[tag])
    for spoken in body.css(_SPOKEN) if elements["math"] else ():
        spoken.decompose()
    _mark_unwritten(body, elements)
    for turned in elements["bdo"]:
        if (turned.attributes.get("dir") or "").lower() == "rtl":
            turned.replace_with(turned.text()[::-1])


def _mark_unwritten(body: LexborNode, elements: Elements) -> None:
    """Puts a sign where a cell shows what its text does not say, a drawing or a list's number: it is not blank."""
    for item in body.css(_COUNTED) if elements["ol"] else ():
        if not item.text().strip():
            item.insert_before(TORN)
    for drawing in (node for tag in _DRAWN for node in elements[tag]):
        cell = _cell_of(drawing)
        if cell is not None and cell.text().strip() == drawing.text().strip():
            drawing.insert_before(TORN)


def _shown(field: LexborNode) -> str:
    """What a field of a form shows: its value, the option chosen, its text."""
    attributes = field.attributes
    if field.tag == "input":
        return "" if (attributes.get("type") or "").lower() in _NO_TEXT else attributes.get("value") or ""
    if field.tag == "select":
        chosen = field.css_first("option[selected]") or field.css_first("option")
        return chosen.text() if chosen is not None else ""
    return field.text()


def _leads_to_note(link: LexborNode) -> bool:
    """Whether a link is the mark of a note further down: 1, [2], 注3."""
    href = link.attributes.get("href") or ""
    return len(href) > 1 and href.startswith("#") and _NOTE.fullmatch(link.text().strip()) is not None


def _set_apart(notes: Iterable[LexborNode]) -> None:
    """Puts the notes in cells in brackets, but for one that is all that its cell says."""
    for note in notes:
        cell = _cell_of(note)
        if cell is not None and cell.text().strip() != note.text().strip():
            note.insert_before("(")
            note.insert_after(")")


def _cell_of(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    while parent is not None and parent.tag not in ("td", "th"):
        parent = parent.parent
    return parent


def _drop_hidden(hidden: list[LexborNode], body: LexborNode) -> None:
    """Drops what is hidden, but for what a click on 阅读全文 shows: hidden tables that the page shows nowhere else."""
    signs = Counter(TABLE_SIGNS.findall(body.text()))
    for node in reversed(hidden):
        own = Counter(TABLE_SIGNS.findall(node.text()))
        if not own or any(signs[sign] > count for sign, count in own.items()):
            signs -= own
            node.decompose()


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or _hides(attributes.get("style"))


@lru_cache(maxsize=4096)
def _hides(style: str | None) -> bool:
    """Whether a style hides its element; a page says the same few styles hundreds of times."""
    return _HIDDEN_STYLE.search(style or "") is not None


def article(body: LexborNode, whole: str) -> LexborNode:
    """The innermost known article element that holds all that is the article's, else the body; `whole` is its text."""
    signs = len(_SIGNS.findall(whole))
    best, best_length = body, len(whole)
    for node in body.css("div,article,section,ucapcontent,td[id],td[class]"):
        if not _may_be_article(node):
            continue
        text = node.text()
        holds_all = len(_SIGNS.findall(text)) == signs if signs else len(text) * 2 > len(whole)
        if holds_all and len(text) <= best_length:
            best, best_length = node, len(text)
    return best


def _may_be_article(node: LexborNode) -> bool:
    if node.tag in ("ucapcontent", "article"):
        return True
    attributes = node.attributes
    return any(_names_article(value) for key in ("id", "class") if (value := attributes.get(key)))


@lru_cache(maxsize=4096)
def _names_article(value: str) -> bool:
    """Whether an id or classes are an article's; the pages of a site all have the same ones."""
    return _NAME.search(value) is not None
