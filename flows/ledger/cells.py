"""The figures of a night: one row a report, a value column and a state column a cell, in one parquet file.

Every night has the same columns in the same order, so that many nights are read as one table. A reading is the same
figures for ever: rows of readings that another night's file holds are taken over from it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from checks.forms import Form
from checks.report import Cell, CellState, Report

log = logging.getLogger(__name__)
Read = Callable[[Mapping[str, str]], Iterable[tuple[str, Report]]]
Who = tuple[str, int, str | None, str | None, str]
STATES = pl.Enum([state.value for state in CellState])
_WHO = {"agency_id": pl.String, "year": pl.Int32, "sha256": pl.String, "form": pl.String, "reading": pl.String}
_ASKED = {name: _WHO[name] for name in ("agency_id", "reading")}
_UNSEEN = CellState.ABSENT.value
# Rows become columns in parts. A report is let go as soon as its figures are taken out: they are a tenth of it.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Row:
    """One report's figures and states, in the order of the cells."""

    who: Who
    values: tuple[float | None, ...]
    states: tuple[str, ...]


def write_cells(
    path: Path,
    year: int,
    readings: Mapping[str, str],
    read: Read,
    forms: Mapping[str, Form],
    earlier: Path | None = None,
) -> None:
    """Write the figures of a night's readings (agency_id → reading) in their order; a cell outside a report's form is absent.

    `read` gives the reports behind readings, each with its agency_id; it is asked only for those that `earlier`, the
    file of another night, does not hold.
    """
    cells = tuple(dict.fromkeys(cell for form in forms.values() for cell in form.cells))
    none = _frame((), cells)
    kept = _kept(earlier, year, readings, none) if earlier else none
    there = set(kept["agency_id"])
    anew = read({agency_id: reading for agency_id, reading in readings.items() if agency_id not in there})
    waiting = (
        _row((agency_id, year, one.sha256, one.form, readings[agency_id]), one, cells) for agency_id, one in anew
    )
    frames = [kept]
    while part := tuple(islice(waiting, _AT_ONCE)):
        frames.append(_frame(part, cells))
    figures = pl.concat(frames)
    place = {agency_id: number for number, agency_id in enumerate(figures["agency_id"])}
    figures[[place[agency_id] for agency_id in readings]].write_parquet(path, compression="zstd")


def _kept(earlier: Path, year: int, readings: Mapping[str, str], none: pl.DataFrame) -> pl.DataFrame:
    """The rows of an earlier file that are of these readings; none where it has other columns or cannot be read."""
    asked = pl.LazyFrame({"agency_id": readings.keys(), "reading": readings.values()}, _ASKED)
    try:
        held = pl.scan_parquet(earlier)
        if held.collect_schema() != none.schema:
            return none
        return held.filter(pl.col("year") == year).join(asked, on=list(_ASKED), how="semi").collect()
    except (OSError, pl.exceptions.PolarsError) as fault:
        log.info("figures=%s read anew: %s", earlier, fault)
        return none


def _row(who: Who, report: Report, cells: Sequence[str]) -> _Row:
    held = [report.cells.get(name) for name in cells]
    states = tuple(cell.state.value if cell else _UNSEEN for cell in held)
    return _Row(who, tuple(_value(cell) for cell in held), states)


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
