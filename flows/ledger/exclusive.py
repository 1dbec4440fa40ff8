"""A right that one process at a time has on a ledger, whatever database keeps it; the lock ends with its holder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from flows.errors import LedgerError
from flows.ledger.connection import Ledger
from flows.ledger.lock import held


@contextmanager
def alone(ledger: Ledger, name: str) -> Iterator[None]:
    """Hold the right `name` on a ledger while the block runs.

    On an SQLite file by a lock file beside it, on PostgreSQL by a lock of the session. Raises `LedgerError` at once where
    another process holds it.
    """
    if ledger.url.get_backend_name() == "postgresql":
        with _advisory(ledger, name):
            yield
    else:
        path = ledger.path.with_name(f"{ledger.path.name}.{name}.lock") if ledger.path else None
        with held(path, owner=name):
            yield


@contextmanager
def _advisory(ledger: Ledger, name: str) -> Iterator[None]:
    key = {"key": f"gouji.{name}"}
    with ledger.reading() as connection:
        taken = connection.execute(text("SELECT pg_try_advisory_lock(hashtext(:key))"), key).scalar()
        # The lock is the session's, not the transaction's: nothing stays open while the holder works.
        connection.commit()
        if not taken:
            raise LedgerError(f"另一个进程正在做同样的事（{name}），请等它结束 (another process holds {name})")
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(hashtext(:key))"), key)
            connection.commit()
