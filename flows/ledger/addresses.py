"""What addresses answered last, kept between nights for conditional requests: the crawler's `Validators` in SQL."""

from __future__ import annotations

import threading
from collections.abc import Collection

from sqlalchemy import delete, insert, select

from flows.crawl.manners.validators import Validator
from flows.ledger.connection import Ledger
from flows.ledger.tables import validators


class LedgerValidators:
    """Validators of former nights from the ledger; tonight's are gathered and written by `keep`. Thread safe.

    Of the addresses `again` nothing is known until they were fetched whole tonight.
    """

    def __init__(self, ledger: Ledger, again: Collection[str] = ()) -> None:
        self._ledger = ledger
        self._again = again
        self._tonight: dict[str, Validator] = {}
        self._lock = threading.Lock()

    def get(self, url: str) -> Validator | None:
        """What is known of an address."""
        with self._lock:
            if url in self._tonight:
                return self._tonight[url]
        if url in self._again:
            return None
        with self._ledger.reading() as connection:
            row = connection.execute(select(validators).where(validators.c.url == url)).one_or_none()
        if row is None:
            return None
        return Validator(row.etag, row.last_modified, row.sha256, row.record_id, row.warc, row.date)

    def put(self, url: str, validator: Validator) -> None:
        """Remember the newest good answer of an address."""
        with self._lock:
            self._tonight[url] = validator

    def keep(self) -> None:
        """Write what was learnt, once the archive that it points into is safely on the disk."""
        with self._lock:
            learnt, self._tonight = self._tonight, {}
        if not learnt:
            return
        with self._ledger.writing() as connection:
            for url, one in learnt.items():
                connection.execute(delete(validators).where(validators.c.url == url))
                connection.execute(
                    insert(validators).values(
                        url=url,
                        etag=one.etag,
                        last_modified=one.last_modified,
                        sha256=one.sha256,
                        record_id=one.record_id,
                        warc=one.warc,
                        date=one.date,
                    )
                )
