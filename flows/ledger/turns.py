"""One writer at a time on every database: SQLite sees to it by itself, PostgreSQL by its advisory locks.

What is decided, numbered or sent is read and written in one transaction: two at once must not both find it undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from sqlalchemy import Connection, Engine, text

from flows.errors import LedgerError


class Right(IntEnum):
    """What one process may do at a time. Any numbers do, as long as every Gouji takes the same."""

    WRITING = 709_001
    RUNNING = 709_002
    MAILING = 709_003


def take_turn(connection: Connection, busy_seconds: float) -> None:
    """Wait until no other transaction of PostgreSQL writes, and let none begin before this one has ended."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(busy_seconds * 1000)}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({Right.WRITING.value})")


@contextmanager
def server_lock(engine: Engine, right: Right) -> Iterator[None]:
    """Hold a right on a ledger that is no file, for as long as this session with its server lasts.

    Raises `LedgerError` at once when another process has it.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    with engine.connect() as connection:
        taken = connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": right.value}).scalar()
        connection.commit()
        if not taken:
            raise LedgerError(
                "另一次运行（或外发）正在使用这本账本，请等它结束 (another run or sender holds the ledger)"
            )
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": right.value})
            connection.commit()
