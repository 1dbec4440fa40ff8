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
# Reports are let go as soon as their figures are taken out, a part of a night at a time: they are a tenth of them.
_AT_ONCE = 1_000


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
    file of another night, does not hold. Raises `OSError`.
    """
    cells = tuple(dict.fromkeys(cell for form in forms.values() for cell in form.cells))
    none = _frame((), cells)
    held = _held(earlier, year, readings, none) if earlier else _Held(path, {}, none)
    names, frames = iter(readings), [none]
    while part := tuple(islice(names, _AT_ONCE)):
        anew = read({agency_id: readings[agency_id] for agency_id in part if agency_id not in held.places})
        rows = [
            _row((agency_id, year, one.sha256, one.form, readings[agency_id]), one, cells) for agency_id, one in anew
        ]
        figures = pl.concat([held.rows(part), _frame(rows, cells)])
        place = {agency_id: number for number, agency_id in enumerate(figures["agency_id"])}
        frames.append(figures[[place[agency_id] for agency_id in part]])
    try:
        pl.concat(frames, rechunk=False).write_parquet(path, compression="zstd")
    except pl.exceptions.ComputeError as fault:
        # polars has no fault of its own for a disk that refuses.
        raise OSError(str(fault)) from fault


@dataclass(frozen=True, slots=True)
class _Held:
    """The rows of an earlier file that can be taken over: by agency_id, the number of its row there."""

    path: Path
    places: Mapping[str, int]
    none: pl.DataFrame

    def rows(self, agency_ids: Sequence[str]) -> pl.DataFrame:
        """Those of the agencies, as far as it has any; no more of the file is read than from the first to the last."""
        wanted = [self.places[agency_id] for agency_id in agency_ids if agency_id in self.places]
        if not wanted:
            return self.none
        first, last = min(wanted), max(wanted)
        read = pl.scan_parquet(self.path).slice(first, last - first + 1).collect()
        return read[[number - first for number in wanted]]


def _held(earlier: Path, year: int, readings: Mapping[str, str], none: pl.DataFrame) -> _Held:
    """Where an earlier file has the rows of these readings; it has none where there is no file, its columns are others or it cannot be read."""
    if not earlier.exists():
        return _Held(earlier, {}, none)
    asked = pl.LazyFrame({"agency_id": readings.keys(), "reading": readings.values()}, _ASKED)
    try:
        held = pl.scan_parquet(earlier)
        if held.collect_schema() != none.schema:
            return _Held(earlier, {}, none)
        known = held.select(*_ASKED, "year").with_row_index("place").filter(pl.col("year") == year)
        found = known.join(asked, on=list(_ASKED), how="semi").collect()
        return _Held(earlier, dict(zip(found["agency_id"], found["place"], strict=True)), none)
    except (OSError, pl.exceptions.PolarsError) as fault:
        log.info("figures=%s read anew: %s", earlier, fault)
        return _Held(earlier, {}, none)


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
