"""What stands in single cells of the tables: blanks, placeholders and annotations; counts that are none are `checks.impossible`.

A table is asked once: twenty blank cells are one finding with twenty places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from checks.forms import TABLE_NAMES, Form, split_cell
from checks.model import Filing, Hit, Unassessable
from checks.registry import Answer, Context, filing_rule
from checks.report import CellState, Report
from checks.wordings import cell_name, named, rows_named

NO_TABLE = "未识别到法定格式的表格"
LOST = "个别单元格看似未填数字，系图像识别所得，可能是漏识"
# From this share of a table's cells on, leaving cells without a figure is its author's habit.
HABIT = 0.3
ANNOTATED = re.compile(r"^\s*\d[\d.,，]*\s*[（(\[【].*[)）\]】]\s*$", re.DOTALL)
_Pick = Callable[[Report, Form, str], list[str]]


@filing_rule("FMT-CELL-BLANK")
def blank_cells(filing: Filing, context: Context) -> Iterator[Answer]:
    """Cells with nothing in them where 0 is due, once a table.

    A blank column of table 3 is let pass where the table's totals are 0, a blank part of table 4 where its total is 0.
    Source: practice (零报告); no national text says 0 rather than blank.
    """
    yield from _by_table(filing, context, "FMT-CELL-BLANK", _blanks)


@filing_rule("FMT-CELL-NONNUM")
def placeholders(filing: Filing, context: Context) -> Iterator[Answer]:
    """Cells with `/`, `—`, `无` or other words instead of a number, once a table; not 规章, where `/` may be meant."""
    yield from _by_table(filing, context, "FMT-CELL-NONNUM", _words)


@filing_rule("FMT-CELL-ANNOT")
def remarks(filing: Filing, context: Context) -> Iterator[Answer]:
    """Numbers with a bracketed remark, once a table: it usually explains a figure, so it is only pointed out."""
    yield from _by_table(filing, context, "FMT-CELL-ANNOT", _annotated)


def _by_table(filing: Filing, context: Context, rule_id: str, pick: _Pick) -> Iterator[Answer]:
    report, form = filing.report, context.form(filing)
    if report is None or form is None:
        yield Unassessable(rule_id, NO_TABLE)
        return
    for table in TABLE_NAMES:
        cells = pick(report, form, table)
        if cells and pick is not _annotated and _may_be_lost(report, form, table, cells):
            yield Unassessable(rule_id, f"{TABLE_NAMES[table]}：{LOST}")
        elif cells:
            shown = [f"{cell_name(form, cell)}“{report.cells[cell].raw}”" for cell in cells]
            yield Hit(
                rule_id,
                table,
                cells=tuple(cells),
                values={
                    "table": TABLE_NAMES[table],
                    "table_en": f"table {table[1]}",
                    "count": str(len(cells)),
                    "cells_listed": rows_named(form, cells),
                    "cells_listed_en": named(cells, ", "),
                    "cells_shown": named(shown),
                },
            )


def _may_be_lost(report: Report, form: Form, table: str, cells: Sequence[str]) -> bool:
    """Whether cells seem empty only because recognition passed over a figure: single ones of a table that is filled in."""
    recognised = all(report.cells[name].where.confidence < 1 for name in cells)
    return recognised and len(cells) < HABIT * len(form.table_cells(table))


def _in_state(report: Report, form: Form, table: str, *states: CellState) -> list[str]:
    return [name for name in form.table_cells(table) if (cell := report.cells.get(name)) and cell.state in states]


def _blanks(report: Report, form: Form, table: str) -> list[str]:
    blank = _in_state(report, form, table, CellState.BLANK)
    if not blank or table == "T2":
        return blank
    idle = _idle_columns(report, form, set(blank)) if table == "T3" else _idle_blocks(report, form)
    return [name for name in blank if split_cell(name)[2 if table == "T3" else 1] not in idle]


def _idle_columns(report: Report, form: Form, blank: set[str]) -> set[str]:
    """Columns of table 3 that are blank from top to bottom while all its totals that are given say 0."""
    totals = [report.cells[f"T3.{row.id}.total"] for row in form.t3_rows if f"T3.{row.id}.total" in report.cells]
    given = [cell.value for cell in totals if cell.state is CellState.NUMBER]
    if not given or any(given):
        return set()
    rows = [row.id for row in form.t3_rows]
    return {column for column in form.applicants if all(f"T3.{row}.{column}" in blank for row in rows)}


def _idle_blocks(report: Report, form: Form) -> set[str]:
    totals = {block.id: report.cells.get(f"T4.{block.id}.total") for block in form.t4_blocks}
    return {block for block, total in totals.items() if total and total.state is CellState.NUMBER and total.value == 0}


def _words(report: Report, form: Form, table: str) -> list[str]:
    found = _in_state(report, form, table, CellState.NOT_APPLICABLE, CellState.TEXT)
    return [name for name in found if not name.startswith("T2.rules.")]


def _annotated(report: Report, form: Form, table: str) -> list[str]:
    return [
        name for name in _in_state(report, form, table, CellState.NUMBER) if ANNOTATED.match(report.cells[name].raw)
    ]
