"""Letters in the ledger, found again. They are written by `flows.notify.issuing` alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from checks.model import Finding
from flows.ledger.case_tables import notice_prints, notices
from flows.ledger.report_store import finding_from
from flows.notify.cases.rungs import Rung


@dataclass(frozen=True, slots=True)
class Notice:
    """A letter in the ledger. `number_text` is empty until it is approved; from then on nothing of it changes.

    `kind` is letter, reminder, closing or overview; `recipient` and `copied_to` are addresses of the registry;
    `document` and `feedback` are `.docx`, `annex` is `.xlsx`, `evidence` is `.zip`, `pdf` is the letter as printed, each
    empty where there is none. `sha256` names all of them but the print.
    """

    notice_id: int
    case_id: int
    kind: str
    rung: Rung | None
    number_text: str
    drafted_by: str
    approved_by: str | None
    approved_at: datetime | None
    audited: date
    due: date | None
    recipient: str | None
    copied_to: str | None
    title: str
    mail: str
    document: bytes
    annex: bytes
    feedback: bytes
    evidence: bytes
    pdf: bytes
    findings: tuple[Finding, ...]
    sha256: str


def waiting_of(connection: Connection, case_id: int) -> Notice | None:
    """The draft of a case that waits for approval."""
    found = _found(connection, notices.c.case_id == case_id, notices.c.number.is_(None))
    return found[0] if found else None


def approved_of(connection: Connection, case_id: int) -> list[Notice]:
    """The approved letters of a case, oldest first."""
    return _found(connection, notices.c.case_id == case_id, notices.c.number.is_not(None))


def all_of(connection: Connection, case_id: int) -> list[Notice]:
    """All letters of a case, oldest first."""
    return _found(connection, notices.c.case_id == case_id)


def by_id(connection: Connection, notice_id: int) -> Notice:
    """A letter by its id."""
    return _found(connection, notices.c.notice_id == notice_id)[0]


def digest(*contents: bytes) -> str:
    """What names the bytes of everything that goes with a letter."""
    return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in contents)).hexdigest()


def _found(connection: Connection, *conditions: Any) -> list[Notice]:
    query = (
        select(notices, notice_prints.c.content.label("pdf"))
        .outerjoin(notice_prints, notice_prints.c.notice_id == notices.c.notice_id)
        .where(*conditions)
        .order_by(notices.c.notice_id)
    )
    return [_notice(row) for row in connection.execute(query)]


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        notice_id=row.notice_id,
        case_id=row.case_id,
        kind=row.kind,
        rung=Rung(row.rung) if row.rung else None,
        number_text=row.number_text,
        drafted_by=row.drafted_by,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        audited=row.audited,
        due=row.due,
        recipient=row.recipient,
        copied_to=row.copied_to,
        title=row.title,
        mail=row.mail,
        document=row.document,
        annex=row.annex,
        feedback=row.feedback or b"",
        evidence=row.evidence or b"",
        pdf=row.pdf or b"",
        findings=tuple(map(finding_from, row.findings)),
        sha256=row.sha256,
    )
