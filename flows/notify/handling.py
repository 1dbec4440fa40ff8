"""What people do with cases, each deed one transaction: confirm, draft, approve, queue, answer, close.

Whether a deed may be done is the state machine's; here it meets the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from checks.model import Finding
from checks.waivers import fingerprint
from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.ledger.decisions import Decision, Kind, add
from flows.ledger.tables import findings
from flows.notify import letters, outbox
from flows.notify.case_store import (
    Act,
    Filed,
    agency_of,
    confirmed_findings,
    last_night,
    move,
    newest,
    note,
    standing_findings,
)
from flows.notify.letters import Notice
from flows.notify.mail import mail_bytes, plain_address
from flows.notify.states import State, Step, advance
from flows.notify.stationery import stationery


def confirm(ledger: Ledger, agency_id: str, year: int, chosen: Sequence[str], act: Act) -> list[Finding]:
    """Confirm findings of an agency, all that stand or those `chosen`; gives them. Opens the case where there is none.

    Raises `NoticeRefused` where one of them does not stand, or the case is past confirming.
    """
    with ledger.writing() as connection:
        findings = _chosen(connection, agency_id, year, chosen)
        add(connection, (_decision(finding, Kind.CONFIRMED, "", act) for finding in findings))
        case = newest(connection, agency_id, year)
        if case.case.state is State.CLOSED:
            case = Filed(agency_id, year, round=case.round + 1)
        move(connection, case, Step.CONFIRM, act, detail="、".join(finding.finding_id for finding in findings))
    return findings


def dismiss(ledger: Ledger, agency_id: str, year: int, reason: str, act: Act) -> Filed:
    """Drop a case before its letter went out, with the reason; its findings are dismissed with it."""
    if not reason.strip():
        raise NoticeRefused("须写明理由，请加 --reason (say why)")
    with ledger.writing() as connection:
        findings = standing_findings(connection, agency_id, year)
        moved = move(connection, newest(connection, agency_id, year), Step.DISMISS, act, detail=reason)
        add(connection, (_decision(finding, Kind.DISMISSED, reason, act) for finding in findings))
        return moved


def draft(ledger: Ledger, agency_id: str, year: int, act: Act) -> Notice:
    """Draft the letter of everything that is confirmed of an agency."""
    with ledger.writing() as connection:
        case = newest(connection, agency_id, year)
        findings = confirmed_findings(connection, case, act.today)
        moved = move(connection, case, Step.DRAFT, act, letter=frozenset(one.finding_id for one in findings))
        return letters.put_draft(connection, moved, findings, last_night(connection, year).as_of, act)


def approve(ledger: Ledger, agency_id: str, year: int, act: Act) -> Notice:
    """Approve the waiting letter: it gets its number and its day, and is frozen as it is."""
    with ledger.writing() as connection:
        case = newest(connection, agency_id, year)
        if case.case.state is State.RECHECKED:
            return _approve_closing(connection, case, act)
        moved = move(connection, case, Step.APPROVE, act)
        notice = letters.put_approved(connection, moved, letters.waiting_of(connection, moved), act)
        note(connection, moved.case_id, act, "number", moved.case.state, f"{notice.number_text} sha256={notice.sha256}")
        return notice


def queue(ledger: Ledger, agency_id: str, year: int, channel: str, needs_address: bool, act: Act) -> str:
    """Put the approved letter of a case into the outbox; gives the Message-ID. A letter that is there already stays.

    Raises `NoticeRefused` where nothing was approved, a confirmation has lapsed, or there is no address.
    """
    with ledger.writing() as connection:
        case = newest(connection, agency_id, year)
        notice = _to_send(connection, case)
        known = outbox.of_notice(connection, notice.notice_id)
        if known:
            return known.message_id
        if notice.kind == letters.LETTER:
            # The machine is asked now; the state changes when the channel has taken the message.
            check_sendable(connection, case, act)
        if needs_address:
            _demand_address(notice, agency_id)
        message = _message(notice, case, channel, act)
        outbox.put(connection, message, act.at)
        note(
            connection,
            case.case_id,
            act,
            "queue",
            case.case.state,
            f"{message.message_id} → {message.recipient or '—'}",
        )
        return message.message_id


def check_sendable(connection: Connection, case: Filed, act: Act) -> None:
    """Ask the machine whether the letter may go, without going.

    Raises `NoticeRefused`.
    """
    confirmed = frozenset(one.finding_id for one in confirmed_findings(connection, case, act.today))
    advance(case.case, Step.SEND, act.who, confirmed)


def answer(ledger: Ledger, agency_id: str, year: int, step: Step, detail: str, act: Act) -> Filed:
    """Record what the agency answered, or that its case goes a rung up or back."""
    with ledger.writing() as connection:
        return move(connection, newest(connection, agency_id, year), step, act, detail=detail)


def author(ledger: Ledger, finding_ids: Sequence[str], expected: str = "") -> str:
    """The agency that the findings of a reply belong to, which must be the `expected` one where that is given.

    Raises `NoticeRefused` where they belong to nobody, to several, or to another.
    """
    with ledger.reading() as connection:
        query = select(findings.c.finding_id, findings.c.agency_id).where(findings.c.finding_id.in_(finding_ids))
        owners = {row.finding_id: row.agency_id for row in connection.execute(query)}
    unknown = sorted(set(finding_ids) - set(owners))
    agencies: set[str] = set(owners.values())
    if unknown or len(agencies) != 1 or (expected and agencies != {expected}):
        raise NoticeRefused(
            f"反馈表中的问题编号与单位不符：{'、'.join(unknown or sorted(agencies))} (not this agency's)"
        )
    return agencies.pop()


def accept(
    ledger: Ledger, agency_id: str, year: int, chosen: Sequence[str], reason: str, until: date | None, act: Act
) -> list[Finding]:
    """Accept an agency's explanation: the findings no longer count, until their content changes or the day passes."""
    if not reason.strip() or not chosen:
        raise NoticeRefused("须写明问题编号和理由 (say which findings, and why)")
    with ledger.writing() as connection:
        findings = _chosen(connection, agency_id, year, chosen)
        add(connection, (replace(_decision(one, Kind.EXPLAINED, reason, act), until=until) for one in findings))
        case = newest(connection, agency_id, year)
        if case.case_id:
            text = f"{'、'.join(one.finding_id for one in findings)}：{reason}"
            note(connection, case.case_id, act, "accept", case.case.state, text)
    return findings


