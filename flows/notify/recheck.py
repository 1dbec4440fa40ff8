"""The nightly re-check of open cases: what was mended, what remains, what is new. People decide what follows.

A finding counts as settled when a later night found it fixed, or when the office accepted the agency's explanation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from checks.model import Finding
from flows.ledger import Ledger
from flows.ledger.case_tables import case_events, cases
from flows.ledger.report_store import finding_from
from flows.ledger.tables import findings
from flows.notify import letters
from flows.notify.case_store import Act, Filed, filed, move, note, standing_findings
from flows.notify.letters import Notice
from flows.notify.states import State, Step

_OPEN = (State.SENT, State.ACKNOWLEDGED, State.CORRECTED, State.EXPLAINED, State.REOPENED, State.ESCALATED)
LOOKED = "look"


@dataclass(frozen=True, slots=True)
class Look:
    """What a night sees of a case: the findings of its letter by what became of them, and those that came since."""

    mended: tuple[Finding, ...]
    explained: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    fresh: tuple[Finding, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nothing of the letter remains."""
        return not self.remaining and bool(self.mended or self.explained)


def recheck(ledger: Ledger, year: int, run_id: str, act: Act) -> list[tuple[Filed, Notice]]:
    """Look at every open case of a year after a sealed night; gives the closing letters that were drafted.

    Doing it twice for one night changes nothing.
    """
    drafted = []
    with ledger.writing() as connection:
        states = [state.value for state in _OPEN]
        rows = connection.execute(
            select(cases).where(cases.c.year == year, cases.c.state.in_(states)).order_by(cases.c.case_id)
        ).all()
        for case in map(filed, rows):
            seen = look(connection, case)
            detail = _told(seen, case.due, act.today)
            if seen.is_settled:
                moved = move(connection, case, Step.RECHECK, act, detail=detail, run_id=run_id)
                settled = (*seen.mended, *seen.explained)
                notice = letters.put_draft(connection, moved, settled, act.today, act, letters.CLOSING)
                drafted.append((moved, notice))
            elif detail != _last_told(connection, case.case_id):
                note(connection, case.case_id, act, LOOKED, case.case.state, detail, run_id)
    return drafted


def look(connection: Connection, case: Filed) -> Look:
    """The findings of a case's letter as the last sealed night left them."""
    rows = connection.execute(select(findings).where(findings.c.finding_id.in_(sorted(case.case.letter)))).all()
    known = [(finding_from(row.body), row.is_open) for row in sorted(rows, key=lambda row: str(row.finding_id))]
    standing = standing_findings(connection, case.agency_id, case.year)
    return Look(
        mended=tuple(one for one, is_open in known if not is_open),
        explained=tuple(one for one, is_open in known if is_open and one.suppressed_by),
        remaining=tuple(one for one, is_open in known if is_open and not one.suppressed_by),
        fresh=tuple(one for one in standing if one.finding_id not in case.case.letter),
    )


def _told(seen: Look, due: date | None, today: date) -> str:
    parts = [
        f"{name}：{_names(group)}"
        for name, group in (
            ("已整改", seen.mended),
            ("已说明", seen.explained),
            ("尚未整改", seen.remaining),
            ("另有未列入函件的问题", seen.fresh),
        )
        if group
    ]
    if seen.remaining and due and today > due:
        parts.append(f"已超过期限{due.isoformat()}")
    return "；".join(parts)


def _names(group: Iterable[Finding]) -> str:
    return "、".join(finding.finding_id for finding in group)


def _last_told(connection: Connection, case_id: int) -> str:
    query = (
        select(case_events.c.detail)
        .where(case_events.c.case_id == case_id, case_events.c.step == LOOKED)
        .order_by(case_events.c.event_id.desc())
        .limit(1)
    )
    return connection.execute(query).scalar() or ""
