"""What a night learns of the web and later nights ask for, by address or site: gathered while crawling, written with the part."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Connection, Row, Table, delete, insert, select

from flows.ledger.connection import Ledger

Kept = TypeVar("Kept")


class Learnt(Generic[Kept]):
    """One table of the ledger with tonight's news over it. Thread safe.

    `read` makes a value of a row, `row` the columns of a value, the key's own left out.
    """

    def __init__(
        self,
        ledger: Ledger,
        key: Column[Any],
        read: Callable[[Row[Any]], Kept],
        row: Callable[[Kept], Mapping[str, object]],
    ) -> None:
        self._ledger = ledger
        self._key = key
        self._read = read
        self._row = row
        self._tonight: dict[str, Kept | None] = {}
        self._lock = threading.Lock()

    def tonight(self, key: str) -> tuple[bool, Kept | None]:
        """Whether tonight has told of the key, and what."""
        with self._lock:
            return key in self._tonight, self._tonight.get(key)

    def before(self, key: str) -> Kept | None:
        """What former nights told of the key."""
        with self._ledger.reading() as connection:
            row = connection.execute(select(self._table).where(self._key == key)).one_or_none()
        return None if row is None else self._read(row)

    def put(self, key: str, value: Kept | None) -> None:
        """Remember what the key is told of now; None forgets it."""
        with self._lock:
            self._tonight[key] = value

    def keep(self, connection: Connection) -> None:
        """Write what was learnt, once the archive that it points into is safely on the disk."""
        with self._lock:
            learnt = dict(self._tonight)
        for key, value in learnt.items():
            connection.execute(delete(self._table).where(self._key == key))
            if value is not None:
                connection.execute(insert(self._table).values(**{self._key.name: key}, **self._row(value)))

    def let_go(self) -> None:
        """Forget what was learnt, once the transaction that keeps it has come through."""
        with self._lock:
            self._tonight.clear()

    @property
    def _table(self) -> Table:
        table = self._key.table
        assert isinstance(table, Table)
        return table
