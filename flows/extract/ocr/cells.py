"""The figures of a page, each looked at three times: with the whole page, enlarged, and enlarged in black and white.

The third look at a nought is at its shape, for nothing: a recogniser takes as long for one as for a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from flows.extract.layout.lines import lines_of
from flows.extract.layout.page import TORN, Box, Glyph
from flows.extract.ocr.engine import texts_of
from flows.extract.ocr.looks import FIGURE, Look, Seen, agreed, may_be_figure, nought_seen
from flows.extract.ocr.strokes import Ink, dirt_in, enters, ink_of

BLANK = 0.9
"""How sure a place is blank where two looks found no ink; a faint mark may be lost on both."""
INSET = 5
"""How many pixels along a cell's edges are left out: its lines."""
_LEAST_INK = 6
_ENLARGED, _ENLARGED_MORE = 2, 3


Bounds = tuple[int, int, int, int]


class Sight(NamedTuple):
    """A page to look at: the picture (BGR), and masks of its ink, of all that was taken off it as no print, of what lay over print."""

    image: Any
    ink: Any
    taken: Any
    over: Any


def read_cells(page: Sight, boxes: Sequence[Box], glyphs: Sequence[Glyph], scale: float) -> list[Seen]:
    """What stands in each of these boxes (points; `scale` points a pixel), of which the page's glyphs are the first look.

    A cell of which all ink was taken off is looked at like one with ink: it is not said to be blank.
    """
    first = [_page_look(box, glyphs) for box in boxes]
    seen = [Seen(look.text, look.confidence) for look in first]
    marked = page.ink | page.taken
    narrow = [
        index
        for index, look in enumerate(first)
        if look.text != TORN and may_be_figure(look.text) and _has_ink(marked, boxes[index], scale)
    ]
    clean = _without_dirt(page, [_pixels(boxes[index], scale) for index in narrow])
    bounds = [_inked(clean.ink, boxes[index], scale) for index in narrow]
    enlarged = [Look(*read) for read in texts_of([_crop(clean.image, part, _ENLARGED) for part in bounds])]
    inks = [_ink(page, clean, part, _pixels(boxes[index], scale)) for index, part in zip(narrow, bounds, strict=True)]
    shapes = [
        None if ink.is_met or ink.is_dirty else nought_seen(look, _part(clean.ink, part))
        for look, ink, part in zip(enlarged, inks, bounds, strict=True)
    ]
    in_black = _as_picture(clean.ink)
    left = [part for part, shape in zip(bounds, shapes, strict=True) if shape is None]
    again = iter(texts_of([_crop(in_black, part, _ENLARGED_MORE) for part in left]))
    for index, second, shape, ink in zip(narrow, enlarged, shapes, inks, strict=True):
        seen[index] = agreed([first[index], second, shape or Look(*next(again))], ink)
    return seen


def _ink(page: Sight, clean: Sight, part: Bounds, cell: Bounds) -> Ink:
    """What the ink in a part of a cell (both in pixels) looks like on the page without dirt."""
    is_dirty = bool(_part(page.ink & ~clean.ink, cell).any())
    return ink_of(_part(clean.ink, part))._replace(is_met=_is_met(clean, cell), is_dirty=is_dirty)


def _without_dirt(page: Sight, parts: Sequence[Bounds]) -> Sight:
    """The page without the dirt around the figures in these parts of it."""
    import cv2
    import numpy as np

    image, ink = page.image.copy(), page.ink.copy()
    for part in parts:
        dirt = dirt_in(_part(page.ink, part))
        if dirt.any():
            shown = _part(image, part)
            shown[cv2.dilate(dirt, np.ones((3, 3), np.uint8)) > 0] = np.median(shown, axis=(0, 1))
            _part(ink, part)[dirt > 0] = 0
    return page._replace(image=image, ink=ink)


def _page_look(box: Box, glyphs: Sequence[Glyph]) -> Look:
    inside = [glyph for glyph in glyphs if holds(box, glyph)]
    text = "".join(line.text for line in lines_of(inside))
    if FIGURE.match(text) and _is_parted(inside):
        return Look(TORN, 0.0)
    return Look(text, min((glyph.confidence for glyph in inside), default=BLANK))


def holds(box: Box, glyph: Glyph) -> bool:
    """Whether the middle of a glyph stands in a box."""
    x, y = glyph.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_parted(figures: Sequence[Glyph]) -> bool:
    """Whether figures stand as far apart as those of two cells do: the line between them was lost in the print."""
    ordered = sorted(figures, key=lambda glyph: glyph.x0)
    return any(right.x0 - left.x1 > max(left.size, right.size) for left, right in pairwise(ordered))


def _pixels(box: Box, scale: float) -> Bounds:
    x0, y0, x1, y1 = (value / scale for value in box)
    return int(x0 + INSET), int(y0 + INSET), int(x1 - INSET), int(y1 - INSET)


def _has_ink(ink: Any, box: Box, scale: float) -> bool:
    x0, y0, x1, y1 = _pixels(box, scale)
    return bool((ink[y0:y1, x0:x1] > 0).sum() > _LEAST_INK) if x1 > x0 and y1 > y0 else False


def _is_met(page: Sight, cell: Bounds) -> bool:
    """Whether a stroke comes in over a cell's edge (a pen's tick or ring, a line that leans) or what lay over it was taken off."""
    return bool(enters(_part(page.ink, cell)) or _part(page.over, cell).any())


def _inked(ink: Any, box: Box, scale: float) -> Bounds:
    """The part of a cell that holds ink, with a margin."""
    import numpy as np

    x0, y0, x1, y1 = _pixels(box, scale)
    rows, columns = np.where(ink[y0:y1, x0:x1] > 0)
    if len(rows):
        y1, y0 = min(y0 + int(rows.max()) + 7, y1), max(y0 + int(rows.min()) - 6, y0)
        x1, x0 = min(x0 + int(columns.max()) + 9, x1), max(x0 + int(columns.min()) - 8, x0)
    return x0, y0, max(x1, x0 + 1), max(y1, y0 + 1)


def _as_picture(ink: Any) -> Any:
    """A mask of ink as a black-on-white picture: the same cell, prepared another way."""
    import cv2

    return cv2.cvtColor(255 - ink, cv2.COLOR_GRAY2BGR)


def _crop(image: Any, part: Bounds, enlarged: int) -> Any:
    import cv2

    return cv2.resize(_part(image, part), None, fx=enlarged, fy=enlarged, interpolation=cv2.INTER_CUBIC)


def _part(image: Any, part: Bounds) -> Any:
    x0, y0, x1, y1 = part
    return image[y0:y1, x0:x1]
