"""One agency in one run: what the crawl and the reading gave, and what the rules said of it.

A shard is recorded in one transaction: after a kill its agencies are all there or none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from checks.model import Agency, Assessment, Filing, Finding, Report, Severity, Status
from flows.crawl.snapshot import Snapshot
from flows.ledger.connection import Ledger
from flows.ledger.holdings import first_reports, held_reports, in_parts, note_absent, note_held
from flows.ledger.report_store import Facts, Verdict, pack, reading_id, unpack
from flows.ledger.runs import Run
from flows.ledger.tables import filings, reports, snapshots


@dataclass(frozen=True, slots=True)
class Gathered:
    """One agency after crawl and reading. `outcome` is a word of the crawler's vocabulary, `seen` the day it was held."""

    filing: Filing
    agency: Agency
    outcome: str
    detail: str = ""
    snapshot: Snapshot | None = None
    seen: date | None = None


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
    """Reports by agency_id: of the year before, and of this year as first held where it has changed."""

    previous: Mapping[str, Report]
    earlier: Mapping[str, Report]


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


def record_gathered(ledger: Ledger, run: Run, shard: Sequence[Gathered]) -> None:
    """Record what was fetched and read of a shard; what an earlier try of it recorded is left as it is."""
    with ledger.writing() as connection:
        known = set(connection.execute(select(filings.c.agency_id).where(filings.c.run_id == run.run_id)).scalars())
        for one in shard:
            if one.agency.agency_id not in known:
                _record(connection, run, one)


def record_verdicts(ledger: Ledger, run: Run, verdicts: Mapping[str, Assessment]) -> None:
    """Record what the rules say (agency_id → assessment) of filings that the run has gathered."""
    with ledger.writing() as connection:
        for agency_id, assessment in verdicts.items():
            connection.execute(
                update(filings)
                .where(filings.c.run_id == run.run_id, filings.c.agency_id == agency_id)
                .values(
                    status=assessment.status.value,
                    errors=_count(assessment.findings, Severity.ERROR),
                    warnings=_count(assessment.findings, Severity.WARNING),
                    verdict=pack(Verdict(assessment.findings, assessment.not_assessable)),
                )
            )


def recorded(ledger: Ledger, run: Run, agencies: Sequence[Agency], registry: Mapping[str, Agency]) -> list[Recorded]:
    """What the run has recorded of these agencies, in their order; agencies it has not gathered are left out."""
    with ledger.reading() as connection:
        ids = [agency.agency_id for agency in agencies]
        past = _Past(
            held_reports(connection, agencies, run.year - 1, registry), first_reports(connection, ids, run.year)
        )
        found = {
            one.agency.agency_id: one for part in in_parts(agencies) for one in _recorded(connection, run, part, past)
        }
    return [found[agency.agency_id] for agency in agencies if agency.agency_id in found]


def _record(connection: Connection, run: Run, one: Gathered) -> None:
    filing = one.filing
    record_id = _record_snapshot(connection, run, one)
    reading = _record_report(connection, run, one.agency.agency_id, filing.report) if filing.report else None
    connection.execute(
        insert(filings).values(
            run_id=run.run_id,
            agency_id=one.agency.agency_id,
            outcome=one.outcome,
            detail=one.detail,
            body=pack(Facts(filing.publication, filing.unread, filing.evidence)),
            record_id=record_id,
            reading_id=reading,
        )
    )
    if one.snapshot and one.seen:
        note_held(connection, one.agency.agency_id, run.year, one.seen, one.snapshot.final_url, reading)
    elif filing.publication and filing.publication.proven_absent:
        note_absent(connection, one.agency.agency_id, run.year, run.as_of)


def _record_snapshot(connection: Connection, run: Run, one: Gathered) -> str | None:
    snapshot = one.snapshot
    if snapshot is None:
        return None
    # An unchanged page may answer with the record of an earlier night, an address with the record of another agency.
    known = select(snapshots.c.record_id).where(snapshots.c.record_id == snapshot.record_id)
    if connection.execute(known).scalar() is None:
        connection.execute(
            insert(snapshots).values(
                record_id=snapshot.record_id,
                run_id=run.run_id,
                agency_id=one.agency.agency_id,
                url=snapshot.url,
                final_url=snapshot.final_url,
                retrieved=snapshot.retrieved,
                status=snapshot.status,
                content_type=snapshot.content_type,
                size_bytes=len(snapshot.content),
                sha256=snapshot.sha256,
                warc=snapshot.warc,
                title=snapshot.title,
            )
        )
    return snapshot.record_id


def _record_report(connection: Connection, run: Run, agency_id: str, report: Report) -> str:
    packed = pack(report)
    identity = reading_id(agency_id, run.year, packed)
    if connection.execute(select(reports.c.reading_id).where(reports.c.reading_id == identity)).scalar() is None:
        connection.execute(
            insert(reports).values(
                reading_id=identity,
                agency_id=agency_id,
                year=run.year,
                sha256=report.sha256,
                title=report.title,
                form=report.form,
                published=report.published,
                body=packed,
            )
        )
    return identity


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


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity and finding.suppressed_by is None for finding in findings)
