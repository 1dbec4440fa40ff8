"""What sites' robots.txt said, kept between nights: the crawler's `RobotsMemory` in SQL."""

from __future__ import annotations

import zlib
from typing import Any

from sqlalchemy import Connection, Row

from flows.crawl.manners.robots_memory import Said
from flows.crawl.outcomes import Outcome
from flows.ledger.connection import Ledger
from flows.ledger.learnt import Learnt
from flows.ledger.tables import robots


class LedgerRobots:
    """What former nights were told, from the ledger; what tonight is told is gathered and written by `keep`. Thread safe."""

    def __init__(self, ledger: Ledger) -> None:
        self._learnt = Learnt(ledger, robots.c.origin, _said, _row)

    def get(self, origin: str) -> Said | None:
        """What an origin said last."""
        told, said = self._learnt.tonight(origin)
        return said if told else self._learnt.before(origin)

    def put(self, origin: str, said: Said | None) -> None:
        """Remember what an origin said; None forgets it."""
        self._learnt.put(origin, said)

    def keep(self, connection: Connection) -> None:
        """Write what was learnt, once the archive that it points into is safely on the disk."""
        self._learnt.keep(connection)

    def let_go(self) -> None:
        """Forget what was learnt, once the transaction that keeps it has come through."""
        self._learnt.let_go()


def _said(row: Row[Any]) -> Said:
    return Said(Outcome(row.outcome), zlib.decompress(row.content), row.asked, row.until, row.record_id)


def _row(said: Said) -> dict[str, object]:
    return {
        "asked": said.asked,
        "until": said.until,
        "outcome": said.outcome.value,
        "content": zlib.compress(said.content),
        "record_id": said.record_id,
    }
