"""Digits that a font calls by other digits' names: what a reader sees is a 6, what the file says is a 0.

Such a font (damaged when it was cut down, or scrambled against copying) is believed in none of its digits.
"""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pypdfium2.raw as raw

from flows.extract.layout.page import Box
from flows.extract.layout.strokes import Matrix, box_of, inverse, leans, transformed
from flows.extract.pdf.moved import Moved
from flows.extract.pdf.place import angle_at
from flows.extract.pdf.shapes import Ink, ink_of, likeness, misnames

_ZERO, _NINE = ord("0"), ord("9")
_MOST_CHARACTERS = 60_000
# As many digits of a kind are there for each that is looked at; the rows of pixels that a character's height is drawn on.
_FOR_EACH, _PIXELS = 40, 32.0
_MOST_PIXELS = 4_000_000

Kind = tuple[int, str, tuple[float, ...]]
"""A font, what it calls a digit, and the box of its ink: two digits of one name differ in it."""


def misnamed(pdf: Any, page: Any, text: Any) -> frozenset[int]:  # pypdfium2 ships no types
    """The indices of the digits on a page whose font misnames digits; `text` is the page's text page."""
    fonts: defaultdict[int, dict[Kind, list[int]]] = defaultdict(dict)
    for index in range(min(raw.FPDFText_CountChars(text.raw), _MOST_CHARACTERS)):
        if _ZERO <= raw.FPDFText_GetUnicode(text.raw, index) <= _NINE and (kind := _kind(text, index)) is not None:
            fonts[kind[0]].setdefault(kind, []).append(index)
    return frozenset(
        index
        for kinds in fonts.values()
        if _misnames(pdf, page, text, kinds)
        for indices in kinds.values()
        for index in indices
    )


def _kind(text: Any, index: int) -> Kind | None:
    drawn = raw.FPDFText_GetTextObject(text.raw, index)
    font = raw.FPDFTextObj_GetFont(drawn) if drawn else None
    # A watermark's leaning digit cannot be cut out upright: it tells nothing of its font.
    if not font or leans(angle_at(text, index)):
        return None
    box, (x, y), size = *_place(text, index), max(raw.FPDFText_GetFontSize(text.raw, index), 0.01)
    relative = tuple(round(part / size, 3) for part in (box[0] - x, box[1] - y, box[2] - x, box[3] - y))
    return ctypes.addressof(font.contents), chr(raw.FPDFText_GetUnicode(text.raw, index)), relative


def _place(text: Any, index: int) -> tuple[tuple[float, float, float, float], tuple[float, float]]:
    """The box of a character's ink (left, bottom, right, top) and its origin, as the file counts."""
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
    raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
    return (left.value, bottom.value, right.value, top.value), (x.value, y.value)


def _misnames(pdf: Any, page: Any, text: Any, kinds: Mapping[Kind, Sequence[int]]) -> bool:
    """Whether a font misnames a digit; of each kind of digit some are looked at."""
    return misnames(
        (named, like) for (_, named, _), indices in kinds.items() for like in _likenesses(pdf, page, text, indices)
    )


def _likenesses(pdf: Any, page: Any, text: Any, indices: Sequence[int]) -> Iterator[Mapping[str, float]]:
    for index in indices[::_FOR_EACH]:
        ink = _ink(pdf, page, text, index)
        if ink is not None and (like := likeness(ink)) is not None:
            yield like


def _ink(pdf: Any, page: Any, text: Any, index: int) -> Ink | None:
    """One character upright, cut out of its text object."""
    drawn = raw.FPDFText_GetTextObject(text.raw, index)
    form = Moved(text).form_of(index)
    box = _within(form, _place(text, index)[0])
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top) or box is None or box[3] - box[1] <= 0:
        return None
    scale = _PIXELS / max(min(box[3] - box[1], box[2] - box[0]), (box[3] - box[1]) / 2)
    if (right.value - left.value) * (top.value - bottom.value) * scale**2 > _MOST_PIXELS:
        return None
    picture = ink_of(pdf, page, drawn, scale)
    if picture is None:
        return None
    x0, x1 = ((x - left.value) * scale for x in (box[0], box[2]))
    y0, y1 = ((top.value - y) * scale for y in (box[3], box[1]))
    if min(x0, y0) < -1 or x1 > picture.shape[1] + 2 or y1 > picture.shape[0] + 2:
        return None
    cut = picture[max(round(y0), 0) : round(y1) + 1, max(round(x0), 0) : round(x1) + 1]
    angle = raw.FPDFText_GetCharAngle(text.raw, index) - math.atan2(form[2], form[0])
    turn = round(angle / (math.pi / 2)) % 4
    return np.rot90(cut, turn) if turn else cut


def _within(form: Matrix, box: Box) -> Box | None:
    """A box on the page in the coordinates of the form that it stands in; None for a form that is flat."""
    back = inverse(form)
    if back is None:
        return None
    return box_of([transformed(back, box[0], box[1]), transformed(back, box[2], box[3])])
