"""Figures that nobody sees because they are as white as what they stand on.

White figures on a coloured row are a way to print a head or a total; white ones on nothing are hidden. Which it is is told
by the innermost colour and the innermost ground that the page itself gives; what other files say of them is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from flows.extract.readers.html_effects import ground_of, ink_of
from flows.extract.readers.html_sheets import matched, rules_of

_MOST_RULES = 500


class Grounds:
    """The colours that a page's elements have for their text and for what is under it."""

    def __init__(self, body: LexborNode) -> None:
        self._ink: dict[int, bool] = {}
        self._ground: dict[int, bool] = {}
        for node, declarations in _declared(body):
            if (pale := ink_of(declarations)) is not None:
                self._ink[node.mem_id] = pale
            if (pale := ground_of(declarations)) is not None:
                self._ground[node.mem_id] = pale

    def hide(self, text: LexborNode) -> bool:
        """Whether the text of an element is pale on pale, or on nothing that the page tells of."""
        return _innermost(self._ink, text) is True and _innermost(self._ground, text) is not False


def _declared(body: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    """Elements and what is declared of their colours, the stronger word after the weaker."""
    for node in body.css("font[color]"):
        yield node, f"color:{node.attributes.get('color')}"
    for node in body.css("[bgcolor],[background]"):
        yield node, f"background:{node.attributes.get('bgcolor') or 'url'}"
    coloured = ((selectors, said) for selectors, said in rules_of(body) if "color" in said or "background" in said)
    for _, (selectors, said) in zip(range(_MOST_RULES), coloured, strict=False):
        yield from ((node, said) for node in matched(body, selectors.split(",")))
    for node in body.css("[style]"):
        yield node, node.attributes.get("style") or ""


def _innermost(known: dict[int, bool], node: LexborNode | None) -> bool | None:
    while node is not None:
        if node.mem_id in known:
            return known[node.mem_id]
        node = node.parent
    return None
