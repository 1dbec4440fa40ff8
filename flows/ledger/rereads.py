"""What inspectors want read again: the next night searches for those reports from the start and fetches them whole."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from flows.ledger.connection import Ledger
from flows.ledger.decisions import Kind, rulings_of_year
from flows.ledger.holdings import in_parts
from flows.ledger.tables import findings, holdings, runs


def rereads_asked(ledger: Ledger, year: int) -> frozenset[str]:
    """The agencies of a report year with a finding that somebody wants read again, and that was not since."""
    with ledger.reading() as connection:
        last = {finding_id: taken.last for finding_id, taken in rulings_of_year(connection, year).items()}
        asked = {finding_id: one for finding_id, one in last.items() if one and one.kind is Kind.REREAD}
        read: dict[str, datetime] = {}
        for part in in_parts(sorted(asked)):
            standing = (
                select(findings.c.finding_id, runs.c.started)
                .join(runs, findings.c.last_run == runs.c.run_id)
                .where(findings.c.finding_id.in_(part), findings.c.is_open.is_(True))
            )
            read |= {row.finding_id: row.started for row in connection.execute(standing)}
    return frozenset(asked[finding_id].agency_id for finding_id, at in read.items() if at <= asked[finding_id].at)


def addresses_to_read_again(ledger: Ledger, year: int) -> frozenset[str]:
    """Where the reports of these agencies stood: a site's word that nothing changed there is not asked for."""
    with ledger.reading() as connection:
        return frozenset(
            url
            for part in in_parts(sorted(rereads_asked(ledger, year)))
            for url in connection.execute(
                select(holdings.c.url).where(
                    holdings.c.year == year, holdings.c.agency_id.in_(part), holdings.c.url.is_not(None)
                )
            ).scalars()
        )
