"""Which characters of a page's tables a style hides, strikes through, raises, or adds to.

An element may be so by its own style, by the attributes that came before styles, or by the page's own style sheets; whole
hidden parts of a page are for `html_article`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from selectolax.lexbor import LexborNode

from flows.extract.readers.html_effects import Effect, effect_of
from flows.extract.readers.html_sheets import effects_of_sheets

OF_FIGURES = (Effect.STRUCK, Effect.PALE)
"""What a row or a cell hands on to the figures in it."""

_CELLS = ("td", "th")
_ROWS_AND_CELLS = ("tr", *_CELLS)
_OF_ROWS_AND_CELLS = (Effect.UNSEEN, Effect.ADDED, *OF_FIGURES)
_OF_DIGITS = (Effect.UNSEEN, Effect.SHUT, Effect.RAISED, Effect.TURNED)
"""What tells on a few digits wherever they stand: with those beside them they would make another figure."""
_DIGITS = re.compile(r"[\[(（【]?(?:[备附]?注)?[\d.,\u2460-\u2473*※]{1,12}[\])）】]?")
_FONTS = "font[size='1'],font[size='-2'],font[color]"
_SMALLEST = ("1", "-2")
_LONGEST_UNSEEN = 120
"""Characters of a hidden row of a table; more is a part of the page."""

Affected = dict[int, tuple[Effect, LexborNode]]
"""Node by id → what a style makes of its text."""


def inline_styles(body: LexborNode) -> frozenset[str]:
    """The different styles that elements have of their own: a dozen, though a page pasted from Word says them a thousand times."""
    return frozenset([node.attributes.get("style") or "" for node in body.css("[style]")])


def effects_in(body: LexborNode, styles: Collection[str], *, fonts: bool) -> Iterator[tuple[Effect, LexborNode]]:
    """The parts of the page that its sheets hide, then the outermost elements of the cells that a style tells on.

    Struck ones and a few digits of the prose are told too. `styles` are those that the page's elements have of their own,
    `fonts` is whether there are `font` elements.
    """
    affected: Affected = {node.mem_id: (effect, node) for effect, node in effects_of_sheets(body)}
    yield from (
        (Effect.CLOSED, node) for effect, node in affected.values() if effect is Effect.UNSEEN and _is_part(node)
    )
    for font in body.css(_FONTS) if fonts else ():
        if effect := _effect_of_font(font):
            affected[font.mem_id] = effect, font
    telling = {style: effect for style in styles if (effect := effect_of(style))}
    for node in body.css("[style]") if telling else ():
        if effect := telling.get(node.attributes.get("style") or ""):
            affected[node.mem_id] = effect, node
    told = {number: pair for number, pair in affected.items() if _tells_on(*pair)}
    outer = {number: pair for number, pair in told.items() if not is_of_figures(*pair)}
    yield from (pair for pair in told.values() if not _is_inside(pair[1], outer))


def is_of_figures(effect: Effect, node: LexborNode) -> bool:
    """Whether an effect is a row's or cell's own and leaves all in its place."""
    return effect in OF_FIGURES and node.tag in _ROWS_AND_CELLS


def _effect_of_font(font: LexborNode) -> Effect | None:
    attributes = font.attributes
    return Effect.TINY if attributes.get("size") in _SMALLEST else effect_of(f"color:{attributes.get('color')}")


def _tells_on(effect: Effect, node: LexborNode) -> bool:
    if effect in (Effect.UNSEEN, Effect.SHUT) and _is_wrapper(node):
        return False
    if node.tag in _ROWS_AND_CELLS:
        return effect in _OF_ROWS_AND_CELLS
    return effect is Effect.STRUCK or _is_in_cell(node) or (effect in _OF_DIGITS and _is_of_digits(node))


def _is_of_digits(node: LexborNode) -> bool:
    return _DIGITS.fullmatch(node.text().strip()) is not None


def _is_in_cell(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in _CELLS:
        parent = parent.parent
    return parent is not None


def _is_part(node: LexborNode) -> bool:
    holds_table = node.tag == "table" or node.css_first("table") is not None
    return node.tag not in _ROWS_AND_CELLS and (holds_table or len(node.text()) > _LONGEST_UNSEEN)


def _is_wrapper(node: LexborNode) -> bool:
    """Whether an element lays out a part of the page: scripts show what is hidden there, and inner sizes differ."""
    return len(node.text()) > _LONGEST_UNSEEN or any("font-size" in (inner.html or "") for inner in node.iter())


def _is_inside(node: LexborNode, told: Affected) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.mem_id in told:
            return True
        parent = parent.parent
    return False
