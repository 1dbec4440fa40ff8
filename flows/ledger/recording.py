"""Writing a part of a run, one transaction each: after a kill its agencies are all there or none of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import Column, Connection, Table, bindparam, insert, select, update

from checks.masking import mask
from checks.model import Agency, Assessment, Filing, Finding, Responsibility, Severity
from flows.beijing import BEIJING
from flows.crawl.snapshot import Snapshot
from flows.ledger.connection import Ledger
from flows.ledger.holdings import Sight, in_parts, note_sights
from flows.ledger.report_store import Facts, Verdict, outline_of, pack, reading_id
from flows.ledger.runs import Run
from flows.ledger.tables import filings, reports, snapshots

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """One agency after crawl and reading. `outcome` is a word of the crawler's vocabulary, `seen` the day it was held.

    `read_as` is the hash of all that the reading of its report depended on; `reading_id` is set where the ledger held
    that reading already. `parts` are the pictures, files and further pages that belong to the snapshot.
    """

    filing: Filing
    agency: Agency
    outcome: str
    detail: str = ""
    snapshot: Snapshot | None = None
    seen: date | None = None
    read_as: str = ""
    reading_id: str | None = None
    parts: tuple[Snapshot, ...] = ()


class Learning(Protocol):
    """What was learnt of the web while a part was fetched, and is lost with this process unless it is kept."""

    def keep(self, connection: Connection) -> None:
        """Write it within a transaction."""

    def let_go(self) -> None:
        """Forget it: the transaction has come through."""


def record_gathered(ledger: Ledger, run: Run, shard: Sequence[Gathered], learnt: Sequence[Learning] = ()) -> None:
    """Record what was fetched and read, with what was `learnt` on the way; what is recorded already stays as it is."""
    with ledger.writing() as connection:
        known = set(connection.execute(select(filings.c.agency_id).where(filings.c.run_id == run.run_id)).scalars())
        if fresh := [one for one in shard if one.agency.agency_id not in known]:
            _record(connection, run, fresh)
        for one in learnt:
            one.keep(connection)
    for one in learnt:
        one.let_go()


def record_verdicts(ledger: Ledger, run: Run, verdicts: Mapping[str, Assessment]) -> None:
    """Record what the rules say (agency_id → assessment) of filings that the run has gathered."""
    rows = [
        {
            "whose": agency_id,
            "status": one.status.value,
            "errors": _count(one.findings, Severity.ERROR),
            "warnings": _count(one.findings, Severity.WARNING),
            "verdict": pack(Verdict(one.findings, one.not_assessable)),
        }
        for agency_id, one in verdicts.items()
    ]
    with ledger.writing() as connection:
        if rows:
            ours = (filings.c.run_id == run.run_id, filings.c.agency_id == bindparam("whose"))
            connection.execute(update(filings).where(*ours), rows)


def _record(connection: Connection, run: Run, fresh: Sequence[Gathered]) -> None:
    rows = {one.agency.agency_id: _report_row(run, one) for one in fresh if one.filing.report and not one.reading_id}
    readings = {one.agency.agency_id: one.reading_id for one in fresh if one.reading_id}
    readings |= {agency_id: row["reading_id"] for agency_id, row in rows.items()}
    # An unchanged page may answer with the record of an earlier night, an address with that of another agency.
    held = [(one, snapshot) for one in fresh if one.snapshot for snapshot in (one.snapshot, *one.parts)]
    _add(connection, snapshots, snapshots.c.record_id, [_snapshot_row(run, one, snapshot) for one, snapshot in held])
    _add_reports(connection, list(rows.values()))
    connection.execute(insert(filings), [_filing_row(run, one, readings) for one in fresh])
    note_sights(connection, run.year, list(_sights(run, fresh, readings)))


def _add(connection: Connection, table: Table, key: Column[Any], rows: Rows) -> None:
    """Insert the rows whose key the table does not hold, each key once."""
    fresh = {row[key.name]: row for row in rows}
    for part in in_parts(sorted(fresh)):
        for present in connection.execute(select(key).where(key.in_(part))).scalars().all():
            del fresh[present]
    if fresh:
        connection.execute(insert(table), list(fresh.values()))


def _add_reports(connection: Connection, rows: Rows) -> None:
    """Add the readings that are new; one that came out as before has now been read as it says."""
    _add(connection, reports, reports.c.reading_id, rows)
    if rows:
        outdated = (reports.c.reading_id == bindparam("which"), reports.c.read_as != bindparam("way"))
        ways = [{"which": row["reading_id"], "way": row["read_as"]} for row in rows]
        connection.execute(update(reports).where(*outdated).values(read_as=bindparam("way")), ways)


def _snapshot_row(run: Run, one: Gathered, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "record_id": snapshot.record_id,
        "run_id": run.run_id,
        "agency_id": one.agency.agency_id,
        "url": snapshot.url,
        "final_url": snapshot.final_url,
        "retrieved": snapshot.retrieved,
        "status": snapshot.status,
        "content_type": snapshot.content_type,
        "size_bytes": snapshot.size_bytes,
        "sha256": snapshot.sha256,
        "warc": snapshot.warc,
        "title": mask(snapshot.title) if snapshot.title else snapshot.title,
    }


def _report_row(run: Run, one: Gathered) -> dict[str, Any]:
    report = one.filing.report
    assert report is not None
    packed = pack(report)
    return {
        "reading_id": reading_id(one.agency.agency_id, run.year, packed),
        "agency_id": one.agency.agency_id,
        "year": run.year,
        "sha256": report.sha256,
        "title": mask(report.title) if report.title else report.title,
        "form": report.form,
        "published": report.published,
        "body": packed,
        "read_as": one.read_as,
    }


def _filing_row(run: Run, one: Gathered, readings: Mapping[str, str]) -> dict[str, Any]:
    filing = one.filing
    outline = outline_of(filing.report) if filing.report else None
    return {
        "run_id": run.run_id,
        "agency_id": one.agency.agency_id,
        "outcome": one.outcome,
        "detail": one.detail,
        "body": pack(Facts(filing.publication, filing.unread, filing.evidence, filing.copies, outline)),
        "record_id": one.snapshot.record_id if one.snapshot else None,
        "reading_id": readings.get(one.agency.agency_id),
    }


def _sights(run: Run, shard: Sequence[Gathered], readings: Mapping[str, str]) -> Iterable[Sight]:
    for one in shard:
        agency_id, publication = one.agency.agency_id, one.filing.publication
        if one.snapshot and one.seen:
            yield Sight(agency_id, one.seen, one.snapshot.final_url, readings.get(agency_id))
        elif publication and publication.proven_absent:
            # A night may be done for a day that is still to come: nobody has seen that one.
            yield Sight(agency_id, min(run.as_of, run.started.astimezone(BEIJING).date()))


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    """How many findings of that severity count against the agency itself."""
    own = (finding for finding in findings if finding.responsibility is Responsibility.AGENCY)
    return sum(finding.severity is severity and finding.suppressed_by is None for finding in own)
