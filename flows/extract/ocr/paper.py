"""The sheet of paper on a photograph: what lies around it is cut off, so that its edge is no frame of a table."""

from __future__ import annotations

from typing import Any

Bounds = tuple[int, int, int, int]
# Looked at in quarter size, between these shares of a side; what lies beyond an edge is darker than the strip within.
_SMALLER, _FROM, _TO = 4, 0.15, 0.85
_STRIP, _DARKER = 8, 0.8
# The share of the rows of pixels in which an edge must show.
_ALL = 0.8


def paper(image: Any) -> Bounds:
    """The bounds of the paper in pixels (x0, y0, x1, y1), as far as dark surroundings show its edges; else the picture's."""
    import cv2

    height, width = image.shape[:2]
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    light = cv2.resize(gray, (width // _SMALLER, height // _SMALLER), interpolation=cv2.INTER_AREA)
    across, down = _middle(light), _middle(light.T)
    left, right = _edge(across), _edge(across[:, ::-1])
    top, bottom = _edge(down), _edge(down[:, ::-1])
    return left, top, width - right, height - bottom


def _middle(light: Any) -> Any:
    """The rows of pixels away from the picture's upper and lower edge, on each of which an edge left or right shows."""
    import numpy as np

    return light[int(len(light) * _FROM) : int(len(light) * _TO)].astype(np.int16)


def _edge(light: Any) -> int:
    """How many columns of pixels (at full size) lie beyond the paper's left edge."""
    import numpy as np

    half = light.shape[1] // 2
    if half <= 3 * _STRIP:
        return 0
    rises = np.median(light[:, 3:half] - light[:, : half - 3], axis=0)
    at = int(rises.argmax()) + 3
    beyond = np.median(light[:, : max(at - 2, 1)], axis=1)
    within = np.median(light[:, at : at + _STRIP], axis=1)
    is_edge = at > 3 and float((beyond < _DARKER * within).mean()) >= _ALL
    return (at + 1) * _SMALLER if is_edge else 0
