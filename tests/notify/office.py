"""An office with one night behind it: two findings of 清河县教育局 in a ledger, two people, a settable clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from checks.model import Finding
from flows.ledger import Ledger
from flows.notify import handling
from flows.notify.cases.case_store import Act, Filed, newest
from flows.notify.cases.letters import Notice
from tests.ledger import night

WANG, LI = "王芳", "李强"
YEAR, ID = 2023, "qh-edu"
FINDINGS = (
    night.finding(message="文字与表格存在矛盾：正文称未收到申请，表三总计为5。"),
    night.finding("T3.total.total", "T3-ROW-SUM", "9", message="表三存在总计与分项不符：相差2。"),
)
START = datetime(2024, 4, 8, 1, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def act(who: str, at: datetime = START) -> Act:
    return Act(who, at, at.date())


def spend(
    ledger: Ledger,
    folder: Path,
    findings: Sequence[Finding] = FINDINGS,
    day: date = date(2024, 4, 8),
    email: str | None = "jyj@qinghe.example",
) -> None:
    night.spend(ledger, night.order(folder, day, [night.agency(contact_email=email)]), findings)


def approved(ledger: Ledger) -> Notice:
    handling.confirm(ledger, ID, YEAR, (), act(WANG))
    handling.draft(ledger, ID, YEAR, act(WANG))
    return handling.approve(ledger, ID, YEAR, act(LI))


def queued(ledger: Ledger, channel: str = "smtp") -> str:
    approved(ledger)
    return handling.queue(ledger, ID, YEAR, channel, True, act(WANG))


def case(ledger: Ledger, agency_id: str = ID) -> Filed:
    with ledger.reading() as connection:
        return newest(connection, agency_id, YEAR)
