"""Digits under a picture, a shape that is no box, an annotation, or letters as white as the paper → nobody can name them.

A seal's ring over a figure hides none of it, its star or its disc does: that is told by drawing the page with the digits and
without, under what lies on them and free of it.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw

from flows.extract.layout.covers import covered
from flows.extract.layout.page import Box
from flows.extract.pdf.drawing import Drawing
from flows.extract.pdf.place import Place, box_at
from flows.extract.pdf.unseen import move_away, move_back

Picture = npt.NDArray[np.int16]

_ZERO, _NINE = ord("0"), ord("9")
_MOST_CHARACTERS, _MOST_OVERLAYS, _MOST_ANNOTATIONS = 60_000, 2000, 500
# Pixels a point; a larger page is not looked at.
_SCALE, _MOST_PIXELS = 2, 40_000_000
# In steps of grey: what is ink on the bare page, and by how much less it may stand out and still be seen.
_INK, _SEEN = 60, 15
# The share of a digit's ink that must be hidden for nobody to know what it is.
_UNKNOWN = 0.2
# They show nothing of their own, or what was typed, which is part of the page by now.
_NO_COVER = frozenset({raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_FREETEXT})


class _Digit(NamedTuple):
    at: int
    drawn: Any
    box: Box


def overlaid(
    page: Any, text: Any, place: Place, drawn: Drawing, white: Sequence[tuple[Any, Box]] = ()
) -> frozenset[int]:  # pypdfium2 ships no types
    """The indices of digits of which too little is seen under what lies on them.

    `text` is the page's text page, `drawn` what is drawn on the page, `white` text that was moved away because it is not seen,
    with the boxes that it stood in.
    """
    notes = list(_annotations(page, place))
    overlays = [*drawn.overlays, *_over(white, drawn)]
    if not notes and not overlays:
        return frozenset()
    digits = list(_under(text, place, drawn, notes, overlays))
    width, height = page.get_size()
    if not digits or width * height * _SCALE**2 > _MOST_PIXELS:
        return frozenset()
    for item, _ in white:
        move_back(item)
    seen = _shown(page, digits, (), notes=True)
    ink = _shown(page, digits, [item for _, _, item in overlays], notes=False)
    for item, _ in white:
        move_away(item)
    return frozenset(digit.at for digit in digits if _is_hidden(digit.box, ink > _INK, seen > _SEEN))


def _over(white: Sequence[tuple[Any, Box]], drawn: Drawing) -> Iterator[tuple[int, Box, Any]]:
    for item, box in white:
        known = drawn.texts.get(ctypes.addressof(item.contents))
        if known is not None:
            yield known[0], box, item


def _annotations(page: Any, place: Place) -> Iterator[Box]:
    """The places of the annotations that may cover something."""
    edges = raw.FS_RECTF()
    for number in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        if raw.FPDFAnnot_GetSubtype(annotation) not in _NO_COVER and raw.FPDFAnnot_GetRect(annotation, edges):
            (x0, y0), (x1, y1) = place(edges.left, edges.bottom), place(edges.right, edges.top)
            yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        raw.FPDFPage_CloseAnnot(annotation)


def _under(
    text: Any, place: Place, drawn: Drawing, notes: Sequence[Box], overlays: Sequence[tuple[int, Box, Any]]
) -> Iterator[_Digit]:
    """The digits that lie, in part at least, under an annotation or something that is drawn later."""
    found = []
    for index in range(min(raw.FPDFText_CountChars(text.raw), _MOST_CHARACTERS)):
        if _ZERO <= raw.FPDFText_GetUnicode(text.raw, index) <= _NINE:
            item = raw.FPDFText_GetTextObject(text.raw, index)
            if item and ctypes.addressof(item.contents) in drawn.texts:
                found.append(_Digit(index, item, box_at(text, index, place)))
    if not found:
        return
    places = np.array([digit.box for digit in found])
    orders = np.array([drawn.texts[ctypes.addressof(digit.drawn.contents)][0] for digit in found])
    under = np.zeros(len(found), bool)
    for box in notes:
        under |= covered(places, box) > 0
    for order, box, _ in overlays[-_MOST_OVERLAYS:]:
        under |= (covered(places, box) > 0) & (orders < order)
    yield from (digit for digit, is_under in zip(found, under.tolist(), strict=True) if is_under)


def _shown(page: Any, digits: Sequence[_Digit], without: Sequence[Any], *, notes: bool) -> Picture:
    """How much the digits change of the page as it is seen without some of what it draws, pixel by pixel."""
    texts = list({ctypes.addressof(digit.drawn.contents): digit.drawn for digit in digits}.values())
    _set(without, active=False)
    whole = _picture(page, notes=notes)
    _set(texts, active=False)
    rest = _picture(page, notes=notes)
    _set([*texts, *without], active=True)
    difference: Picture = np.abs(whole - rest)
    return difference


def _set(items: Sequence[Any], *, active: bool) -> None:
    for item in items:
        raw.FPDFPageObj_SetIsActive(item, active)


def _picture(page: Any, *, notes: bool) -> Picture:
    bitmap = page.render(scale=_SCALE, grayscale=True, may_draw_forms=notes, draw_annots=notes)
    picture = bitmap.to_numpy()
    return np.array(picture[:, :, 0] if picture.ndim > 2 else picture, dtype=np.int16)


def _is_hidden(box: Box, ink: npt.NDArray[np.bool_], seen: npt.NDArray[np.bool_]) -> bool:
    """Whether too much of a digit's ink is not seen; one without any is another's affair."""
    x0, y0 = (max(math.floor(box[axis] * _SCALE), 0) for axis in (0, 1))
    x1, y1 = (math.ceil(box[axis + 2] * _SCALE) for axis in (0, 1))
    own = ink[y0:y1, x0:x1]
    return bool((own & ~seen[y0:y1, x0:x1]).sum() > _UNKNOWN * own.sum())
