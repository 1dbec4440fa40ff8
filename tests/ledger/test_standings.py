from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checks.model import Assessment, Status
from flows.ledger import Ledger
from flows.ledger.findings import known_findings
from flows.ledger.lifecycle import settle
from flows.ledger.recording import record_gathered, record_verdicts
from flows.ledger.standings import LedgerStandings
from tests.ledger.night import RULES, STARTED, finding, finish, gathered, order, report, spend, start


def compliant(ledger: Ledger, folder: Path, day: date = date(2024, 2, 6), status: Status = Status.COMPLIANT) -> None:
    run = start(ledger, order(folder, day))
    one = gathered(report())
    record_gathered(ledger, run, [one])
    verdict = Assessment(one.filing, status, (), ())
    record_verdicts(ledger, run, {"qh-edu": verdict})
    finish(ledger, run, {"qh-edu": settle(verdict, known_findings(ledger, ["qh-edu"], 2023).get("qh-edu", {}), RULES)})


def test_a_compliant_agencys_report_is_known_as_it_was_fetched_last(ledger: Ledger, tmp_path: Path) -> None:
    compliant(ledger, tmp_path)
    held = LedgerStandings(ledger).held("qh-edu", 2023)
    assert held is not None
    assert (held.final_url, held.retrieved, held.warc) == ("http://qh.example/nb.html", STARTED, "evidence/a.warc.gz")
    assert held.content == b""
    assert held.size_bytes > 0
    assert LedgerStandings(ledger).held("qh-edu", 2022) is None


@pytest.mark.parametrize("status", [Status.NONCOMPLIANT, Status.ATTENTION, Status.NOT_ASSESSABLE])
def test_nobody_else_is_in_good_standing(status: Status, ledger: Ledger, tmp_path: Path) -> None:
    compliant(ledger, tmp_path, status=status)
    assert LedgerStandings(ledger).held("qh-edu", 2023) is None


def test_an_open_finding_or_letter_has_it_asked(ledger: Ledger, tmp_path: Path) -> None:
    compliant(ledger, tmp_path)
    assert LedgerStandings(ledger, {"qh-edu"}).held("qh-edu", 2023) is None
    spend(ledger, order(tmp_path, date(2024, 2, 7)), [finding()])
    assert LedgerStandings(ledger).held("qh-edu", 2023) is None


def test_a_night_on_which_it_was_not_held_has_it_asked(ledger: Ledger, tmp_path: Path) -> None:
    compliant(ledger, tmp_path)
    down = start(ledger, order(tmp_path, date(2024, 2, 7)))
    record_gathered(ledger, down, [gathered()])
    finish(ledger, down, {})
    assert LedgerStandings(ledger).held("qh-edu", 2023) is None
