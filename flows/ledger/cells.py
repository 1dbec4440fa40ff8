"""The figures of a night: one row a report, a value column and a state column a cell, in one parquet file.

Every night has the same columns in the same order, so that many nights are read as one table. A reading is the same
figures for ever: rows of readings that another night's file holds are taken over from it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from itertools import islice
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

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
_AT_ONCE = 250
# A group of rows waits in memory until it is whole; what the file remembers of each group, 2 MB of it, until the end.
_ROWS_IN_A_GROUP = 5_000


@dataclass(frozen=True, slots=True)
class _Row:
    """One report's figures and states, in the order of the cells."""

    who: Who
    values: tuple[float | None, ...]
    states: tuple[str, ...]


def write_cells(
    path: Path,
    year: int,
    readings: Iterable[tuple[str, str]],
    read: Read,
    forms: Mapping[str, Form],
    earlier: Path | None = None,
) -> None:
    """Write the figures of a night's readings (agency_id, reading) in their order; a cell outside a report's form is absent.

    `read` gives the reports behind readings, each with its agency_id; it is asked only for those that `earlier`, the
    file of another night, does not hold. Beside the file stands its digest, as `sha256sum` writes it. Raises `OSError`.
    """
    cells = tuple(dict.fromkeys(cell for form in forms.values() for cell in form.cells))
    none = _frame((), cells)
    held = _held(earlier, year, none)

    def parts(*_: object) -> Iterator[pl.DataFrame]:
        left = iter(readings)
        while part := dict(islice(left, _AT_ONCE)):
            yield _figures(part, year, held, read, cells)

    try:
        register_io_source(parts, schema=none.schema).sink_parquet(
            path, compression="zstd", row_group_size=_ROWS_IN_A_GROUP
        )
    except pl.exceptions.ComputeError as fault:
        # polars has no fault of its own for a disk that refuses.
        raise OSError(str(fault)) from fault
    _seal_of(path).write_text(f"{_digest(path)}  {path.name}\n", "utf-8")


def _figures(part: Mapping[str, str], year: int, held: _Held, read: Read, cells: Sequence[str]) -> pl.DataFrame:
    """The rows of some readings in their order, those that are held taken over."""
    taken = held.rows(part)
    known = frozenset(taken["agency_id"])
    anew = read({agency_id: reading for agency_id, reading in part.items() if agency_id not in known})
    rows = [_row((agency_id, year, one.sha256, one.form, part[agency_id]), one, cells) for agency_id, one in anew]
    figures = pl.concat([taken, _frame(rows, cells)])
    place = {agency_id: number for number, agency_id in enumerate(figures["agency_id"])}
    return figures[[place[agency_id] for agency_id in part]]


@dataclass(frozen=True, slots=True)
class _Held:
    """The rows of an earlier file that can be taken over: whose, of which reading, and the `place` of each there."""

    path: Path
    known: pl.DataFrame
    none: pl.DataFrame

    def rows(self, readings: Mapping[str, str]) -> pl.DataFrame:
        """Those of the readings, as far as it has any; no more of the file is read than from the first to the last."""
        if self.known.is_empty():
            return self.none
        asked = pl.DataFrame({"agency_id": readings.keys(), "reading": readings.values()}, _ASKED)
        places = self.known.join(asked, on=list(_ASKED), how="semi")["place"].to_list()
        if not places:
            return self.none
        first, last = min(places), max(places)
        read = pl.scan_parquet(self.path).slice(first, last - first + 1).collect()
        return read[[place - first for place in places]]


def _held(earlier: Path | None, year: int, none: pl.DataFrame) -> _Held:
    """What an earlier file has of the year; nothing where it is not there as it was written, or its columns are others."""
    nothing = _Held(Path(), pl.DataFrame(), none)
    if earlier is None or not earlier.exists():
        return nothing
    if not _is_as_written(earlier):
        log.warning("figures=%s is not as it was written, read anew", earlier)
        return nothing
    try:
        held = pl.scan_parquet(earlier)
        if held.collect_schema() != none.schema:
            return nothing
        places = held.select(*_ASKED, "year").with_row_index("place").filter(pl.col("year") == year)
        return _Held(earlier, places.select("place", *_ASKED).collect(), none)
    except (OSError, pl.exceptions.PolarsError) as fault:
        log.info("figures=%s read anew: %s", earlier, fault)
        return nothing


def _is_as_written(path: Path) -> bool:
    """Whether a file is the one that its digest was taken of: polars reads damaged figures as others, or ends in a panic."""
    try:
        return _seal_of(path).read_text("utf-8").split()[:1] == [_digest(path)]
    except (OSError, ValueError):
        return False


def _seal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


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
