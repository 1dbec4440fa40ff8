"""What of the evidence something still rests on: the findings of all nights, the nights that are kept, what sites last sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, select

from checks.model import Finding
from flows.crawl.trail import addresses_in
from flows.ledger.connection import Ledger
from flows.ledger.holdings import in_parts
from flows.ledger.report_store import Facts, finding_from, unpack
from flows.ledger.tables import filings, finding_events, findings, robots, snapshots, validators


def cited_records(ledger: Ledger, kept_runs: Collection[str]) -> set[str]:
    """The ids of records that must stay, whichever night they are of.

    A record that only says that a page was unchanged needs the one that holds the page: all records of the same
    content stay together.
    """
    with ledger.reading() as connection:
        records = {one.evidence.snapshot for one in _findings(connection) if one.evidence.snapshot}
        for table in (validators, robots):
            records |= set(connection.execute(select(table.c.record_id)).scalars())
        for part in in_parts(sorted(kept_runs)):
            # A report that was left alone on a night stands in the record of an earlier one.
            held = select(filings.c.record_id).where(filings.c.run_id.in_(part), filings.c.record_id.is_not(None))
            records |= set(connection.execute(held).scalars())
        records |= _with_parts(connection, records)
        contents: set[str] = set()
        for part in in_parts(sorted(records)):
            contents |= set(
                connection.execute(select(snapshots.c.sha256).where(snapshots.c.record_id.in_(part))).scalars()
            )
        for part in in_parts(sorted(kept_runs)):
            contents |= set(
                connection.execute(select(snapshots.c.sha256).where(snapshots.c.run_id.in_(part))).scalars()
            )
        for part in in_parts(sorted(contents)):
            records |= set(
                connection.execute(select(snapshots.c.record_id).where(snapshots.c.sha256.in_(part))).scalars()
            )
    return records


def _with_parts(connection: Connection, records: Collection[str]) -> set[str]:
    """The records that were filed on the same nights for the same agencies: pictures, files and further pages of a report."""
    found: set[str] = set()
    for part in in_parts(sorted(records)):
        beside = (filings.c.run_id == snapshots.c.run_id) & (filings.c.agency_id == snapshots.c.agency_id)
        query = select(snapshots.c.record_id).join(filings, beside).where(filings.c.record_id.in_(part))
        found |= set(connection.execute(query).scalars())
    return found


def file_of(ledger: Ledger, record_id: str) -> str:
    """The evidence file of a record that a filing was read from, empty where it is not known: it spares searching all."""
    query = select(snapshots.c.warc).where(snapshots.c.record_id == record_id)
    with ledger.reading() as connection:
        return connection.execute(query).scalar_one_or_none() or ""


def absence_addresses(ledger: Ledger) -> Mapping[str, set[str]]:
    """run_id → the addresses that were read in search of reports whose absence a finding of that run states."""
    found: dict[str, set[str]] = {}
    with ledger.reading() as connection:
        rows = connection.execute(
            select(finding_events.c.run_id, finding_events.c.body, filings.c.body.label("facts"))
            .join(findings, findings.c.finding_id == finding_events.c.finding_id)
            .join(
                filings,
                (filings.c.run_id == finding_events.c.run_id) & (filings.c.agency_id == findings.c.agency_id),
            )
            .where(filings.c.record_id.is_(None))
        )
        for row in rows:
            if not finding_from(row.body).evidence.snapshot:
                publication = unpack(Facts, row.facts).publication
                found.setdefault(row.run_id, set()).update(addresses_in(publication.trail if publication else ()))
    return found


def search_of(ledger: Ledger, run_id: str, agency_id: str) -> tuple[str, ...]:
    """The trail of an agency's search in a run, empty where none is kept."""
    query = select(filings.c.body).where(filings.c.run_id == run_id, filings.c.agency_id == agency_id)
    with ledger.reading() as connection:
        body = connection.execute(query).scalar_one_or_none()
    publication = unpack(Facts, body).publication if body else None
    return publication.trail if publication else ()


def _findings(connection: Connection) -> Iterator[Finding]:
    for table in (findings, finding_events):
        for body in connection.execute(select(table.c.body)).scalars():
            yield finding_from(body)
