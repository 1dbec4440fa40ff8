"""A 0 or a stroke written once over several rows of a table, as editors merge cells that say the same: once in each row again."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.document import Block, Grid, GridCell

_NOTHING = frozenset({"0", "/", "—", "——"})
"""What stands for every row that it reaches over; any other figure may be the sum of them."""


def with_zeros_in_each_row(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in whose grids no cell that says that there was nothing reaches over more than one row."""
    return tuple(_parted(block) if isinstance(block, Grid) else block for block in blocks)


def _parted(grid: Grid) -> Grid:
    if not any(map(_reaches_down, grid.cells)):
        return grid
    cells = [
        cell._replace(row=row, rowspan=1) if _reaches_down(cell) else cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + (cell.rowspan if _reaches_down(cell) else 1))
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(cells), grid.height, grid.width, grid.where)


def _reaches_down(cell: GridCell) -> bool:
    return cell.rowspan > 1 and cell.text in _NOTHING
