"""The matcher's second thoughts: signs in the figures that they may stand in the wrong places.

None of them accuses anybody; while there is one about a table, nothing is said against its figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from checks.arithmetic import column_balances, column_sums, row_sums, suit_sums
from checks.forms import Form
from checks.report import Cell, CellState
from flows.extract.match.sums import COUNTED, failing
from flows.extract.match.t4_slipped import is_moved_inside
from flows.extract.match.values import TableReading

_MOST = 3
_FEW_BLANK_TOTALS = 2


def doubts_of(form: Form, reading: TableReading, cells: Mapping[str, Cell]) -> str:
    """What is doubtful about a table as read, in Chinese; empty where nothing is."""
    doubts = [*reading.doubts]
    if reading.table == "T3":
        doubts += _of_table_3(form, reading, cells)
    if reading.table == "T4" and reading.unproven and not _suits_are_borne_out(form, cells):
        doubts.append("表头缺失或有空行，且各组合计不等于分项之和")
    if reading.table == "T4" and _are_moved_suits(form, cells):
        doubts.append("各组合计与分项似乎错开一栏")
    missing = sum(cell_id not in reading.places for cell_id in form.table_cells(reading.table))
    if missing and reading.places:
        doubts.append(f"有 {missing} 格未能找到")
    more = f"；另有 {len(doubts) - _MOST} 处" if len(doubts) > _MOST else ""
    return "；".join(dict.fromkeys(doubts[:_MOST])) + more


def _suits_are_borne_out(form: Form, cells: Mapping[str, Cell]) -> bool:
    """Whether every block of table 4 adds up to a total that is printed: a blank or a dash bears nothing out."""
    totals = [cells[f"T4.{block.id}.{form.t4_columns[-1].id}"] for block in form.t4_blocks]
    return all(cell.state is CellState.NUMBER for cell in totals) and not failing(form, suit_sums(form), cells)


def _are_moved_suits(form: Form, cells: Mapping[str, Cell]) -> bool:
    """Whether figures of table 4 stand one place off, as its sums show."""
    row = [cells[cell_id] for cell_id in form.table_cells("T4")]
    if not all(cell.state in COUNTED for cell in row):
        return False
    blank = [cell.state is CellState.BLANK for cell in row]
    return is_moved_inside([cell.value or 0 for cell in row], blank, len(form.t4_columns))


def _of_table_3(form: Form, reading: TableReading, cells: Mapping[str, Cell]) -> Iterator[str]:
    named = iter(form.table_cells("T3"))
    rows = {row.id: [cells[cell_id] for cell_id in islice(named, len(form.t3_columns))] for row in form.t3_rows}
    if failing(form, (one for one in row_sums(form) if one.key in reading.unproven), cells):
        yield "表头缺失或不完整，且有的行合计不等于分项之和"
    lone = [row_id for row_id, row in rows.items() if row[-1].state is CellState.BLANK]
    few = 0 < len(lone) <= _FEW_BLANK_TOTALS and not _columns_hold(form, cells)
    for row in form.t3_rows:
        if _is_shifted(rows[row.id]) or (few and _ends_early(rows[row.id])):
            yield f"「{row.label}」一行似乎整体错开一栏"


def _columns_hold(form: Form, cells: Mapping[str, Cell]) -> bool:
    """Whether every applicant's column adds up and balances as it stands: then no single row's figures are in a wrong one."""
    columns = (one for one in (*column_balances(form), *column_sums(form)) if one.key in form.applicants)
    return not failing(form, columns, cells)


def _is_shifted(cells: Sequence[Cell]) -> bool:
    """Whether a row's sum fails as it stands and holds when its figures move by one column towards a blank end."""
    if cells[-1].state is not CellState.BLANK or any(cell.state not in COUNTED for cell in cells):
        return False
    values = [cell.value or 0 for cell in cells]
    return values[-2] != 0 and sum(values[:-2]) == values[-2]


def _ends_early(cells: Sequence[Cell]) -> bool:
    """Whether a row has figures but no total, as one does that lost a cell and was filled up at its end."""
    return cells[-1].state is CellState.BLANK and any(cell.value for cell in cells)
