"""A report's tables drawn again: as published where the reader kept them, else in the layout of the printed form.

Only what stands in which slot and what must be said of it; the markup is in the templates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from checks.forms import TABLE_NAMES, Form, Row, T2Block
from checks.model import Finding
from checks.report import Cell, CellState, Report, Table

Slot = tuple[str, int, int, str | None]


class DrawnCell(NamedTuple):
    """One cell on the page. `state` is "label" for what is no figure of the form, else a `CellState`.

    `marks` are the numbers of the findings that question it; `is_suspect` where one of them names it the wrong one.
    A tuple, because a night draws millions.
    """

    text: str
    rowspan: int
    colspan: int
    cell: str | None
    state: str
    head: str = ""
    name: str = ""
    marks: tuple[int, ...] = ()
    is_suspect: bool = False


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table on the page; `as_published` is false where only the figures are known and the form gives the layout.

    `absent` names the cells of the form that the published table does not have; `part` is "1/4" where it came in pieces.
    """

    id: str
    caption: str
    rows: tuple[tuple[DrawnCell, ...], ...]
    as_published: bool
    absent: tuple[str, ...] = ()
    part: str = ""


def marks_of(findings: Sequence[Finding]) -> dict[str, tuple[int, ...]]:
    """Cell id → the numbers (from 1) of the findings that question it."""
    marks: dict[str, tuple[int, ...]] = {}
    for number, finding in enumerate(findings, 1):
        for cell in dict.fromkeys((*finding.cells, *filter(None, [finding.suspect]))):
            marks[cell] = (*marks.get(cell, ()), number)
    return marks


def drawn_tables(report: Report, form: Form | None, findings: Sequence[Finding] = ()) -> tuple[DrawnTable, ...]:
    """Tables 2, 3 and 4 of a report with the cells in question marked, in that order."""
    marks, suspects = marks_of(findings), {finding.suspect for finding in findings if finding.suspect}
    kept = {table.id for table in report.tables}
    laid_out = canonical_tables(form, report.cells) if form and report.cells else ()
    tables = sorted(
        (*report.tables, *(table for table in laid_out if table.id not in kept)), key=lambda table: table.id
    )
    names: Mapping[str, str] = form.names if form else {}
    pieces = Counter(table.id for table in tables)
    drawn: list[DrawnTable] = []
    for table in tables:
        rows = tuple(tuple(_drawn_row(row, report.cells, names, marks, suspects)) for row in table.rows)
        number = sum(done.id == table.id for done in drawn) + 1
        part = f"{number}/{pieces[table.id]}" if pieces[table.id] > 1 else ""
        is_last = number == pieces[table.id]
        absent = _absent(table, tables, report.cells, names) if table.id in kept and is_last else ()
        drawn.append(DrawnTable(table.id, TABLE_NAMES.get(table.id, table.id), rows, table.id in kept, absent, part))
    return tuple(drawn)


def _drawn_row(
    row: Sequence[Slot],
    cells: Mapping[str, Cell],
    names: Mapping[str, str],
    marks: Mapping[str, tuple[int, ...]],
    suspects: set[str],
) -> Iterator[DrawnCell]:
    head = "row" if any(slot[3] for slot in row) else "col"
    for text, rowspan, colspan, cell_id in row:
        cell = cells.get(cell_id) if cell_id else None
        if cell_id is None or cell is None:
            yield DrawnCell(text, rowspan, colspan, None, "label", head)
        elif cell_id in marks:
            suspect = cell_id in suspects
            name = names.get(cell_id, cell_id)
            shown = text or cell.raw
            yield DrawnCell(shown, rowspan, colspan, cell_id, cell.state, "", name, marks[cell_id], suspect)
        else:
            yield DrawnCell(text or cell.raw, rowspan, colspan, cell_id, cell.state)


def _absent(
    table: Table, tables: Sequence[Table], cells: Mapping[str, Cell], names: Mapping[str, str]
) -> tuple[str, ...]:
    placed = {cell for other in tables if other.id == table.id for row in other.rows for *_, cell in row}
    prefix = table.id + "."
    return tuple(
        names.get(name, name)
        for name, cell in cells.items()
        if name.startswith(prefix) and name not in placed and cell.state is CellState.ABSENT
    )


