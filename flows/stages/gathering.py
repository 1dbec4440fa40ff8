"""From the registry's rows to reports in the ledger: crawl, archive, extract, record."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from checks.model import Agency, Evidence, Filing, Publication
from checks.report import Report
from checks.status import owes
from flows.crawl import Found, crawl_all
from flows.crawl.outcomes import Outcome
from flows.crawl.snapshot import Snapshot
from flows.errors import SourceError
from flows.extract.pool import Given, read_each
from flows.ledger.holdings import Sightings, sightings
from flows.ledger.last_finds import LedgerFinds
from flows.ledger.recording import Gathered, record_gathered
from flows.progress import Tell, progress
from flows.shift import Shift
from flows.stages.removal import weigh_absence

log = logging.getLogger(__name__)
_NOTHING = Sightings()
Reading = Report | SourceError


def crawl(shift: Shift, shard: Sequence[Agency]) -> Mapping[str, Found]:
    """Fetch the shard's reports; every response is in the archive, and on the disk, when this returns.

    Bodies that never owe a report for the year are not asked.
    """
    run = shift.run
    asked = [agency for agency in shard if owes(agency, run.year)]
    with shift.timed("crawl"), progress("crawl", len(asked)) as tell:
        found = crawl_all(
            asked,
            run.year,
            run.as_of,
            shift.settings,
            shift.archive,
            lambda agency, one: tell(agency.agency_id, one.publication.outcome),
            crawler=shift.crawler,
        )
        shift.archive.close()
    return found


def extract(shift: Shift, shard: Sequence[Agency], found: Mapping[str, Found]) -> list[Gathered]:
    """Read what was found: bytes → Report, or the reason why not."""
    with shift.timed("extract"):
        with shift.ledger.reading() as connection:
            before = sightings(connection, [agency.agency_id for agency in shard], shift.run.year)
            found = _with_absences(shift, shard, found, before, connection)
        with progress("extract", len(shard), logging.DEBUG) as tell:
            return list(_all_gathered(shift, shard, found, before, tell))


def record(shift: Shift, shard: Sequence[Gathered]) -> None:
    """Put the shard into the ledger in one transaction, then what its addresses answered."""
    with shift.timed("record"):
        record_gathered(shift.ledger, shift.run, shard)
        shift.validators.keep()
    shift.clock_in()
    read = sum(one.filing.report is not None for one in shard)
    log.info("run=%s shard=%d read=%d", shift.run.run_id, len(shard), read)


def _with_absences(
    shift: Shift,
    shard: Sequence[Agency],
    found: Mapping[str, Found],
    before: Mapping[str, Sightings],
    connection: Connection,
) -> Mapping[str, Found]:
    """What was found, where a report that was held before and is gone tonight counts as removed only after some nights."""
    weighed = dict(found)
    for agency in shard:
        one = found.get(agency.agency_id)
        if one and one.snapshot is None and before.get(agency.agency_id, _NOTHING).first_seen:
            publication = weigh_absence(shift, agency, one.publication, connection)
            detail = one.detail if publication is one.publication else Outcome(publication.outcome).meaning.zh
            weighed[agency.agency_id] = replace(one, publication=publication, detail=detail)
    return weighed


def _all_gathered(
    shift: Shift, shard: Sequence[Agency], found: Mapping[str, Found], before: Mapping[str, Sightings], tell: Tell
) -> Iterator[Gathered]:
    held = [snapshot for agency in shard for snapshot in _snapshots(found.get(agency.agency_id))]
    readings = iter(read_each([_given(snapshot, shift.run.year) for snapshot in held], shift.settings))
    for agency in shard:
        one = found.get(agency.agency_id)
        read = list(islice(readings, len(_snapshots(one))))
        gathered = _gathered(shift, agency, one, read, before.get(agency.agency_id, _NOTHING))
        tell(agency.agency_id, "read" if gathered.filing.report else "unread")
        yield gathered


def _snapshots(found: Found | None) -> list[Snapshot]:
    """What was found of one agency: its report, then other live copies of it."""
    return [found.snapshot, *found.versions] if found and found.snapshot else []


def _given(snapshot: Snapshot, year: int) -> Given:
    return Given(snapshot.content, snapshot.final_url, snapshot.content_type, year)


def _gathered(
    shift: Shift, agency: Agency, found: Found | None, readings: Sequence[Reading], before: Sightings
) -> Gathered:
    year = shift.run.year
    if found is None:
        return Gathered(Filing(year, agency), agency, Outcome.NOT_ASKED, Outcome.NOT_ASKED.meaning.zh)
    snapshot = found.snapshot
    seen = _day_held(shift, snapshot) if snapshot else None
    reading = readings[0] if readings else None
    report = reading if isinstance(reading, Report) else None
    filing = Filing(
        year=year,
        agency=agency,
        report=report,
        publication=_dated(found.publication, before, seen),
        unread=None if report else str(reading or found.detail),
        evidence=_evidence(found.publication, snapshot),
        copies=_copies(shift, agency, found, readings[1:]) if report else (),
    )
    return Gathered(filing, agency, found.publication.outcome, found.detail, snapshot, seen)


def _copies(shift: Shift, agency: Agency, found: Found, versions: Sequence[Reading]) -> tuple[Report, ...]:
    """The other live copies that could be read; of an unchanged report, as they were last read."""
    if found.publication.versions and not found.versions:
        return LedgerFinds(shift.ledger).copies(agency.agency_id, shift.run.year)
    return tuple(reading for reading in versions if isinstance(reading, Report))


def _day_held(shift: Shift, snapshot: Snapshot) -> date:
    """The day on which the archive held it: never later than the day that the night is done for."""
    retrieved = snapshot.retrieved.astimezone(ZoneInfo(shift.settings.timezone)).date()
    return min(retrieved, shift.run.as_of)


def _dated(publication: Publication, before: Sightings, seen: date | None) -> Publication:
    """The publication with what former nights saw of it."""
    return replace(
        publication,
        first_seen=min(filter(None, (before.first_seen, publication.first_seen, seen)), default=None),
        last_absent=publication.last_absent or before.last_absent,
    )


def _evidence(publication: Publication, snapshot: Snapshot | None) -> Evidence:
    if snapshot is None:
        return Evidence(url=publication.url)
    return Evidence(
        url=snapshot.final_url,
        retrieved=snapshot.retrieved.isoformat(),
        sha256=snapshot.sha256,
        snapshot=snapshot.record_id,
    )
