from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from checks.waivers import fingerprint
from flows.ledger import Ledger
from flows.ledger.decisions import Decision, Kind, add
from flows.ledger.last_finds import LedgerFinds
from flows.ledger.recording import record_gathered
from flows.ledger.rereads import addresses_to_read_again
from tests.ledger.night import STARTED, finding, finish, gathered, order, report, spend, start


def test_what_was_found_on_the_last_complete_night_is_known(ledger: Ledger, tmp_path: Path) -> None:
    spend(ledger, order(tmp_path), [])
    found = LedgerFinds(ledger).last("qh-edu", 2023)
    assert found is not None
    assert found.url == "http://qh.example/nb.html"
    assert found.trail == ("首页",)


def test_nothing_is_known_of_another_agency_or_year(ledger: Ledger, tmp_path: Path) -> None:
    spend(ledger, order(tmp_path), [])
    assert LedgerFinds(ledger).last("qh-fin", 2023) is None
    assert LedgerFinds(ledger).last("qh-edu", 2022) is None


def test_an_unfinished_night_tells_nothing(ledger: Ledger, tmp_path: Path) -> None:
    record_gathered(ledger, start(ledger, order(tmp_path)), [gathered(report())])
    assert LedgerFinds(ledger).last("qh-edu", 2023) is None


def test_a_night_on_which_the_site_was_down_hides_no_earlier_find(ledger: Ledger, tmp_path: Path) -> None:
    spend(ledger, order(tmp_path), [])
    down = start(ledger, order(tmp_path, date(2024, 2, 7)))
    record_gathered(ledger, down, [gathered()])
    finish(ledger, down, {})
    assert LedgerFinds(ledger).last("qh-edu", 2023) is not None


def test_an_agency_that_shall_be_read_again_is_searched_for_once_more(ledger: Ledger, tmp_path: Path) -> None:
    spend(ledger, order(tmp_path), [finding()])
    asked = Decision(
        finding().finding_id, "qh-edu", 2023, finding().rule_id, Kind.REREAD, "", "王检", STARTED + timedelta(hours=1),
        fingerprint(finding()), 1,
    )  # fmt: skip
    with ledger.writing() as connection:
        add(connection, [asked])
    assert LedgerFinds(ledger).last("qh-edu", 2023) is None
    assert addresses_to_read_again(ledger, 2023) == {"http://qh.example/nb.html"}
    spend(ledger, replace(order(tmp_path), started=STARTED + timedelta(days=1)), [finding()])
    assert LedgerFinds(ledger).last("qh-edu", 2023) is not None
    assert addresses_to_read_again(ledger, 2023) == frozenset()
