"""A 0 or a stroke written once over several rows of a table, as editors merge cells that say the same: once in each row again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checks.report import CellState
from flows.extract.document import Block, Grid, GridCell
from flows.extract.numerals import read_cell

_STROKES = frozenset({"/", "—", "——"})
"""What stands for every row that it reaches over, as a 0 does; any other figure may be the sum of them."""


def with_zeros_in_each_row(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in whose grids no cell that says that there was nothing reaches over more than one row."""
    return tuple(_parted(block) if isinstance(block, Grid) else block for block in blocks)


def _parted(grid: Grid) -> Grid:
    if not any(map(_reaches_down, grid.cells)):
        return grid
    figures = Counter(row for cell in grid.cells if _may_be_figure(cell) for row in _rows(cell))
    last = {row: cell for cell in sorted(grid.cells, key=lambda cell: cell.column) for row in _rows(cell)}
    filled = {cell.row for cell in grid.cells if cell.text.isdecimal() and int(cell.text)}
    cells = [
        cell._replace(row=row, rowspan=1) if _reaches_down(cell) else cell
        for cell in grid.cells
        for row in (_rows(cell) if _reaches_down(cell) else (cell.row,))
        # A row that has all its figures without it, or others that do not come to nothing, has slipped aside beneath it.
        if figures[row] <= figures[cell.row] and not (row > cell.row and cell is last[row] and row in filled)
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(cells), grid.height, grid.width, grid.where)


def _rows(cell: GridCell) -> range:
    return range(cell.row, cell.row + cell.rowspan)


def _may_be_figure(cell: GridCell) -> bool:
    return read_cell(cell.text).state is not CellState.TEXT


def _reaches_down(cell: GridCell) -> bool:
    return cell.rowspan > 1 and (cell.text in _STROKES or read_cell(cell.text).value == 0)
