"""From the archived bytes to reports, a part at a time: taken over where they were read before, else read now.

Contents are loaded only for what must be read, and let go with the part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from checks.model import Agency
from checks.report import Report
from flows.crawl.evidence.archive import Archive
from flows.crawl.snapshot import Snapshot
from flows.errors import LostReading, SourceError
from flows.extract.pool import Given, read_each
from flows.extract.version import read_as
from flows.ledger.readings import Stored, latest_readings
from flows.ledger.rereads import rereads_asked
from flows.shift import Shift

_MOST_DOCUMENTS = 64
_MOST_BYTES = 1 << 25

Held = tuple[Agency, Snapshot]


@dataclass(frozen=True, slots=True)
class Reading:
    """A report, or why there is none; `reading_id` where it is the ledger's own of this agency and year."""

    answer: Report | SourceError | None
    read_as: str = ""
    reading_id: str | None = None

    @property
    def report(self) -> Report | None:
        """The report, where there is one."""
        return self.answer if isinstance(self.answer, Report) else None


def readings(shift: Shift, held: Sequence[Held]) -> Iterator[Reading]:
    """What the snapshots hold, in their order. Of agencies that an inspector wants read again nothing is taken over."""
    again = rereads_asked(shift.ledger, shift.run.year) if held else frozenset[str]()
    for part in _parts(held):
        stored = latest_readings(shift.ledger, {agency.agency_id for agency, _ in part} - again, shift.run.year)
        known = [_taken_over(shift, snapshot, stored.get(agency.agency_id)) for agency, snapshot in part]
        fresh = _fresh(shift, [snapshot for (_, snapshot), one in zip(part, known, strict=True) if one is None])
        yield from (one or next(fresh) for one in known)


def _taken_over(shift: Shift, snapshot: Snapshot, stored: Stored | None) -> Reading | None:
    if stored is None or stored.read_as != _way(shift, snapshot):
        return None
    return Reading(stored.report, stored.read_as, stored.reading_id)


def _fresh(shift: Shift, snapshots: Sequence[Snapshot]) -> Iterator[Reading]:
    contents = [_content(shift.archive, snapshot) for snapshot in snapshots]
    given = [
        Given(
            content,
            snapshot.final_url,
            snapshot.content_type,
            shift.run.year,
            contents_at(shift.archive, (address for address, _ in snapshot.parts)),
        )
        for snapshot, content in zip(snapshots, contents, strict=True)
        if content is not None
    ]
    answers = iter(read_each(given, shift.settings))
    for snapshot, content in zip(snapshots, contents, strict=True):
        yield Reading(_lost(snapshot) if content is None else next(answers), _way(shift, snapshot))


def _content(archive: Archive, snapshot: Snapshot) -> bytes | None:
    """The content as it was served, or None where the archive no longer gives these very bytes."""
    if not snapshot.let_go_bytes:
        return snapshot.content
    served = archive.read(snapshot.record_id, snapshot.warc)
    return served.content if served and sha256(served.content).hexdigest() == snapshot.sha256 else None


def contents_at(archive: Archive, addresses: Iterable[str]) -> dict[str, bytes]:
    """What these addresses answered tonight, by address; those that are not in the archive are left out."""
    answered = ((address, archive.answered(address)) for address in addresses)
    return {address: kept[1].content for address, kept in answered if kept}


def parts_held(archive: Archive, snapshot: Snapshot) -> tuple[Snapshot, ...]:
    """The parts of a page as the archive holds them, without their contents; what a finding rests on may stand in one."""
    held = (_part(archive, snapshot, address, digest) for address, digest in snapshot.parts)
    return tuple(part for part in held if part)


def _part(archive: Archive, page: Snapshot, address: str, digest: str) -> Snapshot | None:
    answered = archive.answered(address)
    if answered is None:
        return None
    kept, served = answered
    return Snapshot(
        url=address,
        final_url=address,
        retrieved=page.retrieved,
        status=page.status,
        content_type=served.content_type or "",
        content=b"",
        sha256=digest,
        record_id=kept.record_id,
        warc=kept.warc,
        let_go_bytes=len(served.content),
    )


def _lost(snapshot: Snapshot) -> SourceError:
    return LostReading(f"{snapshot.final_url}: 证据文件已不在或已损坏 (the evidence is gone or damaged)")


def _way(shift: Shift, snapshot: Snapshot) -> str:
    content = " ".join((snapshot.sha256, *(digest for _, digest in snapshot.parts)))
    return read_as(content, snapshot.final_url, snapshot.content_type, shift.run.year, shift.settings)


def _parts(held: Sequence[Held]) -> Iterator[Sequence[Held]]:
    """Parts of which the contents fit in memory at once; a larger document is a part of its own."""
    start, size_bytes = 0, 0
    for at, (_, snapshot) in enumerate(held):
        if at > start and (at - start == _MOST_DOCUMENTS or size_bytes + snapshot.size_bytes > _MOST_BYTES):
            yield held[start:at]
            start, size_bytes = at, 0
        size_bytes += snapshot.size_bytes
    if start < len(held):
        yield held[start:]
