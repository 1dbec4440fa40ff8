"""Approved letters put into the outbox, and what people do there: an unclear hand-over settled, a bounce recorded."""

from __future__ import annotations

from sqlalchemy import Connection

from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.notify.cases import letters
from flows.notify.cases.case_store import Act, Filed, case_of, confirmed_findings, move, newest, note
from flows.notify.cases.letters import Notice
from flows.notify.cases.rungs import Rung
from flows.notify.cases.states import State, Step, advance
from flows.notify.drafting import check_holds
from flows.notify.issuing import demand_owing, demand_same_addresses
from flows.notify.post import outbox
from flows.notify.post.mail import Enclosure, Mail, mail_bytes, plain_address
from flows.notify.writing.papers import CLOSING, LETTER, OVERVIEW
from flows.notify.writing.stationery import stationery

_DONE = (State.RECHECKED, State.CLOSED)


def queue(ledger: Ledger, agency_id: str, year: int, channel: str, needs_address: bool, act: Act) -> str:
    """Put the approved letter of a case into the outbox; gives the Message-ID. A letter that is there already stays.

    Raises `NoticeRefused` where nothing was approved, a confirmation has lapsed, or there is no address.
    """
    with ledger.writing() as connection:
        case = newest(connection, agency_id, year)
        notice = to_send(connection, case)
        known = outbox.of_notice(connection, notice.notice_id)
        if known:
            return known.message_id
        check_sendable(connection, case, notice, act)
        if needs_address:
            _demand_addresses(notice, agency_id)
        message = _message(notice, case, channel, act)
        outbox.put(connection, message, act.at)
        detail = f"{message.message_id} → {'、'.join(message.recipients) or '—'}"
        note(connection, case.case_id, act, "queue", case.case.state, detail)
        return message.message_id


def to_send(connection: Connection, case: Filed) -> Notice:
    """The approved letter of a case that is to go out or went out last.

    Raises `NoticeRefused` where there is none that fits the state of the case.
    """
    approved = letters.approved_of(connection, case.case_id) if case.case_id else []
    if not approved or not _fits(approved[-1], case.case.state):
        raise NoticeRefused(f"{case.agency_id}: 没有已签发、待外发的函件 (nothing approved to send)")
    return approved[-1]


def unsent(connection: Connection, case: Filed) -> Notice | None:
    """The approved letter of a case that is not in the outbox yet."""
    try:
        notice = to_send(connection, case)
    except NoticeRefused:
        return None
    return None if outbox.of_notice(connection, notice.notice_id) else notice


def check_sendable(connection: Connection, case: Filed, notice: Notice, act: Act) -> None:
    """Ask the machine whether a letter may go, without going: the state changes when the channel has taken the message.

    Raises `NoticeRefused`.
    """
    if notice.kind in (LETTER, OVERVIEW):
        confirmed = frozenset(one.finding_id for one in confirmed_findings(connection, case, act.today))
        advance(case.case, Step.SEND, act.who, confirmed)
    demand_owing(connection, case, notice.kind)
    demand_same_addresses(connection, case, notice)
    check_holds(connection, case, notice, act.today)


def record_sent(connection: Connection, case: Filed, notice_id: int, detail: str, act: Act) -> None:
    """Record on a case that its letter went out; the time for an answer runs from here."""
    notice = letters.by_id(connection, notice_id)
    if notice.kind in (LETTER, OVERVIEW) and case.case.state is State.APPROVED:
        move(connection, case, Step.SEND, act, detail=detail, due=notice.due)
    else:
        note(connection, case.case_id, act, "send", case.case.state, f"{notice.number_text} {detail}")


def settle_held(ledger: Ledger, agency_id: str, year: int, act: Act, *, went: bool, reason: str) -> str:
    """A person's word on a message of which nobody could tell whether it went: it `went`, or it goes again.

    Gives the Message-ID, which stays the same. Raises `NoticeRefused` where nothing is held, or without reason.
    """
    if not reason.strip():
        raise NoticeRefused("须写明核对的依据，请加 --reason (say how you know)")
    with ledger.writing() as connection:
        case = newest(connection, agency_id, year)
        message = _last_message(connection, case)
        if message is None or message.state not in (outbox.HELD, outbox.REFUSED, outbox.BOUNCED):
            raise NoticeRefused(f"{agency_id}: 发件箱中没有待人工核对的邮件 (nothing is held)")
        if went:
            outbox.settle(connection, message.message_id, outbox.SENT, reason, act.at)
            record_sent(connection, case, message.notice_id, f"{message.message_id} {reason}", act)
        else:
            check_sendable(connection, case, letters.by_id(connection, message.notice_id), act)
            outbox.again(connection, message.message_id, reason, act.at)
            note(connection, case.case_id, act, "requeue", case.case.state, reason)
        return message.message_id


def bounce(ledger: Ledger, message_id: str, why: str, act: Act) -> Filed:
    """Record that a message came back; gives the case, which stays where it is until a person decides.

    Raises `NoticeRefused` for a message that is not ours.
    """
    with ledger.writing() as connection:
        message = outbox.by_id(connection, message_id)
        if message is None:
            raise NoticeRefused(f"{message_id}: 不是本台账发出的邮件 (no message of ours)")
        case = case_of(connection, message.notice_id)
        outbox.settle(connection, message_id, outbox.BOUNCED, why, act.at)
        note(connection, case.case_id, act, outbox.BOUNCED, case.case.state, why)
        return case


def _last_message(connection: Connection, case: Filed) -> outbox.Message | None:
    for notice in reversed(letters.approved_of(connection, case.case_id)):
        if message := outbox.of_notice(connection, notice.notice_id):
            return message
    return None


def _fits(notice: Notice, state: State) -> bool:
    if notice.kind in (LETTER, OVERVIEW):
        return state is State.APPROVED
    if notice.kind == CLOSING:
        return state in _DONE
    return state not in (*_DONE, State.DISMISSED)


def _demand_addresses(notice: Notice, agency_id: str) -> None:
    if not notice.recipient:
        raise NoticeRefused(f"{agency_id}: 登记表中没有联系邮箱，请补充或使用 folder 渠道 (no address in the registry)")
    if notice.rung is Rung.SUPERIOR and not notice.copied_to:
        raise NoticeRefused(f"{agency_id}: 登记表中上级单位没有联系邮箱 (the superior has no address)")


def _message(notice: Notice, case: Filed, channel: str, act: Act) -> outbox.Message:
    office = stationery().office
    message_id = f"<gouji-{case.year}-{notice.notice_id}-{notice.sha256[:16]}@{office.from_email.rpartition('@')[2]}>"
    recipients = tuple(plain_address(one) for one in (notice.recipient, notice.copied_to) if one)
    mail = Mail(message_id, notice.title, notice.mail, notice.approved_at or act.at, enclosures(notice))
    content = mail_bytes(mail, office.from_email, office.name, notice.recipient, notice.copied_to)
    return outbox.Message(
        message_id, notice.notice_id, channel, recipients, content, outbox.QUEUED, 0, act.at, act.who, ""
    )


def enclosures(notice: Notice) -> tuple[Enclosure, ...]:
    """Everything that goes with a letter, under names of our own."""
    stem = f"notice-{notice.notice_id}"
    files = (
        (".docx", notice.document),
        (".pdf", notice.pdf),
        ("-annex.xlsx", notice.annex),
        ("-feedback.docx", notice.feedback),
        ("-evidence.zip", notice.evidence),
    )
    return tuple(Enclosure(stem + end, content) for end, content in files if content)
