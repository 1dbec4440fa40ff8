"""Digits that a page does not show as the file has them → characters that nobody can name.

A box drawn over a figure or a window that cuts it leaves less of it than tells what it is; a 2 that is mirrored and a 6 that
is upside down among upright figures are none. The order in which things are drawn, and how, tells all of it.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw

from flows.extract.layout.covers import covered
from flows.extract.layout.page import Box
from flows.extract.pdf.clips import clip_of
from flows.extract.pdf.drawing import Drawing
from flows.extract.pdf.place import Place, box_at, quarter_of

# What a cell is filled with: of a stroke that is half covered nobody knows whether it was one.
_FIGURES = frozenset(map(ord, "0123456789-/—–"))
_MOST_CHARACTERS = 60_000
# Of a page with more of them the last ones are looked at.
_MOST_COVERS = 2000
# The share of a digit that must be covered or cut off for nobody to know what it is.
_UNKNOWN = 0.2
# Where more than this share of a page's digits is cut off, it is its windows that have not been understood.
_MOST_CUT = 0.6
_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)


class _Held(NamedTuple):
    """How a text object is drawn: when, in which window, turned by how many quarters, and whether mirrored."""

    order: int
    window: Box | None
    quarter: int
    is_mirrored: bool


def obscured(text: Any, place: Place, drawn: Drawing) -> frozenset[int]:  # pypdfium2 ships no types
    """The indices of digits of which too little is seen, or that are held otherwise than the page's other digits.

    `text` is the page's text page, `drawn` what is drawn on the page.
    """
    objects: dict[int, _Held] = {}
    digits: list[tuple[int, _Held]] = []
    for index in range(min(raw.FPDFText_CountChars(text.raw), _MOST_CHARACTERS)):
        if raw.FPDFText_GetUnicode(text.raw, index) not in _FIGURES:
            continue
        item = raw.FPDFText_GetTextObject(text.raw, index)
        key = ctypes.addressof(item.contents) if item else 0
        if key in drawn.texts:
            if key not in objects:
                objects[key] = _held(text, index, item, place, drawn)
            digits.append((index, objects[key]))
    if not digits:
        return frozenset()
    usual = Counter(held.quarter for _, held in digits).most_common(1)[0][0]
    places = np.array([box_at(text, index, place) for index, _ in digits])
    unseen = _is_unseen(places, [held for _, held in digits], drawn)
    return frozenset(
        index
        for (index, held), gone in zip(digits, unseen.tolist(), strict=True)
        if gone or held.is_mirrored or (held.quarter - usual) % 4 == 2
    )


def _held(text: Any, index: int, item: Any, place: Place, drawn: Drawing) -> _Held:
    order, outer = drawn.texts[ctypes.addressof(item.contents)]
    matrix = raw.FS_MATRIX()
    known = raw.FPDFText_GetMatrix(text.raw, index, matrix)
    is_mirrored = bool(known and matrix.a * matrix.d - matrix.b * matrix.c < 0)
    return _Held(order, clip_of(item, outer, place), quarter_of(text, index), is_mirrored)


def _is_unseen(places: npt.NDArray[np.float64], holds: Sequence[_Held], drawn: Drawing) -> npt.NDArray[np.bool_]:
    """Which digits are covered, or cut off by their windows."""
    orders = np.array([held.order for held in holds])
    windows = np.array([held.window or _EVERYWHERE for held in holds])
    unseen = covered(places, windows.T) < 1 - _UNKNOWN
    if unseen.mean() > _MOST_CUT:
        unseen[:] = False
    for order, box in drawn.covers[-_MOST_COVERS:]:
        unseen |= (covered(places, box) > _UNKNOWN) & (orders < order)
    return unseen
