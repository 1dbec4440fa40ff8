"""Rows of cells with spans → a grid whose every cell has its slot, and back.

The slots are given as browsers give them: a cell takes the first free slot of its row. Spans are bounded, so that a
table of one cell with a colspan of 100000 costs no more than any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checks.report import NOWHERE, Where
from flows.errors import TooLarge
from flows.extract.document import Grid, GridCell

MAX_SPAN = 1000
"""What HTML allows for colspan; more is damage or malice."""
MAX_AREA = 10
"""Slots a table may cover for every cell it may have."""


class RawCell(NamedTuple):
    """A cell before it has a slot. A `rowspan` of 0 reaches to the table's end."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    where: Where = NOWHERE
    lines: tuple[str, ...] = ()
    image: bool = False


def lay_out(rows: Sequence[Sequence[RawCell]], where: Where = NOWHERE, max_cells: int = 200_000) -> Grid:
    """The grid of these rows.

    Raises `TooLarge` where the table has more than `max_cells` cells.
    """
    height, width = len(rows), 0
    if sum(map(len, rows)) > max_cells or _area(rows) > max_cells * MAX_AREA:
        raise TooLarge(f"表格超过 {max_cells} 格 (a table of more than {max_cells} cells)")
    taken: dict[int, int] = {}  # column → rows it is still covered for, from above
    cells: list[GridCell] = []
    for row, raw_cells in enumerate(rows):
        column = 0
        placed: list[tuple[int, int, int]] = []
        for text, rowspan, colspan, place, lines, image in raw_cells:
            while taken and column in taken:
                column += 1
            rowspan = 1 if rowspan == 1 else min(rowspan or height, height - row)
            colspan = 1 if colspan == 1 else _free(taken, column, min(max(colspan, 1), MAX_SPAN))
            cells.append(GridCell(text, row, column, rowspan, colspan, place, lines, image))
            if rowspan > 1:
                placed.append((column, colspan, rowspan))
            column += colspan
        width = max(width, column, max(taken, default=-1) + 1)
        taken = {slot: left - 1 for slot, left in taken.items() if left > 1}
        for start, colspan, rowspan in placed:
            taken.update(dict.fromkeys(range(start, start + colspan), rowspan - 1))
    return Grid(tuple(cells), height, width, where)


def _area(rows: Sequence[Sequence[RawCell]]) -> int:
    """Slots that the spanning cells cover, each span bounded."""
    spanning = (raw for row in rows for raw in row if raw.rowspan != 1 or raw.colspan > 1)
    return sum(min(raw.rowspan or len(rows), len(rows)) * min(max(raw.colspan, 1), MAX_SPAN) for raw in spanning)


def _free(taken: dict[int, int], column: int, colspan: int) -> int:
    """How many of the slots wanted are free: a cell never covers one that a cell above still covers."""
    if not taken:
        return colspan
    return next((offset for offset in range(colspan) if column + offset in taken), colspan)


def filled(grid: Grid) -> Grid:
    """The grid with a blank cell in every slot that none covers, as the sheet of a spreadsheet has."""
    covered = {
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    slots = ((row, column) for row in range(grid.height) for column in range(grid.width))
    blanks = [GridCell("", row, column, where=grid.where) for row, column in slots if (row, column) not in covered]
    cells = sorted((*grid.cells, *blanks), key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(cells), grid.height, grid.width, grid.where)


def rows_of(grid: Grid) -> list[list[GridCell]]:
    """The cells by the row they begin in, left to right; a row with none is empty."""
    rows: list[list[GridCell]] = [[] for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    return rows
