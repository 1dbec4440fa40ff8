"""Rows of table 3 that are none of the form's: headings and subtotals of its groups, and how such rows are told of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from checks.report import CellState
from flows.extract.document import GridCell
from flows.extract.forms import forms
from flows.extract.match.align import Alignment
from flows.extract.match.rows import PublishedRow
from flows.extract.match.values import TableReading
from flows.extract.match.vocabulary import ids, term
from flows.extract.numerals import read_cell

_SUBTOTAL = "小计"
_UNDIVIDED = "other"


def is_group_line(row: PublishedRow, following: Sequence[PublishedRow], reading: TableReading) -> bool:
    """Whether a row is only the heading of a group; figures in it that are not the group's sums belong to no row of the form."""
    group = _heading_of(row)
    if group is None or not following or _members()[group][0] not in following[0].exact:
        return False
    if row.is_filled:
        reading.left_over.append(described(row))
        if not _adds_up(row, following[: len(_members()[group])]):
            reading.doubts.append(f"分组标题「{row.label}」一行有数字")
    return True


def _heading_of(row: PublishedRow) -> str | None:
    """The group that a row without a label of its own names: the undivided （六） may be either, a row or a group."""
    rows = ids(row.label, "T3", "row")
    groups = [group for group in ids(row.label, "T3", "group") if group in _members()]
    return groups[-1] if groups and rows in ((), (_UNDIVIDED,)) else None


@cache
def _members() -> Mapping[str, Sequence[str]]:
    """Group → its rows: what stands below a line that is only the group's heading."""
    rows = forms()["2021"].t3_rows
    groups = dict.fromkeys(row.subgroup for row in rows if row.subgroup)
    return {group: [row.id for row in rows if row.subgroup == group] for group in groups}


def described(row: PublishedRow) -> str:
    """A row that was placed nowhere, as `Report.left_over` tells of it."""
    return " ".join(["T3:", *(cell.text for cell in row.labels), *(cell.text for cell in row.figures)])


def of_another_table(row: PublishedRow) -> str:
    """A row that is like one of table 3 and stands in a table of something else, as `Report.left_over` tells of it."""
    return f"另一张表：{described(row).partition(' ')[2]}"


def says_subtotal(row: PublishedRow) -> bool:
    """Whether a row's label calls it a subtotal, which no row of the form is."""
    return _SUBTOTAL in term(row.label).name.core


def _adds_up(row: PublishedRow, members: Sequence[PublishedRow]) -> bool:
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


def doubled(rows: Sequence[PublishedRow], found: Alignment) -> list[int]:
    """The rows that stand a second time in their own grid: one of them may have taken the place of a row that is missing."""
    return [
        copy
        for copy in found.copies
        if any(rows[at].grid is rows[copy].grid is not None and rows[at].exact == rows[copy].exact for at in found.rows)
    ]
