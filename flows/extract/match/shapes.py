"""Rows of table 3 that are built alike, so that one of them that is built otherwise is not taken at its word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import mode
from typing import NamedTuple

from flows.extract.match.figures import Alike, may_span, place
from flows.extract.match.rows import PublishedRow
from flows.extract.match.vocabulary import term

_FEWEST_BESIDE = 2
"""Cells with text in a row of which one can span columns beside another."""


class Shape(NamedTuple):
    """A grid, the level of a row's label in it (一、 （一） 1.), and the column where the row's figures begin."""

    grid: int
    level: str
    start: int


def alike_rows(rows: Sequence[PublishedRow], width: int) -> dict[Shape, Alike]:
    """Shape of a row → what most rows of the shape have; `width` is how many figures a row should have.

    There is none for a shape of one row only, nor for rows that begin in another column than most of their level do:
    those may have lost the cell of their group, and then their columns lie. A crowded table is so for all its rows.
    """
    shapes: dict[Shape, list[PublishedRow]] = {}
    starts: dict[tuple[int, str], list[int]] = {}
    for row in rows:
        shape = shape_of(row)
        shapes.setdefault(shape, []).append(row)
        starts.setdefault(shape[:2], []).append(shape.start)
    usual = {level: mode(found) for level, found in starts.items()}
    mixed = {id(row.grid) for row in rows if _is_partly_blank(row, width)}
    crowded = {shape_of(row).grid for row in rows if sum(bool(cell.text) for cell in row.figures) > width}
    told = {
        shape: _common(found, width, unspanned=_gave_spans_up(found[0]) and id(found[0].grid) not in mixed)
        if shape.grid not in crowded
        else Alike(len(found[0].figures), None, crowded=True)
        for shape, found in shapes.items()
        if shape.grid in crowded or (len(found) > 1 and usual[shape[:2]] == shape.start)
    }
    return {shape: _of_other_levels(shape, alike, told) for shape, alike in told.items()}


def _of_other_levels(shape: Shape, alike: Alike, told: Mapping[Shape, Alike]) -> Alike:
    """What rows of blanks have in common with those of other levels that begin in the same column and are as long."""
    beside = {
        other.offset
        for at, other in told.items()
        if (at.grid, at.start, other.cells) == (shape.grid, shape.start, alike.cells) and other.offset is not None
    }
    return alike._replace(offset=beside.pop()) if alike.offset is None and len(beside) == 1 else alike


def _common(rows: Sequence[PublishedRow], width: int, unspanned: bool) -> Alike:
    counts = [len(row.figures) for row in rows]
    # Rows of one 0 over several columns have fewer cells and nothing to be told by their number.
    cells = mode([count for count in counts if count >= width] or counts)
    usual = [(row, place(row.figures, None, width)) for row in rows if len(row.figures) == cells]
    offsets = {placed.offset for _, placed in usual if placed.offset is not None}
    return Alike(
        cells,
        next(iter(offsets)) if len(offsets) == 1 else None,
        unspanned,
        lossy=any(row.grid is None and 1 < len(row.figures) < width for row in rows),
    )


def _is_partly_blank(row: PublishedRow, width: int) -> bool:
    """Whether single figures of a row are left blank: where that is done, one 0 and blanks are just that."""
    filled = sum(bool(cell.text) for cell in row.figures)
    start = next((place for place, cell in enumerate(row.figures) if cell.text), 0)
    return 1 < filled < width <= len(row.figures) and not may_span(row.figures[start : start + width])


def _gave_spans_up(row: PublishedRow) -> bool:
    """Whether nothing in a grid spans columns, though the form's head would; a caption or remark over the whole does not count."""
    if row.grid is None or row.streamed:
        return False
    filled = Counter(cell.row for cell in row.grid.cells if cell.text)
    return all(cell.colspan == 1 or filled[cell.row] < _FEWEST_BESIDE for cell in row.grid.cells)


def shape_of(row: PublishedRow) -> Shape:
    """The shape of a row."""
    last = row.labels[-1] if row.labels else None
    return (
        Shape(id(row.grid), term(last.text).name.hint[:1], last.column + last.colspan)
        if last
        else Shape(id(row.grid), "", -1)
    )
