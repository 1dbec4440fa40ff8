"""Table 3 cut in two to save room, its later rows beside the first ones: one below the other again."""

from __future__ import annotations

from collections.abc import Sequence

from checks.report import CellState
from flows.extract.document import Block, Grid, GridCell
from flows.extract.grid import rows_of
from flows.extract.match.lines import state
from flows.extract.match.vocabulary import ids

_WIDTH = 11
"""Columns of a table 3 that is whole, with one for remarks."""
_FEWEST_ROWS, _FEWEST_FIGURES = 4, 4
"""Rows beside which another one stands, and the figures between their names: more than the blanks that spans leave."""


def with_halves_below(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which the right half of every table 3 so cut stands below its left one."""
    return tuple(_stacked(block) if isinstance(block, Grid) and block.width > _WIDTH else block for block in blocks)


def _stacked(grid: Grid) -> Grid:
    edges = {row: edge for row, cells in enumerate(rows_of(grid)) if (edge := _edge(cells))}
    edge, first = max(edges.values(), default=0), min(edges, default=0)
    across = [cell for cell in grid.cells if cell.column < edge < cell.column + cell.colspan]
    # Above the rows a caption may stand over both halves.
    if len(edges) < _FEWEST_ROWS or any(cell.row + cell.rowspan > first for cell in across):
        return grid
    left = [cell._replace(colspan=min(cell.colspan, edge - cell.column)) for cell in grid.cells if cell.column < edge]
    right = [
        cell._replace(row=cell.row + grid.height, column=cell.column - edge)
        for cell in grid.cells
        if cell.column >= edge
    ]
    return Grid((*left, *right), grid.height * 2, max(edge, grid.width - edge), grid.where)


def _edge(row: Sequence[GridCell]) -> int:
    """Where the figures end behind which the row of the page names another row of the form; 0 where it names but one."""
    edge = 0
    figures: list[GridCell] = []  # blank ones too
    for cell in row:
        if _names_row(cell):
            edge, figures = _end(figures) or edge, []
        elif state(cell) is not CellState.TEXT:
            figures.append(cell)
    return edge


def _end(figures: Sequence[GridCell]) -> int:
    """Where a row's figures end, 0 where there are too few for a row."""
    return figures[-1].column + figures[-1].colspan if len(figures) >= _FEWEST_FIGURES else 0


def _names_row(cell: GridCell) -> bool:
    return bool(cell.text) and bool(ids(cell.text, "T3", "row")) and not ids(cell.text, "T3", "column")
