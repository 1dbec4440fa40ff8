"""Tables that lie flat in a text: while anything about one is doubted, only what its own sums bear out is known.

Text that was copied or made from a page keeps the order of its figures at best: a page's number, the second line of a cell
or a blank that left nothing behind puts all that follows one place on, and no grid tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checks.forms import Form
from checks.report import Cell, CellState
from flows.extract.document import Document, Paragraph
from flows.extract.match.values import TableReading

_COUNTED = (CellState.NUMBER, CellState.BLANK, CellState.NOT_APPLICABLE)


def without_unproven(
    form: Form, document: Document, doubted: Sequence[TableReading], cells: Mapping[str, Cell]
) -> dict[str, Cell]:
    """The cells of all tables; of doubted ones that lay flat in the text those of sums that do not hold are unreadable."""
    known = dict(cells)
    for reading in doubted:
        if any(isinstance(document.blocks[at], Paragraph) for at in reading.blocks):
            if reading.table == "T2" and reading.doubts:
                # No sum tells whether its figures stand before their labels or behind.
                known |= {cell_id: _unread(cells[cell_id]) for cell_id in form.table_cells("T2")}
            for row in _sums(form, reading.table):
                if not adds_up([cells[cell_id] for cell_id in row]):
                    known |= {cell_id: _unread(cells[cell_id]) for cell_id in row}
    return known


def _unread(cell: Cell) -> Cell:
    return cell._replace(state=CellState.UNREADABLE, value=None) if cell.state in _COUNTED else cell


def adds_up(cells: Sequence[Cell]) -> bool:
    """Whether the last figure is the sum of the others; unreadable or absent ones leave that open."""
    known = [cell.value or 0 for cell in cells if cell.state in _COUNTED]
    return len(known) == len(cells) and sum(known[:-1]) == known[-1]


def _sums(form: Form, table: str) -> Iterator[list[str]]:
    """The cells of each row of table 3, and of each block of table 4: parts, and the total behind them."""
    if table == "T3":
        yield from ([f"T3.{row.id}.{column.id}" for column in form.t3_columns] for row in form.t3_rows)
    if table == "T4":
        yield from ([f"T4.{block.id}.{column.id}" for column in form.t4_columns] for block in form.t4_blocks)
