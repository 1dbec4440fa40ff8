"""Rows of subtotals that an agency added to table 3: they say so, or are the sums of the rows of their group."""

from __future__ import annotations

from collections.abc import Sequence

from checks.report import CellState
from flows.extract.document import GridCell
from flows.extract.match.rows import PublishedRow
from flows.extract.match.vocabulary import term
from flows.extract.numerals import read_cell

_SUBTOTAL = "小计"


def says_subtotal(row: PublishedRow) -> bool:
    """Whether a row's label calls it a subtotal, which no row of the form is."""
    return _SUBTOTAL in term(row.label).name.core


def adds_up(row: PublishedRow, members: Sequence[PublishedRow]) -> bool:
    """Whether a row's figures are in every column the sums of some rows' of as many figures."""
    if any(len(member.figures) != len(row.figures) for member in members):
        return False
    columns = zip(*(member.figures for member in members), strict=True)
    return all(_is_sum(figure, parts) for figure, parts in zip(row.figures, columns, strict=True))


def _is_sum(figure: GridCell, parts: Sequence[GridCell]) -> bool:
    readings = [read_cell(cell.text) for cell in (figure, *parts)]
    if any(reading.state in (CellState.TEXT, CellState.UNREADABLE) for reading in readings):
        return False
    total, *counted = (reading.value or 0 for reading in readings)
    return total == sum(counted)
