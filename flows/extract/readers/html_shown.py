"""What an article shows without saying it: drawings, pictures that styles set, frames, tables that scripts fill.

Nothing of it is read here. It is told of where the text lacks tables, lest what a person sees be called missing.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from flows.extract.readers.html_article import TABLE_SIGNS, TABLE_WORDS
from flows.extract.readers.html_nodes import Elements

_DRAWN = ("svg", "canvas", "picture")
_FRAMED = ("iframe", "frame", "object", "embed", "video")
_HOLDS = "gouji-holds"
"""Marks what holds a drawing or a frame before these are taken out of the tree."""
_STYLED = "[style*='background'],input[type='image']"
_PICTURED = re.compile(r"background(?:-image)?\s*:[^;]*url\(", re.IGNORECASE)
_FEWEST_STROKES = 12
"""Strokes and words of a drawing; an icon has fewer."""
_STROKES = "text,image,path,rect,line,foreignobject"
_TO_FILL = re.compile(r"(?i)table|grid|data|sheet|chart|biao|app")
_TABLES = 3
_FEWEST_WORDS = 3
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def mark_shown(elements: Elements) -> None:
    """Marks what holds drawings and frames in a tree from which these are still to be taken."""
    for kinds in (_DRAWN, _FRAMED):
        for node in (node for tag in kinds for node in elements[tag]):
            if (holder := node.parent) is not None and not _is_icon(node):
                holder.attrs[_HOLDS] = " ".join(filter(None, (holder.attributes.get(_HOLDS), node.tag)))


def shown_in(root: LexborNode, shown: str, markup: bytes) -> tuple[int, tuple[str, ...]]:
    """How many pictures an article shows that are no `img`, and a remark on what else it shows that was not read.

    `shown` is the page's text: where the words of all tables stand in it, there is nothing to look for. `markup` is the page
    in UTF-8 with its scripts.
    """
    if len(set(TABLE_SIGNS.findall(shown))) >= _TABLES:
        return 0, ()
    held = [tag for node in root.css(f"[{_HOLDS}]") for tag in (node.attributes.get(_HOLDS) or "").split()]
    styled = sum(node.tag == "input" or _is_pictured(node) for node in root.css(_STYLED))
    filled = ["a table without rows"] if _waits_for_script(root) else []
    filled += sorted({node.tag for node in root.css("*") if node.tag and "-" in node.tag[1:]})
    unread = dict.fromkeys((*(tag for tag in held if tag in _FRAMED), *filled))
    notes = (f"what the page shows in {', '.join(unread)} was not read",) if unread else ()
    return styled + sum(tag in _DRAWN for tag in held), (*notes, *held_by_scripts(markup, shown))


def held_by_scripts(markup: bytes, shown: str) -> tuple[str, ...]:
    """A remark where scripts hold words of the tables that `shown` lacks: they may draw them from these."""
    scripts = (part.partition(b"</script")[0] for part in markup.lower().split(b"<script")[1:])
    held = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), b"".join(scripts).decode(errors="replace"))
    words = set(TABLE_WORDS.findall(held)) - set(TABLE_WORDS.findall(shown))
    return ("what the page's scripts hold of its tables was not read",) if len(words) >= _FEWEST_WORDS else ()


def _is_icon(node: LexborNode) -> bool:
    return node.tag == "svg" and not _is_pictured(node) and len(node.css(_STROKES)) < _FEWEST_STROKES


def _is_pictured(node: LexborNode) -> bool:
    return _PICTURED.search(node.attributes.get("style") or "") is not None or node.css_first("image") is not None


def _waits_for_script(root: LexborNode) -> bool:
    """Whether there is a table without a cell, or an empty element called one, that a script can know by its name."""
    tables = (node for node in root.css("table[id],table[class]") if node.css_first("td,th") is None)
    return any(tables) or any(
        _TO_FILL.search(node.attributes.get("id") or "") and not node.text().strip() for node in root.css("div[id]")
    )
