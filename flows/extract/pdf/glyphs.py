"""The characters of a PDF page: what they are, where they stand, and whether they are meant to be read.

A watermark across the page is not; text that a scanner laid invisibly over its picture is a recogniser's guess; a
character whose font does not tell what it is stays unknown.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Any

import pypdfium2.raw as raw

from flows.extract.layout.page import TORN, Glyph
from flows.extract.layout.strokes import leans, lightness
from flows.extract.pdf.moved import Moved, Shade
from flows.extract.pdf.place import Place, angle_at, quarter_held, quarter_of
from flows.extract.script import settle

_MOST_GLYPHS = 60_000
# A line below the text is none of its characters, whether drawn or typed.
_NOTHING = frozenset({0xFFFE, 0xFEFF, 0x200B, ord("_")})
_SPACES = frozenset({0xA0, 0x3000})
# Text that is drawn invisibly, or only as a window for what is drawn after it.
_UNPAINTED = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
# Digits whose ink fills half of the place that they take: the next one of the same figure stands far from it.
_THIN_DIGIT = re.compile("[1\uff10-\uff19]")
# In characters: how far the middle of a line of text stands above its baseline.
_MIDDLE = 0.36
# In characters: from this height and width on a place is printed on.
_INK = 0.2
# In characters: as much the characters of a line differ in height, and as far one of them begins behind the other.
_LEVEL, _STEP = 0.1, 0.35
# What PDFium writes a character's box and origin to: one thread at a time calls it.
_EDGES = tuple(ctypes.c_double() for _ in range(6))
# How sure a character of a scanner's own invisible text is: enough to show, never to accuse.
LAID_UNDER = 0.5


def glyphs_of(text: Any, place: Place, misnamed: Container[int] = ()) -> Iterator[Glyph]:  # pypdfium2 ships no types
    """The glyphs in the order of the file; `text` is the page's text page, `misnamed` the indices of digits that are not what
    the file says of them."""
    before: Glyph | None = None
    for glyph in _told(text, place, misnamed):
        if before is not None:
            yield _ended(before, glyph)
        before = glyph
    if before is not None:
        yield before


def _ended(glyph: Glyph, after: Glyph) -> Glyph:
    """A glyph that ends where the next one begins: fonts drawn by hand tell one box for all their characters."""
    goes_on = _STEP * glyph.size < after.x0 - glyph.x0 and abs(after.top - glyph.top) < _LEVEL * glyph.size
    return replace(glyph, x1=after.x0) if goes_on and after.x0 < glyph.x1 else glyph


def _told(text: Any, place: Place, misnamed: Container[int]) -> Iterator[Glyph]:
    moved = Moved(text)
    held = quarter_held(place)
    spaced = False
    for index in range(min(raw.FPDFText_CountChars(text.raw), _MOST_GLYPHS)):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if raw.FPDFText_IsGenerated(text.raw, index) == 1 or code in _NOTHING or leans(angle_at(text, index)):
            continue
        is_space = code <= 32 or code in _SPACES
        has_no_name = raw.FPDFText_HasUnicodeMapError(text.raw, index) == 1 or (is_space and _has_ink(text, index))
        # On its head a 6 is a 9, and the last digit the first.
        is_turned = chr(code).isdigit() and quarter_of(text, index) != held
        unknown = has_no_name or index in misnamed or is_turned
        if is_space and not unknown:
            spaced = True
            continue
        # A space that was written stays before the character after it, however narrow: 1 5 is not 15.
        sign = TORN if unknown else settle(chr(code))
        yield glyph_at(text, index, (" " if spaced else "") + sign, place, moved)
        spaced = False


def hides_characters(text: Any) -> bool:
    """Whether a page prints something where its text has spaces: of several in a row only one is ever told."""
    return any(
        raw.FPDFText_GetUnicode(text.raw, index) <= ord(" ")
        and raw.FPDFText_IsGenerated(text.raw, index) != 1
        and _has_ink(text, index)
        for index in range(min(raw.FPDFText_CountChars(text.raw), _MOST_GLYPHS))
    )


def glyph_at(text: Any, index: int, sign: str, place: Place, moved: Moved) -> Glyph:
    """The character of an index with its place; `sign` is what it is taken for, and may begin with a space."""
    left, right, bottom, top, x, y = _EDGES
    if _THIN_DIGIT.match(sign.strip()):
        loose = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(text.raw, index, loose)
        left.value, right.value, bottom.value, top.value = loose.left, loose.right, loose.bottom, loose.top
    else:
        raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
    raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
    points = ((left.value, bottom.value), (right.value, top.value), (x.value, y.value))
    (x0, y0), (x1, y1), (_, baseline) = (place(*point) for point in moved.drawn(index, points))
    size = _size(text, index)
    # A dash is as high in its line as a digit: its ink is not. Vertical writing has its origins elsewhere.
    middle, ink = baseline - _MIDDLE * size, (y0 + y1) / 2
    middle = middle if abs(middle - ink) < size / 2 else ink
    light, sure = moved.shade(index, _shade)
    return Glyph(sign, min(x0, x1), middle - size / 2, max(x0, x1), middle + size / 2, size, sure, light)


def _shade(text: Any, index: int) -> Shade:
    """The lightness of a text object's characters on white paper, and how sure they are: unseen ones are a scanner's."""
    parts = [ctypes.c_uint() for _ in range(4)]
    drawn = raw.FPDFText_GetTextObject(text.raw, index)
    hidden = bool(drawn and raw.FPDFTextObj_GetTextRenderMode(drawn) in _UNPAINTED)
    if not raw.FPDFText_GetFillColor(text.raw, index, *parts):
        return 0.0, LAID_UNDER if hidden else 1.0
    red, green, blue, opacity = (part.value / 255 for part in parts)
    return lightness(red, green, blue, opacity), LAID_UNDER if hidden or opacity == 0 else 1.0


def _has_ink(text: Any, index: int) -> bool:
    """Whether something is printed where a font says that there is a space: it does not tell its characters."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
    return bool(
        min(right.value - left.value, top.value - bottom.value) > _INK * raw.FPDFText_GetFontSize(text.raw, index)
    )


def _size(text: Any, index: int) -> float:
    """The font size on the page: the font's own size times the scale of its matrix."""
    matrix = raw.FS_MATRIX()
    size = float(raw.FPDFText_GetFontSize(text.raw, index))
    if raw.FPDFText_GetMatrix(text.raw, index, matrix):
        size *= max((matrix.c**2 + matrix.d**2) ** 0.5, 0.01)
    return min(max(size, 1.0), 200.0)
