"""One writer, one run, one sender at a time on PostgreSQL, by its advisory locks; SQLite has its file locks for that.

What is decided, numbered or sent is read and written in one transaction: two at once must not both find it undone.
"""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Engine, Row, text
from sqlalchemy.exc import DBAPIError

from flows.ledger.lock import Right, in_use

# Who holds an advisory lock of one number, as PostgreSQL lists it.
_HOLDER = text(
    "SELECT a.application_name, a.backend_start FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
    " WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid = :key AND l.objsubid = 1"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def take_turn(connection: Connection, busy_seconds: float) -> None:
    """Wait until no other transaction of PostgreSQL writes, and let none begin before this one has ended."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(busy_seconds * 1000)}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({Right.WRITING.value})")


class ServerRight:
    """A right on a ledger that is no file, held by a session of its own with the server.

    The server gives it free when that session ends, be it by a kill here or a restart there.
    """

    def __init__(self, engine: Engine, right: Right) -> None:
        """Take it. Raises `LedgerError` that names the holder at once when another process has it."""
        self._engine = engine
        self._right = right
        self._lock = threading.Lock()
        self._session: Connection | None = self._taken()

    def keep(self) -> None:
        """Take it again where the session was lost. Raises `LedgerError` where another process was quicker."""
        with self._lock:
            if self._session and not self._answers(self._session):
                self._session.invalidate()
                self._session.close()
                self._session = None
            self._session = self._session or self._taken()

    def give_back(self) -> None:
        """Let others have it; a session that is gone has given it back already."""
        if self._session:
            with suppress(DBAPIError):
                self._session.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": self._right.value})
                self._session.commit()
            self._session.close()

    @staticmethod
    def _answers(session: Connection) -> bool:
        try:
            session.exec_driver_sql("SELECT 1")
            session.commit()
        except DBAPIError:
            return False
        return True

    def _taken(self) -> Connection:
        session = self._engine.connect()
        try:
            session.execute(
                text("SELECT set_config('application_name', :name, false)"),
                {"name": f"gouji {os.getpid()}@{socket.gethostname()}"},
            )
            key = {"key": self._right.value}
            if not session.execute(text("SELECT pg_try_advisory_lock(:key)"), key).scalar():
                raise in_use(self._right, _who(session.execute(_HOLDER, key).first()))
            session.commit()
        except BaseException:
            session.close()
            raise
        return session


def _who(row: Row[Any] | None) -> str:
    return f"{row.application_name}，自 {row.backend_start:%Y-%m-%d %H:%M} 起" if row else "?"
