"""What is held of an agency's report of a year: since when, and the latest reading of it, its lineage included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, select

from checks.model import Agency, Report
from flows.ledger.report_store import unpack
from flows.ledger.tables import holdings, reports

_Item = TypeVar("_Item")
_PER_QUERY = 500


def first_seen(connection: Connection, agency_ids: Iterable[str], year: int) -> dict[str, date]:
    """agency_id → the earliest day on which we held its report of the year."""
    found: dict[str, date] = {}
    for part in in_parts(sorted(agency_ids)):
        rows = connection.execute(
            select(holdings.c.agency_id, holdings.c.first_seen).where(
                holdings.c.year == year, holdings.c.agency_id.in_(part)
            )
        )
        found |= {row.agency_id: row.first_seen for row in rows}
    return found


def held_reports(
    connection: Connection, agencies: Sequence[Agency], year: int, registry: Mapping[str, Agency]
) -> dict[str, Report]:
    """agency_id → its report of the year as last read; where it has none, that of the body it continues.

    Of a body that continues several which each held a report, there is no one report before it.
    """
    asked = {agency.agency_id for agency in agencies}
    bearer = {agency.agency_id: _ancestry(agency, registry) for agency in agencies}
    readings = _readings(connection, asked.union(*(ids for steps in bearer.values() for ids in steps)), year)
    chosen = {}
    for agency_id, steps in bearer.items():
        holders = next((held for held in ([i for i in ids if i in readings] for ids in steps) if held), [])
        if len(holders) == 1:
            chosen[agency_id] = readings[holders[0]]
    return dict(_reports(connection, chosen))


def in_parts(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """The items in parts that one query can name."""
    return (items[start : start + _PER_QUERY] for start in range(0, len(items), _PER_QUERY))


def _ancestry(agency: Agency, registry: Mapping[str, Agency]) -> list[list[str]]:
    """The agency, then the bodies it continues, then theirs; every body once."""
    steps = [[agency.agency_id]]
    seen = {agency.agency_id}
    while True:
        before = [older for one in steps[-1] if one in registry for older in registry[one].predecessors]
        fresh = [older for older in dict.fromkeys(before) if older not in seen]
        if not fresh:
            return steps
        seen.update(fresh)
        steps.append(fresh)


def _readings(connection: Connection, agency_ids: Iterable[str], year: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in in_parts(sorted(agency_ids)):
        rows = connection.execute(
            select(holdings.c.agency_id, holdings.c.reading_id).where(
                holdings.c.year == year, holdings.c.agency_id.in_(part), holdings.c.reading_id.is_not(None)
            )
        )
        found |= {row.agency_id: row.reading_id for row in rows}
    return found


def _reports(connection: Connection, chosen: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
    bodies: dict[str, bytes] = {}
    for part in in_parts(sorted(set(chosen.values()))):
        rows = connection.execute(select(reports.c.reading_id, reports.c.body).where(reports.c.reading_id.in_(part)))
        bodies |= {row.reading_id: row.body for row in rows}
    return ((agency_id, unpack(Report, bodies[reading])) for agency_id, reading in chosen.items())
