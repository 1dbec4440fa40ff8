"""The fills of rows, columns and heads made as bright as paper: large flat pale areas, and small ones of the same tone.

Ink lies over a fill as it lies over paper, so the tone is divided out, and what is printed there keeps its edges. Narrower pale
marks, as watermarks and seals are, are `flows.extract.ocr.overlay`'s affair.
"""

from __future__ import annotations

from typing import Any

from flows.extract.ocr.tones import PAPER, tones_of

# How dark a fill is at most, and how much its tone differs from a pixel to the next ones (blurred print is nowhere flat):
# shares of the darkest print's darkness.
_DARKEST, _FLAT = 0.6, 0.06
# The least side of an area that makes a fill, and of one that belongs to it, between figures: shares of the page's width.
_LARGE, _SMALL, _LEAST_PIXELS = 0.012, 0.004, 5
# How high the hole is that a figure leaves, in sides of a large area.
_FIGURE = 1.8
# How far (of 255) a tone may be from one that makes up this share of the large areas.
_ALIKE, _SHARE = 6, 0.02
# Pixels: the grain that a fill may have, and how far its edges are paler.
_GRAIN, _RIM = 5, 4


def without_fills(image: Any) -> Any:
    """The picture (BGR) in which fills are paper and what is printed over them is as dark as before."""
    import cv2
    import numpy as np

    tones = tones_of(image)
    bounds = (PAPER * tones.most, _DARKEST * tones.most)
    fill = flat_areas(tones.darkness.astype(np.uint8), bounds, _FLAT * tones.most)
    if not fill.any():
        return image
    covered = cv2.dilate(closed_over_print(fill), np.ones((2 * _RIM + 1, 2 * _RIM + 1), np.uint8))
    around = (2 * _large(image) + 1,) * 2
    share = cv2.blur(fill.astype(np.float32), around)
    where = (covered > 0) & (share > 0)
    tone = cv2.blur(image * fill[:, :, None].astype(np.float32), around)[where] / share[where][:, None]
    cleaned = image.copy()
    cleaned[where] = np.clip(image[where] * (tones.paper[where][:, None] / np.maximum(tone, 1)), 0, 255)
    return cleaned


def flat_areas(tones: Any, between: tuple[float, float], steepest: float) -> Any:
    """The mask (ones) of the areas whose tones (0 to 255) lie between these and differ less from a pixel to the next ones.

    An area is large, or as small as between figures and of a tone that large ones have.
    """
    import cv2
    import numpy as np

    smooth = cv2.medianBlur(tones, _GRAIN)
    steep = cv2.morphologyEx(smooth, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    flat = (smooth > between[0]) & (smooth < between[1]) & (steep < steepest)
    usual = _usual(smooth[_opened(flat, _large(tones)) > 0])
    return _opened(flat & usual[smooth], max(int(tones.shape[1] * _SMALL), _LEAST_PIXELS))


def large_areas(fill: Any) -> Any:
    """What of a mask of fills is as large as one is at least somewhere."""
    return _opened(fill, _large(fill))


def closed_over_print(fill: Any) -> Any:
    """The mask of fills with the holes closed that figures printed on them make.

    They are as high as a figure; a row without fill between two others is higher.
    """
    import cv2
    import numpy as np

    large = _large(fill)
    return cv2.morphologyEx(fill, cv2.MORPH_CLOSE, np.ones((int(large * _FIGURE), large), np.uint8))


def _large(image: Any) -> int:
    """The least side in pixels of an area that makes a fill."""
    return max(int(image.shape[1] * _LARGE), _LEAST_PIXELS)


def _opened(mask: Any, side: int) -> Any:
    """What of a mask of truths belongs to squares of this side, as a mask of ones."""
    import cv2
    import numpy as np

    return cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((side, side), np.uint8))


def _usual(tones: Any) -> Any:
    """For each tone (0 to 255) whether it is like one of which these areas are made."""
    import numpy as np

    counts = np.bincount(tones, minlength=256)
    made_of = np.flatnonzero(counts > _SHARE * counts.sum())
    return np.abs(np.arange(256)[:, None] - made_of).min(axis=1, initial=255) <= _ALIKE
