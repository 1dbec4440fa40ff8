"""Cases in the ledger: found, opened, moved by one step with who and when. Which steps may be is `flows.notify.cases.states`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, insert, select, update

from checks.model import Agency, Finding
from flows.errors import NoticeRefused
from flows.ledger.case_tables import case_events, cases, notices, outbox
from flows.ledger.decisions import Kind, lapse, rulings
from flows.ledger.report_store import finding_from
from flows.ledger.tables import agencies, findings, runs
from flows.notify.cases.rungs import Rung
from flows.notify.cases.states import Case, State, Step, advance
from flows.rulebook import rulebook

_AGENCY = TypeAdapter(Agency)
NIGHT = "gouji"
"""Who acts where no person did: the nightly re-check."""
OVERVIEW_OF = "overview:"
"""Before the id of a parent office, in place of an agency's: the case of what this office is told of its agencies."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, when (aware), on which day of the office's calendar."""

    who: str
    at: datetime
    today: date


@dataclass(frozen=True, slots=True)
class Filed:
    """A case in the ledger; `case_id` is 0 while nobody has done anything about its suspicions."""

    agency_id: str
    year: int
    case: Case = Case()
    case_id: int = 0
    round: int = 1
    due: date | None = None


def newest(connection: Connection, agency_id: str, year: int) -> Filed:
    """The newest case of an agency and year, or one not yet opened."""
    row = connection.execute(
        select(cases)
        .where(cases.c.agency_id == agency_id, cases.c.year == year)
        .order_by(cases.c.round.desc())
        .limit(1)
    ).first()
    return filed(row) if row else Filed(agency_id, year)


def case_of(connection: Connection, notice_id: int) -> Filed:
    """The case of a letter."""
    query = select(cases).join(notices, notices.c.case_id == cases.c.case_id).where(notices.c.notice_id == notice_id)
    return filed(connection.execute(query).one())


def all_cases(connection: Connection, year: int) -> list[Filed]:
    """Every case of a year, by agency and round."""
    rows = connection.execute(select(cases).where(cases.c.year == year).order_by(cases.c.agency_id, cases.c.round))
    return [filed(row) for row in rows]


def move(
    connection: Connection,
    before: Filed,
    step: Step,
    act: Act,
    *,
    letter: frozenset[str] = frozenset(),
    detail: str = "",
    due: date | None = None,
    rung: Rung | None = None,
    run_id: str | None = None,
) -> Filed:
    """Do one step, in the caller's transaction.

    Raises `NoticeRefused` where the step may not be.
    """
    confirmed = frozenset(one.finding_id for one in confirmed_findings(connection, before, act.today))
    after = advance(before.case, step, act.who, confirmed, letter, rung)
    moved = Filed(before.agency_id, before.year, after, before.case_id, before.round, due or before.due)
    values = {
        "state": after.state.value,
        "letter_ids": sorted(after.letter),
        "drafted_by": after.drafted_by,
        "approved_by": after.approved_by,
        "rung": after.rung,
        "due": moved.due,
        "changed": act.at,
    }
    if before.case_id:
        connection.execute(update(cases).where(cases.c.case_id == before.case_id).values(**values))
        case_id = before.case_id
    else:
        key = connection.execute(
            insert(cases).values(agency_id=before.agency_id, year=before.year, round=before.round, **values)
        ).inserted_primary_key
        case_id = int(key[0]) if key else 0
    note(connection, case_id, act, step.value, after.state, detail, run_id)
    return Filed(moved.agency_id, moved.year, after, case_id, moved.round, moved.due)


def note(
    connection: Connection, case_id: int, act: Act, step: str, state: State, detail: str, run_id: str | None = None
) -> None:
    """Add to what happened to a case."""
    connection.execute(
        insert(case_events).values(
            case_id=case_id, at=act.at, who=act.who[:100], step=step, state=state.value, detail=detail, run_id=run_id
        )
    )


def events(connection: Connection, case_id: int) -> Sequence[Row[Any]]:
    """What happened to a case, oldest first."""
    return connection.execute(
        select(case_events).where(case_events.c.case_id == case_id).order_by(case_events.c.event_id)
    ).all()


def standing_findings(connection: Connection, agency_id: str, year: int) -> list[Finding]:
    """The findings that stand against an agency itself: open, its own, not explained away.

    Of an overview, those of its agencies that were told of them.
    """
    if is_overview(agency_id):
        told = children(connection, agency_id, year)
        return [one for case in told for one in standing_findings(connection, case.agency_id, year)]
    rows = connection.execute(
        select(findings)
        .where(
            findings.c.agency_id == agency_id,
            findings.c.year == year,
            findings.c.is_open.is_(True),
            findings.c.responsibility == "agency",
        )
        .order_by(findings.c.severity, findings.c.rule_id, findings.c.finding_id)
    )
    return [one for one in (finding_from(row.body) for row in rows) if one.suppressed_by is None]


def confirmed_findings(connection: Connection, case: Filed, today: date) -> list[Finding]:
    """Those of them that a person confirmed and whose content and rule have not changed since.

    The rule is asked as it is now, not as it was on the night of the finding: what was confirmed before a rule changed
    is to be looked at again.
    """
    standing, versions = standing_findings(connection, case.agency_id, case.year), rule_versions()
    taken = rulings(connection, [one.finding_id for one in standing])
    found = []
    for finding in standing:
        last = taken[finding.finding_id].last if finding.finding_id in taken else None
        is_confirmed = last is not None and last.kind is Kind.CONFIRMED and lapse(last, finding, today) is None
        if is_confirmed and versions.get(finding.rule_id) == finding.rule_version:
            found.append(finding)
    return found


def rule_versions() -> dict[str, int]:
    """rule_id → its version in the catalogue in force."""
    return {rule_id: rule.version for rule_id, rule in rulebook().rules.items()}


def is_overview(agency_id: str) -> bool:
    """Whether this names the case of a parent office's overview."""
    return agency_id.startswith(OVERVIEW_OF)


