"""Readings by their identity: those that the ledger holds already and need not be made again, those of one run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from checks.report import Report
from flows.ledger.connection import Ledger
from flows.ledger.holdings import in_parts
from flows.ledger.report_store import unpack
from flows.ledger.runs import Run
from flows.ledger.tables import filings, holdings, reports


@dataclass(frozen=True, slots=True)
class Stored:
    """A reading as the ledger holds it: its identity, the hash of all that it depended on, and the report."""

    reading_id: str
    read_as: str
    report: Report


def latest_readings(ledger: Ledger, agency_ids: Collection[str], year: int) -> dict[str, Stored]:
    """agency_id → the latest reading of its report of the year; agencies without one are left out."""
    columns = (holdings.c.agency_id, reports.c.reading_id, reports.c.read_as, reports.c.body)
    latest = select(*columns).join(reports, holdings.c.reading_id == reports.c.reading_id)
    with ledger.reading() as connection:
        return {
            row.agency_id: Stored(row.reading_id, row.read_as, unpack(Report, row.body))
            for part in in_parts(sorted(agency_ids))
            for row in connection.execute(latest.where(holdings.c.year == year, holdings.c.agency_id.in_(part)))
        }


def filed_readings(ledger: Ledger, run: Run, agency_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each of the agencies whose report the run has read, in their order, with the identity of that reading."""
    read = select(filings.c.agency_id, filings.c.reading_id).where(
        filings.c.run_id == run.run_id, filings.c.reading_id.is_not(None)
    )
    for part in in_parts(agency_ids):
        with ledger.reading() as connection:
            rows = connection.execute(read.where(filings.c.agency_id.in_(part)))
            found = {row.agency_id: row.reading_id for row in rows}
        yield from ((agency_id, found[agency_id]) for agency_id in part if agency_id in found)
