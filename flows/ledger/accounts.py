"""Accounts and sessions of the console as the ledger keeps them: hashes only, no password, token or cookie."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from flows.ledger.tables import accounts, agencies, sessions


class Role(StrEnum):
    """viewer reads; inspector decides; approver may also take back what others decided and sees the audit log."""

    VIEWER = "viewer"
    INSPECTOR = "inspector"
    APPROVER = "approver"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may use the console; `regions` are governments, empty for the whole registry."""

    name: str
    role: Role
    regions: tuple[str, ...] = ()


def may_see_log(account: Account) -> bool:
    """Whether the audit log, which tells of every region, is for this account."""
    return account.role is Role.APPROVER and not account.regions


@dataclass(frozen=True, slots=True)
class Session:
    """An account logged in until `expires`. `notice` is what the next page tells once."""

    key: str
    account: Account
    csrf: str
    expires: datetime
    notice: Any = None


def hashed(secret: str) -> str:
    """The hash under which a random secret (cookie, token) is kept: long random words need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def add_account(connection: Connection, account: Account, password_hash: str, made: datetime) -> None:
    """Add an account, or give a known one this role, scope and password; its open sessions end."""
    values = {
        "role": account.role.value,
        "regions": list(account.regions),
        "password_hash": password_hash,
        "is_closed": False,
    }
    if connection.execute(select(accounts.c.name).where(accounts.c.name == account.name)).scalar() is None:
        connection.execute(insert(accounts).values(name=account.name, made=made, **values))
    else:
        connection.execute(update(accounts).where(accounts.c.name == account.name).values(**values))
        connection.execute(delete(sessions).where(sessions.c.account == account.name))


def close_account(connection: Connection, name: str) -> bool:
    """Shut an account and end its sessions; what it decided stays. False where there is no such account."""
    known = connection.execute(
        update(accounts).where(accounts.c.name == name).values(is_closed=True, token_hash=None)
    ).rowcount
    connection.execute(delete(sessions).where(sessions.c.account == name))
    return bool(known)


def give_token(connection: Connection, name: str, token: str) -> bool:
    """Let a program act for an account by this token, the one before no longer; False where there is no such account."""
    given = update(accounts).where(accounts.c.name == name, accounts.c.is_closed.is_(False))
    return bool(connection.execute(given.values(token_hash=hashed(token))).rowcount)


def all_accounts(connection: Connection) -> list[tuple[Account, bool]]:
    """Every account by name, and whether it is closed."""
    rows = connection.execute(select(accounts).order_by(accounts.c.name))
    return [(_account(row), row.is_closed) for row in rows]


def password_of(connection: Connection, name: str) -> tuple[Account, str] | None:
    """An open account and the hash of its password."""
    row = connection.execute(
        select(accounts).where(accounts.c.name == name, accounts.c.is_closed.is_(False))
    ).one_or_none()
    return (_account(row), row.password_hash) if row else None


def account_of_token(connection: Connection, token: str) -> Account | None:
    """The open account that a token was given to."""
    row = connection.execute(
        select(accounts).where(accounts.c.token_hash == hashed(token), accounts.c.is_closed.is_(False))
    ).one_or_none()
    return _account(row) if row else None


def begin_session(
    connection: Connection, secret: str, account: str, csrf: str, times: tuple[datetime, datetime]
) -> None:
    """Log an account in; `times` are now and the end. Sessions that have ended are swept away."""
    now, expires = times
    connection.execute(delete(sessions).where(sessions.c.expires < now))
    connection.execute(
        insert(sessions).values(session_hash=hashed(secret), account=account, csrf=csrf, made=now, expires=expires)
    )


def end_session(connection: Connection, key: str) -> None:
    """Log out."""
    connection.execute(delete(sessions).where(sessions.c.session_hash == key))


def session_of(connection: Connection, secret: str, now: datetime) -> Session | None:
    """The session of a cookie while it lasts."""
    row = connection.execute(
        select(accounts, sessions)
        .join(accounts, accounts.c.name == sessions.c.account)
        .where(sessions.c.session_hash == hashed(secret), sessions.c.expires > now, accounts.c.is_closed.is_(False))
    ).one_or_none()
    return Session(row.session_hash, _account(row), row.csrf, row.expires, row.notice) if row else None


def leave_notice(connection: Connection, key: str, notice: Any) -> None:
    """Keep what the session's next page shall tell; None for nothing."""
    connection.execute(update(sessions).where(sessions.c.session_hash == key).values(notice=notice))


def bodies_in(connection: Connection, regions: Sequence[str]) -> frozenset[str] | None:
    """The agencies below the governments of a scope, themselves included; None where the scope is the whole registry."""
    if not regions:
        return None
    parents = {
        row.agency_id: row.parent_id for row in connection.execute(select(agencies.c.agency_id, agencies.c.parent_id))
    }
    return frozenset(agency for agency in parents if _line(agency, parents).intersection(regions))


def deciders(connection: Connection) -> list[str]:
    """The names of the open accounts that may decide, in order."""
    able = select(accounts.c.name).where(accounts.c.is_closed.is_(False), accounts.c.role != Role.VIEWER.value)
    return list(connection.execute(able.order_by(accounts.c.name)).scalars())


def scopes_of(connection: Connection, names: Collection[str]) -> dict[str, frozenset[str] | None]:
    """name → the agencies of its scope (None: all), of those names that are open accounts which may decide."""
    able = select(accounts).where(
        accounts.c.name.in_(names), accounts.c.is_closed.is_(False), accounts.c.role != Role.VIEWER.value
    )
    return {row.name: bodies_in(connection, row.regions) for row in connection.execute(able).all()}


def _line(agency: str, parents: dict[str, str | None]) -> set[str]:
    seen: set[str] = set()
    above: str | None = agency
    while above is not None and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return seen


def _account(row: Row[Any]) -> Account:
    return Account(row.name, Role(row.role), tuple(row.regions))
