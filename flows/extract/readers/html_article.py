"""Which part of a page is the article, and which parts nobody sees."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from selectolax.lexbor import LexborNode

from flows.extract.readers.html_nodes import Elements
from flows.extract.readers.html_styles import Effect, effects_in

# UCAP/Kaipu, VSB, TRS, Hanweb, Guangdong and what hand-made sites call it; the innermost that holds everything wins.
_NAME = re.compile(
    r"(?i)(?:^|[\s_-])(?:ucap|zoom|vsb_content|v_news|trs_|view$|content|contents|con_text|article|news|main_?text|detail|info|gknr|"
    r"wzcon|bt_|xxgk|zwgk|text|con$|nr$|body$)|(?:content|article|text|con|detail|zoom)\b"
)
# Words that stand in a report's own tables and headings and nowhere in the frame of a site.
_SIGNS = re.compile(r"第二十[条條]第|法人或其他[组組][织織]|尚未[审審][结結]|[总總][体體]情[况況]|需要[报報]告")
TABLE_SIGNS = re.compile(r"第二十条第|法人或其他组织|尚未审结")
_FIELDS = "td input[value],td textarea,td select,td button"
_NO_TEXT = frozenset({"hidden", "checkbox", "radio", "submit", "button", "reset", "image", "file"})
_RAISED = "td sup,td sub,td rt"
_NOTES = "td a[href^='#'],td small"
_NOTE = re.compile(r"[\[(（【]?(?:[备附]?注)?[\d\u2460-\u2473*※]{1,3}[\])）】]?")
_ODD_TAGS = ("input", "textarea", "select", "button", "del", "s", "strike", "sup", "sub", "rt", "small", "a")
_ODD = re.compile(rb"<input\b|</(?:textarea|select|button|del|s|strike|sup|sub|ruby|small)>|href\s*=\s*[\"']?#\w")
_STRUCK = ("del", "s", "strike", "rp")
_CHILDLESS = frozenset(("script", "style"))
_UNSEEN = (
    *("script", "style", "noscript", "template", "select", "textarea", "button", "svg"),
    *("iframe", "frame", "object", "embed"),
)
_MAY_BE_HIDDEN = "[hidden],[style]"
_HIDING = (b"hid", b"display")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


def drop_unseen(body: LexborNode, markup: bytes, elements: Elements) -> bool:
    """Takes out of the tree what a browser does not show as text, and what is struck through.

    `elements` are the tree's; whether others went than scripts, which hold none themselves.
    """
    lower = markup.lower()
    odd = any(elements[tag] for tag in _ODD_TAGS) and _ODD.search(lower) is not None
    if odd:
        _write_out(body)
    styled = list(effects_in(body, markup, lower))
    for effect, node in styled:
        if effect is Effect.RAISED:
            _set_apart(node)
        else:
            node.decompose()
    unseen = [tag for tag in (_UNSEEN + _STRUCK if odd else _UNSEEN) if elements[tag]]
    # The inner ones first: what is taken out takes its children along.
    for node in reversed(body.css(",".join(unseen))) if unseen else ():
        node.decompose()
    hidden = [node for node in body.css(_MAY_BE_HIDDEN) if _is_hidden(node)] if _may_hide(lower) else []
    if hidden:
        _drop_hidden(hidden, body)
    return bool(hidden or styled) or not _CHILDLESS.issuperset(unseen)


def _may_hide(lower: bytes) -> bool:
    return any(word in lower for word in _HIDING)


def drop_behind(root: LexborNode, body: LexborNode) -> bool:
    """Takes out of the tree what stands behind the article, where nobody reads on; whether there was anything."""
    dropped = False
    while root.mem_id != body.mem_id and (parent := root.parent) is not None:
        while (behind := root.next) is not None:
            behind.decompose()
            dropped = True
        root = parent
    return dropped


def _write_out(body: LexborNode) -> None:
    """Writes what a form field shows into its cell, and a raised note as one, lest 5¹ be read as 51."""
    for field in body.css(_FIELDS):
        field.insert_before(_shown(field))
    for raised in body.css(_RAISED):
        _set_apart(raised)
    for note in body.css(_NOTES):
        if _NOTE.fullmatch(note.text().strip()):
            _set_apart(note)


def _shown(field: LexborNode) -> str:
    """What a field of a form shows: its value, the option chosen, its text."""
    attributes = field.attributes
    if field.tag == "input":
        return "" if (attributes.get("type") or "").lower() in _NO_TEXT else attributes.get("value") or ""
    if field.tag == "select":
        chosen = field.css_first("option[selected]") or field.css_first("option")
        return chosen.text() if chosen is not None else ""
    return field.text()


def _set_apart(note: LexborNode) -> None:
    """Puts a note of a cell in brackets, unless it is all that the cell says."""
    cell = note.parent
    while cell is not None and cell.tag not in ("td", "th"):
        cell = cell.parent
    if cell is not None and cell.text().strip() != note.text().strip():
        note.insert_before("(")
        note.insert_after(")")


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
