"""What on a page can be clicked although it is no link: buttons, tabs, dots, and what turns a page by its name."""

from __future__ import annotations

import re
from itertools import islice

from selectolax.lexbor import LexborNode

from flows.crawl.pages.around import text_of
from flows.crawl.pages.zone import names_of

_BUTTONS = frozenset({"button", "summary", "area"})
_CLICKED = frozenset({"onclick", "@click", "v-on:click", "ng-click", "ontouchend", "onmousedown"})
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:on|cur|current|active|selected|hover|checked|this|now)(?:$|[\s_-])|layui-this", re.I
)
# Without a link and without a handler that stands on a list's only page.
_IDLE_WORD = re.compile(
    r"[\[<\s]*(?:[首尾末]页|最后一页|[上下前后]一?[页頁]|[<>‹›«»]{1,2}|共\s*\d+\s*[条页项篇])[\]>\s]*"
)
_LEAVES = frozenset({"span", "li", "div", "td", "dt", "dd", "p", "b", "i", "em", "label", "h3", "h4"})
_DRAWN = frozenset({"span", "i", "b", "em", "li", "div"})
_ONWARD = re.compile(r"(?:^|[-_])(?:next|more|load)", re.I)
PICTURES = re.compile(r"swiper|slick|carousel|owl|banner|slid|focus|bx-", re.I)
"""Names of what turns pictures, and not pages."""
_MOST_PEERS = 30
_LONG_LABEL = 24
_CONTACTS = ("mailto:", "tel:", "sms:")


def is_control(node: LexborNode) -> bool:
    """Whether an element is there to be clicked: a link, a button, one of several tabs."""
    attributes = node.attributes
    if node.tag == "a":
        is_address = "href" in attributes and not (attributes["href"] or "").strip().lower().startswith(_CONTACTS)
        return is_address or bool(_CLICKED & set(attributes))
    is_button = node.tag in _BUTTONS or attributes.get("role") == "button" or bool(_CLICKED & set(attributes))
    return is_button or _is_turner(node) or is_tab(node)


def leaf_text(node: LexborNode) -> str:
    """The text of an element that holds nothing but text; empty for others, and for long ones."""
    child = node.child
    if child is None or child.tag != "-text" or child.next is not None:
        return ""
    text = child.text()
    return " ".join(text.split()) if len(text) < _LONG_LABEL else ""


def is_tab(node: LexborNode) -> bool:
    """Whether a short text is one of several to choose from: it keeps something for a script, or a neighbour is marked as chosen."""
    text = leaf_text(node) if node.tag in _LEAVES else ""
    if not text:
        return False
    if any(name.startswith("data-") and not name.startswith("data-v-") for name in node.attributes):
        return True
    return not _IDLE_WORD.fullmatch(text) and _is_among_marked(node)


def _is_turner(node: LexborNode) -> bool:
    """Whether an element without words turns a page: by its name (`<span class="next">`), or as one of several dots."""
    if node.tag not in _DRAWN or text_of(node):
        return False
    return any(map(_ONWARD.search, names_of(node))) or (node.tag != "div" and _is_among_marked(node))


def _is_among_marked(node: LexborNode) -> bool:
    """Whether one of several elements of a kind that stand side by side is marked as the one chosen."""
    if node.parent is None or PICTURES.search(" ".join(names_of(node.parent))):
        return False
    peers = [one for one in islice(node.parent.iter(include_text=False), _MOST_PEERS) if one.tag == node.tag]
    marked = [one for one in peers if _MARKED.search(one.attributes.get("class") or "")]
    return 0 < len(marked) < len(peers)
