"""The agencies as the registry last named them: who they were stays known when they are in it no more."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, Select, func, insert, select, update

from checks.model import Agency
from flows.ledger.tables import agencies as agency_rows
from flows.ledger.tables import filings, runs

_AT_ONCE = 500
"""Agencies a query asks for."""


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
    """Whether the registry has an agency no more, as `taken_out` tells."""
    return bool(taken_out(connection, [agency_id]))


def taken_out(connection: Connection, agency_ids: Collection[str]) -> frozenset[str]:
    """Those that the registry has no more: since one was last in it, most of those audited beside it were again.

    A night over another registry, or over some agencies only, takes nobody out.
    """
    newest = connection.execute(select(func.max(runs.c.sequence))).scalar()
    earlier = connection.execute(_last_seen().where(runs.c.sequence < newest)).tuples()
    gone = {agency_id: sequence for agency_id, sequence in earlier if agency_id in agency_ids}
    nights = _last_nights(connection, list(gone))
    beside = {night: _seen_of(connection, night) for night in set(nights.values())}
    return frozenset(
        agency_id
        for agency_id, last_seen in gone.items()
        if agency_id in nights and _is_left_behind(agency_id, last_seen, beside[nights[agency_id]])
    )


def _is_left_behind(agency_id: str, last_seen: int, night: Mapping[str, int]) -> bool:
    others = [sequence for other, sequence in night.items() if other != agency_id]
    return 2 * sum(sequence > last_seen for sequence in others) > len(others)


def _last_seen() -> Select[tuple[str, int]]:
    """By agency the newest run whose registry had it, as its place in the row of all runs."""
    of_run = runs.c.run_id == agency_rows.c.last_run
    return select(agency_rows.c.agency_id, runs.c.sequence).join(runs, of_run)


def _seen_of(connection: Connection, sequence: int) -> dict[str, int]:
    """By agency that a night audited, when the registry last had it."""
    audited = select(filings.c.agency_id).join(runs, runs.c.run_id == filings.c.run_id)
    of_night = audited.where(runs.c.sequence == sequence)
    return dict(connection.execute(_last_seen().where(agency_rows.c.agency_id.in_(of_night))).tuples().all())


def _last_nights(connection: Connection, agency_ids: Sequence[str]) -> dict[str, int]:
    """By agency the last night that audited it, as its place in the row of all runs."""
    nights: dict[str, int] = {}
    for start in range(0, len(agency_ids), _AT_ONCE):
        query = (
            select(filings.c.agency_id, func.max(runs.c.sequence))
            .join(runs, runs.c.run_id == filings.c.run_id)
            .where(filings.c.agency_id.in_(agency_ids[start : start + _AT_ONCE]))
            .group_by(filings.c.agency_id)
        )
        nights |= dict(connection.execute(query).tuples().all())
    return nights
