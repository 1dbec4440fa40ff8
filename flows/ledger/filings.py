"""One agency in one run as the ledger gives it back: what was gathered of it, and what the rules said.

How it is written is `flows.ledger.recording`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from checks.model import Agency, Filing, Report, Status
from flows.ledger.connection import Ledger
from flows.ledger.holdings import first_reports, held_reports, in_parts
from flows.ledger.report_store import Facts, Verdict, unpack
from flows.ledger.runs import Run
from flows.ledger.tables import filings, reports, snapshots

# As far back as a rule looks: three years with figures make a year without any remarkable.
_YEARS_BEFORE = (2, 3)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One agency as the ledger gives it back: a whole filing, last year's report included."""

    filing: Filing
    agency: Agency
    outcome: str
    detail: str
    warc: str | None
    verdict: Verdict | None
    status: Status | None


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
    is_whole: bool = True,
) -> list[Recorded]:
    """What the run has recorded of these agencies, in their order; agencies it has not gathered are left out.

    Without `is_whole` their past is left out but for last year's report: enough to show a finding, too little to audit.
    """
    with ledger.reading() as connection:
        ids = [agency.agency_id for agency in agencies]
        past = _Past(
            held_reports(connection, agencies, run.year - 1, registry),
            first_reports(connection, ids, run.year) if is_whole else {},
            [held_reports(connection, agencies, run.year - ago, registry) for ago in _YEARS_BEFORE if is_whole],
        )
        found = {
            one.agency.agency_id: one for part in in_parts(agencies) for one in _recorded(connection, run, part, past)
        }
    return [found[agency.agency_id] for agency in agencies if agency.agency_id in found]


def _recorded(connection: Connection, run: Run, agencies: Sequence[Agency], past: _Past) -> Iterator[Recorded]:
    by_id = {agency.agency_id: agency for agency in agencies}
    rows = connection.execute(
        select(filings, reports.c.body.label("report"), snapshots.c.warc, snapshots.c.run_id.label("archived_in"))
        .outerjoin(reports, filings.c.reading_id == reports.c.reading_id)
        .outerjoin(snapshots, filings.c.record_id == snapshots.c.record_id)
        .where(filings.c.run_id == run.run_id, filings.c.agency_id.in_(by_id))
    )
    for row in rows:
        facts = unpack(Facts, row.body)
        agency = by_id[row.agency_id]
        filing = Filing(
            year=run.year,
            agency=agency,
            report=unpack(Report, row.report) if row.report else None,
            publication=facts.publication,
            previous=past.previous.get(row.agency_id),
            earlier=past.earlier.get(row.agency_id),
            copies=facts.copies,
            older=past.before(row.agency_id),
            unread=facts.unread,
            evidence=facts.evidence,
        )
        yield Recorded(
            filing=filing,
            agency=agency,
            outcome=row.outcome,
            detail=row.detail,
            warc=row.warc if row.archived_in == run.run_id else None,
            verdict=unpack(Verdict, row.verdict) if row.verdict else None,
            status=Status(row.status) if row.status else None,
        )
