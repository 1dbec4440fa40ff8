"""How much a night brought in, and how much the good nights before it did, over the same agencies."""

from __future__ import annotations

from sqlalchemy import Connection, case, func, select

from flows.crawl.outage import UNREACHED, Volume
from flows.crawl.outcomes import Outcome
from flows.ledger.connection import Ledger
from flows.ledger.runs import Run
from flows.ledger.tables import filings, runs, snapshots

_MOST_NIGHTS = 5


def volumes(ledger: Ledger, run: Run) -> tuple[Volume, list[Volume]]:
    """Tonight's volume, and those of the last five complete nights of its year, the newest first.

    Only agencies that tonight asked count, so that a registry that grew or shrank changes nothing.
    """
    with ledger.reading() as connection:
        before = connection.execute(
            select(runs.c.run_id)
            .where(runs.c.year == run.year, runs.c.state == "complete", runs.c.run_id != run.run_id)
            .order_by(runs.c.sequence.desc())
            .limit(_MOST_NIGHTS)
        ).scalars()
        return _volume(connection, run.run_id, run.run_id), [_volume(connection, one, run.run_id) for one in before]


def _volume(connection: Connection, run_id: str, tonight: str) -> Volume:
    asked = select(filings.c.agency_id).where(filings.c.run_id == tonight, filings.c.outcome != Outcome.NOT_ASKED.value)
    is_reached = filings.c.outcome.not_in(sorted(UNREACHED))
    row = connection.execute(
        select(
            func.coalesce(func.sum(case((is_reached, 1), else_=0)), 0),
            func.count(filings.c.record_id),
            func.coalesce(func.sum(snapshots.c.size_bytes), 0),
        )
        .select_from(filings.outerjoin(snapshots, filings.c.record_id == snapshots.c.record_id))
        .where(filings.c.run_id == run_id, filings.c.agency_id.in_(asked))
    ).one()
    return Volume(reached=int(row[0]), found=int(row[1]), content_bytes=int(row[2]))
