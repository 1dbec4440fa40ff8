"""The figures of a night: one row a report, a value column and a state column a cell, in one parquet file.

Every night has the same columns in the same order, so that many nights are read as one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from checks.forms import Form
from checks.report import Cell, CellState, Report

STATES = pl.Enum([state.value for state in CellState])
_WHO = {"agency_id": pl.String, "year": pl.Int32, "sha256": pl.String, "form": pl.String}
_UNSEEN = CellState.ABSENT.value
# Rows become columns in parts. A report is let go as soon as its figures are taken out: they are a tenth of it.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Row:
    """One report's figures and states, in the order of the cells."""

    who: tuple[str, int, str | None, str | None]
    values: tuple[float | None, ...]
    states: tuple[str, ...]


def write_cells(path: Path, year: int, reports: Iterable[tuple[str, Report]], forms: Mapping[str, Form]) -> None:
    """Write the reports of a night (agency_id, report); a cell outside a report's form is absent."""
    cells = tuple(dict.fromkeys(cell for form in forms.values() for cell in form.cells))
    waiting = (_row(agency_id, year, report, cells) for agency_id, report in reports)
    frames = [_frame((), cells)]
    while part := tuple(islice(waiting, _AT_ONCE)):
        frames.append(_frame(part, cells))
    pl.concat(frames).write_parquet(path, compression="zstd")


def _row(agency_id: str, year: int, report: Report, cells: Sequence[str]) -> _Row:
    held = [report.cells.get(name) for name in cells]
    states = tuple(cell.state.value if cell else _UNSEEN for cell in held)
    return _Row((agency_id, year, report.sha256, report.form), tuple(_value(cell) for cell in held), states)


def _frame(rows: Sequence[_Row], cells: Sequence[str]) -> pl.DataFrame:
    columns = {
        name: pl.Series([row.who[place] for row in rows], dtype=kind) for place, (name, kind) in enumerate(_WHO.items())
    }
    for place, name in enumerate(cells):
        columns[name] = pl.Series([row.values[place] for row in rows], dtype=pl.Float64)
        columns[f"{name}:state"] = pl.Series([row.states[place] for row in rows], dtype=STATES)
    return pl.DataFrame(columns)


def _value(cell: Cell | None) -> float | None:
    return None if cell is None or cell.value is None else float(cell.value)
