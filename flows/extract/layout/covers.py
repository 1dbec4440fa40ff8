"""Characters under what is drawn over them → gone where nothing of them is seen, unknown where only a part is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from flows.extract.layout.page import TORN, Box, Glyph
from flows.extract.layout.strokes import Point

# The share of a character that must be covered for nothing to be seen of it, and for nobody to know what it is.
_HIDDEN, _UNKNOWN = 0.85, 0.2
# The share of a character's place above its ink, and below it.
_AROUND = 0.15
# Where it is looked at whether a place lies within a shape, in shares of its width and height.
_LOOKS = (np.arange(6) + 0.5) / 6
# So many characters against corners of shapes are looked at; the shapes beyond count as their boxes.
_MOST_LOOKS = 1_000_000
# Of a page with more of them the last ones are looked at.
_MOST_COVERS = 2000


class Cover(NamedTuple):
    """An opaque box, drawn over the first `above` characters of its page; `is_paper` where it is as light as paper.

    `outlines` are those of the shape in the box that alone is filled, if any.
    """

    box: Box
    above: int
    is_paper: bool
    outlines: Sequence[Sequence[Point]] = ()


class Uncovered(NamedTuple):
    """What is seen of characters, and the places of those that are blackened or lie under a picture."""

    glyphs: list[Glyph]
    blackened: list[Box]


def uncovered(glyphs: Sequence[Glyph], covers: Sequence[Cover]) -> Uncovered:
    """What is seen of characters in the order in which they are drawn."""
    if not glyphs or not covers:
        return Uncovered(list(glyphs), [])
    places = np.array([_inked(glyph) for glyph in glyphs])
    hidden, unknown, blackened = (np.zeros(len(glyphs), bool) for _ in range(3))
    looks = 0
    for box, above, is_paper, outlines in covers[-_MOST_COVERS:]:
        share = covered(places[:above], box)
        under = np.flatnonzero(share > _UNKNOWN)
        looks += len(under) * sum(map(len, outlines))
        if outlines and looks < _MOST_LOOKS:
            share[:] = 0
            share[under] = _filled(places[under], outlines)
        gone = (share > _HIDDEN) & ~hidden[:above]
        unknown[:above] |= share > _UNKNOWN
        hidden[:above] |= gone
        blackened[:above] |= gone & (not is_paper)
    seen = [replace(g, text=TORN) if unknown[at] else g for at, g in enumerate(glyphs) if not hidden[at]]
    return Uncovered(seen, [(g.x0, g.top, g.x1, g.bottom) for at, g in enumerate(glyphs) if blackened[at]])


def _filled(places: npt.NDArray[np.float64], outlines: Sequence[Sequence[Point]]) -> npt.NDArray[np.float64]:
    """The share of each place that lies within an odd number of outlines: a ring is open in its middle."""
    x0, top, x1, bottom = (side[:, None] for side in places.T)
    xs, ys = (part.ravel() for part in np.meshgrid(_LOOKS, _LOOKS))
    x, y = x0 + (x1 - x0) * xs, top + (bottom - top) * ys
    inside = np.zeros(x.shape, bool)
    for outline in outlines:
        for (ax, ay), (bx, by) in zip(outline, [*outline[1:], outline[0]], strict=True):
            if ay != by:
                inside ^= ((ay > y) != (by > y)) & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return np.asarray(inside.mean(axis=1))


def _inked(glyph: Glyph) -> Box:
    """The box of a character's ink; its place is higher."""
    inset = (glyph.bottom - glyph.top) * _AROUND
    return (glyph.x0, glyph.top + inset, max(glyph.x1, glyph.x0 + 0.01), glyph.bottom - inset)


def covered(places: npt.NDArray[np.float64], box: Box | npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The share of each place (left, top, right, bottom; one a row) that lies in a box, or in one of its own (one a column)."""
    x0, top, x1, bottom = places.T
    across = np.clip(np.minimum(x1, box[2]) - np.maximum(x0, box[0]), 0, None) / np.maximum(x1 - x0, 0.01)
    down = np.clip(np.minimum(bottom, box[3]) - np.maximum(top, box[1]), 0, None) / np.maximum(bottom - top, 0.01)
    return np.asarray(across * down)
