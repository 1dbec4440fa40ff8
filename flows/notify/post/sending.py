"""Handing what is queued to the channel, one message at a time, one sender at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.ledger.lock import Right, held
from flows.notify.cases import letters
from flows.notify.cases.case_store import Act, case_of, note
from flows.notify.channels import Channel, Handover, Outcome
from flows.notify.post import outbox
from flows.notify.post.outbox import Message
from flows.notify.post.posting import check_sendable, record_sent
from flows.settings import Settings

_FIRST_WAIT_MINUTES = 5
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one message."""

    message_id: str
    recipients: tuple[str, ...]
    state: str
    detail: str


def send_queued(
    ledger: Ledger, channel: Channel, settings: Settings, act: Act, now: Callable[[], datetime]
) -> list[Sent]:
    """Hand over everything that is queued and due; gives what became of each message.

    What a killed sender left without an answer is held for a person first. It ends early, with the rest still queued, where
    the hour's limit is reached. Raises `NoticeRefused` while mail is stopped, `LedgerError` while another sender is at work.
    """
    told: list[Sent] = []
    with _mail_lock(ledger):
        with ledger.writing() as connection:
            outbox.abandoned(connection, now(), is_repeatable=channel.is_repeatable, channel=channel.name)
        try:
            while message := _next(ledger, channel, settings, now()):
                told.append(_hand_over(ledger, channel, message, settings, Act(act.who, now(), act.today)))
                if settings.mail_pause_seconds and not channel.is_repeatable:
                    time.sleep(settings.mail_pause_seconds)
        finally:
            channel.close()
    return told


def _mail_lock(ledger: Ledger) -> AbstractContextManager[None]:
    if ledger.path is None:
        return ledger.alone(Right.MAILING)
    return held(ledger.path.with_name(f"{ledger.path.name}.mail.lock"), right=Right.MAILING)


def _next(ledger: Ledger, channel: Channel, settings: Settings, at: datetime) -> Message | None:
    with ledger.writing() as connection:
        if outbox.is_stopped(connection):
            raise NoticeRefused("外发已停止，请用 gouji notices resume 恢复 (all mail is stopped)")
        limit = 0 if channel.is_repeatable else settings.mail_per_hour
        if limit and outbox.sent_since(connection, at - _HOUR, channel.name) >= limit:
            return None
        return outbox.claim(connection, at, channel.name)


def _hand_over(ledger: Ledger, channel: Channel, message: Message, settings: Settings, act: Act) -> Sent:
    with ledger.writing() as connection:
        refusal = _withdrawn(connection, message, act)
        if refusal:
            outbox.settle(connection, message.message_id, outbox.HELD, refusal, act.at)
            return Sent(message.message_id, message.recipients, outbox.HELD, refusal)
    handover = channel.deliver(message.message_id, message.recipients, message.content)
    with ledger.writing() as connection:
        state = _record(connection, message, handover, settings, act)
    return Sent(message.message_id, message.recipients, state, handover.detail)


def _withdrawn(connection: Connection, message: Message, act: Act) -> str:
    """Why the letter may not go any more: what it says may have lapsed while it lay in the outbox."""
    case, notice = case_of(connection, message.notice_id), letters.by_id(connection, message.notice_id)
    try:
        check_sendable(connection, case, notice, act)
    except NoticeRefused as refusal:
        return str(refusal)
    return ""


def _record(connection: Connection, message: Message, handover: Handover, settings: Settings, act: Act) -> str:
    case, at = case_of(connection, message.notice_id), act.at
    match handover.outcome:
        case Outcome.SENT:
            outbox.settle(connection, message.message_id, outbox.SENT, handover.detail, at)
            record_sent(connection, case, message.notice_id, f"{message.message_id} {handover.detail}", act)
            return outbox.SENT
        case Outcome.LATER if message.attempts + 1 < settings.mail_attempts:
            wait = timedelta(minutes=_FIRST_WAIT_MINUTES * 4**message.attempts)
            outbox.put_off(connection, message.message_id, handover.detail, at, wait)
            return outbox.QUEUED
        case Outcome.UNCLEAR:
            state = outbox.HELD
        case _:
            state = outbox.REFUSED
    outbox.settle(connection, message.message_id, state, handover.detail, at)
    note(connection, case.case_id, act, state, case.case.state, handover.detail)
    return state
