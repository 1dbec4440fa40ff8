"""What is held of an agency's report of a year: since when, and the latest reading of it, its lineage included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, delete, insert, select

from checks.model import Agency
from checks.report import Report
from flows.ledger.report_store import unpack
from flows.ledger.tables import holdings, reports

_Item = TypeVar("_Item")
_PER_QUERY = 500


@dataclass(frozen=True, slots=True)
class Sightings:
    """When a report was first held, and the last day before on which the whole list was seen without it."""

    first_seen: date | None = None
    last_absent: date | None = None


def sightings(connection: Connection, agency_ids: Iterable[str], year: int) -> dict[str, Sightings]:
    """agency_id → when its report of the year was seen; agencies of which nothing is known are left out."""
    found: dict[str, Sightings] = {}
    columns = (holdings.c.agency_id, holdings.c.first_seen, holdings.c.last_absent)
    for part in in_parts(sorted(agency_ids)):
        rows = connection.execute(select(*columns).where(holdings.c.year == year, holdings.c.agency_id.in_(part)))
        found |= {row.agency_id: Sightings(row.first_seen, row.last_absent) for row in rows}
    return found


@dataclass(frozen=True, slots=True)
class Sight:
    """One agency's report on one day: at `url`, as the reading that could be made of it; absent where `url` is None."""

    agency_id: str
    day: date
    url: str | None = None
    reading_id: str | None = None


def note_sights(connection: Connection, year: int, sights: Sequence[Sight]) -> None:
    """Keep what was seen of reports of a year: first and last day, first and latest reading.

    A day without the report is kept only as long as the report was never held.
    """
    key = holdings.c.agency_id
    for part in in_parts(sights):
        ours = (holdings.c.year == year, key.in_([sight.agency_id for sight in part]))
        known = {row.agency_id: row for row in connection.execute(select(holdings).where(*ours))}
        connection.execute(delete(holdings).where(*ours))
        connection.execute(insert(holdings), [_row(year, sight, known.get(sight.agency_id)) for sight in part])


def _row(year: int, sight: Sight, known: Row[Any] | None) -> dict[str, Any]:
    names = ("last_absent", "first_seen", "last_seen", "url", "first_reading", "reading_id")
    row: dict[str, Any] = {"agency_id": sight.agency_id, "year": year}
    row |= {name: getattr(known, name, None) for name in names}
    day, reading = sight.day, sight.reading_id
    if sight.url is not None:
        seen = {"first_seen": min(day, row["first_seen"] or day), "last_seen": max(day, row["last_seen"] or day)}
        first = row["first_reading"] or reading
        return row | seen | {"url": sight.url, "first_reading": first, "reading_id": reading or row["reading_id"]}
    return row if row["first_seen"] else row | {"last_absent": max(day, row["last_absent"] or day)}


def held_reports(
    connection: Connection, agencies: Sequence[Agency], year: int, registry: Mapping[str, Agency]
) -> dict[str, Report]:
    """agency_id → its report of the year as last read; where it has none, that of the body it continues.

    Of a body that continues several which each held a report, there is no one report before it.
    """
    return dict(reports_by_reading(connection, held_readings(connection, agencies, year, registry)))


def held_readings(
    connection: Connection, agencies: Sequence[Agency], year: int, registry: Mapping[str, Agency]
) -> dict[str, str]:
    """agency_id → the reading that `held_reports` gives the report of."""
    asked = {agency.agency_id for agency in agencies}
    bearer = {agency.agency_id: _ancestry(agency, registry) for agency in agencies}
    readings = _readings(connection, asked.union(*(ids for steps in bearer.values() for ids in steps)), year)
    chosen = {}
    for agency_id, steps in bearer.items():
        holders = next((held for held in ([i for i in ids if i in readings] for ids in steps) if held), [])
        if len(holders) == 1:
            chosen[agency_id] = readings[holders[0]]
    return chosen


def first_reports(connection: Connection, agency_ids: Iterable[str], year: int) -> dict[str, Report]:
    """agency_id → its report of the year as first held, where other bytes stand there now."""
    return dict(reports_by_reading(connection, first_readings(connection, agency_ids, year)))


def first_readings(connection: Connection, agency_ids: Iterable[str], year: int) -> dict[str, str]:
    """agency_id → the reading that `first_reports` gives the report of."""
    first = reports.alias()
    chosen: dict[str, str] = {}
    for part in in_parts(sorted(agency_ids)):
        rows = connection.execute(
            select(holdings.c.agency_id, holdings.c.first_reading)
            .join(first, holdings.c.first_reading == first.c.reading_id)
            .join(reports, holdings.c.reading_id == reports.c.reading_id)
            .where(holdings.c.year == year, holdings.c.agency_id.in_(part), first.c.sha256 != reports.c.sha256)
        )
        chosen |= {row.agency_id: row.first_reading for row in rows}
    return chosen


def in_parts(items: Iterable[_Item]) -> Iterator[Sequence[_Item]]:
    """The items in parts that one query can name, taken as they are asked for."""
    left = iter(items)
    while part := tuple(islice(left, _PER_QUERY)):
        yield part


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


def reports_by_reading(connection: Connection, chosen: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
    """The reports behind readings (agency_id → reading), each with its agency_id."""
    bodies: dict[str, bytes] = {}
    for part in in_parts(sorted(set(chosen.values()))):
        rows = connection.execute(select(reports.c.reading_id, reports.c.body).where(reports.c.reading_id.in_(part)))
        bodies |= {row.reading_id: row.body for row in rows}
    return ((agency_id, unpack(Report, bodies[reading])) for agency_id, reading in chosen.items())
