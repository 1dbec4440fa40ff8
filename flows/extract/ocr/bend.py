"""A page bent over a book's spine, or lying in waves, made flat: every line ruled on it is followed as a curve.

One smooth field of shifts makes all of them straight at once. Lines that no ruled line runs beside follow their neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from flows.extract.ocr.picture import dark_parts
from flows.extract.ocr.straight import length_drawn

# The shortest line that is followed, as a share of the page's side, and the steepest, as height over width.
_LEAST, _STEEPEST = 0.125, 0.4
# Pixels: how thick a line is at most where it is measured, from one such place to the next, a stretch of it that is no slope.
_THICK, _STEP, _STRETCH = 12, 16, 13
_FEWEST = 3
# A picture longer than this for its width is one of screens, which do not bend.
_LONGEST = 2.5
# Pixels: a page bent by less is flat; a field that leaves the lines as far from straight fits none.
_FLAT, _MOST_LEFT = 1.5, 3.0
# Polynomials along a line, each changing with the square of the place across the lines; how stiff they are (measured on
# spines that end in a curve of a sixth of the page).
_DEGREE, _ACROSS, _STIFF = 8, 3, (1e-5, 2.5e-5, 1e-4)
_ROUNDS = 3


class Flat(NamedTuple):
    """The page made flat (a numpy array, BGR) and, for each pixel, the x and y it had before; None for one that was flat."""

    image: Any
    before: tuple[Any, Any] | None

    def of(self, mask: Any) -> Any:
        """A mask of the picture as it was given as one of this picture."""
        import cv2

        return cv2.remap(mask, *self.before, cv2.INTER_NEAREST) if self.before else mask


def flattened(image: Any) -> Flat:
    """The picture with its ruled lines straight; as it is where they are, or where they cannot be made so."""
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    if height > _LONGEST * width:
        return Flat(image, None)
    ink = dark_parts(image)
    down = _shifts(ink)
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    level = ink if down is None else cv2.remap(ink, x, y + down, cv2.INTER_NEAREST)
    aside = _shifts(np.ascontiguousarray(level.T))
    if down is None and aside is None:
        return Flat(image, None)
    if aside is not None:
        x = x + aside.T
    if down is not None:
        y = y + cv2.remap(down, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    flat = cv2.remap(image, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Flat(flat, (x, y)) if length_drawn(flat) > length_drawn(image) else Flat(image, None)


class _Curve(NamedTuple):
    """A line as places along it and where it runs at each, in pixels."""

    along: Any
    at: Any


def _shifts(ink: Any) -> Any:
    """How many pixels further down what belongs to each pixel stands, so that all lines across run level; None for a flat page."""
    import cv2
    import numpy as np

    height, width = ink.shape
    curves = list(_curves(ink))
    if len(curves) < _FEWEST:
        return None
    along = np.concatenate([curve.along for curve in curves])
    of = np.repeat(np.arange(len(curves)), [len(curve.along) for curve in curves])
    fitted, levels, left = _fitted(along / width, np.concatenate([curve.at for curve in curves]) / height, of)
    # Nothing is known of what lies beyond the outermost lines: there the page goes on as at these.
    columns = np.clip(np.arange(0, width + _STEP, _STEP), along.min(), along.max()) / width
    rows = np.clip(np.arange(0, height + _STEP, _STEP) / height, levels.min(), levels.max())
    field = np.tensordot(_powers(rows), (_waves(columns) @ fitted.T).T, axes=1) * height
    if np.abs(field).max() < _FLAT or left * height > _MOST_LEFT:
        return None
    whole = cv2.resize(field.astype(np.float32), None, fx=_STEP, fy=_STEP, interpolation=cv2.INTER_LINEAR)
    return whole[:height, :width]


def _fitted(along: Any, at: Any, of: Any) -> tuple[Any, Any, float]:
    """The field that fits the curves best (its coefficients), each curve's level, and how far they are off it (median).

    `of` tells the curve of each place. A curve that is no line of the page, as the arc of a seal, counts ever less.
    """
    import numpy as np

    count = int(of.max()) + 1
    own = np.zeros((len(along), count))
    own[np.arange(len(along)), of] = 1
    levels, weights, waves = own.T @ at / own.sum(axis=0), np.ones((len(along), 1)), _waves(along)
    bends = np.outer(_STIFF, np.arange(1, _DEGREE + 1) ** 2).ravel()
    stiff = np.diag(np.concatenate([bends, np.zeros(count)]) * len(along))
    for _ in range(_ROUNDS):
        powers = _powers(levels[of])
        terms = np.hstack([*(waves * power[:, None] for power in powers.T), own])
        found = np.linalg.solve((terms * weights).T @ terms + stiff, (terms * weights).T @ at)
        off = np.abs(at - terms @ found)
        middle = float(np.median(off))
        weights = 1 / (1 + (off[:, None] / max(1.5 * middle, 1e-4)) ** 2)
        levels = found[-count:]
    return found[:-count].reshape(_ACROSS, _DEGREE), levels, middle


def _waves(along: Any) -> Any:
    """The polynomials along a line at these shares of the page's side, that of degree 0 left out: it is the line's level."""
    from numpy.polynomial.chebyshev import chebvander

    return chebvander(2 * along - 1, _DEGREE)[:, 1:]


def _powers(at: Any) -> Any:
    import numpy as np

    return np.vander(2 * at - 1, _ACROSS, increasing=True)


def _curves(ink: Any) -> Iterator[_Curve]:
    """The long lines across, however they bend."""
    import cv2
    import numpy as np

    # A line that slopes is made thick, so that its steps hang together.
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, _STRETCH), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(runs)
    least = ink.shape[1] * _LEAST
    for index in range(1, count):
        x, y, width, height, _area = (int(value) for value in boxes[index])
        if width < least or height > _STEEPEST * width:
            continue
        line = labels[y : y + height, x : x + width : _STEP] == index
        thickness = line.sum(axis=0)
        places = np.flatnonzero((thickness > 0) & (thickness <= _THICK))
        if 2 * len(places) > line.shape[1]:
            middles = (line[:, places] * np.arange(height)[:, None]).sum(axis=0) / thickness[places]
            yield _Curve(x + places * float(_STEP), y + middles)
