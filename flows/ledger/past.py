"""The nights before this one: as the trend shows them (runs of a year, the last of each year before), and as one agency saw them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from flows.crawl.outcomes import Outcome
from flows.ledger.connection import Ledger
from flows.ledger.tables import filings, runs
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


def past_outcomes(connection: Connection, agency_id: str, year: int, before: date) -> list[Outcome]:
    """What the crawl came to for an agency on the complete nights before a day, oldest first, at most the last 60.

    Of several runs on one day only the last counts.
    """
    rows = connection.execute(
        select(runs.c.as_of, filings.c.outcome)
        .join(filings, filings.c.run_id == runs.c.run_id)
        .where(runs.c.state == "complete", runs.c.year == year, runs.c.as_of < before)
        .where(filings.c.agency_id == agency_id)
        .order_by(runs.c.as_of.desc(), runs.c.sequence.desc())
        .limit(_MOST_NIGHTS)
    )
    days: dict[date, Outcome] = {}
    for row in rows:
        days.setdefault(row.as_of, Outcome(row.outcome))
    return list(days.values())[::-1]
