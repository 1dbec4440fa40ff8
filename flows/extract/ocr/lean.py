"""How much a page without a ruled table leans: by its lines of text, which stand apart only along their own direction."""

from __future__ import annotations

from typing import Any

from flows.extract.ocr.picture import dark_parts

# Looked at in this width (pixels), without this share along each edge: dark edges of a scan are no text.
_WIDTH, _EDGE = 1000, 0.03
# Degrees: the most that a sheet in a feeder leans, and the steps in which it is looked for.
_MOST, _COARSE, _FINE = 6.0, 0.5, 0.05
# Angles of less than a pixel are all as good: the middle of them counts.
_AS_GOOD = 0.98


def lean_of_text(image: Any) -> float:
    """By how many degrees the lines of text of a picture (BGR) lean: those at which its rows are inked most unevenly."""
    import cv2
    import numpy as np

    scale = _WIDTH / image.shape[1]
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    x_edge, y_edge = int(small.shape[1] * _EDGE), int(small.shape[0] * _EDGE)
    rows, columns = np.nonzero(dark_parts(small)[y_edge : small.shape[0] - y_edge, x_edge : small.shape[1] - x_edge])
    if not len(rows):
        return 0.0

    def unevenness(degrees: float) -> float:
        along = np.round(rows - columns * np.tan(np.radians(degrees))).astype(int)
        inked = np.bincount(along - along.min()).astype(float)
        return float((np.diff(inked) ** 2).sum())

    coarse = max(np.arange(-_MOST, _MOST + _FINE, _COARSE), key=unevenness)
    fine = np.arange(coarse - _COARSE, coarse + _COARSE + _FINE / 2, _FINE)
    found = np.array([unevenness(degrees) for degrees in fine])
    return float(fine[found >= _AS_GOOD * found.max()].mean())
