"""Places on a page that was turned or straightened to be read → places on the page as it was given.

Whoever checks a finding looks at the page as published, and the box around a figure must stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from checks.report import Where
from flows.extract.document import Block, relocated
from flows.extract.layout.page import Box, Matrix, Net, PageLayout

# Pixels from one knot of a net to the next.
_KNOT = 48


def matrix_in_points(back: Any, read: float, given: float) -> Matrix | None:
    """A matrix of pixels (numpy, 3 × 3) as one of points; None for one that moves nothing.

    A pixel of the picture as it was read is `read` points, one of the picture as it was given is `given`.
    """
    import numpy as np

    matrix = np.diag([given, given, 1.0]) @ back @ np.diag([1 / read, 1 / read, 1.0])
    return None if np.allclose(matrix, np.eye(3)) else tuple(float(value) for value in matrix.ravel())


def net_in_points(before: tuple[Any, Any] | None, scale: float) -> Net | None:
    """The places (x and y, arrays of pixels) that the pixels of a page had before it was made flat, as a net of knots."""
    if before is None:
        return None
    knots = zip(*(places[::_KNOT, ::_KNOT] * scale for places in before), strict=True)
    return Net(_KNOT * scale, tuple(tuple(zip(x.tolist(), y.tolist(), strict=True)) for x, y in knots))


def as_given(blocks: Iterable[Block], pages: Iterable[PageLayout]) -> tuple[Block, ...]:
    """The blocks with their places on the pages as these were given."""
    moved = {page.number: page for page in pages if page.given or page.net}
    return tuple(relocated(block, lambda where: _seen(where, moved)) for block in blocks) if moved else tuple(blocks)


def _seen(where: Where, moved: Mapping[int, PageLayout]) -> Where:
    page, box = moved.get(where.page or 0), where.bbox
    if page is None or box is None:
        return where
    box = _around(box, partial(_bent, page.net)) if page.net else box
    return where._replace(bbox=around(box, page.given) if page.given else box)


def around(box: Box, matrix: Matrix) -> Box:
    """The upright box around what a matrix makes of a box."""
    return _around(box, partial(_moved, matrix))


def _around(box: Box, move: Callable[[float, float], tuple[float, float]]) -> Box:
    corners = [move(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)


def _bent(net: Net, x: float, y: float) -> tuple[float, float]:
    """A place by the nearest knot: between two of them no page bends."""
    row = min(max(round(y / net.step), 0), len(net.knots) - 1)
    column = min(max(round(x / net.step), 0), len(net.knots[row]) - 1)
    there = net.knots[row][column]
    return there[0] + x - column * net.step, there[1] + y - row * net.step


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f, g, h, i = matrix
    factor = g * x + h * y + i
    return (a * x + b * y + c) / factor, (d * x + e * y + f) / factor
