"""The settled reports of agencies in good standing as they were fetched last: the crawler's `Standings` in SQL."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import Connection, Select, exists, select

from checks.model import Status
from flows.crawl.outcomes import Outcome
from flows.crawl.snapshot import Snapshot
from flows.ledger.connection import Ledger
from flows.ledger.tables import filings, findings, runs, snapshots

_HELD = tuple(outcome.value for outcome in (Outcome.FOUND, Outcome.UNCHANGED, Outcome.STANDS))


class LedgerStandings:
    """What the complete nights of a year say on the night of `as_of`; thread safe.

    In good standing is who was compliant on the last of them on a report that was held, without any open finding, and
    is not among `awaited`, those with an open letter. A report is settled where the night `nights` before, or the last
    one before that, and all since held the same bytes.
    """

    def __init__(self, ledger: Ledger, year: int, as_of: date, nights: int, awaited: Collection[str] = ()) -> None:
        self._ledger = ledger
        self._awaited = awaited
        self._watched = _watched(ledger, year, as_of - timedelta(days=nights))

    def held(self, agency_id: str, year: int) -> Snapshot | None:
        """An agency's report as it was fetched last, without its content; None where it must be asked for."""
        if agency_id in self._awaited or not self._watched:
            return None
        with self._ledger.reading() as connection:
            row = connection.execute(_held(agency_id, year)).one_or_none()
            if row is None or not self._is_settled(connection, agency_id, row.sha256):
                return None
        place = (row.content_type, b"", row.sha256, row.record_id, row.warc, row.title)
        return Snapshot(row.url, row.final_url, row.retrieved, row.status, *place, let_go_bytes=row.size_bytes)

    def _is_settled(self, connection: Connection, agency_id: str, sha256: str) -> bool:
        rows = connection.execute(
            select(filings.c.run_id, snapshots.c.sha256)
            .join(snapshots, filings.c.record_id == snapshots.c.record_id)
            .where(filings.c.agency_id == agency_id, filings.c.run_id.in_(self._watched))
        )
        seen = {row.run_id: row.sha256 for row in rows}
        return self._watched[0] in seen and set(seen.values()) == {sha256}


def _watched(ledger: Ledger, year: int, day: date) -> tuple[str, ...]:
    """The complete runs of a year from the last one by a day on, oldest first; none where there is none by then."""
    complete = select(runs.c.run_id, runs.c.as_of).where(runs.c.year == year, runs.c.state == "complete")
    with ledger.reading() as connection:
        nights = connection.execute(complete.order_by(runs.c.sequence)).all()
    first = max((place for place, night in enumerate(nights) if night.as_of <= day), default=len(nights))
    return tuple(night.run_id for night in nights[first:])


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
