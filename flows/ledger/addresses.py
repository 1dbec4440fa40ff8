"""What addresses answered last, kept between nights for conditional requests: the crawler's `Validators` in SQL."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row

from flows.crawl.manners.validators import Validator
from flows.ledger.connection import Ledger
from flows.ledger.learnt import Learnt
from flows.ledger.tables import validators


class LedgerValidators:
    """Validators of former nights from the ledger; tonight's are gathered and written by `keep`. Thread safe.

    Of the addresses `again` nothing is known until they were fetched whole tonight.
    """

    def __init__(self, ledger: Ledger, again: Collection[str] = ()) -> None:
        self._learnt = Learnt(ledger, validators.c.url, _validator, asdict)
        self._again = again

    def get(self, url: str) -> Validator | None:
        """What is known of an address."""
        told, validator = self._learnt.tonight(url)
        if told or url in self._again:
            return validator
        return self._learnt.before(url)

    def put(self, url: str, validator: Validator) -> None:
        """Remember the newest good answer of an address."""
        self._learnt.put(url, validator)

    def keep(self, connection: Connection) -> None:
        """Write what was learnt, once the archive that it points into is safely on the disk."""
        self._learnt.keep(connection)

    def let_go(self) -> None:
        """Forget what was learnt, once the transaction that keeps it has come through."""
        self._learnt.let_go()


def _validator(row: Row[Any]) -> Validator:
    return Validator(row.etag, row.last_modified, row.sha256, row.record_id, row.warc, row.date)
