"""The reports of agencies in good standing as they were fetched last: the crawler's `Standings` in SQL."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, exists, select

from checks.model import Status
from flows.crawl.outcomes import Outcome
from flows.crawl.snapshot import Snapshot
from flows.ledger.connection import Ledger
from flows.ledger.tables import filings, findings, runs, snapshots

_HELD = tuple(outcome.value for outcome in (Outcome.FOUND, Outcome.UNCHANGED, Outcome.STANDS))


class LedgerStandings:
    """What the last complete night of a year says; thread safe.

    In good standing is who was compliant that night on a report that was held, without any open finding, and is not
    among `awaited`, those with an open letter.
    """

    def __init__(self, ledger: Ledger, awaited: Collection[str] = ()) -> None:
        self._ledger = ledger
        self._awaited = awaited

    def held(self, agency_id: str, year: int) -> Snapshot | None:
        """An agency's report as it was fetched last, without its content; None where it must be asked for."""
        if agency_id in self._awaited:
            return None
        with self._ledger.reading() as connection:
            row = connection.execute(_held(agency_id, year)).one_or_none()
        if row is None:
            return None
        place = (row.content_type, b"", row.sha256, row.record_id, row.warc, row.title)
        return Snapshot(row.url, row.final_url, row.retrieved, row.status, *place, let_go_bytes=row.size_bytes)


def _held(agency_id: str, year: int) -> Select[tuple[object, ...]]:
    last_night = (
        select(runs.c.run_id).where(runs.c.year == year, runs.c.state == "complete").order_by(runs.c.sequence.desc())
    )
    has_open = exists().where(findings.c.agency_id == agency_id, findings.c.year == year, findings.c.is_open)
    return (
        select(snapshots)
        .join(filings, filings.c.record_id == snapshots.c.record_id)
        .where(filings.c.run_id == last_night.limit(1).scalar_subquery(), filings.c.agency_id == agency_id)
        .where(filings.c.status == Status.COMPLIANT.value, filings.c.outcome.in_(_HELD), ~has_open)
    )
