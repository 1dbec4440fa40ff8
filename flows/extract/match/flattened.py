"""Tables that lie flat in a text: while anything about one is doubted, only what its own sums bear out is known.

Text that was copied or made from a page keeps the order of its figures at best: a page's number, the second line of a cell
or a blank that left nothing behind puts all that follows one place on, and no grid tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.arithmetic import row_sums, suit_sums
from checks.forms import Form, split_cell
from checks.report import Cell, CellState
from flows.extract.document import Document, Paragraph
from flows.extract.match.sums import COUNTED, failing
from flows.extract.match.values import TableReading


def without_unproven(
    form: Form, document: Document, doubted: Sequence[TableReading], cells: Mapping[str, Cell]
) -> dict[str, Cell]:
    """The cells of all tables; of doubted ones that lay flat in the text those of sums that do not hold are unreadable."""
    flat = [one for one in doubted if any(isinstance(document.blocks[at], Paragraph) for at in one.blocks)]
    tables = {one.table for one in flat}
    sums = [one for one in (*row_sums(form), *suit_sums(form)) if split_cell(one.cells[0])[0] in tables]
    lost = [name for one in failing(form, sums, cells) for name in one.cells]
    if any(one.table == "T2" and one.doubts for one in flat):
        # No sum tells whether its figures stand before their labels or behind.
        lost += form.table_cells("T2")
    return {**cells, **{name: _unread(cells[name]) for name in lost}}


def _unread(cell: Cell) -> Cell:
    return cell._replace(state=CellState.UNREADABLE, value=None) if cell.state in COUNTED else cell
