"""A night's filings by form: their figures in one wide frame, and what pandera finds broken in it, computed once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import polars as pl

from checks.forms import Form
from checks.frames import counted
from checks.model import Filing
from checks.schemas import Failure, broken, gaps


@dataclass(frozen=True, slots=True)
class Batch:
    """The reports read as one form: row i of `figures` and `gaps` is `filings[positions[i]]`."""

    form: Form
    positions: tuple[int, ...]
    figures: pl.DataFrame
    gaps: pl.DataFrame
    failures: tuple[Failure, ...]


class Batches(Sequence[Batch]):
    """One batch a form that occurs, made at first use; filings without a report or a recognised form are in none."""

    def __init__(self, filings: Sequence[Filing], forms: Iterable[Form]) -> None:
        self._filings, self._forms = filings, tuple(forms)

    @cached_property
    def _made(self) -> list[Batch]:
        return [batch for form in self._forms if (batch := _batch(self._filings, form)) is not None]

    @overload
    def __getitem__(self, index: int) -> Batch: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Batch]: ...
    def __getitem__(self, index: int | slice) -> Batch | Sequence[Batch]:
        return self._made[index]

    def __len__(self) -> int:
        return len(self._made)


def _batch(filings: Sequence[Filing], form: Form) -> Batch | None:
    reports = [(i, f.report) for i, f in enumerate(filings) if f.report is not None and f.report.form == form.name]
    if not reports:
        return None
    figures = counted([report for _, report in reports], form)
    gap_columns = gaps(figures, form)
    return Batch(form, tuple(i for i, _ in reports), figures, gap_columns, tuple(broken(gap_columns, form)))
