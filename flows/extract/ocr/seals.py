"""Red seals taken off a page: their rings cross the lines of tables, and their ink shines through the figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.extract.ocr.tones import Cleaned

# How far red stands above green and blue in a seal's ink, also where paper or a copier made it pale.
_RED = 40
# How far still where a JPEG washed the colour out of a seal's thin strokes and edges.
_WASHED_OUT = 12
# The least side of a seal's ring, as a share of the page's width; no red figure or heading is as tall.
_LEAST_SIDE = 0.06
# How long a red line across is that belongs to no seal, as a share of the same.
_LINE = 0.3
# The percentile of its brightness in red light that is still the seal's own ink and no print under it.
_INK = 30
# The percentile of the brightness within a seal's bounds that is paper.
_PAPER = 70


def without_seals(image: Any) -> Cleaned:
    """The picture (BGR) in which the red ink of seals is paper; what was printed under it stays dark, if paler.

    Red is taken off within the bounds of a seal only: a figure printed in red elsewhere is a figure.
    """
    import numpy as np

    blue, green, red = (image[:, :, band].astype(np.int16) for band in range(3))
    redness = red - np.maximum(blue, green)
    # Paper may be red itself, if little, as yellow and pink ones are.
    redness -= max(int(np.median(redness[::4, ::4])), 0)
    reddish = _without_lines((redness > _RED).astype(np.uint8))
    if not reddish.any():
        return Cleaned(image, np.zeros_like(reddish))
    cleaned, taken = image.copy(), np.zeros_like(reddish)
    for x, y, width, height in _seals(reddish, int(image.shape[1] * _LEAST_SIDE)):
        bounds = slice(y, y + height), slice(x, x + width)
        part, inked = cleaned[bounds], redness[bounds] > _WASHED_OUT
        # In red light red ink is nearly as bright as paper, and made as bright; black print is as dark as ever.
        ink = float(np.percentile(red[bounds][reddish[bounds] > 0], _INK))
        lit = np.minimum(part[inked][:, 2:3].astype(np.float32) / max(ink, 1.0), 1.0)
        paper = np.percentile(part[~inked], _PAPER, axis=0) if not inked.all() else 255
        taken[bounds][inked] = 255
        part[inked] = (lit * paper).astype(np.uint8)
    return Cleaned(cleaned, taken)


def _without_lines(reddish: Any) -> Any:
    """The mask without the lines of a table ruled in red: no side of a seal is as long."""
    import cv2
    import numpy as np

    long = max(int(reddish.shape[1] * _LINE), 1)
    lines = cv2.morphologyEx(reddish, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    return cv2.subtract(reddish, cv2.dilate(lines, np.ones((3, 1), np.uint8)))


def _seals(reddish: Any, least: int) -> Iterator[tuple[int, int, int, int]]:
    """The bounds of seals (x, y, width, height): of what is red and at least so high and wide, the arcs of a broken ring as one."""
    import cv2
    import numpy as np

    count, _, boxes, _ = cv2.connectedComponentsWithStats(cv2.dilate(reddish, np.ones((5, 5), np.uint8)))
    within = np.zeros_like(reddish)
    for x, y, width, height, _area in boxes[1:count]:
        if min(width, height) >= least:
            within[y : y + height, x : x + width] = 1
    count, _, boxes, _ = cv2.connectedComponentsWithStats(within)
    for x, y, width, height, _area in boxes[1:count]:
        yield x, y, width, height
