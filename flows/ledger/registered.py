"""The agencies as the registry last named them: who they were stays known when they are in it no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, Select, func, insert, select, update

from checks.model import Agency
from flows.ledger.tables import agencies as agency_rows
from flows.ledger.tables import filings, runs


def record_agencies(connection: Connection, run_id: str, agencies: Sequence[Agency]) -> None:
    """Keep each agency as tonight's registry has it, with the first and the last run that knew it."""
    known = set(connection.execute(select(agency_rows.c.agency_id)).scalars())
    rows = [
        {
            "agency_id": agency.agency_id,
            "name": agency.name,
            "kind": agency.kind,
            "level": agency.level,
            "parent_id": agency.parent_id,
            "body": asdict(agency),
            "last_run": run_id,
        }
        for agency in agencies
    ]
    fresh = [{**row, "first_run": run_id} for row in rows if row["agency_id"] not in known]
    if fresh:
        connection.execute(insert(agency_rows), fresh)
    for row in rows:
        if row["agency_id"] in known:
            connection.execute(update(agency_rows).where(agency_rows.c.agency_id == row["agency_id"]).values(**row))


def is_taken_out(connection: Connection, agency_id: str) -> bool:
    """Whether the registry has an agency no more: since it was last in one, most of those audited beside it were again.

    A night over another registry, or over some agencies only, takes nobody out.
    """
    last_seen = connection.execute(_sequences().where(agency_rows.c.agency_id == agency_id)).scalar()
    newest = connection.execute(select(func.max(runs.c.sequence))).scalar()
    if last_seen is None or last_seen == newest:
        return False
    night = (
        select(filings.c.run_id)
        .join(runs, runs.c.run_id == filings.c.run_id)
        .where(filings.c.agency_id == agency_id)
        .order_by(runs.c.sequence.desc())
        .limit(1)
    )
    beside = _sequences().join(filings, filings.c.agency_id == agency_rows.c.agency_id)
    seen = list(
        connection.execute(
            beside.where(filings.c.run_id == night.scalar_subquery(), filings.c.agency_id != agency_id)
        ).scalars()
    )
    return 2 * sum(sequence > last_seen for sequence in seen) > len(seen)


def _sequences() -> Select[tuple[int]]:
    """The newest run whose registry had an agency, as its place in the row of all runs."""
    return select(runs.c.sequence).select_from(agency_rows).join(runs, runs.c.run_id == agency_rows.c.last_run)
