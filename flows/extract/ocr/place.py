"""Places on a page that was turned or straightened to be read → places on the page as it was given.

Whoever checks a finding looks at the page as published, and the box around a figure must stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from checks.report import Where
from flows.extract.document import Block, Grid
from flows.extract.layout.page import Box, Matrix, PageLayout


def matrix_in_points(back: Any, read: float, given: float) -> Matrix | None:
    """A matrix of pixels (numpy, 3 × 3) as one of points; None for one that moves nothing.

    A pixel of the picture as it was read is `read` points, one of the picture as it was given is `given`.
    """
    import numpy as np

    matrix = np.diag([given, given, 1.0]) @ back @ np.diag([1 / read, 1 / read, 1.0])
    return None if np.allclose(matrix, np.eye(3)) else tuple(float(value) for value in matrix.ravel())


def as_given(blocks: Iterable[Block], pages: Iterable[PageLayout]) -> tuple[Block, ...]:
    """The blocks with their places on the pages as these were given."""
    given = {page.number: page.given for page in pages if page.given}
    return tuple(_put_back(block, given) for block in blocks) if given else tuple(blocks)


def _put_back(block: Block, given: Mapping[int, Matrix]) -> Block:
    if not isinstance(block, Grid):
        return replace(block, where=_seen(block.where, given))
    cells = tuple(cell._replace(where=_seen(cell.where, given)) for cell in block.cells)
    return replace(block, cells=cells, where=_seen(block.where, given))


def _seen(where: Where, given: Mapping[int, Matrix]) -> Where:
    matrix = given.get(where.page or 0)
    return where._replace(bbox=around(where.bbox, matrix)) if matrix and where.bbox else where


def around(box: Box, matrix: Matrix) -> Box:
    """The upright box around what a matrix makes of a box."""
    corners = [_moved(x, y, matrix) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f, g, h, i = matrix
    factor = g * x + h * y + i
    return (a * x + b * y + c) / factor, (d * x + e * y + f) / factor
