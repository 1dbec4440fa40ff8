"""The sums of tables 3 and 4 as an agency meets them: passes, fails, not assessable, and what must not be blamed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.build import (
    CATALOGUE,
    FORMS,
    Case,
    applications,
    assess,
    figures,
    filing,
    findings,
    nil,
    not_assessable,
    only,
    report,
)

SUMS = ("T3-COL-BAL", "T3-COL-SUM", "T3-ROW-SUM", "T4-SUM-REV", "T4-SUM-LIT1", "T4-SUM-LIT2")
PATTERNS = ("T3-TOTALONLY", "T3-SHIFT", "T3-PARTIAL")
FIVE = applications(new=5, granted=5, total=5)
FIVE_AND_ONE = applications(new=4, carried_in=2, granted=5, total=5, carried_out=1)
TWO_TOO_MANY = applications(new=5, granted=4, refused__petition=3, total=5)
BODY = [cell for cell in FORMS["2021"].table_cells("T3") if not cell.endswith(".total")]
TOTALS_AMONG_BLANKS = {
    **{cell: 0 if cell.startswith("T3.total.") else "" for cell in BODY},
    **{f"T3.{row}.total": 4 for row in ("new", "granted", "total")},
}
ROW_WITHOUT_ITS_FIRST_CELL = {
    **{f"T3.{row}.natural": 3 for row in ("new", "total")},
    **{f"T3.{row}.business": 2 for row in ("new", "total")},
    **{f"T3.{row}.total": 5 for row in ("new", "total")},
    "T3.granted.natural": 2,
    "T3.granted.other": 5,
    "T3.granted.total": 0,
}

CASES = [
    Case("T3-COL-BAL", "a nil report", "passes", nil()),
    Case(
        "T3-COL-BAL",
        "what came in went out",
        "passes",
        nil(**FIVE_AND_ONE),
    ),
    Case(
        "T3-COL-BAL",
        "five received and four accounted for",
        "finds",
        nil(**applications(new=5, granted=4, total=4)),
        "error",
        "agency",
    ),
    Case(
        "T3-COL-BAL",
        "a blank part is 0 and balances",
        "passes",
        nil(**FIVE, **{"T3.carried_in.natural": "", "T3.carried_out.natural": "/"}),
    ),
    Case("T3-COL-BAL", "a blank total of a column", "not assessable", nil(**{**FIVE, "T3.total.natural": ""})),
    Case("T3-COL-BAL", "a figure that could not be read", "not assessable", nil(**{**FIVE, "T3.new.natural": "?"})),
    Case(
        "T3-COL-BAL",
        "a row that was not found",
        "not assessable",
        nil(**{f"T3.carried_out.{c.id}": None for c in FORMS["2021"].t3_columns}),
    ),
    Case("T3-COL-SUM", "the outcomes add up", "passes", nil(**FIVE)),
    Case(
        "T3-COL-SUM",
        "the outcomes exceed the total",
        "finds",
        nil(**TWO_TOO_MANY),
        "error",
        "agency",
    ),
    Case(
        "T3-COL-SUM",
        "form 2019 with its one row of other outcomes",
        "passes",
        nil("2019", **applications(new=5, other=5, total=5)),
    ),
    Case(
        "T3-COL-SUM",
        "form 2019 leaves nothing out of the sum",
        "finds",
        nil("2019", **applications(new=5, other=3, total=5)),
        "error",
    ),
    Case(
        "T3-COL-SUM",
        "an outcome's total left blank, as in older reports",
        "not assessable",
        nil(**{**FIVE, "T3.granted.total": ""}),
    ),
    Case("T3-ROW-SUM", "the applicants add up", "passes", nil(**FIVE)),
    Case(
        "T3-ROW-SUM",
        "one outcome is counted for an applicant only",
        "finds",
        nil(**{**FIVE, "T3.partial.research": 1}),
        "error",
        "agency",
    ),
    Case("T3-ROW-SUM", "a blank total is not a total of 0", "not assessable", nil(**{**FIVE, "T3.granted.total": ""})),
    Case(
        "T3-ROW-SUM",
        "blank kinds of applicants count as 0",
        "passes",
        nil(**{**FIVE, "T3.granted.business": "", "T3.granted.other": "—"}),
    ),
    Case(
        "T4-SUM-REV",
        "the outcomes add up",
        "passes",
        nil(**{"T4.review.upheld": 2, "T4.review.pending": 1, "T4.review.total": 3}),
    ),
    Case(
        "T4-SUM-REV",
        "a total left at 0",
        "finds",
        nil(**{"T4.review.upheld": 10, "T4.review.corrected": 1}),
        "error",
        "agency",
    ),
    Case(
        "T4-SUM-REV",
        "blank outcomes are 0",
        "passes",
        nil(**{"T4.review.upheld": 3, "T4.review.other": "", "T4.review.total": 3}),
    ),
    Case("T4-SUM-REV", "a blank total", "not assessable", nil(**{"T4.review.upheld": 3, "T4.review.total": ""})),
    Case("T4-SUM-LIT1", "the outcomes add up", "passes", nil(**{"T4.direct.other": 1, "T4.direct.total": 1})),
    Case(
        "T4-SUM-LIT1",
        "one case too few in the total",
        "finds",
        nil(**{"T4.direct.other": 2, "T4.direct.total": 1}),
        "error",
        "agency",
    ),
    Case(
        "T4-SUM-LIT1",
        "an outcome that could not be read",
        "not assessable",
        nil(**{"T4.direct.other": "?", "T4.direct.total": 1}),
    ),
    Case("T4-SUM-LIT2", "the outcomes add up", "passes", nil(**{"T4.after.pending": 1, "T4.after.total": 1})),
    Case("T4-SUM-LIT2", "a total without outcomes", "finds", nil(**{"T4.after.total": 1}), "error", "agency"),
    Case(
        "T4-SUM-LIT2", "an outcome in words", "not assessable", nil(**{"T4.after.upheld": "二件", "T4.after.total": 2})
    ),
    Case("T3-TOTALONLY", "every row has its applicants", "passes", nil(**FIVE)),
    Case(
        "T3-TOTALONLY",
        "only totals are filled",
        "finds",
        nil(**{f"T3.{row}.total": 4 for row in ("new", "granted", "total")}),
        "error",
        "agency",
    ),
    Case("T3-TOTALONLY", "only totals are filled and all else is blank", "finds", nil(**TOTALS_AMONG_BLANKS), "error"),
    Case(
        "T3-TOTALONLY",
        "no total could be read",
        "not assessable",
        nil(**{f"T3.{row.id}.total": "?" for row in FORMS["2021"].t3_rows}),
    ),
    Case("T3-SHIFT", "figures in their places", "passes", nil(**FIVE)),
    Case(
        "T3-SHIFT",
        "a row whose first cell was lost",
        "finds",
        nil(**ROW_WITHOUT_ITS_FIRST_CELL),
        "warning",
        "undecided",
    ),
    Case(
        "T3-SHIFT",
        "no total could be read",
        "not assessable",
        nil(**{f"T3.{row.id}.total": "?" for row in FORMS["2021"].t3_rows}),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case):
    case.check()


@pytest.mark.parametrize("form", ["2021", "2019", "mixed"])
@pytest.mark.parametrize("seed", range(5))
def test_a_clean_report_breaks_no_sum(form, seed):
    assert findings(report(form, seed=seed), *SUMS, *PATTERNS) == []


@given(st.sampled_from(["2021", "2019", "mixed"]), st.integers(0, 9_999), st.data())
@settings(max_examples=15)
def test_one_changed_cell_is_one_finding_with_that_suspect(form, seed, data):
    clean = figures(FORMS[form], seed)
    cell = data.draw(st.sampled_from(FORMS[form].table_cells("T3")))
    off = data.draw(st.integers(-clean[cell], 300).filter(bool))
    (found,) = findings(report(form, seed=seed, **{cell: clean[cell] + off}), *SUMS, *PATTERNS)
    assert found.suspect == cell
    assert found.severity == "error"
    assert abs(found.difference) == abs(off)
    assert f"由{clean[cell] + off}改为{clean[cell]}" in found.message


@given(st.integers(0, 9_999), st.data())
@settings(max_examples=12)
def test_an_unreadable_operand_is_never_a_failure(seed, data):
    cell = data.draw(st.sampled_from([c for c in FORMS["2021"].cells if not c.startswith("T2")]))
    one = report(seed=seed, **{cell: data.draw(st.sampled_from(["?", None, "约三件"]))})
    assert findings(one, *SUMS, *PATTERNS) == []
    assert not_assessable(one, *SUMS)


def test_the_finding_gives_formula_figures_and_law():
    (found,) = findings(nil(**applications(new=5, granted=4, total=4)), *SUMS)
    assert found.rule_id == "T3-COL-BAL"
    assert "“自然人”列本年新收5＋上年结转0＝5，办理总计4＋结转下年度继续办理0＝4，相差1" in found.message
    assert "T3.new.natural 5 + T3.carried_in.natural 0 = 5" in found.message_en
    assert (found.expected, found.actual, found.difference) == ("5", "4", -1)
    assert "第一项加第二项之和，等于第三项加第四项之和" in found.legal_basis
    assert "国办公开办函〔2021〕30号" in found.legal_basis
    assert found.related == ("T3-COL-BAL:total",)


def test_a_part_below_zero_stands_in_brackets_and_quotes_within_quotes_are_single():
    found = findings(nil(**{**FIVE, "T3.denied.safety.natural": -1, "T3.denied.safety.total": -1}), "T3-COL-SUM")
    assert "“（三）不予公开3.危及‘三安全一稳定’”（-1）" in found[0].message


def test_blank_parts_in_a_failing_sum_are_said_so():
    (found,) = findings(nil(**{**FIVE, "T3.new.natural": 7, "T3.carried_in.natural": ""}), "T3-COL-BAL")
    assert "1个分项单元格为空白" in found.message
    (found,) = findings(nil(**{**FIVE, "T3.new.natural": 7}), "T3-COL-BAL")
    assert "空白" not in found.message


def test_blank_parts_of_what_else_a_cause_breaks_are_said_as_well():
    (found,) = findings(nil(**{**FIVE, "T3.new.total": 6, "T3.new.business": ""}), *SUMS)
    assert found.suspect == "T3.new.total"
    assert "“总计”列" in found.message
    assert "1个分项单元格为空白或“/”（空白），按0计算" in found.message


def test_one_cause_is_reported_once_and_names_what_else_it_breaks():
    found = findings(nil(**{**FIVE, "T3.total.natural": 6}), *SUMS)
    assert [(f.rule_id, f.suspect) for f in found] == [("T3-COL-BAL", "T3.total.natural")]
    assert found[0].related == ("T3-ROW-SUM:total", "T3-COL-SUM:natural")
    assert "同一原因还使" in found[0].message


def test_a_rule_switched_off_leaves_the_cause_to_the_next_rule_it_breaks():
    one = nil(**{**FIVE, "T3.total.natural": 6})
    assert [f.rule_id for f in findings(one, "T3-COL-SUM", "T3-ROW-SUM")] == ["T3-ROW-SUM"]
    assert findings(one, "T4-SUM-REV") == []


def test_double_counting_of_partial_disclosure_is_a_hypothesis_within_the_sum():
    one = nil(**applications(new=5, partial=3, denied__internal=2, granted=2, total=5))
    (found,) = findings(one, *SUMS, *PATTERNS)
    assert found.rule_id == "T3-COL-SUM"
    assert "区分处理" in found.message
    assert "T3-PARTIAL" in found.related


@pytest.mark.parametrize(
    "one",
    [
        nil(**applications(new=5, partial=1, granted=6, total=5)),
        nil(**applications(new=5, partial=3, granted=1, total=5)),
    ],
    ids=["exceeds by more than was granted in part", "falls short"],
)
def test_other_gaps_do_not_suggest_double_counting(one):
    (found,) = findings(one, *SUMS, *PATTERNS)
    assert "区分处理" not in found.message
    assert "T3-PARTIAL" not in found.related


def test_without_a_total_the_hypothesis_is_not_assessable():
    one = nil(**{f"T3.total.{column.id}": "?" for column in FORMS["2021"].t3_columns})
    assert not_assessable(one, "T3-PARTIAL") == ["T3-PARTIAL"]


def test_the_reason_names_the_cells_that_are_missing():
    answers = assess(filing(nil(**{"T3.granted.total": ""})), only("T3-ROW-SUM"))[0].not_assessable
    assert [answer.why for answer in answers] == ["1项勾稽关系无法核对：表三“（一）予以公开”总计空白"]


def test_a_report_without_recognised_tables_is_not_assessable():
    one = report(parts={"form": None, "cells": {}, "coverage": {}})
    assert set(SUMS + PATTERNS) <= set(not_assessable(one))
    assert not {f.rule_id for f in findings(one)} & set(SUMS + PATTERNS)


def test_a_table_full_of_contradictions_is_one_question_about_the_reading():
    dice = iter(range(1, 1000))
    wild = {cell: next(dice) % 17 for cell in FORMS["2021"].table_cells("T3")}
    (found,) = findings(nil(**wild), *SUMS, *PATTERNS)
    assert (found.rule_id, found.severity, found.responsibility) == ("T3-SHIFT", "warning", "undecided")
    assert len(found.related) > 20


def test_totals_left_out_are_one_finding_of_the_agency():
    one = nil(**{f"T3.{row}.{column}": 4 for row in ("new", "granted", "total") for column in ("natural", "business")})
    (found,) = findings(one, *SUMS, *PATTERNS)
    assert (found.rule_id, found.severity, found.responsibility) == ("T3-ROW-SUM", "error", "agency")
    assert "疑似总计未填" in found.message
    assert len(found.related) == 2


def test_every_sum_rule_is_in_the_catalogue():
    assert set(SUMS + PATTERNS) <= CATALOGUE.rules.keys()
