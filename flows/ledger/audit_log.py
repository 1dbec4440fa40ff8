"""The console's audit log: who did what when. Entries are only added; how they are shown is for the console."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from flows.ledger.connection import Ledger
from flows.ledger.holdings import in_parts
from flows.ledger.tables import audit_log

OPENED = "opened"
LOGIN_FAILED = "login_failed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed. `address` is where it came from; `detail` says what no other field does."""

    at: datetime
    who: str
    action: str
    finding_id: str | None = None
    detail: str = ""
    address: str = ""


def note(connection: Connection, entries: Iterable[Entry]) -> None:
    """Add entries, in the same transaction as what they tell of."""
    rows = [
        {
            "at": entry.at,
            "who": entry.who[:100],
            "action": entry.action,
            "finding_id": entry.finding_id,
            "detail": entry.detail[:2000],
            "address": entry.address[:60],
        }
        for entry in entries
    ]
    if rows:
        connection.execute(insert(audit_log), rows)


def entries(ledger: Ledger, finding_id: str | None = None, most: int | None = 100_000) -> list[Entry]:
    """The newest entries first, of one finding or of all; `most` None for every one."""
    query = select(audit_log).order_by(audit_log.c.entry_id.desc()).limit(most)
    if finding_id is not None:
        query = query.where(audit_log.c.finding_id == finding_id)
    with ledger.reading() as connection:
        return [
            Entry(row.at, row.who, row.action, row.finding_id, row.detail, row.address)
            for row in connection.execute(query)
        ]


def opened_by(connection: Connection, who: str, contents: Mapping[str, str]) -> frozenset[str]:
    """Of these findings (finding_id → content) those whose evidence, with just this content, the account opened."""
    found: set[str] = set()
    for part in in_parts(sorted(contents)):
        rows = connection.execute(
            select(audit_log.c.finding_id, audit_log.c.detail).where(
                audit_log.c.finding_id.in_(part), audit_log.c.who == who, audit_log.c.action == OPENED
            )
        )
        found |= {row.finding_id for row in rows if contents[row.finding_id] == row.detail}
    return frozenset(found)


def failures(connection: Connection, since: datetime, *, who: str | None = None, address: str | None = None) -> int:
    """How often a login failed since a moment, for a name or from an address."""
    query = select(func.count()).where(audit_log.c.at >= since, audit_log.c.action == LOGIN_FAILED)
    if who is not None:
        query = query.where(audit_log.c.who == who)
    if address is not None:
        query = query.where(audit_log.c.address == address)
    return connection.execute(query).scalar_one()
