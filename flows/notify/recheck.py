"""The nightly re-check of open cases: what was mended, what remains, what is new. People decide what follows.

A finding counts as settled when a later night found it fixed, or when the office accepted the agency's explanation.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select

from checks.model import Finding
from flows.ledger import Ledger
from flows.ledger.case_tables import case_events, cases
from flows.notify.cases.case_store import OVERVIEW_OF, Act, Filed, filed, move, note
from flows.notify.cases.letters import Notice
from flows.notify.cases.standing import SILENT_RULE, Look, look
from flows.notify.cases.states import State, Step
from flows.notify.issuing import Draft, drop_draft, put_draft
from flows.notify.writing.papers import CLOSING

OPEN = (
    State.SENT,
    State.ACKNOWLEDGED,
    State.CORRECTED,
    State.EXPLAINED,
    State.RECHECKED,
    State.REOPENED,
    State.ESCALATED,
)
LOOKED = "look"


def recheck(ledger: Ledger, year: int, run_id: str, act: Act) -> list[tuple[Filed, Notice]]:
    """Look at every open case of a year after a sealed night; gives the closing letters that were drafted.

    Doing it twice for one night changes nothing.
    """
    with ledger.writing() as connection:
        looked = [_looked_at(connection, case, run_id, act) for case in open_cases(connection, year)]
    return [one for one in looked if one]


def _looked_at(connection: Connection, case: Filed, run_id: str, act: Act) -> tuple[Filed, Notice] | None:
    seen = look(connection, case)
    detail = _told(seen, case.due, act.today)
    if case.case.state is State.RECHECKED:
        if not seen.is_settled:
            # What was mended is broken again: no closing letter may go out about it.
            drop_draft(connection, move(connection, case, Step.REOPEN, act, detail=detail, run_id=run_id))
    elif seen.is_settled:
        moved = move(connection, case, Step.RECHECK, act, detail=detail, run_id=run_id)
        draft = Draft(CLOSING, (*seen.mended, *seen.explained), run_id, act.today)
        return moved, put_draft(connection, moved, draft, act)
    elif detail != _last_told(connection, case.case_id):
        note(connection, case.case_id, act, LOOKED, case.case.state, detail, run_id)
    return None


def open_cases(connection: Connection, year: int) -> list[Filed]:
    """The cases of a year whose agency was written to and is to answer, oldest first; overviews want no answer."""
    rows = connection.execute(
        select(cases)
        .where(
            cases.c.year == year,
            cases.c.state.in_([state.value for state in OPEN]),
            cases.c.agency_id.not_like(f"{OVERVIEW_OF}%"),
        )
        .order_by(cases.c.case_id)
    )
    return [filed(row) for row in rows.all()]


def open_agencies(ledger: Ledger, year: int) -> frozenset[str]:
    """The agencies whose case of a year is open: a night looks at them first."""
    with ledger.reading() as connection:
        return frozenset(case.agency_id for case in open_cases(connection, year))


def late_agencies(ledger: Ledger, year: int, today: date) -> list[str]:
    """The agencies whose answer is overdue, their case not being re-checked yet."""
    with ledger.reading() as connection:
        cases = open_cases(connection, year)
    return [
        case.agency_id for case in cases if case.due and case.due < today and case.case.state is not State.RECHECKED
    ]


def _told(seen: Look, due: date | None, today: date) -> str:
    new = [one for one in seen.fresh if one.rule_id != SILENT_RULE]
    parts = [
        f"{name}：{_names(group)}"
        for name, group in (
            ("已整改", seen.mended),
            ("已说明", seen.explained),
            ("尚未整改", seen.remaining),
            ("去函后新出现的问题", new),
        )
        if group
    ]
    if seen.is_silent:
        parts.append("数据已改而未附更正说明")
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
