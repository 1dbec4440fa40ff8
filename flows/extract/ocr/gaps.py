"""White lines between the filled cells of a table, drawn as dark lines on paper as those of other tables are.

Fills that are parted by dark lines, or by none, are `flows.extract.ocr.fills`' affair.
"""

from __future__ import annotations

from typing import Any

# How much brighter (of 255) a gap is than the fills beside it, and how wide (pixels) one is at most.
_BRIGHTER, _GAP = 12, 9
_PAPER_PERCENTILE = 98
# The shortest gap as a share of the picture's width, which no row is lower than; how wide (pixels) a break in one is at most.
_SHORTEST, _BROKEN = 1 / 50, 5
# So many gaps across and down make a table.
_FEWEST = 3
# How thick (pixels) and how dark a line is drawn.
_THICK, _INK = 2, 60
# The broadest stroke of print as a share of the picture's width; pixels of grain.
_STROKE, _GRAIN = 1 / 64, 5


def gaps_ruled(image: Any) -> Any:
    """The picture (BGR) in which the gaps between the fills of a table are its lines, and its fills paper."""
    import cv2
    import numpy as np

    fills = _fills(image)
    tone, gray = (cv2.cvtColor(one, cv2.COLOR_BGR2GRAY) for one in (fills, image))
    # Between characters it is brighter, too, but no brighter than their fill.
    least = float(np.percentile(gray[::2, ::2], _PAPER_PERCENTILE)) - _BRIGHTER
    brighter = ((gray >= least) & (cv2.subtract(gray, tone) >= _BRIGHTER)).astype(np.uint8)
    shortest = max(int(image.shape[1] * _SHORTEST), 1)
    across, down = _gaps(brighter, shortest), _gaps(brighter.T.copy(), shortest).T
    if min(map(_count, (across, down))) < _FEWEST:
        return image
    ruled = image.copy()
    tables = cv2.morphologyEx((tone <= least).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((_GAP, _GAP), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(tables)
    for label in range(1, count):
        x, y, width, height, _area = map(int, boxes[label])
        part = slice(y, y + height), slice(x, x + width)
        inside = labels[part] == label
        lines = [(mask[part] * inside).astype(np.uint8) for mask in (across, down)]
        if min(map(_count, lines)) >= _FEWEST:
            ruled[part] = np.clip(image[part] * (255.0 / np.maximum(fills[part], 1)), 0, 255)
            ruled[part][cv2.max(*lines) > 0] = _INK
            cv2.rectangle(ruled, (x, y), (x + width - 1, y + height - 1), (_INK,) * 3, _THICK)
    return ruled


def _gaps(brighter: Any, shortest: int) -> Any:
    """What of a mask (ones) makes level lines of so many pixels."""
    import cv2
    import numpy as np

    whole = cv2.morphologyEx(brighter, cv2.MORPH_CLOSE, np.ones((1, _BROKEN), np.uint8))
    return cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))


def _count(mask: Any) -> int:
    import cv2

    return int(cv2.connectedComponents(mask)[0]) - 1


def _fills(image: Any) -> Any:
    """The picture (BGR) as it would be without its print and the gaps between its fills."""
    import cv2
    import numpy as np

    stroke, gap = (np.ones((side, side), np.uint8) for side in (max(int(image.shape[1] * _STROKE), _GAP), _GAP))
    smooth = cv2.medianBlur(cv2.morphologyEx(image, cv2.MORPH_CLOSE, stroke), _GRAIN)
    return cv2.morphologyEx(smooth, cv2.MORPH_OPEN, gap)
