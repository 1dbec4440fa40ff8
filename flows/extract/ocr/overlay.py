"""What lies over or under print in a paler tone taken off a page: watermarks, grey seals, the fills of cells.

A recogniser reads their edges as strokes of the figures that they meet. Print as pale as they are is thinner.
"""

from __future__ import annotations

from typing import Any

from flows.extract.ocr.tones import PAPER, near_print, tones_of

# How dark they are at most, as a share of the darkest print's darkness.
_DARKEST = 0.55
# Pixels: pale marks from this thickness on are no characters of a table, though they taper; their rim is paler still.
_THICK, _TAPER, _RIM = 5, 8, 3


def without_overlays(image: Any) -> Any:
    """The picture (BGR) in which thick pale marks are paper; what is printed over them stays."""
    import cv2
    import numpy as np

    tones = tones_of(image)
    pale = ((tones.darkness > PAPER * tones.most) & (tones.darkness < _DARKEST * tones.most)).astype(np.uint8)
    thick = cv2.morphologyEx(pale, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_THICK, _THICK)))
    if not thick.any():
        return image
    for _ in range(_TAPER):
        thick = cv2.min(cv2.dilate(thick, np.ones((3, 3), np.uint8)), pale)
    reach = 2 * _RIM + 1
    around = cv2.dilate(thick, np.ones((reach, reach), np.uint8)) > 0
    printed = near_print(np.where(thick > 0, 0, tones.darkness), tones.most)
    return tones.as_paper(image, around & ~printed)
