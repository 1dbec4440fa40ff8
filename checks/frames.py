"""Many reports → one wide frame: a row a report, a column a cell, Float64, as figures count in sums.

An empty part is 0, an empty total is null, and so is whatever was not read as a number. What is asked of the figures
does not belong here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

import polars as pl

from checks.forms import Form, split_cell
from checks.report import Cell, CellState, Report

EMPTY = frozenset({CellState.BLANK, CellState.NOT_APPLICABLE})
# Beyond this a Float64 no longer holds every whole number, and no agency counts so far: such a figure was misread.
LARGEST = float(2**53)
# Bounds the row-wise copy that polars is built from; 5,000 × 200 Python objects are about 10 MB.
CHUNK = 5_000
_NOT_FOUND = Cell("", CellState.ABSENT)


def counted(reports: Sequence[Report], form: Form) -> pl.DataFrame:
    """Figures for sums: a blank or not applicable part is 0, an empty total and anything unread is null."""
    chunks = [_chunk(reports[start : start + CHUNK], form) for start in range(0, len(reports), CHUNK)]
    return pl.concat(chunks or [_chunk((), form)], rechunk=True)


@lru_cache
def parts(form: Form) -> tuple[int, ...]:
    """Positions in `form.cells` of the cells of tables 3 and 4 that are never a total themselves."""
    return tuple(i for i, cell in enumerate(form.cells) if not cell.startswith("T2.") and not is_total(cell))


def is_total(cell: str) -> bool:
    """Whether a cell's row or column is labelled 总计."""
    _, row, column = split_cell(cell)
    return "total" in (row, column)


def is_empty_part(cell: Cell) -> bool:
    """Whether this cell counts as 0 in a sum although nothing is written in it."""
    return cell.state in EMPTY and not cell.cell.startswith("T2.") and not is_total(cell.cell)


def _chunk(reports: Sequence[Report], form: Form) -> pl.DataFrame:
    pick = itemgetter(*form.cells)
    rows = []
    for report in reports:
        try:
            cells = pick(report.cells)
        except KeyError:
            cells = tuple(report.cells.get(name, _NOT_FOUND) for name in form.cells)
        values = [cell.value for cell in cells]
        if None in values:
            _fill(values, cells, parts(form))
        rows.append(values)
    columns = zip(*rows, strict=True) if rows else (() for _ in form.cells)
    wide = pl.DataFrame(
        [
            pl.Series(name, column, dtype=pl.Float64, strict=False)
            for name, column in zip(form.cells, columns, strict=True)
        ]
    )
    return wide.with_columns(pl.when(pl.all().abs() <= LARGEST).then(pl.all()))


def _fill(values: list[int | float | None], cells: Sequence[Cell], parts: tuple[int, ...]) -> None:
    for i in parts:
        if values[i] is None and cells[i].state in EMPTY:
            values[i] = 0