def children(connection: Connection, overview_id: str, year: int) -> list[Filed]:
    """The newest cases of the agencies under an overview's office, by agency, each with the letter that went out last.

    An agency that was never written to is not among them; a draft that waits is nobody's business yet.
    """
    query = select(agencies.c.agency_id).where(agencies.c.parent_id == overview_id.removeprefix(OVERVIEW_OF))
    found = []
    for agency_id in sorted(connection.execute(query).scalars()):
        case = newest(connection, agency_id, year)
        if told := _told(connection, case.case_id):
            found.append(replace(case, case=replace(case.case, letter=told)))
    return found


def _told(connection: Connection, case_id: int) -> frozenset[str]:
    """The findings of the last letter of a case that went out."""
    body = connection.execute(
        select(notices.c.findings)
        .join(outbox, outbox.c.notice_id == notices.c.notice_id)
        .where(notices.c.case_id == case_id, notices.c.kind == "letter", outbox.c.state.in_(["sent", "bounced"]))
        .order_by(notices.c.notice_id.desc())
        .limit(1)
    ).scalar()
    return frozenset(one["finding_id"] for one in body or ())


def agency_of(connection: Connection, agency_id: str) -> Agency:
    """The agency, or the parent office of an overview, as the registry last had it.

    Raises `NoticeRefused` for one that the ledger does not know.
    """
    registered = agency_id.removeprefix(OVERVIEW_OF)
    body = connection.execute(select(agencies.c.body).where(agencies.c.agency_id == registered)).scalar()
    if body is None:
        raise NoticeRefused(f"台账中没有单位 {agency_id} (no such agency in the ledger)")
    return _AGENCY.validate_python(body)


def last_night(connection: Connection, year: int | None) -> Row[Any]:
    """The newest complete run, of a year or of any.

    Raises `NoticeRefused` where there is none.
    """
    query = select(runs).where(runs.c.state == "complete").order_by(runs.c.sequence.desc()).limit(1)
    row = connection.execute(query if year is None else query.where(runs.c.year == year)).first()
    if row is None:
        raise NoticeRefused("台账中还没有完成的核查，请先运行 gouji audit (no complete run in the ledger)")
    return row


def filed(row: Row[Any]) -> Filed:
    """A row of the table as a case."""
    rung = Rung(row.rung) if row.rung else None
    case = Case(State(row.state), frozenset(row.letter_ids), row.drafted_by, row.approved_by, rung)
    return Filed(row.agency_id, row.year, case, row.case_id, row.round, row.due)
