"""Numbers of letters, taken by two processes at once: no gap, no double, on every database there is."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from datetime import UTC, date, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from flows.ledger import Ledger
from flows.ledger.case_tables import cases, notices
from flows.notify.cases.numbering import next_number
from tests import postgresql

EACH, START = 12, datetime(2024, 4, 8, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    else:
        with postgresql.server() as address:
            yield address


def issue(url: str, start: Barrier) -> None:
    ledger = Ledger(url)
    start.wait(30)
    for _ in range(EACH):
        with ledger.writing() as connection:
            number = next_number(connection, 2024)
            connection.execute(
                insert(notices).values(
                    case_id=1, kind="letter", number_year=2024, number=number, number_text=str(number),
                    drafted_by="a", drafted_at=START, audited=date(2024, 4, 8), title="", mail="",
                    document=b"", annex=b"", findings=[], sha256="",
                )
            )  # fmt: skip
    ledger.close()


def test_two_people_who_issue_at_once_leave_no_gap_and_no_double(url: str) -> None:
    ledger = Ledger(url)
    with ledger.writing() as connection:
        connection.execute(
            insert(cases).values(agency_id="a", year=2023, round=1, state="sent", letter_ids=[], changed=START)
        )
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    people = [context.Process(target=issue, args=(url, start)) for _ in range(2)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert [one.exitcode for one in people] == [0, 0]
    with ledger.reading() as connection:
        numbers = connection.execute(select(notices.c.number)).scalars().all()
    ledger.close()
    assert sorted(numbers) == list(range(1, 2 * EACH + 1))
