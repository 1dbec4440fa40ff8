"""Table 4 with a row for every column of the form: 行政复议 | 结果维持 | 0, or the three blocks beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from checks.report import CellState
from flows.extract.document import GridCell
from flows.extract.match.lines import Line, state
from flows.extract.match.values import TableReading
from flows.extract.match.vocabulary import ids

Found = Iterator[tuple[str, GridCell]]


def read_upright(lines: Sequence[Line], reading: TableReading, printed: Sequence[tuple[str, str]]) -> bool:
    """Reads a table that stands upright; whether it is one. `printed` are (block, column) of every cell of the form."""
    wanted = sorted(_cell_id(block, column) for block, column in printed)
    readers: tuple[Callable[[Sequence[Line]], Found], ...] = (_one_by_one, _side_by_side)
    for read in readers:
        found = list(read(lines))
        if sorted(cell_id for cell_id, _ in found) == wanted:
            for cell_id, cell in found:
                reading.put(cell_id, cell, cell.text)
            reading.blocks |= {
                line.block for line in lines if any(cell is one for cell in line.cells for _, one in found)
            }
            return True
    return False


def _cell_id(block: str, column: str) -> str:
    return f"T4.{block}.{column}"


def _one_by_one(lines: Sequence[Line]) -> Found:
    """A figure right behind its column's name, in the block named last; words at the end of a row stand for one."""
    block = column = None
    for line in lines:
        column = column if len(line.cells) == 1 else None
        for cell in line.cells:
            if named := ids(cell.text, "T4", "block"):
                block = named[0]
            elif named := ids(cell.text, "T4", "column"):
                column = named[0]
            elif block and column and _is_figure(cell, line):
                yield _cell_id(block, column), cell
                column = None


def _is_figure(cell: GridCell, line: Line) -> bool:
    return state(cell) is not CellState.TEXT or (cell is line.cells[-1] and len(line.cells) > 1)


def _side_by_side(lines: Sequence[Line]) -> Found:
    """The figures of a column's row, each right under its block's name."""
    blocks: dict[tuple[int, int], str] = {}
    grid = None
    for line in lines:
        if line.grid is not grid:
            blocks, grid = {}, line.grid
        columns = [named[0] for cell in line.cells if (named := ids(cell.text, "T4", "column"))]
        for cell in line.cells if line.grid is not None else ():
            slot = cell.column, cell.colspan
            if named := ids(cell.text, "T4", "block"):
                blocks[slot] = named[0]
            elif len(columns) == 1 and slot in blocks and not ids(cell.text, "T4", "column"):
                yield _cell_id(blocks[slot], columns[0]), cell
