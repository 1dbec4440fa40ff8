"""What the figures of one report must satisfy: the printed balance of table 3 and every sum whose label says 总计.

An identity names its rule, its parts and what they must equal; it is a polars expression that must be zero. Evaluating
them over a night is `checks.schemas`, explaining those that fail is `checks.causes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import add

import polars as pl

from checks.forms import Form

SUITS = {"review": "T4-SUM-REV", "direct": "T4-SUM-LIT1", "after": "T4-SUM-LIT2"}


@dataclass(frozen=True, slots=True)
class Identity:
    """The sum of `left` must equal the sum of `right` (cell ids); `key` is the row, column or block it holds in."""

    rule_id: str
    key: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def name(self) -> str:
        """`RULE:key`: the column of differences, from which rule and key can be told again."""
        return f"{self.rule_id}:{self.key}"

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell that takes part."""
        return self.left + self.right

    @property
    def difference(self) -> pl.Expr:
        """Right minus left, which must be 0; null (not assessable) as soon as one cell is.

        `+`, never `sum_horizontal`: that one reads a null as 0. Rounded, because 0.1 + 0.2 is not 0.3 and a fractional
        count is FMT-NEG-INT's affair.
        """
        return (_sum(self.right) - _sum(self.left)).round(6).alias(self.name)


@lru_cache
def identities(form: Form) -> tuple[Identity, ...]:
    """All identities of a form: 42 for 2021, 40 for 2019 and for 2021 with an undivided （六）."""
    return (*row_sums(form), *column_balances(form), *column_sums(form), *suit_sums(form))


def row_sums(form: Form) -> Iterator[Identity]:
    """In every row of table 3 the six kinds of applicants add up to 总计.

    Source: the label 总计, 国办公开办函〔2021〕30号, annex, table 3.
    """
    for row in form.t3_rows:
        yield Identity(
            "T3-ROW-SUM", row.id, tuple(f"T3.{row.id}.{column}" for column in form.applicants), (f"T3.{row.id}.total",)
        )


def column_balances(form: Form) -> Iterator[Identity]:
    """New plus carried in equals closed plus carried out, in every applicant column and in 总计.

    Source: printed in the head of table 3, 国办公开办函〔2021〕30号, annex.
    """
    for column in form.t3_columns:
        new, carried_in, total, carried_out = (
            f"T3.{row}.{column.id}" for row in ("new", "carried_in", "total", "carried_out")
        )
        yield Identity("T3-COL-BAL", column.id, (new, carried_in), (total, carried_out))


def column_sums(form: Form) -> Iterator[Identity]:
    """In every column of table 3 the outcomes add up to （七）总计.

    Source: the label （七）总计, 国办公开办函〔2021〕30号, annex, table 3.
    """
    for column in form.t3_columns:
        yield Identity(
            "T3-COL-SUM", column.id, tuple(f"T3.{leaf}.{column.id}" for leaf in form.leaves), (f"T3.total.{column.id}",)
        )


def suit_sums(form: Form) -> Iterator[Identity]:
    """In each of the three parts of table 4 the four outcomes add up to 总计.

    Source: the label 总计, 国办公开办函〔2021〕30号, annex, table 4.
    """
    outcomes = [column.id for column in form.t4_columns if column.id != "total"]
    for block in form.t4_blocks:
        yield Identity(
            SUITS[block.id],
            block.id,
            tuple(f"T4.{block.id}.{outcome}" for outcome in outcomes),
            (f"T4.{block.id}.total",),
        )


def _sum(cells: tuple[str, ...]) -> pl.Expr:
    return reduce(add, map(pl.col, cells))
