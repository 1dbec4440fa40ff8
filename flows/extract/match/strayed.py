"""Rows of table 3 whose figures moved to the right of their columns, as they do behind a cell too many."""

from __future__ import annotations

from collections.abc import Sequence

from checks.report import CellState
from flows.extract.document import GridCell
from flows.extract.match.columns import Head
from flows.extract.numerals import read_cell

_TOTAL = "total"


def strayed(figures: Sequence[GridCell], placed: Sequence[GridCell | None], head: Head) -> str:
    """What is doubtful about a row whose last figure is the sum of all others and stands under another column than 总计."""
    filled = [cell for cell in figures if cell.text]
    if _TOTAL not in head.order or len(filled) in (0, len(figures)) or placed[head.order.index(_TOTAL)] is filled[-1]:
        return ""
    read = [read_cell(cell.text) for cell in filled]
    values = [found.value for found in read if found.state is CellState.NUMBER and found.value is not None]
    moved = len(values) == len(filled) and values[-1] != 0 and sum(values[:-1]) == values[-1]
    return "似乎整体错开一栏" if moved else ""
