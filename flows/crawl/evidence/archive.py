"""The evidence: every response byte for byte in WARC files, found again by record id.

Files are only ever appended to by the archive that made them; a new archive over the same folder mends what a kill
left torn, begins new files, and knows what was already answered. Beside each `X.warc.gz` stands its index `X.idx`.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from warcio.exceptions import ArchiveLoadFailed

from flows.crawl.evidence import warc
from flows.crawl.evidence.answered import Kept, answers_in, answers_of, key_of
from flows.crawl.evidence.evidence_file import EvidenceFile, Member
from flows.crawl.evidence.index import Indexes, Line, address_in, address_of, posted
from flows.crawl.evidence.served import Served, merged, read_served
from flows.crawl.evidence.torn import mend
from flows.crawl.transport.message import head_end
from flows.errors import OutputError
from flows.os_fault import why

log = logging.getLogger(__name__)
_MOST_FILE_BYTES = 1 << 30
_MOST_REVISITS = 5


@dataclass(frozen=True, slots=True)
class Passed:
    """An exchange to be kept: the exact bytes of both directions, when it ended, and facts in words about it."""

    url: str
    request: bytes
    response: bytes
    retrieved: datetime
    peer: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


class Archive:
    """WARC files in `folder`; thread safe. Made on first use, so that an idle archive leaves nothing behind.

    `earlier` are folders of former nights in which `read` looks too. `software` goes into the warcinfo record.
    A folder that already holds files is one that a kill left: see `answered`.
    """

    def __init__(self, folder: Path, earlier: Sequence[Path] = (), software: str = "gouji") -> None:
        self.folder = folder
        self._earlier = tuple(earlier)
        self._software = software
        self._lock = threading.Lock()
        self._file: EvidenceFile | None = None
        self._indexes = Indexes()
        self._answered: dict[int, Kept] | None = None
        self._series = uuid.uuid4().hex[:8]
        self._count = 0

    def record(self, passed: Passed) -> Kept:
        """Writes a response with its request and a metadata record; returns the response's place.

        Raises `OutputError` when the disk will not take it.
        """
        record_id, when = warc.new_record_id(), passed.retrieved
        response = warc.http_record(
            "response", record_id, passed.url, when, passed.response, WARC_IP_Address=passed.peer
        )
        return self._keep(passed, record_id, response)

    def revisit(self, passed: Passed, earlier: Kept, earlier_date: str, not_modified: bool) -> Kept:
        """Writes that the content is still that of an earlier record, with this night's response header.

        Where the content came in other bytes (compressed, in other chunks) or the earlier record is lost, all is written.
        """
        payload = "" if not_modified else warc.payload_digest(passed.response)
        if payload and payload != self._payload_digest(earlier):
            return self.record(passed)
        record_id = warc.new_record_id()
        revisit = warc.http_record(
            "revisit",
            record_id,
            passed.url,
            passed.retrieved,
            passed.response[: head_end(passed.response)],
            WARC_IP_Address=passed.peer,
            WARC_Payload_Digest=payload,
            WARC_Refers_To=earlier.record_id,
            # No field of the standard: it spares looking for the record in the files of a thousand nights.
            WARC_Refers_To_Filename=earlier.warc,
            WARC_Refers_To_Target_URI=passed.url,
            WARC_Refers_To_Date=warc.date(datetime.fromisoformat(earlier_date)) if earlier_date else "",
            WARC_Profile=warc.NOT_MODIFIED if not_modified else warc.SAME_PAYLOAD,
        )
        return replace(self._keep(passed, record_id, revisit), is_whole=False)

    def note(self, url: str, when: datetime, facts: Mapping[str, str]) -> Kept:
        """Writes down what happened where there was no response: a metadata record on its own."""
        record_id = warc.new_record_id()
        return self._append(Member(record_id, warc.fields_record("metadata", record_id, url, when, facts)))

    def conversion(self, url: str, when: datetime, content: bytes, refers_to: str) -> Kept:
        """Writes what a page became after its scripts had run, beside the record of what was served."""
        record_id = warc.new_record_id()
        record = warc.conversion_record(record_id, url, when, content, WARC_Refers_To=refers_to)
        return self._append(Member(record_id, record))

    def read(self, record_id: str, name: str = "") -> Served | None:
        """A record by its id, or None. `name` is the `warc` of its `Kept`, which spares searching.

        A revisit is handed on with the content that it refers to, be it by way of others. Damaged records read as None.
        """
        served = last = self._read(record_id, name)
        for _ in range(_MOST_REVISITS):
            if not (served and last and last.kind == "revisit"):
                break
            if last := self._read(last.refers_to, last.refers_to_file):
                served = replace(served, content=last.content, headers=merged(last.headers, served.headers))
        return served

    def answered(self, url: str) -> tuple[Kept, Served] | None:
        """What this address answered before the night was interrupted or the archive closed: it need not be asked again.

        `url` is an address as the index writes it: with a mark for the form that was posted there.
        """
        with self._lock:
            if self._answered is None:
                # Only who crawls asks this: who only reads evidence neither mends nor loads anything.
                self._answered = answers_in(self.folder)
            kept = self._answered.get(key_of(url))
        served = self.read(kept.record_id, kept.warc) if kept else None
        if kept is None or served is None or served.url != address_in(url):
            return None
        return replace(kept, is_whole=served.kind != "revisit"), served

    def close(self) -> None:
        """Writes everything to the disk. An archive that is used again begins a new file and knows what this one answered."""
        with self._lock:
            file = self._file
            self._finish()
            if file and self._answered is not None:
                self._answered |= answers_of(self.folder / f"{file.name}.idx")

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _keep(self, passed: Passed, record_id: str, record: bytes) -> Kept:
        """Appends a response or revisit with the request that led to it and the facts about both.

        The request comes first: where a kill tears what is written, an answer that is whole can be told from what was asked.
        """
        beside, when, other = {"WARC_Concurrent_To": record_id}, passed.retrieved, warc.new_record_id()
        request = warc.http_record("request", other, passed.url, when, passed.request, **beside)
        before = [Member(other, request)] if passed.request else []
        other = warc.new_record_id()
        note = warc.fields_record("metadata", other, passed.url, when, passed.facts, **beside)
        after = [Member(other, note)] if passed.facts else []
        answer = Member(record_id, record, address_of(passed.url, posted(passed.request)))
        return self._append(answer, before, after)

    def _append(self, told: Member, before: Sequence[Member] = (), after: Sequence[Member] = ()) -> Kept:
        with self._lock:
            try:
                file = self._open()
                file.append([*before, told, *after])
            except OSError as fault:
                raise OutputError(f"{self.folder}: 证据无法写入，{why(fault)} (evidence cannot be written)") from fault
            return Kept(told.record_id, f"{self.folder.name}/{file.name}.warc.gz")

    def _open(self) -> EvidenceFile:
        if self._file and self._file.size_bytes >= _MOST_FILE_BYTES:
            self._finish()
        if self._file is None:
            if not self._count and self.folder.is_dir():
                mend(self.folder)
            self._count += 1
            self._file = EvidenceFile(self.folder, f"{self._series}-{self._count:03}", self._software)
        return self._file

    def _finish(self) -> None:
        file, self._file = self._file, None
        try:
            if file:
                file.close()
        except OSError as fault:
            raise OutputError(f"{self.folder}: 证据无法写入，{why(fault)} (evidence cannot be written)") from fault

    def _read(self, record_id: str, name: str) -> Served | None:
        for path, line in self._places(record_id, name):
            with path.open("rb") as file:
                file.seek(line.offset)
                member = file.read(line.length)
            try:
                served = read_served(member)
                if served is None or served.record_id == record_id:
                    return served
                raise ValueError("another record than was asked for")
            except (ArchiveLoadFailed, EOFError, OSError, ValueError) as fault:
                log.warning("archive record=%s file=%s unreadable=%s", record_id, path.name, type(fault).__name__)
        return None

    def _payload_digest(self, kept: Kept) -> str:
        """That of a record, empty where it is lost."""
        served = self._read(kept.record_id, kept.warc)
        return warc.payload_digest(served.block) if served else ""

    def _places(self, record_id: str, name: str) -> Iterator[tuple[Path, Line]]:
        stem = name.rpartition("/")[2].removesuffix(".warc.gz")
        for folder in (self.folder, *self._earlier):
            for index in sorted(folder.glob(f"{stem}.idx" if stem else "*.idx")):
                line, path = self._indexes.find(index, record_id), index.with_suffix(".warc.gz")
                if line and path.is_file():
                    yield path, line
