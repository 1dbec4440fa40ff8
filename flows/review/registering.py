"""Accounts from the command line: who sits at the machine may make them, and the log says so."""

from __future__ import annotations

import getpass
import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import select

from flows.clock import now
from flows.errors import SettingsError
from flows.ledger import Ledger, accounts
from flows.ledger.accounts import Account, Role
from flows.ledger.audit_log import Entry, note
from flows.ledger.tables import agencies
from flows.review.passwords import hash_password
from flows.review.words import ROLE


def add_account(database: str, name: str, role: str, regions: Sequence[str], password: str) -> None:
    """Add an account, or renew a known one.

    Raises `SettingsError` for a name or password that cannot be, or a region that the ledger does not know.
    """
    if not name.strip() or len(name) > 100 or not name.isprintable():
        raise SettingsError("用户名须为 1 至 100 个可见字符 (a name has 1 to 100 printable characters)")
    password_hash = hash_password(password)
    with _ledger(database) as ledger, ledger.writing() as connection:
        known = set(connection.execute(select(agencies.c.agency_id)).scalars())
        known |= set(connection.execute(select(agencies.c.parent_id)).scalars())
        if strange := [region for region in regions if region not in known]:
            raise SettingsError(f"--region {'、'.join(strange)}: 台账中没有这个单位 (not in the ledger)")
        accounts.add_account(connection, Account(name.strip(), Role(role), tuple(regions)), password_hash, now())
        note(connection, [_entry(f"{name} {ROLE[Role(role)].zh} {' '.join(regions)}".strip())])


def new_token(database: str, name: str) -> str:
    """A token for programs that act for the account. Raises `SettingsError` where there is no such account."""
    token = secrets.token_urlsafe(32)
    with _ledger(database) as ledger, ledger.writing() as connection:
        if not accounts.give_token(connection, name, token):
            raise SettingsError(f"没有账号 {name} (no such account)")
        note(connection, [_entry(f"{name} token")])
    return token


def close_account(database: str, name: str) -> None:
    """Shut an account. Raises `SettingsError` where there is no such account."""
    with _ledger(database) as ledger, ledger.writing() as connection:
        if not accounts.close_account(connection, name):
            raise SettingsError(f"没有账号 {name} (no such account)")
        note(connection, [_entry(f"{name} closed")])


def account_lines(database: str) -> list[str]:
    """One line an account: name, role, regions, and whether it is closed."""
    with _ledger(database) as ledger, ledger.reading() as connection:
        return [
            f"{one.name}  {one.role.value}  {' '.join(one.regions) or '全部地区'}{'  已停用' if closed else ''}"
            for one, closed in accounts.all_accounts(connection)
        ]


def asked_password() -> str:
    """The password from the terminal, typed twice, or one line of standard input. Raises `SettingsError`."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("密码 Password: ")
    if getpass.getpass("再输一次 Again: ") != password:
        raise SettingsError("两次输入的密码不同 (the passwords differ)")
    return password


def _entry(detail: str) -> Entry:
    return Entry(now(), getpass.getuser(), "account", detail=detail, address="命令行")


@contextmanager
def _ledger(database: str) -> Iterator[Ledger]:
    ledger = Ledger(database)
    try:
        yield ledger
    finally:
        ledger.close()
