"""A page lit unevenly lit evenly: a shadow's edge is a line to whoever looks for lines, and print in it is pale.

What is no broader than a stroke of print keeps its darkness beside the paper next to it.
"""

from __future__ import annotations

from typing import Any

# The percentiles of a page's brightness that are its shade and its light, and the share of the one in the other from which on it
# is lit evenly.
_SHADE, _LIGHT, _EVEN = 5, 95, 0.7
# The broadest stroke of print as a share of the page's width, and how far in pixels at half size the light is blurred.
_STROKE, _SOFT = 1 / 64, 1.0
# How many times brighter a place is made at most: beyond lies a desk.
_MOST = 4.0


def evenly_lit(image: Any) -> Any:
    """The picture (BGR) with all of its paper as bright as where most light falls; as it is where that is nearly so."""
    import cv2
    import numpy as np

    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    height, width = gray.shape
    half = cv2.resize(gray, (max(width // 2, 1), max(height // 2, 1)), interpolation=cv2.INTER_AREA)
    stroke = max(int(half.shape[1] * _STROKE), 3)
    around = cv2.morphologyEx(half, cv2.MORPH_CLOSE, np.ones((stroke, stroke), np.uint8))
    shade, light = (float(np.percentile(around[::4, ::4], share)) for share in (_SHADE, _LIGHT))
    if shade >= _EVEN * light:
        return image
    paper = cv2.GaussianBlur(around.astype(np.float32), (0, 0), _SOFT)
    brighter = np.clip(light / np.maximum(paper, 1.0), 1.0, _MOST)
    whole = cv2.resize(brighter, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.clip(image * whole[:, :, None], 0, 255).astype(np.uint8)
