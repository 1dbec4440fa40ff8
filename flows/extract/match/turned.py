"""Table 3 printed on its side, a row for every kind of applicant and a column for every result: as the form has it again."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.document import Block, Grid
from flows.extract.match.vocabulary import ids

_FEWEST_ROWS = 15
"""Of the form's rows; so many stand as columns beside each other in no other table."""
_FEWEST_COLUMNS = 5
"""Of the form's columns, below each other."""


def with_turned_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which every table 3 on its side stands upright."""
    return tuple(_turned(block) if isinstance(block, Grid) and _lies(block) else block for block in blocks)


def _lies(grid: Grid) -> bool:
    if grid.width < _FEWEST_ROWS or grid.width < grid.height:
        return False
    beside = {found for cell in grid.cells if cell.column for found in ids(cell.text, "T3", "row")}
    below = {cell.row: found for cell in grid.cells for found in ids(cell.text, "T3", "column")}
    return len(beside) >= _FEWEST_ROWS and len(set(below.values())) >= _FEWEST_COLUMNS


def _turned(grid: Grid) -> Grid:
    cells = [
        cell._replace(row=cell.column, column=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)
        for cell in grid.cells
    ]
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), grid.width, grid.height, grid.where)
