"""pandera over a night's wide frame: its shape, the range of its counts, and every identity of tables 3 and 4.

All failures of all reports come out of one lazy validation of one column an identity and one a table of impossible
counts. What a failure means for an agency is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from checks.arithmetic import identities
from checks.forms import AMOUNTS, CHANGES, TABLE_NAMES, Form, is_impossible, split_cell

RANGE = "FMT-NEG-INT"


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed check: the row of the frame, the column `RULE:key`, and the difference there."""

    row: int
    column: str
    value: float


def gaps(figures: pl.DataFrame, form: Form) -> pl.DataFrame:
    """What must be 0 in every report, null where it cannot be assessed, one column named `RULE:key` each.

    An identity's column is its right side minus its left; a table's column of rule FMT-NEG-INT tells how far its counts
    are from possible ones. Raises `ValueError` where the frame has not the form's columns.
    """
    _has_shape(tuple(figures.schema.items()), form)
    return figures.select(
        *(identity.difference for identity in identities(form)),
        *(_impossible(form, table).alias(f"{RANGE}:{table}") for table in TABLE_NAMES),
    )


def broken(gap_columns: pl.DataFrame, form: Form) -> list[Failure]:
    """Every column of `gaps` that is not 0, by report."""
    try:
        gaps_schema(form).validate(gap_columns, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    if cases["index"].null_count():
        raise ValueError(f"the frame has not the columns of its form: {cases['failure_case'].to_list()[:3]}")
    # pandera gives a failure case as a string and its index as a row number, whatever the frame holds.
    rows = cases.select("index", "column", "failure_case").iter_rows()
    return [Failure(int(index), str(column), float(value)) for index, column, value in rows]


def impossible_cells(form: Form, table: str, figures: dict[str, float | None]) -> list[str]:
    """The cells of a table whose figure is no possible count: below 0, or not whole where it counts something."""
    return [cell for cell in form.table_cells(table) if (x := figures[cell]) is not None and is_impossible(cell, x)]


@lru_cache
def gaps_schema(form: Form) -> pa.DataFrameSchema:
    """Every column of `gaps` is 0 or null."""
    # No `error=`: it would replace the check's name. The rule is told by the column.
    names = [identity.name for identity in identities(form)] + [f"{RANGE}:{table}" for table in TABLE_NAMES]
    return pa.DataFrameSchema(
        {name: pa.Column(pl.Float64, pa.Check.eq(0), nullable=True) for name in names}, strict=True
    )


@lru_cache
def figures_schema(form: Form) -> pa.DataFrameSchema:
    """Every cell of the form is a column of Float64, and nothing else is."""
    return pa.DataFrameSchema({cell: pa.Column(pl.Float64, nullable=True) for cell in form.cells}, strict=True)


@lru_cache
def _has_shape(shape: tuple[tuple[str, pl.DataType], ...], form: Form) -> None:
    """Raise `ValueError` unless the columns are the form's; asked once a shape, because it costs 90 ms whatever the rows."""
    try:
        figures_schema(form).validate(pl.LazyFrame(schema=dict(shape)), lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases["failure_case"].to_list()
        raise ValueError(f"the frame has not the columns of form {form.name}: {cases[:3]}") from errors


def _impossible(form: Form, table: str) -> pl.Expr:
    """How far a table's lowest count lies below 0, plus all fractions in its counts: 0 if every count is possible."""
    cells = form.table_cells(table)
    lowest = pl.min_horizontal(cell for cell in cells if split_cell(cell)[2] not in CHANGES)
    fractions = (pl.col(cell) % 1 for cell in cells if split_cell(cell)[2] not in AMOUNTS)
    # Here a null is rightly no impossible count, so the horizontal functions may pass it over.
    return lowest.clip(upper_bound=0).abs().fill_null(0) + pl.sum_horizontal(fractions)
