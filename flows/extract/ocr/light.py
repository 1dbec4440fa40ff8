"""A page lit unevenly lit evenly, and one of light print on a dark ground, as screens show at night, turned to dark on light.

A shadow's edge is a line to whoever looks for lines, and print in it is pale.
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
# Shadows come in over the edges of a picture, of which they are this share at least, and are grey; the filled heads of tables
# mostly are neither.
_EDGES, _GREY = 0.04, 0.25
# A ground is dark up to this, and print on it is lighter by so much (of 255) and makes up these shares of the picture; less than
# the last share is as much darker: a page in the dark has dark print.
_NIGHT, _LIGHTER, _PRINT, _DARKER = 90, 70, (0.005, 0.25), 0.002


def dark_on_light(image: Any) -> Any:
    """The picture (BGR) with light and dark exchanged where most of it is a dark ground under light print."""
    import numpy as np

    seen = image[::4, ::4].max(axis=2).astype(np.int16)
    ground = float(np.median(seen))
    lighter = float((seen > ground + _LIGHTER).mean())
    is_night = ground <= _NIGHT and _PRINT[0] <= lighter <= _PRINT[1]
    return 255 - image if is_night and float((seen < ground - _LIGHTER / 4).mean()) < _DARKER else image


def evenly_lit(image: Any) -> Any:
    """The picture (BGR) with all of its paper as bright as where most light falls; as it is where that is nearly so.

    What is no broader than a stroke of print keeps its darkness beside the paper next to it.
    """
    import cv2
    import numpy as np

    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    height, width = gray.shape
    half = cv2.resize(gray, (max(width // 2, 1), max(height // 2, 1)), interpolation=cv2.INTER_AREA)
    stroke = max(int(half.shape[1] * _STROKE), 3)
    around = cv2.morphologyEx(half, cv2.MORPH_CLOSE, np.ones((stroke, stroke), np.uint8))
    shade, light = (float(np.percentile(around[::4, ::4], share)) for share in (_SHADE, _LIGHT))
    if shade >= _EVEN * light or not _is_shadow(
        image[::2, ::2][: half.shape[0], : half.shape[1]], around < _EVEN * light
    ):
        return image
    paper = cv2.GaussianBlur(around.astype(np.float32), (0, 0), _SOFT)
    brighter = np.clip(light / np.maximum(paper, 1.0), 1.0, _MOST)
    whole = cv2.resize(brighter, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.clip(image * whole[:, :, None], 0, 255).astype(np.uint8)


def _is_shadow(image: Any, dark: Any) -> bool:
    """Whether the dark places of a picture (a mask of truths) lie in a shadow and are not filled with a colour."""
    import numpy as np

    edges = np.concatenate([dark[0], dark[-1], dark[:, 0], dark[:, -1]])
    inside = image[dark].astype(np.float32)
    brightest = np.maximum(inside.max(axis=1), 1)
    return bool(edges.mean() >= _EDGES and np.median((brightest - inside.min(axis=1)) / brightest) <= _GREY)
