from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import insert

from flows.ledger import Ledger
from flows.ledger.case_tables import case_events, cases, notices
from flows.ledger.chronicle import chronicles
from flows.ledger.decisions import Decision, Kind, add
from flows.night import Entry
from tests.ledger.night import finding, order, spend, start

LATE_EVENING = datetime(2024, 2, 6, 17, 30, tzinfo=UTC)


def test_the_record_tells_when_findings_came_went_and_came_back(ledger: Ledger, tmp_path: Path) -> None:
    one, other = finding("T3.new.total"), finding("T3.new.natural")
    for day, found in ((6, [one, other]), (7, [one, other]), (8, [one]), (9, [one, other])):
        spend(ledger, order(tmp_path, date(2024, 2, day)), found)
    assert [(entry.day.day, entry.word, entry.count) for entry in chronicles(ledger, ["qh-edu"], 2023)["qh-edu"]] == [
        (6, "new", 2),
        (8, "fixed", 1),
        (9, "regressed", 1),
    ]


def test_a_run_that_is_being_made_is_no_past(ledger: Ledger, tmp_path: Path) -> None:
    start(ledger, order(tmp_path, date(2024, 2, 6)))
    assert chronicles(ledger, ["qh-edu"], 2023) == {}


def test_a_later_report_year_is_no_past(ledger: Ledger, tmp_path: Path) -> None:
    spend(ledger, order(tmp_path, date(2024, 2, 6)), [finding()])
    assert chronicles(ledger, ["qh-edu"], 2022) == {}


def test_a_decision_stands_on_the_day_of_the_office_that_took_it(ledger: Ledger) -> None:
    taken = Decision("f", "qh-edu", 2023, "TXT-NORECV", Kind.CONFIRMED, "已核实", "王检", LATE_EVENING, "", 1)
    with ledger.writing() as connection:
        add(connection, [taken])
    assert chronicles(ledger, ["qh-edu"], 2023)["qh-edu"] == (
        Entry(date(2024, 2, 7), 2023, "decision", "confirmed", "TXT-NORECV", "王检", "已核实"),
    )


def test_a_letter_is_told_by_the_steps_that_moved_it_and_by_its_number(ledger: Ledger) -> None:
    steps = (("draft", "drafted", 1), ("approve", "approved", 2), ("send", "sent", 3), ("look", "sent", 4))
    with ledger.writing() as connection:
        connection.execute(insert(cases).values(case_id=1, changed=LATE_EVENING, **_CASE))
        connection.execute(insert(notices).values(case_id=1, approved_at=datetime(2024, 2, 2, tzinfo=UTC), **_LETTER))
        for step, state, day in steps:
            at = datetime(2024, 2, day, 1, tzinfo=UTC)
            connection.execute(
                insert(case_events).values(case_id=1, at=at, step=step, state=state, who="李", detail="")
            )
    record = chronicles(ledger, ["qh-edu"], 2023)["qh-edu"]
    assert [(entry.day.day, entry.word, entry.subject) for entry in record] == [
        (1, "drafted", ""),
        (2, "approved", "清公开函〔2024〕1号"),
        (3, "sent", "清公开函〔2024〕1号"),
    ]


_CASE = {"agency_id": "qh-edu", "year": 2023, "round": 1, "state": "sent", "letter_ids": []}
_LETTER = {
    "kind": "confirmed",
    "number_text": "清公开函〔2024〕1号",
    "drafted_by": "李",
    "drafted_at": LATE_EVENING,
    "audited": date(2024, 2, 1),
    "title": "通知",
    "mail": "",
    "document": b"",
    "annex": b"",
    "findings": [],
    "sha256": "0",
}
