"""A picture of a page straightened by the lines on it, ruled or of text: turned by a few degrees, its perspective taken out.

Every step is a matrix, so that a place found on the straight picture can be shown on the picture as it was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any

from flows.extract.ocr.lean import lean_of_text
from flows.extract.ocr.picture import dark_parts

_STEEPEST_DEGREES = 12.0
# Below this a page is upright, and below that its lines lean by one angle: a turn is enough.
_UPRIGHT_DEGREES, _ALIKE_DEGREES = 0.05, 0.35
_FEWEST_DOWN = 2
# Where the quadrilateral that is made a rectangle stands on the page, as shares of its sides.
_NEAR, _FAR = 0.1, 0.9
_MOST_GROWN = 1.4
# A line counts as straight over this part of the page's width; nearly as much of them is as good as all.
_SHARE, _AS_FAR = 3, 0.97


@dataclass(frozen=True, slots=True)
class Upright:
    """The picture (a numpy array, BGR), and the matrix that takes its points back to the picture as it was given."""

    image: Any
    back: Any

    def cut(self, bounds: tuple[int, int, int, int]) -> Upright:
        """The part of the picture within these bounds (pixels: x0, y0, x1, y1)."""
        import numpy as np

        x0, y0, x1, y1 = bounds
        moved = np.array([[1.0, 0.0, x0], [0.0, 1.0, y0], [0.0, 0.0, 1.0]])
        return Upright(self.image[y0:y1, x0:x1], self.back @ moved)

    def of(self, given: Any, outside: int = 0) -> Any:
        """A mask, or a picture, laid over the one that was given, as one over this picture; `outside` is there what it had not."""
        import cv2

        height, width = self.image.shape[:2]
        flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
        return cv2.warpPerspective(given, self.back, (width, height), flags=flags, borderValue=(outside,) * 3)


def straightened(image: Any) -> Upright:
    """The picture as it is, turned, or unbent where its lines lean differently from edge to edge.

    The simplest of these whose lines run along the sides of the picture as far as those of any.
    """
    import numpy as np

    tried = [Upright(image, np.eye(3))]
    across, down = _leans(image)
    if down is None:
        lean = lean_of_text(image)
        return _rotated(image, lean) if abs(lean) >= _UPRIGHT_DEGREES else tried[0]
    if across and abs(across.middle) >= _UPRIGHT_DEGREES:
        tried.append(_rotated(image, across.middle))
    if across and not _lean_alike(across, down):
        tried.append(_rectified(image, across, down))
    if len(tried) == 1:
        return tried[0]
    drawn = [length_drawn(one.image) for one in tried]
    return next(one for one, length in zip(tried, drawn, strict=True) if length >= _AS_FAR * max(drawn))


def length_drawn(image: Any) -> int:
    """How many pixels of a picture at half its size belong to long lines along its sides."""
    import cv2

    ink = dark_parts(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    long = max(ink.shape[1] // _SHARE, 1)
    sides = (cv2.getStructuringElement(cv2.MORPH_RECT, size) for size in ((long, 1), (1, long)))
    return sum(cv2.countNonZero(cv2.morphologyEx(ink, cv2.MORPH_OPEN, side)) for side in sides)


@dataclass(frozen=True, slots=True)
class _Leans:
    """How lines of one direction lean, in degrees: in the middle of the page, and near either edge."""

    middle: float
    first: float
    last: float


def _lean_alike(across: _Leans, down: _Leans) -> bool:
    angles = (across.first, across.last, down.first, down.last)
    return max(angles) - min(angles) < _ALIKE_DEGREES


def _leans(image: Any) -> tuple[_Leans | None, _Leans | None]:
    """The leans of the lines across and of those down; measured at half size, where noise is less."""
    import cv2
    import numpy as np

    half = cv2.resize(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    height, width = half.shape
    found = cv2.HoughLinesP(cv2.Canny(half, 60, 180), 1, np.pi / 1800, 160, minLineLength=width // 5, maxLineGap=8)
    if found is None:
        return None, None
    lines = found.reshape(-1, 4).astype(float)
    along = lines[:, 2:] - lines[:, :2]
    angles = np.degrees(np.arctan2(along[:, 1], along[:, 0]))
    middles, lengths = (lines[:, :2] + lines[:, 2:]) / 2, np.hypot(*along.T)
    flat = _longest(np.abs(angles) < _STEEPEST_DEGREES, lengths)
    # A line down leans by what it turns from the vertical, in the same sense as a line across.
    upward = np.where(angles > 0, angles - 90, angles + 90)
    steep = _longest(np.abs(upward) < _STEEPEST_DEGREES, lengths)
    across = _fitted(middles[flat, 1] / height, angles[flat], lengths[flat], 1)
    return across, _fitted(middles[steep, 0] / width, upward[steep], lengths[steep], _FEWEST_DOWN)


def _longest(these: Any, lengths: Any) -> Any:
    """Of these lines the long ones, which lean least by chance: strokes of characters in a row are short."""
    return these & (lengths >= lengths[these].max() / 3) if these.any() else these


def _fitted(places: Any, angles: Any, lengths: Any, fewest: int) -> _Leans | None:
    """The leans as a straight line over the place on the page, outliers left out; None for fewer lines than that."""
    import numpy as np

    if len(angles) < fewest:
        return None
    median = float(np.median(angles))
    slope, base = 0.0, median
    if np.ptp(places) > _FAR / 3:
        kept = np.abs(angles - median) < _STEEPEST_DEGREES / 2
        for _ in range(3):
            if np.ptp(places[kept]) <= _FAR / 3:
                break
            slope, base = map(float, np.polyfit(places[kept], angles[kept], 1, w=lengths[kept]))
            off = np.abs(angles - slope * places - base)
            kept = off <= max(float(np.median(off)) * 2, 0.1)
    return _Leans(slope / 2 + base if slope else median, base + slope * _NEAR, base + slope * _FAR)


def _rotated(image: Any, degrees: float) -> Upright:
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    straight = cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return Upright(straight, np.vstack([cv2.invertAffineTransform(turn), [0.0, 0.0, 1.0]]))


def _rectified(image: Any, across: _Leans, down: _Leans) -> Upright:
    """The picture by the homography that makes a rectangle of what two lines across and two down enclose."""
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    (left, right), (top, bottom) = ((_NEAR * side, _FAR * side) for side in (width, height))
    rows = [_across((width / 2, top), across.first), _across((width / 2, bottom), across.last)]
    columns = [_down((left, height / 2), down.first), _down((right, height / 2), down.last)]
    corners = [_crossing(rows[r], columns[c]) for r, c in ((0, 0), (0, 1), (1, 1), (1, 0))]
    square = [(left, top), (right, top), (right, bottom), (left, bottom)]
    there = cv2.getPerspectiveTransform(np.array(corners, np.float32), np.array(square, np.float32))
    edges = np.array([[[0, 0]], [[width, 0]], [[width, height]], [[0, height]]], np.float32)
    seen = cv2.perspectiveTransform(edges, there).reshape(-1, 2)
    low, high = seen.min(axis=0), seen.max(axis=0)
    if (high - low).max() > _MOST_GROWN * max(width, height):
        return _rotated(image, across.middle)
    there = np.array([[1.0, 0.0, -low[0]], [0.0, 1.0, -low[1]], [0.0, 0.0, 1.0]]) @ there
    size = (int(high[0] - low[0]), int(high[1] - low[1]))
    straight = cv2.warpPerspective(image, there, size, flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return Upright(straight, np.linalg.inv(there))


_Line = tuple[float, float, float]


def _across(point: tuple[float, float], degrees: float) -> _Line:
    return _through(point, (cos(radians(degrees)), sin(radians(degrees))))


def _down(point: tuple[float, float], degrees: float) -> _Line:
    return _through(point, (-sin(radians(degrees)), cos(radians(degrees))))


def _through(point: tuple[float, float], along: tuple[float, float]) -> _Line:
    """The line a·x + b·y = c through a point along a direction."""
    a, b = -along[1], along[0]
    return a, b, a * point[0] + b * point[1]


def _crossing(one: _Line, other: _Line) -> tuple[float, float]:
    a, b, c = one
    d, e, f = other
    spread = a * e - b * d
    return (c * e - b * f) / spread, (a * f - c * d) / spread
