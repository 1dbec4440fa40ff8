from __future__ import annotations

from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser

from checks.forms import Form
from flows.publish.formula import Formula, formula_of
from flows.publish.pages import environment
from tests.publish.build import finding, report, unbalanced


def written(formula: Formula | None) -> str:
    assert formula is not None
    sides = [
        " ".join(f"{'-' if item.sign < 0 else '+'}{item.counts:g}{'' if item.is_filled else '?'}" for item in side)
        for side in (formula.left, formula.right)
    ]
    return f"{sides[0]} = {formula.left_sum:g} | {sides[1]} = {formula.right_sum:g} | {formula.difference:g}"


def test_a_column_balance_is_told_with_its_four_figures(forms: Mapping[str, Form]) -> None:
    formula = formula_of(unbalanced("a"), report(forms["2021"], {"T3.total.natural": 6}), forms["2021"])
    assert written(formula) == "+5 +0 = 5 | +6 +0 = 6 | 1"
    assert formula is not None
    assert [item.name for item in formula.right] == ["（七）总计", "四、结转下年度继续办理"]


def test_the_smallest_correction_makes_the_suspect_fit(forms: Mapping[str, Form]) -> None:
    formula = formula_of(unbalanced("a"), report(forms["2021"], {"T3.total.natural": 6}), forms["2021"])
    assert formula is not None
    assert formula.correction == 5


def test_the_figures_of_a_sum_lead_to_their_cells_on_whatever_page_holds_them(forms: Mapping[str, Form]) -> None:
    formula = formula_of(unbalanced("a"), report(forms["2021"], {"T3.total.natural": 6}), forms["2021"])
    drawn = LexborHTMLParser(str(environment().get_template("report.html").module.sum(formula, "/site/a.html")))
    links = [link.attributes["href"] for link in drawn.css("a")]
    assert links[:2] == ["/site/a.html#c-T3.new.natural", "/site/a.html#c-T3.carried_in.natural"]


def test_a_long_sum_leaves_its_zeros_out_and_says_how_many(forms: Mapping[str, Form]) -> None:
    column = tuple(f"T3.{row}.natural" for row in (*forms["2021"].leaves, "total"))
    found = finding("T3-COL-SUM", "a", cells=column, suspect="T3.total.natural")
    formula = formula_of(found, report(forms["2021"], {"T3.total.natural": 6}), forms["2021"])
    assert written(formula) == "+3 +2 = 5 | +6 = 6 | 1"
    assert formula is not None
    assert formula.zeros == 19


def test_a_blank_part_counts_as_nought_and_says_so(forms: Mapping[str, Form]) -> None:
    row = tuple(f"T3.new.{name}" for name in ("natural", "business", "total"))
    found = finding("T3-ROW-SUM", "a", cells=row)
    formula = formula_of(found, report(forms["2021"], {"T3.new.business": "", "T3.new.total": 6}), forms["2021"])
    assert written(formula) == "+5 +0? +0 +0 +0 +0 = 5 | +6 = 6 | 1"


def test_the_last_kind_of_applicant_is_no_outcome_of_a_case(forms: Mapping[str, Form]) -> None:
    row = tuple(f"T3.new.{name}" for name in ("natural", "business", "total"))
    formula = formula_of(
        finding("T3-ROW-SUM", "a", cells=row), report(forms["2021"], {"T3.new.total": 6}), forms["2021"]
    )
    cases = tuple(f"T4.review.{name}" for name in ("upheld", "corrected", "other", "pending", "total"))
    of_cases = formula_of(finding("T4-SUM-REV", "a", cells=cases), report(forms["2021"]), forms["2021"])
    assert formula is not None
    assert of_cases is not None
    assert [item.name for item in formula.left][-1] == "其他"
    assert [item.name for item in of_cases.left][2] == "其他结果"


def test_no_sum_is_written_over_a_figure_that_could_not_be_read(forms: Mapping[str, Form]) -> None:
    read = report(forms["2021"], {"T3.total.natural": "■"})
    assert formula_of(unbalanced("a"), read, forms["2021"]) is None


def test_the_stock_of_documents_joins_two_years(forms: Mapping[str, Form]) -> None:
    found = finding("T2-STOCK", "a", cells=("T2.norms.in_force", "T2.norms.issued"))
    last = report(forms["2021"], {"T2.norms.in_force": 11}, year=2022)
    formula = formula_of(found, report(forms["2021"]), forms["2021"], last)
    assert written(formula) == "+11 +3 -1 = 13 | +12 = 12 | 1"


def test_a_finding_that_rests_on_no_sum_has_no_formula(forms: Mapping[str, Form]) -> None:
    assert formula_of(finding("TXT-YEAR", "a"), report(forms["2021"]), forms["2021"]) is None
