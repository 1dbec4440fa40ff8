"""The nights before this one as the trend shows them: the runs of a report year, and the last run of each year before."""

from __future__ import annotations

from sqlalchemy import select

from flows.ledger.connection import Ledger
from flows.ledger.tables import runs
from flows.night import PastNight

_MOST_NIGHTS = 60


def past_nights(ledger: Ledger, year: int, before: str) -> tuple[PastNight, ...]:
    """Complete runs before the run `before`, oldest first: the last of each earlier year, then the last 60 of this one.

    Of several runs on one day only the last counts.
    """
    with ledger.reading() as connection:
        here = connection.execute(select(runs.c.sequence).where(runs.c.run_id == before)).scalar_one()
        rows = connection.execute(
            select(runs.c.run_id, runs.c.year, runs.c.as_of, runs.c.counts)
            .where(runs.c.state == "complete", runs.c.sequence < here, runs.c.year <= year)
            .order_by(runs.c.year, runs.c.as_of, runs.c.sequence)
        ).all()
    nights = [PastNight(row.run_id, row.year, row.as_of, row.counts) for row in rows if row.counts]
    earlier = {night.year: night for night in nights if night.year < year}
    days = {night.as_of: night for night in nights if night.year == year}
    return (*earlier.values(), *list(days.values())[-_MOST_NIGHTS:])
