"""Letters written into the ledger: drafted from what is confirmed, approved under a number and frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, update

from checks.model import Agency, Finding
from checks.status import owes
from flows.errors import NoticeRefused
from flows.extract.forms import forms
from flows.ledger.case_tables import notices
from flows.ledger.registered import is_taken_out
from flows.ledger.report_store import as_json
from flows.notify.cases import letters
from flows.notify.cases.case_store import Act, Filed, agency_of
from flows.notify.cases.letters import Notice, digest
from flows.notify.cases.numbering import next_number, number_text
from flows.notify.cases.rungs import Rung
from flows.notify.cases.standing import look
from flows.notify.workdays import add_workdays
from flows.notify.writing.composing import answer_days
from flows.notify.writing.matter import Matter, Stamp
from flows.notify.writing.overview import Overview, overview_of, overview_papers
from flows.notify.writing.papers import CLOSING, LETTER, OVERVIEW, REMINDER, Papers, papers
from flows.notify.writing.stationery import stationery
from flows.publish.privacy import masked_finding
from flows.rulebook import rulebook


@dataclass(frozen=True, slots=True)
class Draft:
    """What a letter is to be: its kind, its findings, the night and day of the audit they are from, evidence as `.zip`."""

    kind: str
    findings: Sequence[Finding]
    run_id: str
    audited: date
    evidence: bytes = b""


def put_draft(connection: Connection, case: Filed, draft: Draft, act: Act) -> Notice:
    """A new draft of a case's letter in place of the one that waited.

    Raises `NoticeRefused` where a copy is due to a superior that the registry does not name.
    """
    matter = _matter(connection, case, draft.kind, draft.findings, draft.audited)
    drop_draft(connection, case)
    key = connection.execute(
        insert(notices).values(
            case_id=case.case_id,
            kind=draft.kind,
            rung=case.case.rung if draft.kind == LETTER else None,
            number_text="",
            drafted_by=act.who,
            drafted_at=act.at,
            audited=draft.audited,
            run_id=draft.run_id,
            findings=[as_json(masked_finding(one)) for one in draft.findings],
            **_addresses(connection, case, draft.kind),
            **_content(_made(matter, draft.kind), draft.evidence),
        )
    ).inserted_primary_key
    return letters.by_id(connection, int(key[0]) if key else 0)


def drop_draft(connection: Connection, case: Filed) -> None:
    """Throw the waiting draft of a case away."""
    connection.execute(delete(notices).where(notices.c.case_id == case.case_id, notices.c.number.is_(None)))


def put_approved(connection: Connection, case: Filed, notice: Notice, act: Act) -> Notice:
    """The waiting letter under the next number, dated today and frozen.

    Raises `NoticeRefused` where the same letter would read otherwise now: what is approved is what was drafted.
    """
    matter = _matter(connection, case, notice.kind, notice.findings, notice.audited)
    again = _content(_made(matter, notice.kind), notice.evidence)
    addresses = _addresses(connection, case, notice.kind)
    is_elsewhere = addresses != {"recipient": notice.recipient, "copied_to": notice.copied_to}
    if again["sha256"] != notice.sha256 or is_elsewhere:
        raise NoticeRefused("拟稿后收件地址、函件模板、登记表或案件情况有变化，请重新拟稿 (the draft is out of date)")
    number = next_number(connection, act.today.year)
    text = number_text(stationery().office.code, act.today.year, number)
    stamp = Stamp(text, act.today, _due(matter, notice.kind, act.today))
    connection.execute(
        update(notices)
        .where(notices.c.notice_id == notice.notice_id)
        .values(
            number_year=act.today.year,
            number=number,
            number_text=text,
            approved_by=act.who,
            approved_at=act.at,
            due=stamp.due,
            **_content(_made(matter.stamped(stamp), notice.kind), notice.evidence),
        )
    )
    return letters.by_id(connection, notice.notice_id)


def demand_owing(connection: Connection, case: Filed, kind: str) -> None:
    """Ask that the registry still has an agency that is written to about a report as owing it.

    A closing letter accuses nobody, and an overview's office is told of others. Raises `NoticeRefused`.
    """
    if kind not in (LETTER, REMINDER):
        return
    if is_taken_out(connection, case.agency_id):
        raise NoticeRefused(
            f"{case.agency_id}: 最近核查的登记表中已没有该单位，不能发函；仍须发函的，请放回登记表并重新核查 (no longer in the registry)"
        )
    if not owes(agency_of(connection, case.agency_id), case.year):
        raise NoticeRefused(
            f"{case.agency_id}: 按登记表不需发布{case.year}年度报告，不能发函；登记表有误的，请更正后重新核查 (owes no such report)"
        )


def demand_same_addresses(connection: Connection, case: Filed, notice: Notice) -> None:
    """Ask that an approved letter still goes where the registry says. Raises `NoticeRefused`."""
    known = _addresses(connection, case, notice.kind)
    for approved, now in ((notice.recipient, known["recipient"]), (notice.copied_to, known["copied_to"])):
        if approved and approved != now:
            raise NoticeRefused(
                f"{case.agency_id}: 签发后登记表中的收件地址有变化（{approved} → {now or '无'}），不能外发；"
                "请退回（尚未发出的先销号）后重新拟稿签发 (the address changed after approval: close, reopen, draft anew)"
            )


def _matter(
    connection: Connection, case: Filed, kind: str, findings: Sequence[Finding], audited: date
) -> Matter | Overview:
    demand_owing(connection, case, kind)
    if kind == OVERVIEW:
        return overview_of(connection, case, audited)
    rung = case.case.rung if kind == LETTER else None
    before = [one.number_text for one in letters.approved_of(connection, case.case_id) if one.kind == LETTER]
    parent = _superior(connection, agency_of(connection, case.agency_id)) if rung is Rung.SUPERIOR else None
    return Matter(
        agency=agency_of(connection, case.agency_id),
        year=case.year,
        findings=tuple(map(masked_finding, findings)),
        audited=audited,
        is_confirmed=True,
        rung=rung,
        earlier="、".join(before),
        parent=parent.name if parent else "",
        is_silent=kind == CLOSING and look(connection, case).is_silent,
    )


def _made(matter: Matter | Overview, kind: str) -> Papers:
    if isinstance(matter, Overview):
        return overview_papers(matter, stationery())
    return papers(matter, stationery(), rulebook(), forms(), kind)


def _due(matter: Matter | Overview, kind: str, today: date) -> date | None:
    if kind == REMINDER:
        return add_workdays(today, stationery().deadlines.reminder)
    if isinstance(matter, Matter) and kind == LETTER:
        return add_workdays(today, answer_days(matter, stationery(), rulebook()))
    return None


def _addresses(connection: Connection, case: Filed, kind: str) -> dict[str, str | None]:
    """Where the letter goes: the registry's addresses and nobody else's."""
    agency = agency_of(connection, case.agency_id)
    is_copied = kind == LETTER and case.case.rung is Rung.SUPERIOR
    copied_to = _superior(connection, agency).contact_email if is_copied else None
    return {"recipient": agency.contact_email, "copied_to": copied_to}


def _superior(connection: Connection, agency: Agency) -> Agency:
    if not agency.parent_id:
        raise NoticeRefused(
            f"{agency.agency_id}: 登记表未写明上级（parent_id），不能抄送 (no superior in the registry)"
        )
    return agency_of(connection, agency.parent_id)


def _content(made: Papers, evidence: bytes) -> dict[str, Any]:
    parts = (made.document, made.annex, made.feedback, evidence, made.mail.encode("utf-8", "replace"))
    return {
        "title": made.letter.title,
        "mail": made.mail,
        "document": made.document,
        "annex": made.annex,
        "feedback": made.feedback,
        "evidence": evidence,
        "sha256": digest(*parts),
    }
