"""The outbox: what is to leave, what is being handed over, what became of it. Every change is one transaction.

A message is marked as being handed over before the channel is given it. Where no answer was recorded, nobody can tell
whether it went: it is held for a person and never repeated by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from flows.ledger.case_tables import outbox, switches

QUEUED, HANDING, SENT, HELD = "queued", "handing", "sent", "held"
REFUSED, BOUNCED = "refused", "bounced"
_MAIL, _STOPPED, _RUNNING = "mail", "stopped", "running"
UNCLEAR = "上次交付未记录结果，是否已发出不明，请人工核对 (hand-over unclear; a person decides)"


@dataclass(frozen=True, slots=True)
class Message:
    """A message in the outbox; `content` are its bytes as they leave, or left, `recipients` the addresses it goes to."""

    message_id: str
    notice_id: int
    channel: str
    recipients: tuple[str, ...]
    content: bytes
    state: str
    attempts: int
    not_before: datetime
    queued_by: str
    detail: str


def put(connection: Connection, message: Message, at: datetime) -> None:
    """Queue a message, in the transaction of the state change that it belongs to."""
    connection.execute(
        insert(outbox).values(
            message_id=message.message_id,
            notice_id=message.notice_id,
            channel=message.channel,
            recipient=", ".join(message.recipients) or None,
            content=message.content,
            state=QUEUED,
            attempts=0,
            not_before=at,
            queued_by=message.queued_by,
            queued_at=at,
            changed=at,
            detail="",
        )
    )


def claim(connection: Connection, at: datetime, channel: str) -> Message | None:
    """The next message that may go now through a channel, marked as being handed over; None where there is none."""
    row = connection.execute(
        select(outbox)
        .where(outbox.c.state == QUEUED, outbox.c.channel == channel, outbox.c.not_before <= at)
        .order_by(outbox.c.queued_at, outbox.c.message_id)
        .limit(1)
    ).first()
    if row is None:
        return None
    _set(connection, row.message_id, at, state=HANDING, attempts=row.attempts + 1)
    return _message(row)


def settle(connection: Connection, message_id: str, state: str, detail: str, at: datetime) -> None:
    """Record what became of a message."""
    _set(connection, message_id, at, state=state, detail=detail)


def put_off(connection: Connection, message_id: str, detail: str, at: datetime, wait: timedelta) -> None:
    """Queue a message again for later."""
    _set(connection, message_id, at, state=QUEUED, detail=detail, not_before=at + wait)


def again(connection: Connection, message_id: str, detail: str, at: datetime) -> None:
    """Queue a message anew, by a person's word, with all its tries before it."""
    _set(connection, message_id, at, state=QUEUED, detail=detail, not_before=at, attempts=0)


def abandoned(connection: Connection, at: datetime, *, is_repeatable: bool, channel: str) -> int:
    """What a killed sender left without an answer: queued again where repeating is harmless, held otherwise.

    Call it only while no other sender can be at work. Gives how many there were.
    """
    values = {"state": QUEUED} if is_repeatable else {"state": HELD, "detail": UNCLEAR}
    done = connection.execute(
        update(outbox).where(outbox.c.state == HANDING, outbox.c.channel == channel).values(changed=at, **values)
    )
    return done.rowcount


def of_notice(connection: Connection, notice_id: int) -> Message | None:
    """The message of a letter."""
    row = connection.execute(select(outbox).where(outbox.c.notice_id == notice_id)).first()
    return _message(row) if row else None


def by_id(connection: Connection, message_id: str) -> Message | None:
    """A message by its Message-ID."""
    row = connection.execute(select(outbox).where(outbox.c.message_id == message_id)).first()
    return _message(row) if row else None


def sent_since(connection: Connection, moment: datetime, channel: str) -> int:
    """How many messages a channel took since a moment."""
    query = select(func.count()).where(
        outbox.c.channel == channel, outbox.c.state.in_([SENT, BOUNCED, HELD]), outbox.c.changed > moment
    )
    return int(connection.execute(query).scalar_one())


def stop(connection: Connection, who: str, at: datetime, *, is_stopped: bool) -> None:
    """Hold all mail at once, or let it go again."""
    setting = _STOPPED if is_stopped else _RUNNING
    if connection.execute(select(switches.c.name).where(switches.c.name == _MAIL)).first():
        connection.execute(update(switches).where(switches.c.name == _MAIL).values(setting=setting, who=who, at=at))
    else:
        connection.execute(insert(switches).values(name=_MAIL, setting=setting, who=who, at=at))


def is_stopped(connection: Connection) -> bool:
    """Whether all mail is held."""
    return connection.execute(select(switches.c.setting).where(switches.c.name == _MAIL)).scalar() == _STOPPED


def _set(connection: Connection, message_id: str, at: datetime, **values: Any) -> None:
    connection.execute(update(outbox).where(outbox.c.message_id == message_id).values(changed=at, **values))


def _message(row: Row[Any]) -> Message:
    return Message(
        message_id=row.message_id,
        notice_id=row.notice_id,
        channel=row.channel,
        recipients=tuple(row.recipient.split(", ")) if row.recipient else (),
        content=row.content,
        state=row.state,
        attempts=row.attempts,
        not_before=row.not_before,
        queued_by=row.queued_by,
        detail=row.detail,
    )
