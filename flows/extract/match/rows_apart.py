"""Rows of the form that an editor put into one row of the page, their labels and figures line under line in its cells: apart again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from checks.report import CellState
from flows.extract.document import Block, Grid, GridCell
from flows.extract.grid import rows_of
from flows.extract.match.vocabulary import term
from flows.extract.numerals import read_cell

_FIGURES = (CellState.NUMBER, CellState.NOT_APPLICABLE)
_NAMES = ("row", "column")


def with_rows_apart(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in whose grids every line of a stacked row is a row of its own."""
    return tuple(_apart(block) if isinstance(block, Grid) else block for block in blocks)


def _apart(grid: Grid) -> Grid:
    if not any(len(cell.lines) > 1 for cell in grid.cells):
        return grid
    counts = [_count(row) for row in rows_of(grid)]
    if max(counts, default=1) == 1:
        return grid
    starts = list(accumulate(counts, initial=0))
    cells: list[GridCell] = []
    for cell in grid.cells:
        top, reach = starts[cell.row], starts[cell.row + cell.rowspan] - starts[cell.row]
        if len(cell.lines) == reach > 1 and cell.rowspan == 1:
            cells += [cell._replace(text=line, row=top + place, lines=()) for place, line in enumerate(cell.lines)]
        else:
            cells.append(cell._replace(row=top, rowspan=reach))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(cells), starts[-1], grid.width, grid.where)


def _count(row: Sequence[GridCell]) -> int:
    """How many rows stand in one: as many as its label has lines, each of them a row's, over as many figures in all cells behind."""
    label = next((place for place, cell in enumerate(row) if _names_rows(cell)), len(row))
    behind = row[label + 1 :]
    count = len(row[label].lines) if behind else 1
    is_stacked = all(len(cell.lines) == count and cell.rowspan == 1 and _are_figures(cell) for cell in behind)
    return count if is_stacked else 1


def _names_rows(cell: GridCell) -> bool:
    is_label = (any(meaning.kind in _NAMES for meaning in term(line).meanings) for line in cell.lines)
    return len(cell.lines) > 1 and cell.rowspan == 1 and all(is_label)


def _are_figures(cell: GridCell) -> bool:
    return all(read_cell(line).state in _FIGURES for line in cell.lines)
