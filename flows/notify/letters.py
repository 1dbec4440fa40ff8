"""Letters in the ledger: drafted from what is confirmed, approved under a number and frozen, found again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from checks.model import Finding
from flows.extract.forms import forms
from flows.ledger.case_tables import notices
from flows.ledger.report_store import as_json, finding_from
from flows.notify.case_store import Act, Filed, agency_of
from flows.notify.drafts import Papers, papers
from flows.notify.letter import rung_days
from flows.notify.matter import Matter
from flows.notify.numbering import next_number, number_text
from flows.notify.stationery import stationery
from flows.notify.workdays import add_workdays
from flows.publish.privacy import masked_finding
from flows.rulebook import rulebook

LETTER, CLOSING = "letter", "closing"


@dataclass(frozen=True, slots=True)
class Notice:
    """A letter in the ledger. `number_text` is empty until it is approved; from then on nothing of it changes."""

    notice_id: int
    case_id: int
    kind: str
    number_text: str
    drafted_by: str
    approved_by: str | None
    approved_at: datetime | None
    audited: date
    due: date | None
    recipient: str | None
    title: str
    mail: str
    document: bytes
    annex: bytes
    findings: tuple[Finding, ...]
    sha256: str


def put_draft(
    connection: Connection, case: Filed, findings: Sequence[Finding], audited: date, act: Act, kind: str = LETTER
) -> Notice:
    """A new draft of a case's letter in place of the one that waited."""
    matter = _matter(connection, case, findings, audited)
    made = _made(matter, kind)
    waiting = (notices.c.case_id == case.case_id) & notices.c.number.is_(None)
    connection.execute(delete(notices).where(waiting))
    connection.execute(
        insert(notices).values(
            case_id=case.case_id,
            kind=kind,
            number_text="",
            drafted_by=act.who,
            drafted_at=act.at,
            audited=audited,
            recipient=matter.agency.contact_email,
            findings=[as_json(one) for one in matter.findings],
            **_content(made),
        )
    )
    return waiting_of(connection, case)


def put_approved(connection: Connection, case: Filed, notice: Notice, act: Act) -> Notice:
    """The waiting letter under the next number, dated today and frozen."""
    paper, draft = stationery(), _matter(connection, case, notice.findings, notice.audited)
    days = rung_days(draft, paper, rulebook())
    due = add_workdays(act.today, days) if notice.kind == LETTER else None
    number = next_number(connection, act.today.year)
    text = number_text(paper.office.code, act.today.year, number)
    matter = Matter(draft.agency, case.year, draft.findings, draft.audited, True, text, act.today, due)
    made = _made(matter, notice.kind)
    connection.execute(
        update(notices)
        .where(notices.c.notice_id == notice.notice_id)
        .values(
            number_year=act.today.year,
            number=number,
            number_text=text,
            approved_by=act.who,
            approved_at=act.at,
            due=due,
            recipient=matter.agency.contact_email,
            **_content(made),
        )
    )
    return by_id(connection, notice.notice_id)


def waiting_of(connection: Connection, case: Filed) -> Notice:
    """The draft of a case. There must be one."""
    query = select(notices).where(notices.c.case_id == case.case_id, notices.c.number.is_(None))
    return _notice(connection.execute(query).one())


def approved_of(connection: Connection, case_id: int) -> list[Notice]:
    """The approved letters of a case, oldest first."""
    query = select(notices).where(notices.c.case_id == case_id, notices.c.number.is_not(None))
    return [_notice(row) for row in connection.execute(query.order_by(notices.c.notice_id))]


def all_of(connection: Connection, case_id: int) -> list[Notice]:
    """All letters of a case, oldest first."""
    query = select(notices).where(notices.c.case_id == case_id).order_by(notices.c.notice_id)
    return [_notice(row) for row in connection.execute(query)]


def by_id(connection: Connection, notice_id: int) -> Notice:
    """A letter by its id."""
    return _notice(connection.execute(select(notices).where(notices.c.notice_id == notice_id)).one())


def digest(document: bytes, annex: bytes) -> str:
    """What names the bytes of letter and annex."""
    return hashlib.sha256(hashlib.sha256(document).digest() + hashlib.sha256(annex).digest()).hexdigest()


def _matter(connection: Connection, case: Filed, findings: Sequence[Finding], audited: date) -> Matter:
    agency = agency_of(connection, case.agency_id)
    return Matter(agency, case.year, tuple(map(masked_finding, findings)), audited, is_confirmed=True)


def _made(matter: Matter, kind: str) -> Papers:
    return papers(matter, stationery(), rulebook(), forms(), is_closing=kind == CLOSING)


def _content(made: Papers) -> dict[str, Any]:
    return {
        "title": made.letter.title,
        "mail": made.mail,
        "document": made.document,
        "annex": made.annex,
        "sha256": digest(made.document, made.annex),
    }


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        notice_id=row.notice_id,
        case_id=row.case_id,
        kind=row.kind,
        number_text=row.number_text,
        drafted_by=row.drafted_by,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        audited=row.audited,
        due=row.due,
        recipient=row.recipient,
        title=row.title,
        mail=row.mail,
        document=row.document,
        annex=row.annex,
        findings=tuple(map(finding_from, row.findings)),
        sha256=row.sha256,
    )
