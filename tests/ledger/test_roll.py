from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checks.model import Assessment, Finding, Responsibility, Severity, Status
from flows.ledger import Ledger
from flows.ledger.recording import record_gathered, record_verdicts
from flows.ledger.roll import counts, in_order
from flows.ledger.runs import Run
from tests.ledger.night import agency, finding, gathered, order, start

ORDER = (Status.NONCOMPLIANT, Status.MISSING, Status.COMPLIANT)
ERROR, WARNING = finding(), finding(severity=Severity.WARNING)
VERDICTS: dict[str, tuple[Status, tuple[Finding, ...]]] = {
    "a": (Status.COMPLIANT, ()),
    "b_one": (Status.NONCOMPLIANT, (ERROR,)),
    "b-one": (Status.NONCOMPLIANT, (ERROR,)),
    "c": (Status.NONCOMPLIANT, (ERROR, WARNING)),
    "d": (Status.NONCOMPLIANT, (ERROR, ERROR)),
    "e": (Status.MISSING, ()),
}


@pytest.fixture
def run(ledger: Ledger, tmp_path: Path) -> Run:
    return judged(ledger, tmp_path, VERDICTS)


def judged(ledger: Ledger, folder: Path, verdicts: dict[str, tuple[Status, tuple[Finding, ...]]]) -> Run:
    run = start(ledger, order(folder / "2023", agencies=[agency(name) for name in verdicts]))
    record_gathered(ledger, run, [gathered(who=agency(name)) for name in verdicts])
    said = {name: Assessment(gathered(who=agency(name)).filing, *verdict, ()) for name, verdict in verdicts.items()}
    record_verdicts(ledger, run, said)
    return run


def test_those_that_something_must_be_asked_of_come_first_and_the_worst_of_them_before(
    ledger: Ledger, run: Run
) -> None:
    assert in_order(ledger, run, ORDER) == ["d", "c", "b-one", "b_one", "e", "a"]


def test_what_is_explained_or_ours_puts_nobody_before_others(ledger: Ledger, tmp_path: Path) -> None:
    explained, ours = replace(ERROR, suppressed_by="2"), replace(ERROR, responsibility=Responsibility.EXTRACTION)
    two = (Status.NONCOMPLIANT, (explained, ours))
    assert in_order(ledger, judged(ledger, tmp_path, {"x": two, "w": two, "y": VERDICTS["c"]}), ORDER) == [
        "y",
        "w",
        "x",
    ]


def test_every_status_is_counted_even_where_nobody_stands(ledger: Ledger, run: Run) -> None:
    assert counts(ledger, run) == {
        "compliant": 1,
        "attention": 0,
        "noncompliant": 4,
        "missing": 1,
        "not_assessable": 0,
        "not_due": 0,
    }
