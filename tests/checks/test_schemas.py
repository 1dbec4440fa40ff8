from __future__ import annotations

import polars as pl
import pytest

from checks.arithmetic import identities
from checks.frames import counted
from checks.schemas import broken, gaps, impossible_cells
from tests.checks.build import FORMS, nil

FORM = FORMS["2021"]


@pytest.mark.parametrize(("form", "count"), [("2021", 42), ("2019", 40), ("mixed", 40)])
def test_each_form_has_its_identities(form, count):
    found = identities(FORMS[form])
    assert len(found) == count
    assert len({identity.name for identity in found}) == count


@pytest.mark.parametrize("form", ["2021", "2019", "mixed"])
def test_every_cell_of_tables_three_and_four_is_in_an_identity(form):
    used = {cell for identity in identities(FORMS[form]) for cell in identity.cells}
    assert used == {cell for cell in FORMS[form].cells if not cell.startswith("T2.")}


def test_failures_tell_identity_report_and_difference():
    figures = counted([nil(), nil(**{"T4.review.total": 3}), nil(**{"T4.review.upheld": 2})], FORM)
    found = broken(gaps(figures, FORM), FORM)
    assert [(f.row, f.column, f.value) for f in found] == [
        (1, "T4-SUM-REV:review", 3.0),
        (2, "T4-SUM-REV:review", -2.0),
    ]


def test_a_null_operand_makes_a_null_difference_and_no_failure():
    figures = counted([nil(**{"T4.review.upheld": "?", "T4.review.total": 9})], FORM)
    found = gaps(figures, FORM)
    assert found["T4-SUM-REV:review"].to_list() == [None]
    assert broken(found, FORM) == []


def test_fractions_do_not_break_a_sum_by_rounding():
    figures = counted([nil(**{"T4.review.upheld": 0.1, "T4.review.corrected": 0.2, "T4.review.total": 0.3})], FORM)
    assert {failure.column for failure in broken(gaps(figures, FORM), FORM)} == {"FMT-NEG-INT:T4"}


def test_a_missing_column_is_loud():
    with pytest.raises(ValueError, match="T3.new.natural"):
        gaps(counted([nil()], FORM).drop("T3.new.natural"), FORM)


def test_a_foreign_column_is_loud():
    with pytest.raises(ValueError, match="T9"):
        gaps(counted([nil()], FORM).with_columns(pl.lit(0.0).alias("T9.x.y")), FORM)


@pytest.mark.parametrize(
    ("form", "cell", "value", "is_fine"),
    [
        ("2021", "T3.new.natural", -1, False),
        ("2021", "T2.norms.issued", 1.5, False),
        ("2021", "T2.fee.amount_10k_yuan", 4068.208, True),
        ("2021", "T2.fee.amount_10k_yuan", -2, False),
        ("2019", "T2.licence.items_change", -8, True),
        ("2019", "T2.licence.items_change", -8.5, False),
        ("2019", "T2.procurement.amount", 52.15, True),
        ("2019", "T2.procurement.count", 52.15, False),
    ],
)
def test_counts_are_whole_and_not_negative(form, cell, value, is_fine):
    figures = counted([nil(form, **{cell: value})], FORMS[form])
    found = {failure.column for failure in broken(gaps(figures, FORMS[form]), FORMS[form])}
    assert (f"FMT-NEG-INT:{cell[:2]}" in found) is not is_fine
    assert impossible_cells(FORMS[form], cell[:2], figures.row(0, named=True)) == ([] if is_fine else [cell])
