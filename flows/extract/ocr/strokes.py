"""What the ink of one cell looks like, measured and not recognised: a recogniser takes a stroke for a 1 however it leans."""

from __future__ import annotations

from typing import Any, NamedTuple

# A mark of less than this share of the tallest one's height is a point, a comma or dirt.
_A_DIGIT = 0.6
# Sideways travel of a stroke over its height. Measured on 59 fonts: slashes from 0.19 up, an italic 1 up to 0.15.
_SLASH = 0.17
# How far a slash strays from a straight line, and how thick it is along a row, as shares of its width (measured: 0.09, 0.5).
_STRAYS, _THICK = 0.1, 0.6
# A dash is so many times as wide as it is high, and fills so much of its box.
_FLAT, _FILLED = 2.0, 0.75

# Dirt is no larger than this share of the tallest mark's height and so many pixels, and as far as this share from the digits,
# unless it is above or below all of them.
_DIRT, _LARGEST_DIRT, _APART = 0.3, 7, 0.12
# A nought is at least so many pixels high, and no wider than this share of it; its hole is so high at least beside it, and off
# its middle by no more than these shares of its width and height, and it covers so much of its mirror image. Measured on 96
# fonts of 8 to 35 pixels in height, whole, blurred and grained: no other digit is, but a bold 8 of which the middle is lost.
_RING_LEAST, _RING_WIDE, _HOLE, _HOLE_OFF, _MIRRORED = 8, 1.1, 0.5, (0.1, 0.08), 0.84
# How far a digit at a cell's edge may differ in height from those inside it; none is wider than it is tall.
_AS_TALL = (0.8, 1.25)


class Ink(NamedTuple):
    """How many marks as tall as a digit the ink makes, whether it is one straight slanting stroke, and whether
    something that is no print meets it, as a seal or a stroke of a pen; whether it is nothing but one short flat stroke;
    whether there was dirt around it.
    """

    marks: int
    is_slash: bool
    is_met: bool = False
    is_dash: bool = False
    is_dirty: bool = False


def dirt_in(cell: Any) -> Any:
    """What of the ink of a cell (255 on 0) is dirt around its figure, as a mask: no figure begins or ends with a point."""
    import cv2
    import numpy as np

    count, labels, boxes, _ = cv2.connectedComponentsWithStats(cell)
    x, y, width, height, _area = boxes.T
    tallest = int(height[1:].max(initial=0))
    is_small = (np.maximum(width, height) <= min(_DIRT * tallest, _LARGEST_DIRT)) & (np.arange(count) > 0)
    figure = ~is_small & (height >= _A_DIGIT * tallest) & (np.arange(count) > 0)
    if not is_small.any() or not figure.any():
        return np.zeros_like(cell)
    left, right = (x[figure].min(), (x + width)[figure].max())
    top, bottom = (y[figure].min(), (y + height)[figure].max())
    apart = _APART * tallest
    beside = (x + width < left - apart) | (x > right + apart)
    return np.where(is_small & (beside | (y + height <= top) | (y >= bottom)), 255, 0).astype(np.uint8)[labels]


def ink_of(mask: Any) -> Ink:
    """The ink of a cell, of which `mask` shows the part that holds it (255 on 0)."""
    import cv2

    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask)
    heights = [int(height) for height in boxes[1:count, 3]]
    if not heights:
        return Ink(0, False)
    tall = [at for at, height in enumerate(heights, 1) if height >= _A_DIGIT * max(heights)]
    if len(tall) > 1:
        return Ink(len(tall), False)
    x, y, width, height, area = (int(value) for value in boxes[tall[0]])
    is_dash = len(heights) == 1 and width >= _FLAT * height and area >= _FILLED * width * height
    return Ink(1, _is_slash(labels[y : y + height, x : x + width] == tall[0]), is_dash=is_dash)


def within(mask: Any) -> Any:
    """The ink of a mask (255 on 0) without what goes on beyond its edges."""
    import cv2
    import numpy as np

    count, labels = cv2.connectedComponents(mask)
    stays = np.full(count, 255, np.uint8)
    stays[np.concatenate([[0], labels[0], labels[-1], labels[:, 0], labels[:, -1]])] = 0
    return stays[labels]


def is_ring(mask: Any) -> bool:
    """Whether the ink of a mask (255 on 0) is one upright ring and nothing else, as a nought is and no other digit."""
    import cv2
    import numpy as np

    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask)
    if count != 2 or boxes[1, cv2.CC_STAT_HEIGHT] < _RING_LEAST:
        return False
    x, y, width, height = (int(value) for value in boxes[1, :4])
    paper = np.pad((labels[y : y + height, x : x + width] == 0).astype(np.uint8), 1, constant_values=1)
    count, labels, boxes, middles = cv2.connectedComponentsWithStats(paper, connectivity=4)
    # The ink, what is around it and one hole.
    if count != 3 or width > _RING_WIDE * height:
        return False
    hole = 3 - int(labels[0, 0])
    off = np.abs(middles[hole] - ((width + 1) / 2, (height + 1) / 2)) - 0.5
    if boxes[hole, cv2.CC_STAT_HEIGHT] < _HOLE * height or (off > np.multiply(_HOLE_OFF, (width, height))).any():
        return False
    filled = labels[1:-1, 1:-1] != labels[0, 0]
    return all(
        (filled & other).sum() >= _MIRRORED * (filled | other).sum() for other in (filled[::-1], filled[:, ::-1])
    )


def _is_slash(stroke: Any) -> bool:
    """Whether one mark (a mask of its box) is a straight stroke from the lower left to the upper right."""
    import numpy as np

    height, width = stroke.shape
    rows = [np.flatnonzero(row) for row in stroke]
    middles = np.array([(row[0] + row[-1]) / 2 if len(row) else np.nan for row in rows])
    if height < 3 or np.isnan(middles).any():
        return False
    slope, base = np.polyfit(np.arange(height), middles, 1)
    strays = np.abs(middles - slope * np.arange(height) - base).max()
    thickness = float(np.median([row[-1] - row[0] + 1 for row in rows]))
    return bool(-slope >= _SLASH and strays <= _STRAYS * width + 1 and thickness <= _THICK * width)


def enters(cell: Any) -> bool:
    """Whether ink that is no figure comes in over the edge of a cell, of which `cell` shows the inside (255 on 0).

    A figure that fills its cell from side to side reaches the edges too, with digits as tall as those between them.
    """
    import cv2

    height, width = cell.shape
    count, _, boxes, _ = cv2.connectedComponentsWithStats(cell) if cell.size else (0, None, (), None)
    marks = [tuple(map(int, box[:4])) for box in boxes[1:count]]
    inside = [h for x, y, w, h in marks if x > 0 and y > 0 and x + w < width and y + h < height]
    least, most = (share * max(inside, default=0) for share in _AS_TALL)
    met = [(y, w, h) for x, y, w, h in marks if x == 0 or y == 0 or x + w == width or y + h == height]
    return any(y == 0 or y + h == height or not least <= h <= most or w > h for y, w, h in met)
