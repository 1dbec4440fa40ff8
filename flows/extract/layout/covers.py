"""Characters under what is drawn over them → gone where nothing of them is seen, unknown where only a part is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from flows.extract.layout.page import TORN, Box, Glyph

# The share of a character that must be covered for nothing to be seen of it, and for nobody to know what it is.
_HIDDEN, _UNKNOWN = 0.85, 0.2
# The share of a character's place above its ink, and below it.
_AROUND = 0.15
# Of a page with more of them the last ones are looked at.
_MOST_COVERS = 2000


class Cover(NamedTuple):
    """An opaque box, drawn over the first `above` characters of its page."""

    box: Box
    above: int


def uncovered(glyphs: Sequence[Glyph], covers: Sequence[Cover]) -> list[Glyph]:
    """What is seen of characters in the order in which they are drawn."""
    heights = sorted((glyph.middle[1], index) for index, glyph in enumerate(glyphs))
    tallest = max((glyph.size for glyph in glyphs), default=0.0)
    hidden: set[int] = set()
    unknown: set[int] = set()
    for (x0, top, x1, bottom), above in covers[-_MOST_COVERS:] if glyphs else ():
        first, last = bisect_left(heights, (top - tallest, -1)), bisect_right(heights, (bottom + tallest, len(glyphs)))
        for _, index in heights[first:last]:
            if index < above and index not in hidden:
                share = _covered(glyphs[index], (x0, top, x1, bottom))
                (hidden if share > _HIDDEN else unknown if share > _UNKNOWN else set()).add(index)
    return [
        replace(glyph, text=TORN) if index in unknown else glyph
        for index, glyph in enumerate(glyphs)
        if index not in hidden
    ]


def _covered(glyph: Glyph, box: Box) -> float:
    """The share of a character's ink that lies under a box; its place is higher than its ink."""
    inset = (glyph.bottom - glyph.top) * _AROUND
    top, bottom = glyph.top + inset, glyph.bottom - inset
    across = max(min(glyph.x1, box[2]) - max(glyph.x0, box[0]), 0.0) / max(glyph.x1 - glyph.x0, 0.01)
    down = max(min(bottom, box[3]) - max(top, box[1]), 0.0) / max(bottom - top, 0.01)
    return across * down
