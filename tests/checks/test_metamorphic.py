"""What a clean report may suffer without accusing anybody, and what one injected fault must come to, whatever the report."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.model import Responsibility, Severity
from tests.checks.build import CATALOGUE, FORMS, figures, findings, not_assessable, report

SHAPES = st.sampled_from(["2021", "2019"])
SEEDS = st.integers(0, 10_000)
SUMS = tuple(rule_id for rule_id in CATALOGUE.rules if rule_id.startswith(("T3-COL", "T3-ROW", "T4-SUM")))
PATTERNS = ("T3-TOTALONLY", "T3-SHIFT", "T3-PARTIAL")


def emptied(values, sign):
    """Every 0 that is no total written as this sign."""
    parts = (name for name in values if name[:2] in ("T3", "T4") and "total" not in name)
    return {**values, **{name: sign for name in parts if values[name] == 0}}


@given(SHAPES, SEEDS, st.sampled_from(["", "/", "—", "无"]))
@settings(max_examples=10)
def test_zeros_left_out_break_no_sum(form, seed, sign):
    assert findings(report(form, **emptied(figures(FORMS[form], seed), sign)), *SUMS, *PATTERNS) == []


@given(SHAPES, SEEDS, st.data())
@settings(max_examples=15)
def test_what_was_not_read_accuses_nobody_and_is_said(form, seed, data):
    cell = data.draw(st.sampled_from([*FORMS[form].table_cells("T3"), *FORMS[form].table_cells("T4")]))
    lost = report(form, **{**figures(FORMS[form], seed), cell: data.draw(st.sampled_from(["?", None]))})
    assert findings(lost, *SUMS, *PATTERNS) == []
    assert not_assessable(lost, *SUMS)


@given(SHAPES, SEEDS, st.data())
@settings(max_examples=10)
def test_a_blank_total_is_no_total_of_zero(form, seed, data):
    row = data.draw(st.sampled_from([row.id for row in FORMS[form].t3_rows]))
    assert findings(report(form, **{**figures(FORMS[form], seed), f"T3.{row}.total": ""}), *SUMS, *PATTERNS) == []


@given(SHAPES, SEEDS, st.data(), st.sampled_from(["", "/"]))
@settings(max_examples=20)
def test_one_wrong_cell_is_one_finding_with_its_correction_even_among_empty_cells(form, seed, data, sign):
    clean = figures(FORMS[form], seed)
    cell = data.draw(st.sampled_from([name for name in FORMS[form].table_cells("T3") if clean[name]]))
    (found,) = findings(report(form, **{**emptied(clean, sign), cell: clean[cell] + 700}), *SUMS, *PATTERNS)
    assert (found.suspect, found.severity, found.responsibility) == (cell, Severity.ERROR, Responsibility.AGENCY)
    assert f"改为{clean[cell]}则" in found.message


@given(SHAPES, SEEDS)
@settings(max_examples=20)
def test_two_wrong_cells_are_two_findings_that_name_both(form, seed):
    clean, dice = figures(FORMS[form], seed), random.Random(seed)
    cells = dice.sample(FORMS[form].table_cells("T3"), 2)
    offs = dice.sample(range(501, 900), 2)
    wrong = {cell: clean[cell] + off for cell, off in zip(cells, offs, strict=True)}
    found = findings(report(form, **{**clean, **wrong}), *SUMS, *PATTERNS)
    assert {one.suspect for one in found} == set(cells)
    assert len({one.finding_id for one in found}) == 2


@given(SEEDS)
@settings(max_examples=8)
def test_faults_of_different_tables_do_not_hide_each_other(seed):
    clean = figures(FORMS["2021"], seed)
    wrong = {"T3.new.business": clean["T3.new.business"] + 600, "T4.review.total": clean["T4.review.total"] + 3}
    found = findings(report(**{**clean, **wrong}), *SUMS, *PATTERNS)
    assert sorted(one.rule_id for one in found) == ["T3-COL-BAL", "T4-SUM-REV"]


@pytest.mark.parametrize("parts", [{"suspicions": {"T3": "有一行错位"}}, {"method": "ocr"}], ids=["doubt", "ocr"])
def test_no_misplaced_figure_is_an_error_where_the_reading_is_in_doubt(parts):
    clean = figures(FORMS["2021"], 5)
    found = findings(report(parts=parts, **{**clean, "T3.granted.natural": clean["T3.granted.natural"] + 4}), *SUMS)
    assert {one.severity for one in found} == {Severity.WARNING}
    assert Responsibility.AGENCY not in {one.responsibility for one in found}


def test_a_rule_of_sums_switched_off_leaves_the_other_half_of_the_cause():
    clean = figures(FORMS["2021"], 5)
    wrong = report(**{**clean, "T3.granted.natural": clean["T3.granted.natural"] + 400})
    assert [one.rule_id for one in findings(wrong, "T3-COL-SUM")] == ["T3-COL-SUM"]
