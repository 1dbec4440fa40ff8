"""Where a point of a PDF page lies on the page as a person holds it."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

import pypdfium2.raw as raw

from flows.extract.layout.page import Box
from flows.extract.layout.strokes import Point, leans

Place = Callable[[float, float], Point]
# What PDFium writes a box to: one thread at a time calls it.
_EDGES = tuple(ctypes.c_double() for _ in range(4))
# The share of a page's characters that must run one way to tell how it is held, and how many there must be.
_MOST, _FEWEST = 0.8, 20
# In radians: a page that leans by less is straight, and its characters lean alike where they differ by no more.
_STRAIGHT, _ALIKE = 0.003, 0.002
# A page's text has so many different characters; a watermark that runs steeply across it has not.
_SIGNS = 60


def angles_of(text: Any) -> list[float]:  # pypdfium2 ships no types
    """The angles at which a page's characters stand, in radians; spaces that PDFium made up have none."""
    count = raw.FPDFText_CountChars(text.raw)
    drawn = (index for index in range(count) if raw.FPDFText_IsGenerated(text.raw, index) != 1)
    return [angle_at(text, index) for index in drawn]


def angle_at(text: Any, index: int) -> float:
    """The angle in radians of the line that a character stands on.

    PDFium tells that of its stem, by which italics that are made of upright letters lean.
    """
    matrix = raw.FS_MATRIX()
    angle = float(raw.FPDFText_GetCharAngle(text.raw, index))
    if angle == 0 or not raw.FPDFText_GetMatrix(text.raw, index, matrix):
        return angle
    return -math.atan2(matrix.b, matrix.a) % math.tau


def set_straight(page: Any, text: Any, angles: Sequence[float]) -> bool:  # pypdfium2 ships no types
    """Sets a page straight whose text runs askew, as pasted from a scanner's software; whether it did.

    `angles` are its characters'. The page has to be loaded again.
    """
    # From the nearest quarter of a turn, of two as near always from the same.
    askew = [math.remainder(angle - _ALIKE, math.pi / 2) + _ALIKE for angle in angles]
    lean = median(askew) if askew else 0.0
    alike = sum(abs(one - lean) < _ALIKE for one in askew)
    if abs(lean) < _STRAIGHT or alike < max(_FEWEST, _MOST * len(askew)):
        return False
    if leans(lean) and len({raw.FPDFText_GetUnicode(text.raw, index) for index in range(len(angles))}) < _SIGNS:
        return False
    left, bottom, right, top = page.get_bbox()
    x, y, cosine, sine = (left + right) / 2, (bottom + top) / 2, math.cos(lean), math.sin(lean)
    shift = x - cosine * x + sine * y, y - sine * x - cosine * y
    return bool(raw.FPDFPage_TransFormWithClip(page.raw, raw.FS_MATRIX(cosine, sine, -sine, cosine, *shift), None))


def turn_upright(page: Any, angles: Sequence[float]) -> bool:  # pypdfium2 ships no types
    """Turns a page that lies on its side, as the angles of its characters show, whatever the file says of it; whether it was turned."""
    turns = Counter(map(_quarter, angles))
    turn, count = turns.most_common(1)[0] if turns else (0, 0)
    if count < max(_FEWEST, _MOST * turns.total()) or turn == page.get_rotation() // 90:
        return False
    page.set_rotation(turn * 90)
    return True


def quarter_of(text: Any, index: int) -> int:
    """By how many quarters a character must be turned to stand upright."""
    return _quarter(raw.FPDFText_GetCharAngle(text.raw, index))


def _quarter(angle: float) -> int:
    return int(round(-angle / (math.pi / 2)) % 4)


def quarter_held(place: Place) -> int:
    """By how many quarters a page is turned on which points lie so."""
    (x0, y0), (x1, y1) = place(0.0, 0.0), place(1.0, 0.0)
    return round(math.atan2(y1 - y0, x1 - x0) / (math.pi / 2)) % 4


def upright(page: Any) -> Place:  # pypdfium2 ships no types
    """Coordinates of the file (from the lower left, before the page's turn) → points from the upper left, upright."""
    turn = int(page.get_rotation() // 90) % 4
    left, bottom, right, top = page.get_bbox()
    width, height = float(right - left), float(top - bottom)

    def place(x: float, y: float) -> Point:
        along, above = float(x - left), float(y - bottom)
        match turn:
            case 0:
                return along, height - above
            case 1:
                return above, along
            case 2:
                return width - along, above
            case _:
                return height - above, width - along

    return place


def box_at(text: Any, index: int, place: Place) -> Box:
    """The box on the page of a character's ink."""
    left, right, bottom, top = _EDGES
    raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
    return box_on(place, (left.value, bottom.value, right.value, top.value))


def box_on(place: Place, box: Box) -> Box:
    """A box of the file (left, bottom, right, top) as it lies on the page."""
    (x0, y0), (x1, y1) = place(box[0], box[1]), place(box[2], box[3])
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
