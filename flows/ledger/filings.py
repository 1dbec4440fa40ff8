"""One agency in one run as the ledger gives it back: what was gathered of it, and what the rules said.

How it is written is `flows.ledger.recording`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from checks.model import Agency, Filing, Status
from checks.report import Report
from flows.ledger.connection import Ledger
from flows.ledger.holdings import first_readings, first_reports, held_readings, held_reports, in_parts
from flows.ledger.report_store import Facts, Verdict, outline_of, unpack
from flows.ledger.runs import Run
from flows.ledger.tables import filings, reports, snapshots
from flows.night import Origin

# As far back as a rule looks: three years with figures make a year without any remarkable.
_YEARS_BEFORE = (2, 3)
_first, _alike = snapshots.alias("first"), snapshots.alias("alike")
_FIRST_RECORD = (
    select(_alike.c.record_id)
    .where(_alike.c.sha256 == snapshots.c.sha256, _alike.c.final_url == snapshots.c.final_url)
    .order_by(_alike.c.retrieved, _alike.c.record_id)
    .limit(1)
    .scalar_subquery()
)
_ORIGIN = (
    _first.c.record_id.label("first_record"),
    _first.c.retrieved.label("first_retrieved"),
    _first.c.run_id.label("first_run"),
    _first.c.warc.label("first_warc"),
)


class Depth(Enum):
    """How much of an agency's past comes along with its filing."""

    AUDIT = "as far back as a rule looks, and this year's report as first held"
    PAGE = "last year's report, and this year's as first held: what an agency's page shows"
    FINDING = "last year's report: enough to show a finding"
    NIGHT = "nothing: what filings of one night are set beside each other by"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One agency as the ledger gives it back: a whole filing, last year's report included.

    In an outline the filing has no other report than this year's, without its words and figures; `readings` are then
    the identities of this year's reading, last year's, and this year's as first held, empty where there is none, and
    `origin` is where the report's bytes were first recorded.
    """

    filing: Filing
    agency: Agency
    outcome: str
    detail: str
    verdict: Verdict | None
    status: Status | None
    readings: tuple[str, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class _Past:
    """Reports by agency_id: of the year before, of this year as first held where it has changed, of the years before."""

    previous: Mapping[str, Report]
    earlier: Mapping[str, Report]
    older: Sequence[Mapping[str, Report]] = ()

    def before(self, agency_id: str) -> tuple[Report, ...]:
        """The agency's reports of the years before last, newest first."""
        return tuple(year[agency_id] for year in self.older if agency_id in year)


def gathered_ids(ledger: Ledger, run: Run) -> frozenset[str]:
    """The agencies that the run has already fetched and read."""
    with ledger.reading() as connection:
        return frozenset(
            connection.execute(select(filings.c.agency_id).where(filings.c.run_id == run.run_id)).scalars()
        )


def judged_ids(ledger: Ledger, run: Run) -> frozenset[str]:
    """The agencies that the run has already checked."""
    with ledger.reading() as connection:
        judged = select(filings.c.agency_id).where(filings.c.run_id == run.run_id, filings.c.status.is_not(None))
        return frozenset(connection.execute(judged).scalars())


def recorded(
    ledger: Ledger,
    run: Run,
    agencies: Sequence[Agency],
    registry: Mapping[str, Agency],
    *,
    depth: Depth = Depth.AUDIT,
) -> list[Recorded]:
    """What the run has recorded of these agencies, in their order; agencies it has not gathered are left out."""
    with ledger.reading() as connection:
        ids = [agency.agency_id for agency in agencies]
        years_before = _YEARS_BEFORE if depth is Depth.AUDIT else ()
        past = _Past(
            {} if depth is Depth.NIGHT else held_reports(connection, agencies, run.year - 1, registry),
            first_reports(connection, ids, run.year) if depth in (Depth.AUDIT, Depth.PAGE) else {},
            [held_reports(connection, agencies, run.year - ago, registry) for ago in years_before],
        )
        found = {
            one.agency.agency_id: one for part in in_parts(agencies) for one in _recorded(connection, run, part, past)
        }
    return [found[agency.agency_id] for agency in agencies if agency.agency_id in found]


def outlined(ledger: Ledger, run: Run, agencies: Sequence[Agency], registry: Mapping[str, Agency]) -> list[Recorded]:
    """The same as `recorded` in outline: what is told of every agency, not what every report says."""
    with ledger.reading() as connection:
        last = held_readings(connection, agencies, run.year - 1, registry)
        first = first_readings(connection, [agency.agency_id for agency in agencies], run.year)
        found = {}
        for part in in_parts(agencies):
            by_id = {agency.agency_id: agency for agency in part}
            for row in _rows(connection, run, by_id, *_ORIGIN):
                agency, facts = by_id[row.agency_id], unpack(Facts, row.body)
                report = facts.outline or (_outline(connection, row.reading_id) if row.reading_id else None)
                readings = (row.reading_id or "", last.get(agency.agency_id, ""), first.get(agency.agency_id, ""))
                one = _one(agency, row, _filing(run, agency, facts, report))
                found[agency.agency_id] = replace(one, readings=readings, origin=_origin(row))
    return [found[agency.agency_id] for agency in agencies if agency.agency_id in found]


def _outline(connection: Connection, reading: str) -> Report:
    """The outline of a report that was recorded before outlines were kept."""
    body = connection.execute(select(reports.c.body).where(reports.c.reading_id == reading)).scalar_one()
    return outline_of(unpack(Report, body))


def _recorded(connection: Connection, run: Run, agencies: Sequence[Agency], past: _Past) -> Iterator[Recorded]:
    by_id = {agency.agency_id: agency for agency in agencies}
    for row in _rows(connection, run, by_id, reports.c.body.label("report")):
        agency = by_id[row.agency_id]
        read = unpack(Report, row.report) if row.report else None
        filing = replace(
            _filing(run, agency, unpack(Facts, row.body), read),
            previous=past.previous.get(row.agency_id),
            earlier=past.earlier.get(row.agency_id),
            older=past.before(row.agency_id),
        )
        yield _one(agency, row, filing)


def _rows(connection: Connection, run: Run, agency_ids: Iterable[str], *more: ColumnElement[Any]) -> Iterable[Row[Any]]:
    return connection.execute(
        select(filings, *more)
        .outerjoin(reports, filings.c.reading_id == reports.c.reading_id)
        .outerjoin(snapshots, filings.c.record_id == snapshots.c.record_id)
        .outerjoin(_first, _first.c.record_id == _FIRST_RECORD)
        .where(filings.c.run_id == run.run_id, filings.c.agency_id.in_(agency_ids))
    )


def _filing(run: Run, agency: Agency, facts: Facts, report: Report | None) -> Filing:
    return Filing(
        year=run.year,
        agency=agency,
        report=report,
        publication=facts.publication,
        copies=facts.copies,
        unread=facts.unread,
        evidence=facts.evidence,
    )


def _origin(row: Row[Any]) -> Origin | None:
    if row.first_record is None:
        return None
    return Origin(row.first_record, row.first_retrieved.isoformat(), f"{row.first_run}/{row.first_warc}")


def _one(agency: Agency, row: Row[Any], filing: Filing) -> Recorded:
    return Recorded(
        filing=filing,
        agency=agency,
        outcome=row.outcome,
        detail=row.detail,
        verdict=unpack(Verdict, row.verdict) if row.verdict else None,
        status=Status(row.status) if row.status else None,
    )
