"""The agencies as the registry last named them: who they were stays known when they are in it no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, insert, select, update

from checks.model import Agency
from flows.ledger.tables import agencies as agency_rows


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
