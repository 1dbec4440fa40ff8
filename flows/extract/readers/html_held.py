"""An article that a page holds as markup in a text field, a script or a frame's own source, for a script or the frame to show."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from flows.extract.readers.html_article import TABLE_SIGNS

_HOLDERS = (
    "textarea,xmp,iframe[srcdoc],script[type='text/plain' i],script[type='text/html' i],script[type='text/template' i]"
)


def held_article(body: LexborNode) -> str | None:
    """The markup of the article that the page only holds; None where it shows tables of its own or holds none."""
    if body.css_first(_HOLDERS) is None:
        return None
    held = [node.attributes.get("srcdoc") or node.text() for node in body.css(_HOLDERS)]
    signs = [len(TABLE_SIGNS.findall(markup)) if "<t" in markup.lower() else 0 for markup in held]
    inside = sum(len(TABLE_SIGNS.findall(node.text())) for node in body.css(_HOLDERS))
    if not any(signs) or len(TABLE_SIGNS.findall(body.text())) > inside:
        return None
    return held[signs.index(max(signs))]
