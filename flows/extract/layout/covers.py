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
    """An opaque box, drawn over the first `above` characters of its page; `is_paper` where it is as light as paper."""

    box: Box
    above: int
    is_paper: bool


class Uncovered(NamedTuple):
    """What is seen of characters, and the places of those that are blackened or lie under a picture."""

    glyphs: list[Glyph]
    blackened: list[Box]


def uncovered(glyphs: Sequence[Glyph], covers: Sequence[Cover]) -> Uncovered:
    """What is seen of characters in the order in which they are drawn."""
    heights = sorted((glyph.middle[1], index) for index, glyph in enumerate(glyphs))
    tallest = max((glyph.size for glyph in glyphs), default=0.0)
    hidden: dict[int, bool] = {}
    unknown: set[int] = set()
    for box, above, is_paper in covers[-_MOST_COVERS:] if glyphs else ():
        first = bisect_left(heights, (box[1] - tallest, -1))
        last = bisect_right(heights, (box[3] + tallest, len(glyphs)))
        for _, index in heights[first:last]:
            share = _covered(glyphs[index], box) if index < above and index not in hidden else 0.0
            if share > _HIDDEN:
                hidden[index] = is_paper
            elif share > _UNKNOWN:
                unknown.add(index)
    seen = [replace(g, text=TORN) if at in unknown else g for at, g in enumerate(glyphs) if at not in hidden]
    blackened = (glyphs[index] for index, is_paper in hidden.items() if not is_paper)
    return Uncovered(seen, [(glyph.x0, glyph.top, glyph.x1, glyph.bottom) for glyph in blackened])


def _covered(glyph: Glyph, box: Box) -> float:
    """The share of a character's ink that lies under a box; its place is higher than its ink."""
    inset = (glyph.bottom - glyph.top) * _AROUND
    top, bottom = glyph.top + inset, glyph.bottom - inset
    across = max(min(glyph.x1, box[2]) - max(glyph.x0, box[0]), 0.0) / max(glyph.x1 - glyph.x0, 0.01)
    down = max(min(bottom, box[3]) - max(top, box[1]), 0.0) / max(bottom - top, 0.01)
    return across * down
