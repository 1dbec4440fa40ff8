from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from checks.model import Assessment, Filing, Lifecycle, Publication, Severity, Status, Unassessable
from flows.ledger import Ledger
from flows.ledger.findings import history, known_findings
from flows.ledger.lifecycle import Known, settle
from flows.ledger.runs import open_run
from tests.ledger.night import RULES, finding, order, report, spend


def nights(ledger: Ledger, folder: Path, *plan: tuple[list[str], list[str]]) -> list[list[tuple[str, str]]]:
    """Each night is (keys of findings, rules that could not be assessed); gives (key, status) of each night."""
    told = []
    for number, (keys, unsure) in enumerate(plan):
        asked = order(folder, date(2024, 2, 6) + timedelta(days=number))
        settled = spend(ledger, asked, [finding(key) for key in keys], unsure=unsure)
        told.append([(one.cells[0], one.status.value) for one in (*settled.findings, *settled.fixed)])
    return told


def test_a_finding_is_new_then_persists_is_fixed_and_comes_back(ledger: Ledger, tmp_path: Path) -> None:
    told = nights(ledger, tmp_path, (["a"], []), (["a"], []), ([], []), ([], []), (["a"], []))
    assert told == [[("a", "new")], [("a", "persisting")], [("a", "fixed")], [], [("a", "regressed")]]


def test_a_night_that_could_not_assess_the_rule_neither_fixes_nor_renews(ledger: Ledger, tmp_path: Path) -> None:
    told = nights(ledger, tmp_path, (["a"], []), ([], ["TXT-NORECV"]), (["a"], []), ([], []))
    assert told == [[("a", "new")], [], [("a", "persisting")], [("a", "fixed")]]


def test_a_second_finding_of_the_rule_is_new_beside_the_first(ledger: Ledger, tmp_path: Path) -> None:
    told = nights(ledger, tmp_path, (["a"], []), (["a", "b"], []), (["b"], []))
    assert told[1:] == [[("a", "persisting"), ("b", "new")], [("b", "persisting"), ("a", "fixed")]]


def test_an_agency_that_owes_nothing_tonight_has_mended_nothing() -> None:
    known = {finding().finding_id: Known(finding(), True)}
    settled = settle(Assessment(Filing(2023, report=report()), Status.NOT_DUE), known, RULES)
    assert settled.fixed == ()


def test_a_rule_that_is_switched_off_fixes_nothing() -> None:
    known = {finding().finding_id: Known(finding(), True)}
    assert settle(Assessment(Filing(2023, report=report()), Status.COMPLIANT), known, {"T3-ROW-TOTAL"}).fixed == ()


def test_another_rule_that_is_not_assessable_does_not_hold_back_a_fix() -> None:
    known = {finding().finding_id: Known(finding(), True)}
    assessment = Assessment(
        Filing(2023, report=report()), Status.COMPLIANT, (), (Unassessable("T3-ROW-TOTAL", "看不清"),)
    )
    (fixed,) = settle(assessment, known, RULES).fixed
    assert fixed.status is Lifecycle.FIXED


def test_a_run_that_was_never_finished_does_not_count_as_a_night(ledger: Ledger, tmp_path: Path) -> None:
    open_run(ledger, order(tmp_path, date(2024, 2, 5)))
    assert nights(ledger, tmp_path, (["a"], [])) == [[("a", "new")]]


def test_the_history_keeps_every_turn_and_every_change_of_content(ledger: Ledger, tmp_path: Path) -> None:
    spend(ledger, order(tmp_path, date(2024, 2, 6)), [finding()])
    spend(ledger, order(tmp_path, date(2024, 2, 7)), [finding()])
    spend(ledger, order(tmp_path, date(2024, 2, 8)), [finding(actual="6")])
    spend(ledger, order(tmp_path, date(2024, 2, 9)), [])
    turns = [(run_id, one.status.value, one.actual) for run_id, one in history(ledger, finding().finding_id)]
    assert turns == [
        ("20240206-01", "new", "5"),
        ("20240208-01", "persisting", "6"),
        ("20240209-01", "fixed", "6"),
    ]


@pytest.mark.parametrize("severity", list(Severity))
def test_a_finding_comes_back_from_the_ledger_as_it_was(ledger: Ledger, tmp_path: Path, severity: Severity) -> None:
    spend(ledger, order(tmp_path), [finding(severity=severity)])
    known = known_findings(ledger, ["qh-edu"], 2023)["qh-edu"]
    assert [one.finding for one in known.values()] == [finding(severity=severity)]


def test_findings_of_another_year_are_not_touched(ledger: Ledger, tmp_path: Path) -> None:
    spend(ledger, order(tmp_path), [finding()])
    assert known_findings(ledger, ["qh-edu"], 2022) == {}


@pytest.mark.parametrize(
    ("key", "is_fixed"), [("total", False), ("natural", True), ("", False), ("T3.new.total", False)]
)
def test_a_doubt_at_other_cells_does_not_hold_back_a_fix(key: str, is_fixed: bool) -> None:
    known = {finding().finding_id: Known(finding(), True)}
    doubts = (Unassessable("TXT-NORECV", "看不清", key),)
    assert (
        bool(settle(Assessment(Filing(2023, report=report()), Status.COMPLIANT, (), doubts), known, RULES).fixed)
        is is_fixed
    )


@pytest.mark.parametrize(
    ("publication", "is_fixed"),
    [(Publication("timeout_read"), False), (Publication("not_published", proven_absent=True), True)],
)
def test_a_site_that_was_down_mends_nothing_and_a_proven_absence_is_an_answer(
    publication: Publication, is_fixed: bool
) -> None:
    known = {finding().finding_id: Known(finding(), True)}
    assessment = Assessment(Filing(2023, publication=publication), Status.NOT_ASSESSABLE)
    assert bool(settle(assessment, known, RULES).fixed) is is_fixed
