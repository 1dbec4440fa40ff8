"""Where reports stood when they were last found: the crawler's `LastFinds` in SQL."""

from __future__ import annotations

from sqlalchemy import select

from checks.model import Publication
from checks.report import Report
from flows.ledger.connection import Ledger
from flows.ledger.report_store import Facts, unpack
from flows.ledger.rereads import rereads_asked
from flows.ledger.tables import filings, runs


class LedgerFinds:
    """The publications of former complete nights; thread safe, and always as the ledger stands now.

    Of an agency that an inspector wants read again nothing is known: its report is searched for from the start.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._again: dict[int, frozenset[str]] = {}

    def last(self, agency_id: str, year: int) -> Publication | None:
        """An agency's publication of a year as last found, None where none was."""
        facts = self._facts(agency_id, year)
        return facts.publication if facts else None

    def copies(self, agency_id: str, year: int) -> tuple[Report, ...]:
        """The other live copies of an agency's report of a year, as they were last read."""
        facts = self._facts(agency_id, year)
        return facts.copies if facts else ()

    def _facts(self, agency_id: str, year: int) -> Facts | None:
        if agency_id in self._reread(year):
            return None
        newest = (
            select(filings.c.body)
            .join(runs, filings.c.run_id == runs.c.run_id)
            .where(filings.c.agency_id == agency_id, runs.c.year == year, runs.c.state == "complete")
            .where(filings.c.record_id.is_not(None))
            .order_by(runs.c.sequence.desc())
            .limit(1)
        )
        with self._ledger.reading() as connection:
            body = connection.execute(newest).scalar_one_or_none()
        return unpack(Facts, body) if body else None

    def _reread(self, year: int) -> frozenset[str]:
        if year not in self._again:
            self._again[year] = rereads_asked(self._ledger, year)
        return self._again[year]
