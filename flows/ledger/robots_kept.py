"""What sites' robots.txt said, kept between nights: the crawler's `RobotsMemory` in SQL."""

from __future__ import annotations

import threading
import zlib

from sqlalchemy import delete, insert, select

from flows.crawl.manners.robots_memory import Said
from flows.crawl.outcomes import Outcome
from flows.ledger.connection import Ledger
from flows.ledger.tables import robots


class LedgerRobots:
    """What former nights were told, from the ledger; what tonight is told is gathered and written by `keep`. Thread safe."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._tonight: dict[str, Said | None] = {}
        self._lock = threading.Lock()

    def get(self, origin: str) -> Said | None:
        """What an origin said last."""
        with self._lock:
            if origin in self._tonight:
                return self._tonight[origin]
        with self._ledger.reading() as connection:
            row = connection.execute(select(robots).where(robots.c.origin == origin)).one_or_none()
        if row is None:
            return None
        return Said(Outcome(row.outcome), zlib.decompress(row.content), row.asked, row.until, row.record_id)

    def put(self, origin: str, said: Said | None) -> None:
        """Remember what an origin said; None forgets it."""
        with self._lock:
            self._tonight[origin] = said

    def keep(self) -> None:
        """Write what was learnt, once the archive that it points into is safely on the disk."""
        with self._lock:
            learnt, self._tonight = self._tonight, {}
        if not learnt:
            return
        with self._ledger.writing() as connection:
            for origin, said in learnt.items():
                connection.execute(delete(robots).where(robots.c.origin == origin))
                if said:
                    connection.execute(insert(robots).values(origin=origin, **_row(said)))


def _row(said: Said) -> dict[str, object]:
    return {
        "asked": said.asked,
        "until": said.until,
        "outcome": said.outcome.value,
        "content": zlib.compress(said.content),
        "record_id": said.record_id,
    }
