"""From the registry's rows to reports in the ledger: crawl, archive, extract, record."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from checks.model import Agency, Evidence, Filing, Publication
from checks.report import Report
from checks.status import owes
from flows.collecting import give_back
from flows.crawl import Found, crawl_all
from flows.crawl.outcomes import Outcome
from flows.crawl.snapshot import Snapshot
from flows.crawl.trail import lists_in, plain_url
from flows.ledger.holdings import Sightings, sightings
from flows.ledger.last_finds import LedgerFinds
from flows.ledger.recording import Gathered, record_gathered
from flows.progress import Tell, progress
from flows.shift import Shift
from flows.stages.reading import Reading, parts_held, readings
from flows.stages.removal import weigh_absence

log = logging.getLogger(__name__)
_BATCH = 100
_NOTHING = Sightings()


def gather(shift: Shift, shard: Sequence[Agency]) -> None:
    """A shard from its addresses to the ledger: crawled whole, then read and recorded a batch at a time.

    A report as read takes forty times the room of its bytes: a whole shard's are never held at once.
    """
    found = crawl(shift, shard)
    left = shift.unrecorded(shard)
    for start in range(0, len(left), _BATCH):
        batch = left[start : start + _BATCH]
        record(shift, extract(shift, batch, found), is_last=start + _BATCH >= len(left))
    give_back()


def crawl(shift: Shift, shard: Sequence[Agency]) -> Mapping[str, Found]:
    """Fetch the shard's reports; every response is in the archive, and on the disk, when this returns.

    Bodies that never owe a report for the year are not asked.
    """
    run = shift.run
    asked = [agency for agency in shard if owes(agency, run.year)]
    # Closed whatever happens: what a part answered before it failed is then known when it is tried again.
    with shift.timed("crawl"), closing(shift.archive), progress("crawl", len(asked)) as tell:
        return crawl_all(
            asked,
            run.year,
            run.as_of,
            shift.settings,
            shift.archive,
            lambda agency, one: tell(agency.agency_id, one.publication.outcome),
            crawler=shift.crawler,
            let_go=True,
        )


def extract(shift: Shift, shard: Sequence[Agency], found: Mapping[str, Found]) -> list[Gathered]:
    """Read what was found: bytes → Report, or the reason why not; what was read before in the same way is taken over."""
    with shift.timed("extract"):
        with shift.ledger.reading() as connection:
            before = sightings(connection, [agency.agency_id for agency in shard], shift.run.year)
            found = _with_absences(shift, shard, found, before, connection)
        with progress("extract", len(shard), logging.DEBUG) as tell:
            return list(_all_gathered(shift, shard, found, before, tell))


def record(shift: Shift, shard: Sequence[Gathered], *, is_last: bool = True) -> None:
    """Put what was read into the ledger in one transaction, with what the shard's addresses answered where it `is_last`.

    Sooner, a shard that is gone on with after a kill would take tonight's answers for those of an earlier night; later,
    a kill between the two would lose them.
    """
    with shift.timed("record"):
        record_gathered(shift.ledger, shift.run, shard, (shift.validators, shift.robots) if is_last else ())
    shift.clock_in()
    read = sum(one.filing.report is not None for one in shard)
    log.info("run=%s recorded=%d read=%d", shift.run.run_id, len(shard), read)


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
    held = [(agency, snapshot) for agency in shard for snapshot in _snapshots(found.get(agency.agency_id))]
    each = readings(shift, held)
    for agency in shard:
        one = found.get(agency.agency_id)
        read = list(islice(each, len(_snapshots(one))))
        gathered = _gathered(shift, agency, one, read, before.get(agency.agency_id, _NOTHING))
        tell(agency.agency_id, "read" if gathered.filing.report else "unread")
        yield gathered


def _snapshots(found: Found | None) -> list[Snapshot]:
    """What was found of one agency: its report, then other live copies of it."""
    return [found.snapshot, *found.versions] if found and found.snapshot else []


def _gathered(
    shift: Shift, agency: Agency, found: Found | None, read: Sequence[Reading], before: Sightings
) -> Gathered:
    year = shift.run.year
    if found is None:
        return Gathered(Filing(year, agency), agency, Outcome.NOT_ASKED, Outcome.NOT_ASKED.meaning.zh)
    snapshot = found.snapshot
    seen = _day_held(shift, snapshot, before.first_seen) if snapshot else None
    reading = read[0] if read else Reading(None)
    report = reading.report
    filing = Filing(
        year=year,
        agency=agency,
        report=report,
        publication=_dated(found.publication, before, seen),
        unread=None if report else str(reading.answer or found.detail),
        evidence=_evidence(snapshot) if snapshot else _of_search(shift, agency, found.publication),
        copies=_copies(shift, agency, found, read[1:]) if report else (),
    )
    outcome, detail = found.publication.outcome, found.detail
    parts = parts_held(shift.archive, snapshot) if snapshot else ()
    return Gathered(filing, agency, outcome, detail, snapshot, seen, reading.read_as, reading.reading_id, parts)


def _copies(shift: Shift, agency: Agency, found: Found, versions: Sequence[Reading]) -> tuple[Report, ...]:
    """The other live copies that could be read; of an unchanged report, as they were last read."""
    if found.publication.versions and not found.versions:
        return LedgerFinds(shift.ledger).copies(agency.agency_id, shift.run.year)
    return tuple(reading.report for reading in versions if reading.report)


def _day_held(shift: Shift, snapshot: Snapshot, first_seen: date | None) -> date:
    """The day on which the archive held it: never later than the day that the night is done for.

    A night done for a day gone by fetches what stands there now: that makes nothing held earlier than it is known to be.
    """
    retrieved, as_of = snapshot.retrieved.astimezone(ZoneInfo(shift.settings.timezone)).date(), shift.run.as_of
    if first_seen and as_of < retrieved:
        return max(first_seen, as_of)
    return min(retrieved, as_of)


def _dated(publication: Publication, before: Sightings, seen: date | None) -> Publication:
    """The publication with what former nights saw of it."""
    return replace(
        publication,
        first_seen=min(filter(None, (before.first_seen, publication.first_seen, seen)), default=None),
        last_absent=publication.last_absent or before.last_absent,
    )


def _evidence(snapshot: Snapshot) -> Evidence:
    return Evidence(
        url=snapshot.final_url,
        retrieved=snapshot.retrieved.isoformat(),
        sha256=snapshot.sha256,
        snapshot=snapshot.record_id,
    )


def _of_search(shift: Shift, agency: Agency, publication: Publication) -> Evidence:
    """Where the search ended that found no report: at a link that leads nowhere, or at the list that it is not in, the
    registered one before others that were looked through as well.

    No `snapshot`: what a finding of absence rests on is the whole search, see `flows.evidence_desk`.
    """
    listed = lists_in(publication.trail)
    registered = plain_url((agency.report_list_url or "").replace("{year}", str(shift.run.year)))
    own = (url for url in listed if url == registered)
    url = next(filter(None, (publication.url, *publication.dead_links, *own, *reversed(listed))), None)
    answered = shift.archive.answered(url) if url else None
    if answered is None:
        return Evidence(url=url)
    _, served = answered
    retrieved = datetime.fromisoformat(served.date).isoformat()
    return Evidence(url=url, retrieved=retrieved, sha256=sha256(served.content).hexdigest())
