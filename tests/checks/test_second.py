"""An accusation that rests on a cell which two readings see differently is held back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from checks.catalogue import Catalogue
from checks.engine import audit
from checks.forms import Form
from checks.model import Assessment, Filing, Responsibility, Status
from checks.report import Cell, CellState
from checks.second import accused_cells, corroborated
from tests.checks.build import report

AS_OF = date(2024, 3, 1)


def accused(catalogue: Catalogue, forms: Mapping[str, Form]) -> Assessment:
    clean = report("2021")
    cell = clean.cells["T3.granted.natural"]
    wrong = cell._replace(value=(cell.value or 0) + 3, raw=str((cell.value or 0) + 3))
    faulty = replace(clean, cells={**clean.cells, cell.cell: wrong})
    return audit([Filing(2023, report=faulty)], catalogue, forms, AS_OF)[0]


def test_a_second_reading_that_agrees_changes_nothing(catalogue: Catalogue, forms: Mapping[str, Form]) -> None:
    found = accused(catalogue, forms)
    assert found.status is Status.NONCOMPLIANT
    assert found.filing.report is not None
    assert corroborated(found, found.filing.report.cells, AS_OF) == found


def test_a_cell_read_differently_accuses_nobody(catalogue: Catalogue, forms: Mapping[str, Form]) -> None:
    found = accused(catalogue, forms)
    assert "T3.granted.natural" in accused_cells(found)
    other = {"T3.granted.natural": Cell("T3.granted.natural", CellState.NUMBER, 1, "1")}
    held = corroborated(found, other, AS_OF)
    assert held.status is not Status.NONCOMPLIANT
    touched = [f for f in held.findings if "T3.granted.natural" in (*f.cells, f.suspect)]
    assert touched
    assert all(f.responsibility is not Responsibility.AGENCY for f in touched)
    assert all("待人工核对" in f.message for f in touched if f.responsibility is Responsibility.UNDECIDED)


def test_a_cell_that_the_second_reading_could_not_see_contradicts_nothing(
    catalogue: Catalogue, forms: Mapping[str, Form]
) -> None:
    found = accused(catalogue, forms)
    unseen = {cell: Cell(cell, CellState.ABSENT) for cell in accused_cells(found)}
    assert corroborated(found, unseen, AS_OF) == found
