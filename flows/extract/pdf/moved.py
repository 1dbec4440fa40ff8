"""Characters of a form within a page that PDFium places as if the form had not been moved, set right.

PDFium turns a compatibility character (the radical ⼆ that many fonts name for 二) into the usual one, and then forgets the
matrix of the form that it stands in: on a sheet of two pages, or a page turned by a printer, it lands somewhere else.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

import pypdfium2.raw as raw

from flows.extract.layout.strokes import IDENTITY, Matrix, Point, combined, inverse, transformed

Shade = tuple[float, float]
"""The lightness of characters, and how sure they are."""
# In characters: how far from the line of its text a character may stand and still belong to it.
_OFF = 0.3


class Moved:
    """The matrices of one page's text objects, and what a character of each is to be moved by."""

    def __init__(self, text: Any) -> None:  # pypdfium2 ships no types
        self._text = text
        self._forms: dict[int, tuple[Matrix, Matrix]] = {}
        self._reached: dict[int, float] = {}
        self._shades: dict[int, Shade] = {}

    def shade(self, index: int, look: Callable[[Any, int], Shade]) -> Shade:
        """What a look at a character tells of all those of its text object."""
        drawn = raw.FPDFText_GetTextObject(self._text.raw, index)
        if not drawn:
            return look(self._text, index)
        key = ctypes.addressof(drawn.contents)
        if (found := self._shades.get(key)) is None:
            found = self._shades[key] = look(self._text, index)
        return found

    def drawn(self, index: int, points: Sequence[Point]) -> Sequence[Point]:
        """Points of a character, its origin last, where they are drawn on the page."""
        drawn = raw.FPDFText_GetTextObject(self._text.raw, index)
        if not drawn:
            return points
        key = ctypes.addressof(drawn.contents)
        form, line = self._forms.get(key) or self._learn(key, drawn, index)
        if form == IDENTITY or self._fits(key, line, points[-1], form):
            return points
        return [transformed(form, *point) for point in points]

    def form_of(self, index: int) -> Matrix:
        """The matrix of the form that a character stands in."""
        drawn = raw.FPDFText_GetTextObject(self._text.raw, index)
        return self._learn(ctypes.addressof(drawn.contents), drawn, index)[0] if drawn else IDENTITY

    def _learn(self, key: int, drawn: Any, index: int) -> tuple[Matrix, Matrix]:
        """The form's matrix, and the one from the page to the object's own line of text."""
        own, whole = raw.FS_MATRIX(), raw.FS_MATRIX()
        known = raw.FPDFPageObj_GetMatrix(drawn, own) and raw.FPDFText_GetMatrix(self._text.raw, index, whole)
        if not known or all(abs(getattr(own, part) - getattr(whole, part)) < 1e-3 for part in "abcdef"):
            found = (IDENTITY, IDENTITY)
        else:
            found = _between(_plain(own), _plain(whole), float(raw.FPDFText_GetFontSize(self._text.raw, index)))
        self._forms[key] = found
        return found

    def _fits(self, key: int, line: Matrix, origin: Point, form: Matrix) -> bool:
        """Whether a character stands on its line where it is said to, nearer behind the one before than moved."""
        before = self._reached.get(key, 0.0)
        along, off = transformed(line, *origin)
        moved_along, moved_off = transformed(line, *transformed(form, *origin))
        fits, moved_fits = abs(off) < _OFF, abs(moved_off) < _OFF
        right = fits and (not moved_fits or abs(along - before) <= abs(moved_along - before))
        self._reached[key] = along if right or not moved_fits else moved_along
        return right or not moved_fits


def _between(own: Matrix, whole: Matrix, size: float) -> tuple[Matrix, Matrix]:
    """The matrix of the form, and page → text line counted in characters."""
    line, back = inverse(whole), inverse(own)
    if line is None or back is None:
        return IDENTITY, IDENTITY
    scale = 1 / max(size, 0.01)
    return combined(back, whole), combined(line, (scale, 0.0, 0.0, scale, 0.0, 0.0))


def _plain(matrix: Any) -> Matrix:
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
