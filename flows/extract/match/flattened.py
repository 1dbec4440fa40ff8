"""Tables that lie flat in a text: while anything about one is doubted, only what its own sums bear out is known.

Text that was copied or made from a page keeps the order of its figures at best: a page's number, the second line of a cell
or a blank that left nothing behind puts all that follows one place on, and no grid tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.arithmetic import row_sums, suit_sums
from checks.forms import Form, split_cell
from checks.report import Cell, CellState
from flows.extract.document import Block, Document, Grid, Paragraph
from flows.extract.match.sums import COUNTED, failing
from flows.extract.match.values import TableReading

_SLIPPED = "各格逐行排列，且合计不等于分项之和，数字可能错位"
_OF_A_TEXT = "line "
"""What the places of a text's lines begin with."""


def slipped(form: Form, document: Document, reading: TableReading, cells: Mapping[str, Cell]) -> str:
    """What is doubtful about a table 4 of one figure a line, in Chinese: suits fail as they do where a figure came behind those that follow it.

    A block that touches the heading below is written last. Totals that are all left at 0, and one suit that fails and whose total no other
    figure is, may be the author's.
    """
    if (
        reading.table != "T4"
        or not reading.blocks
        or not all(_is_one_cell(document.blocks[at]) for at in reading.blocks)
    ):
        return ""
    wrong = [[cells[name] for name in one.cells] for one in failing(form, suit_sums(form), cells)]
    figures = [[cell.value or 0 for cell in suit] for suit in wrong]
    moved = any(2 * figure == sum(suit) for suit in figures for figure in suit)
    totals = [cells[one.cells[-1]].value or 0 for one in suit_sums(form)]
    return _SLIPPED if moved or (len(figures) > 1 and any(totals)) else ""


def _is_one_cell(block: Block) -> bool:
    """Whether a line of a text, or every row of a run of such lines, is words or one figure."""
    if isinstance(block, Grid):
        return block.width == 1 and all(_OF_A_TEXT in (cell.where.xpath or "") for cell in block.cells)
    if _OF_A_TEXT not in (block.where.xpath or ""):
        return False
    words = block.text.split()
    return len(words) == 1 or not any(word.isdecimal() for word in words)


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
