"""The ledger's database: how it is opened, read, written and what its faults are called.

SQLite is the default and gets what it needs to be shared between processes (write-ahead log, a busy time-out, foreign
keys); PostgreSQL gets the same manners: one writer at a time, readers with one view.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError

from flows.errors import LedgerError, SettingsError
from flows.ledger.lock import Right
from flows.ledger.schema import upgrade
from flows.ledger.turns import ServerRight, take_turn
from flows.os_fault import why

BUSY_SECONDS = 30.0
# For a server behind a network: one that went silent, as behind a pulled cable, would keep a night waiting for hours.
_PATIENCE = {
    "connect_timeout": "30",
    "keepalives_idle": "60",
    "keepalives_interval": "10",
    "keepalives_count": "6",
    "tcp_user_timeout": "120000",
}


class Ledger:
    """An open ledger, its tables brought up to date. Close it when done."""

    def __init__(self, url: str, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """Open the database at a SQLAlchemy URL; an SQLite file and its folder are made where they do not exist.

        Raises `SettingsError` for a URL that names no database, `LedgerError` where it cannot be opened or was made
        by a newer version.
        """
        self.url = _parsed(url)
        self.path = _sqlite_path(self.url)
        self._place = str(self.path or self.url.render_as_string(hide_password=True))
        with plain_faults(self._place):
            if self.path:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            self._engine = _engine(self.url, busy_seconds)
            self._rights: list[ServerRight] = []
            try:
                upgrade(self._engine, self.path)
            except BaseException:
                self._engine.dispose()
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the ledger."""
        with plain_faults(self._place), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is recorded, or nothing."""
        with (
            plain_faults(self._place),
            self._engine.connect() as connection,
            connection.execution_options(gouji_writes=True).begin(),
        ):
            for right in self._rights:
                right.keep()
            yield connection

    @contextmanager
    def alone(self, right: Right) -> Iterator[None]:
        """The right to run on a ledger that is no file, or to send its mail, for one process at a time.

        While the block runs nothing is written without it. Raises `LedgerError` that names the holder.
        """
        if self.url.get_backend_name() != "postgresql":
            yield
            return
        with plain_faults(self._place):
            held = ServerRight(self._engine, right)
        self._rights.append(held)
        try:
            yield
        finally:
            self._rights.remove(held)
            held.give_back()

    def look_over(self) -> None:
        """See that an embedded ledger is whole: a page that went bad is met only by who reads it. Raises `LedgerError`."""
        if self.path is None:
            return
        with self.reading() as connection:
            told = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if told != "ok":
            raise LedgerError(
                f"{self._place}: 台账文件已损坏，请用备份恢复 (the ledger is damaged: {' '.join(told.split())})"
            )

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


@contextmanager
def plain_faults(place: str) -> Iterator[None]:
    """The faults of the database at a place as one clear line; broken statements of ours stay what they are."""
    try:
        yield
    except OperationalError as fault:
        # PostgreSQL's driver explains itself over several lines.
        raise LedgerError(f"{place}: {_sentence(' '.join(str(fault.orig).split()))}") from fault
    except DBAPIError as fault:
        if "not a database" in str(fault.orig) or "malformed" in str(fault.orig):
            raise LedgerError(
                f"{place}: 台账文件已损坏或不是数据库 (the ledger is no database: {fault.orig})"
            ) from fault
        raise
    except OSError as fault:
        raise LedgerError(f"{place}: 台账无法写入，{why(fault)} (cannot write the ledger)") from fault


def _sentence(fault: str) -> str:
    if "locked" in fault or "busy" in fault or "lock timeout" in fault:
        return f"台账被另一个程序占用，稍后再试 (the ledger is locked: {fault})"
    if "connect" in fault:
        return f"连不上台账的数据库，或连接已中断，请确认它在运行 (no connection to the ledger's database: {fault})"
    if "full" in fault or "No space left" in fault:
        return f"磁盘已满，台账未能写入 (disk full: {fault})"
    return f"台账无法打开或写入 (cannot use the ledger: {fault})"


def is_there(url: str) -> bool:
    """Whether a ledger may be at a URL: whether an SQLite file exists; of a server's database nothing is known before.

    Raises `SettingsError` for a URL that names no database.
    """
    path = _sqlite_path(_parsed(url))
    return path is None or path.is_file()


def open_ledger(url: str) -> Ledger:
    """The ledger at a URL, which must be there already: to look into a new one would find everything in order.

    Raises `SettingsError`, `LedgerError`.
    """
    if not is_there(url):
        path = _sqlite_path(_parsed(url))
        raise SettingsError(f"{path}: 这里没有台账，请先运行 gouji audit，或用 --out、--database 指明 (no such ledger)")
    return Ledger(url)


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgres", "postgresql"):
            parsed = parsed.set(drivername="postgresql+psycopg", query={**_PATIENCE, **parsed.query})
        parsed.get_dialect()
        return parsed
    except (ArgumentError, NoSuchModuleError, ValueError) as fault:
        raise SettingsError(f"database: 不是 SQLAlchemy 数据库地址，例如 sqlite:///ledger.sqlite ({fault})") from None


def _sqlite_path(url: URL) -> Path | None:
    """The file of an SQLite URL; None for another database or one in memory."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def _engine(url: URL, busy_seconds: float) -> Engine:
    try:
        # A session that the server has ended since must not fail the first statement after it.
        engine = create_engine(url, pool_pre_ping=url.get_backend_name() == "postgresql")
    except ModuleNotFoundError as fault:
        hint = "；PostgreSQL 请先运行 make setup-postgresql" if url.get_backend_name() == "postgresql" else ""
        raise SettingsError(f"database: {fault}{hint} (its driver is not installed)") from None
    except SQLAlchemyError as fault:
        raise SettingsError(f"database: {fault}") from None
    if url.get_backend_name() == "sqlite":
        _tune(engine, busy_seconds)
    if url.get_backend_name() == "postgresql":
        _queue_writers(engine, busy_seconds)
    return engine


def _queue_writers(engine: Engine, busy_seconds: float) -> None:
    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        if connection.get_execution_options().get("gouji_writes"):
            take_turn(connection, busy_seconds)


def _tune(engine: Engine, busy_seconds: float) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        # sqlite3 must not open transactions of its own: the listener below says when one begins.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(busy_seconds * 1000)}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # A reader that turns writer may fail at once, whatever the time-out: writers say so from the start.
        writes = connection.get_execution_options().get("gouji_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
