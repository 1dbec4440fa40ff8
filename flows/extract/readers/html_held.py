"""An article that a page holds as markup in a text field, a script or a frame's own source, for a script or the frame to show."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from flows.extract.readers.html_article import TABLE_SIGNS

_HOLDERS = (
    "textarea,xmp,iframe[srcdoc],script[type='text/plain' i],script[type='text/html' i],script[type='text/template' i]"
)


def held_article(shown: str, markup: bytes) -> str | None:
    """The markup of the article that a page only holds; None where it shows tables of its own or holds none."""
    if TABLE_SIGNS.search(shown):
        return None
    holders = LexborHTMLParser(markup).css(_HOLDERS)
    held = [node.attributes.get("srcdoc") or node.text() for node in holders]
    signs = [len(TABLE_SIGNS.findall(inside)) if "<t" in inside.lower() else 0 for inside in held]
    return held[signs.index(max(signs))] if any(signs) else None
