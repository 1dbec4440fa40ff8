"""pandera over a night's wide frame: its shape, the range of its counts, and every identity of tables 3 and 4.

All failures of all reports come out of two lazy validations, one of the figures and one of the differences. What a
failure means for an agency is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from checks.arithmetic import identities
from checks.forms import Form, split_cell

# Money, and the change in a list of items, are no counts.
AMOUNTS = frozenset({"amount_10k_yuan", "amount"})
CHANGES = frozenset({"items_change"})


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed check: the row of the frame, the column (a cell id or an identity's name) and the value there."""

    row: int
    column: str
    value: float


def out_of_range(figures: pl.DataFrame, form: Form) -> list[Failure]:
    """Counts that are negative or not whole. Raises `ValueError` where a column of the form is missing."""
    return sorted(_failures(figures_schema(form), figures), key=lambda failure: (failure.row, failure.column))


def broken(differences: pl.DataFrame, form: Form) -> list[Failure]:
    """Identities that do not hold, with their differences."""
    return list(_failures(differences_schema(form), differences))


def differences(figures: pl.DataFrame, form: Form) -> pl.DataFrame:
    """One column an identity, named `RULE:key`: right minus left, null where it cannot be assessed."""
    return figures.select(identity.difference for identity in identities(form))


@lru_cache
def figures_schema(form: Form) -> pa.DataFrameSchema:
    """Shape and range: every cell of the form is a column, and a count is a whole number from 0."""
    return pa.DataFrameSchema(
        {cell: pa.Column(pl.Float64, _range(cell), nullable=True) for cell in form.cells}, strict=True
    )


@lru_cache
def differences_schema(form: Form) -> pa.DataFrameSchema:
    """Every identity's difference is 0 or, where it cannot be assessed, null."""
    # No `error=`: it would replace the check's name. The rule is told by the column.
    columns = {identity.name: pa.Column(pl.Float64, pa.Check.eq(0), nullable=True) for identity in identities(form)}
    return pa.DataFrameSchema(columns, strict=True)


def _range(cell: str) -> list[pa.Check]:
    column = split_cell(cell)[2]
    if column in CHANGES:
        return [pa.Check(_is_whole, name="whole")]
    if column in AMOUNTS:
        return [pa.Check.ge(0)]
    return [pa.Check(_is_count, name="count")]


def _is_whole(data: pa.PolarsData) -> pl.LazyFrame:
    return data.lazyframe.select(pl.col(data.key) == pl.col(data.key).round())


def _is_count(data: pa.PolarsData) -> pl.LazyFrame:
    return data.lazyframe.select((pl.col(data.key) >= 0) & (pl.col(data.key) == pl.col(data.key).round()))


def _failures(schema: pa.DataFrameSchema, frame: pl.DataFrame) -> Iterator[Failure]:
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return
    if cases["index"].null_count():
        raise ValueError(
            f"the frame has not the shape of its form: {cases.filter(pl.col('index').is_null()).rows()[:3]}"
        )
    # A failure case is a string and its index a row number, whatever the frame holds.
    for column, value, index in cases.select("column", "failure_case", "index").iter_rows():
        yield Failure(int(index), str(column), float(value))