def canonical_tables(form: Form, cells: Mapping[str, Cell]) -> tuple[Table, ...]:
    """The three tables laid out as the form prints them, with these figures."""
    return tuple(
        Table(table, tuple(tuple(_filled(slot, cells) for slot in row) for row in rows))
        for table, rows in _layout(form)
    )


def _filled(slot: Slot, cells: Mapping[str, Cell]) -> Slot:
    cell = cells.get(slot[3]) if slot[3] else None
    return slot if cell is None else (cell.raw, slot[1], slot[2], slot[3])


@lru_cache
def _layout(form: Form) -> tuple[tuple[str, tuple[tuple[Slot, ...], ...]], ...]:
    tables = (("T2", _table_2), ("T3", _table_3), ("T4", _table_4))
    return tuple((name, tuple(map(tuple, lay_out(form)))) for name, lay_out in tables)


def _slot(cell: str, colspan: int = 1) -> Slot:
    return ("", 1, colspan, cell)


def _table_2(form: Form) -> Iterator[list[Slot]]:
    width = max(len(block.columns) for block in form.t2)
    for block in form.t2:
        yield [(block.heading, 1, width + 1, None)]
        spans = _stretched(block, width)
        yield [
            ("信息内容", 1, 1, None),
            *((col.label, 1, span, None) for col, span in zip(block.columns, spans, strict=True)),
        ]
        for row in block.rows:
            figures = zip(block.columns, spans, strict=True)
            yield [(row.label, 1, 1, None), *(_slot(f"T2.{row.id}.{col.id}", span) for col, span in figures)]


def _stretched(block: T2Block, width: int) -> list[int]:
    """Column spans of a block narrower than the table: its last column takes what is left."""
    return [1] * (len(block.columns) - 1) + [width - len(block.columns) + 1]


def _table_3(form: Form) -> Iterator[list[Slot]]:
    legal = [column for column in form.t3_columns if column.group]
    yield [(f"（{form.head_note}）", 3, 3, None), ("申请人情况", 1, len(form.t3_columns), None)]
    first, last = form.t3_columns[0], form.t3_columns[-1]
    yield [(first.label, 2, 1, None), (legal[0].group or "", 1, len(legal), None), (last.label, 2, 1, None)]
    yield [(column.label, 1, 1, None) for column in legal]
    for _, grouped in groupby(form.t3_rows, key=lambda row: row.group):
        rows = list(grouped)
        for place, row in enumerate(rows):
            figures = (_slot(f"T3.{row.id}.{column.id}") for column in form.t3_columns)
            yield [*_labels(row, rows, place), *figures]


def _labels(row: Row, group: Sequence[Row], place: int) -> Iterator[Slot]:
    """The label cells that begin in this row: the result block, its subgroup, and the row's own."""
    if row.group is None:
        yield (row.label, 1, 3, None)
        return
    if place == 0:
        yield (row.group, len(group), 1, None)
    if row.subgroup is None:
        yield (row.label, 1, 2, None)
        return
    if place == 0 or group[place - 1].subgroup != row.subgroup:
        yield (row.subgroup, sum(other.subgroup == row.subgroup for other in group), 1, None)
    yield (row.label, 1, 1, None)


def _table_4(form: Form) -> Iterator[list[Slot]]:
    count = len(form.t4_columns)
    alone = [block for block in form.t4_blocks if not block.group]
    suits = [block for block in form.t4_blocks if block.group]
    yield [*((block.label, 1, count, None) for block in alone), (suits[0].group or "", 1, count * len(suits), None)]
    columns = [(column.label, 2, 1, None) for _ in alone for column in form.t4_columns]
    yield [*columns, *((block.label, 1, count, None) for block in suits)]
    yield [(column.label, 1, 1, None) for _ in suits for column in form.t4_columns]
    yield [_slot(f"T4.{block.id}.{column.id}") for block in form.t4_blocks for column in form.t4_columns]
