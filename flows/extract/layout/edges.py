"""Characters at the edges of a page: what lies beyond is not read, and a figure that an edge cuts is unknown.

A figure right at the left or right edge is too: its other digits may have been taken out with what was cropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.extract.layout.page import TORN, Box, Glyph

UNSURE = 0.5
"""How sure it is that a place is empty on a page whose edge cuts figures."""
# In characters: how near to each other the digits of one figure stand.
_NEAR = 0.34
# The share of a digit beyond the edge that leaves nobody know what it is.
_UNKNOWN = 0.2
# In characters: no printer prints so near to the edge, but what crops a page takes the digits out that it cuts.
_ROOM = 0.65


def within(glyphs: Iterable[Glyph], width: float, height: float) -> Iterator[Glyph]:
    """The glyphs on a page of this size, in their order; a digit that goes on beyond an edge is unknown."""
    held: Glyph | None = None
    before: Glyph | None = None
    for glyph in glyphs:
        x, y = glyph.middle
        inside = 0 <= x <= width and 0 <= y <= height
        if held is not None:
            yield held if inside or not _are_one_figure(held, glyph) else replace(held, text=TORN)
            held = None
        if inside:
            is_cut = _is_cut(glyph, width, height) or (before is not None and _are_one_figure(before, glyph))
            held = replace(glyph, text=TORN) if is_cut else glyph
        before = None if inside else glyph
    if held is not None:
        yield held


def beyond(glyphs: Iterable[Glyph], width: float) -> Iterator[Box]:
    """The places of digits beside a page of this width: nobody sees them, and the rows that they stand in go on there."""
    for glyph in glyphs:
        if _is_digit(glyph) and not 0 <= glyph.middle[0] <= width:
            yield (glyph.x0, glyph.top, glyph.x1, glyph.bottom)


def cuts_figures(glyphs: Iterable[Glyph], width: float) -> bool:
    """Whether the left or the right edge of a page cuts one of the figures that `within` left on it."""
    return any(
        glyph.text == TORN and min(glyph.x0, width - glyph.x1) < _ROOM * glyph.size and glyph.confidence == 1
        for glyph in glyphs
    )


def _is_cut(glyph: Glyph, width: float, height: float) -> bool:
    if not _is_digit(glyph):
        return False
    if min(glyph.x0, width - glyph.x1) < _ROOM * glyph.size:
        return True
    above_or_below = max(-glyph.top, glyph.bottom - height) / max(glyph.bottom - glyph.top, 0.01)
    return above_or_below > _UNKNOWN


def _are_one_figure(glyph: Glyph, after: Glyph) -> bool:
    """Whether two characters, of which one lies beyond the edge, are digits of one figure."""
    level = abs(glyph.middle[1] - after.middle[1]) < _NEAR * glyph.size
    near = after.x0 - glyph.x1 < _NEAR * glyph.size and after.x1 > glyph.x0
    return level and near and _is_digit(glyph) and _is_digit(after)


def _is_digit(glyph: Glyph) -> bool:
    return glyph.text.strip().isdigit()
