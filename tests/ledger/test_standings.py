from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from checks.model import Assessment, Status
from flows.crawl.snapshot import Snapshot
from flows.ledger import Ledger
from flows.ledger.findings import known_findings
from flows.ledger.lifecycle import settle
from flows.ledger.recording import record_gathered, record_verdicts
from flows.ledger.standings import LedgerStandings
from tests.ledger.night import RULES, STARTED, finding, finish, gathered, order, report, snapshot, spend, start

WEEK, DAY = 7, date(2024, 4, 10)
OTHER_BYTES = replace(snapshot(), sha256="b" * 64, record_id="<urn:uuid:other>")


def compliant(
    ledger: Ledger, folder: Path, day: date, status: Status = Status.COMPLIANT, held: Snapshot | None = None
) -> None:
    run = start(ledger, order(folder, day))
    one = replace(gathered(report()), snapshot=held or snapshot())
    record_gathered(ledger, run, [one])
    verdict = Assessment(one.filing, status, (), ())
    record_verdicts(ledger, run, {"qh-edu": verdict})
    finish(ledger, run, {"qh-edu": settle(verdict, known_findings(ledger, ["qh-edu"], 2023).get("qh-edu", {}), RULES)})


def down(ledger: Ledger, folder: Path, day: date) -> None:
    run = start(ledger, order(folder, day))
    record_gathered(ledger, run, [gathered()])
    finish(ledger, run, {})


def held(
    ledger: Ledger, year: int = 2023, awaited: frozenset[str] = frozenset(), nights: int = WEEK
) -> Snapshot | None:
    return LedgerStandings(ledger, 2023, DAY, nights, awaited).held("qh-edu", year)


@pytest.fixture
def a_week_ago(ledger: Ledger, tmp_path: Path) -> None:
    compliant(ledger, tmp_path, DAY - timedelta(days=WEEK))


def test_a_settled_report_is_known_as_it_was_fetched_last(ledger: Ledger, a_week_ago: None) -> None:
    found = held(ledger)
    assert found is not None
    assert (found.final_url, found.retrieved, found.warc) == (
        "http://qh.example/nb.html",
        STARTED,
        "evidence/a.warc.gz",
    )
    assert found.content == b""
    assert found.size_bytes > 0
    assert held(ledger, year=2022) is None


def test_a_report_is_settled_only_when_it_has_stood_for_all_those_nights(ledger: Ledger, tmp_path: Path) -> None:
    compliant(ledger, tmp_path, DAY - timedelta(days=WEEK - 1))
    assert held(ledger) is None


def test_a_report_that_changed_meanwhile_is_not_settled_even_where_it_changed_back(
    ledger: Ledger, tmp_path: Path, a_week_ago: None
) -> None:
    compliant(ledger, tmp_path, DAY - timedelta(days=3), held=OTHER_BYTES)
    assert held(ledger) is None
    compliant(ledger, tmp_path, DAY - timedelta(days=1))
    assert held(ledger) is None


def test_a_night_on_which_its_site_was_down_unsettles_nothing(ledger: Ledger, tmp_path: Path, a_week_ago: None) -> None:
    down(ledger, tmp_path, DAY - timedelta(days=3))
    assert held(ledger) is None
    compliant(ledger, tmp_path, DAY - timedelta(days=1))
    assert held(ledger) is not None


@pytest.mark.parametrize("status", [Status.NONCOMPLIANT, Status.ATTENTION, Status.NOT_ASSESSABLE])
def test_nobody_else_is_in_good_standing(status: Status, ledger: Ledger, tmp_path: Path, a_week_ago: None) -> None:
    compliant(ledger, tmp_path, DAY - timedelta(days=1), status=status)
    assert held(ledger) is None


def test_an_open_finding_or_letter_has_it_asked(ledger: Ledger, tmp_path: Path, a_week_ago: None) -> None:
    assert held(ledger, awaited=frozenset({"qh-edu"})) is None
    spend(ledger, order(tmp_path, DAY - timedelta(days=1)), [finding()])
    assert held(ledger) is None


def test_how_long_it_must_have_stood_is_a_setting(ledger: Ledger, tmp_path: Path) -> None:
    compliant(ledger, tmp_path, DAY - timedelta(days=1))
    assert held(ledger) is None
    assert held(ledger, nights=1) is not None
