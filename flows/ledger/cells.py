"""The figures of a night: one row a report, a value column and a state column a cell, in one parquet file.

Every night has the same columns in the same order, so that many nights are read as one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

import polars as pl

from checks.forms import Form
from checks.report import Cell, CellState, Report

STATES = pl.Enum([state.value for state in CellState])
_WHO = {"agency_id": pl.String, "year": pl.Int32, "sha256": pl.String, "form": pl.String}
_UNSEEN = CellState.ABSENT.value
# Reports become columns in parts: whole, those of a night would not fit in memory.
_AT_ONCE = 500


def write_cells(path: Path, year: int, reports: Iterable[tuple[str, Report]], forms: Mapping[str, Form]) -> None:
    """Write the reports of a night (agency_id, report); a cell outside a report's form is absent."""
    cells = tuple(dict.fromkeys(cell for form in forms.values() for cell in form.cells))
    waiting = iter(reports)
    frames = [_frame(year, (), cells)]
    while part := tuple(islice(waiting, _AT_ONCE)):
        frames.append(_frame(year, part, cells))
    pl.concat(frames).write_parquet(path, compression="zstd")


def _frame(year: int, read: Sequence[tuple[str, Report]], cells: Sequence[str]) -> pl.DataFrame:
    columns: dict[str, pl.Series] = {
        "agency_id": pl.Series([agency_id for agency_id, _ in read], dtype=_WHO["agency_id"]),
        "year": pl.Series([year] * len(read), dtype=_WHO["year"]),
        "sha256": pl.Series([report.sha256 for _, report in read], dtype=_WHO["sha256"]),
        "form": pl.Series([report.form for _, report in read], dtype=_WHO["form"]),
    }
    for name in cells:
        column = [report.cells.get(name) for _, report in read]
        columns[name] = pl.Series([_value(cell) for cell in column], dtype=pl.Float64)
        columns[f"{name}:state"] = pl.Series([cell.state.value if cell else _UNSEEN for cell in column], dtype=STATES)
    return pl.DataFrame(columns)


def _value(cell: Cell | None) -> float | None:
    return None if cell is None or cell.value is None else float(cell.value)
