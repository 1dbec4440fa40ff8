"""The roll of a run's agencies: in which order they are told of, and how many stand how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import case, func, select

from checks.model import Status
from flows.ledger.connection import Ledger
from flows.ledger.runs import Run
from flows.ledger.tables import filings


def in_order(ledger: Ledger, run: Run, statuses: Sequence[Status]) -> list[str]:
    """The agency_ids of the run by status as given, then the most errors and warnings of their own, then by id."""
    rank = case({status.value: place for place, status in enumerate(statuses)}, value=filings.c.status)
    with ledger.reading() as connection:
        # The order of the letters' codes, whatever the database's own language is.
        codes = "C" if connection.dialect.name == "postgresql" else "BINARY"
        rows = connection.execute(
            select(filings.c.agency_id)
            .where(filings.c.run_id == run.run_id)
            .order_by(rank, filings.c.errors.desc(), filings.c.warnings.desc(), filings.c.agency_id.collate(codes))
        )
        return list(rows.scalars())


def counts(ledger: Ledger, run: Run) -> Mapping[str, int]:
    """The run's agencies by status, every status present."""
    with ledger.reading() as connection:
        rows = connection.execute(
            select(filings.c.status, func.count().label("times"))
            .where(filings.c.run_id == run.run_id)
            .group_by(filings.c.status)
        )
        found = {row.status: row.times for row in rows}
    return {status.value: found.get(status.value, 0) for status in Status}
