"""One writer at a time on every database: SQLite sees to it by itself, PostgreSQL by its advisory locks.

What is decided, numbered or sent is read and written in one transaction: two at once must not both find it undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

from flows.errors import LedgerError

# Any two numbers do, as long as every Gouji takes the same.
_WRITING, _RUNNING = 709_001, 709_002


def take_turn(connection: Connection, busy_seconds: float) -> None:
    """Wait until no other transaction of PostgreSQL writes, and let none begin before this one has ended."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(busy_seconds * 1000)}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITING})")


@contextmanager
def server_run_lock(engine: Engine) -> Iterator[None]:
    """Hold the right to run on a ledger that is no file, for as long as this session with its server lasts.

    Raises `LedgerError` at once when another process has it.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    with engine.connect() as connection:
        taken = connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _RUNNING}).scalar()
        connection.commit()
        if not taken:
            raise LedgerError("另一次运行正在使用这本账本，请等它结束 (another run holds the ledger)")
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _RUNNING})
            connection.commit()