def close(ledger: Ledger, agency_id: str, year: int, reason: str, act: Act) -> Filed:
    """Close a case that was re-checked; one whose letter is not to go out after all needs a reason."""
    with ledger.writing() as connection:
        case = newest(connection, agency_id, year)
        if case.case.state is State.APPROVED:
            if not reason.strip():
                raise NoticeRefused("已签发未外发的函件归档须写明理由，请加 --reason (say why)")
            _demand_unsent(connection, case)
        return move(connection, case, Step.CLOSE, act, detail=reason)


def _approve_closing(connection: Connection, case: Filed, act: Act) -> Notice:
    waiting = [one for one in letters.all_of(connection, case.case_id) if not one.number_text]
    if not waiting:
        raise NoticeRefused("没有待签发的销号函 (no closing letter waits)")
    if waiting[0].drafted_by == act.who:
        raise NoticeRefused("拟稿人不能签发自己拟的稿 (who drafted cannot approve)")
    notice = letters.put_approved(connection, case, waiting[0], act)
    note(connection, case.case_id, act, "number", case.case.state, f"{notice.number_text} sha256={notice.sha256}")
    return notice


def _to_send(connection: Connection, case: Filed) -> Notice:
    approved = letters.approved_of(connection, case.case_id)
    if not approved or case.case.state not in (State.APPROVED, State.RECHECKED, State.CLOSED):
        raise NoticeRefused(f"{case.agency_id}: 没有已签发、待外发的函件 (nothing approved to send)")
    if case.case.state is not State.APPROVED and approved[-1].kind != letters.CLOSING:
        raise NoticeRefused(f"{case.agency_id}: 没有已签发、待外发的函件 (nothing approved to send)")
    return approved[-1]


def _demand_address(notice: Notice, agency_id: str) -> None:
    if not notice.recipient:
        raise NoticeRefused(f"{agency_id}: 登记表中没有联系邮箱，请补充或使用 folder 渠道 (no address in the registry)")
    plain_address(notice.recipient)


def _demand_unsent(connection: Connection, case: Filed) -> None:
    for notice in letters.approved_of(connection, case.case_id):
        message = outbox.of_notice(connection, notice.notice_id)
        if message and message.state in (outbox.QUEUED, outbox.HANDING):
            raise NoticeRefused("函件已在发件箱中，请先停止外发 (it is in the outbox already)")


def _message(notice: Notice, case: Filed, channel: str, act: Act) -> outbox.Message:
    office = stationery().office
    message_id = f"<gouji-{case.year}-{notice.notice_id}-{notice.sha256[:16]}@{office.from_email.rpartition('@')[2]}>"
    content = mail_bytes(
        message_id=message_id,
        sender=office.from_email,
        sender_name=office.name,
        recipient=notice.recipient or None,
        subject=notice.title,
        text=notice.mail,
        at=notice.approved_at or act.at,
        letter=notice.document,
        annex=notice.annex,
        stem=f"notice-{notice.notice_id}",
    )
    return outbox.Message(
        message_id, notice.notice_id, channel, notice.recipient or None, content, outbox.QUEUED, 0, act.at, act.who, ""
    )


def _chosen(connection: Connection, agency_id: str, year: int, chosen: Sequence[str]) -> list[Finding]:
    agency_of(connection, agency_id)
    standing = {one.finding_id: one for one in standing_findings(connection, agency_id, year)}
    unknown = [name for name in chosen if name not in standing]
    if unknown:
        raise NoticeRefused(f"{agency_id}: 没有这些待处理的问题：{'、'.join(unknown)} (no such open findings)")
    if not standing:
        raise NoticeRefused(f"{agency_id}: {year} 年度没有属于该单位的问题 (no open findings of its own)")
    return [standing[name] for name in dict.fromkeys(chosen)] if chosen else list(standing.values())


def _decision(finding: Finding, kind: Kind, reason: str, act: Act) -> Decision:
    return Decision(
        finding_id=finding.finding_id,
        agency_id=finding.agency_id or "",
        year=finding.year,
        rule_id=finding.rule_id,
        kind=kind,
        reason=reason,
        who=act.who,
        at=act.at,
        content=fingerprint(finding),
        rule_version=finding.rule_version,
    )
