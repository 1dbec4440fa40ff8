"""The evidence: every response byte for byte in WARC files, found again by record id.

Files are only ever appended to by the archive that made them; a new archive over the same folder begins new files, so
a torn last record after a kill harms nothing else. Beside each `X.warc.gz` stands `X.idx`: id, offset and length of
every record, one a line.
"""

from __future__ import annotations

import logging
import os
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TextIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from flows.crawl import warc
from flows.crawl.guards import Cut
from flows.crawl.message import read_message
from flows.errors import OutputError

log = logging.getLogger(__name__)
_MOST_FILE_BYTES = 1 << 30
_MOST_PAYLOAD_BYTES = 1 << 28


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a record is: its id, and its file relative to the folder that holds the archive's folder."""

    record_id: str
    warc: str


@dataclass(frozen=True, slots=True)
class Passed:
    """An exchange to be kept: the exact bytes of both directions, when it ended, and facts in words about it."""

    url: str
    request: bytes
    response: bytes
    retrieved: datetime
    peer: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Served:
    """A record read back: HTTP status and header, the body as it was on the wire, and the decoded payload."""

    record_id: str
    url: str
    date: str
    kind: str
    status: int
    headers: tuple[tuple[str, str], ...]
    block: bytes
    content: bytes


class Archive:
    """WARC files in `folder`; thread safe. Made on first use, so that an idle archive leaves nothing behind.

    `earlier` are folders of former nights in which `read` looks too. `software` goes into the warcinfo record.
    """

    def __init__(self, folder: Path, earlier: Sequence[Path] = (), software: str = "gouji") -> None:
        self.folder = folder
        self._earlier = tuple(earlier)
        self._software = software
        self._lock = threading.Lock()
        self._file: BinaryIO | None = None
        self._index: TextIO | None = None
        self._name = ""
        self._indexes: dict[Path, tuple[int, dict[str, tuple[int, int]]]] = {}
        self._series = uuid.uuid4().hex[:8]
        self._count = 0

    def record(self, passed: Passed) -> Kept:
        """Writes a response with its request and a metadata record; returns the response's place.

        Raises `OutputError` when the disk will not take it.
        """
        response_id = warc.new_record_id()
        response = warc.http_record(
            "response", response_id, passed.url, passed.retrieved, passed.response, WARC_IP_Address=passed.peer
        )
        return self._keep(passed, response_id, response)

    def revisit(self, passed: Passed, earlier_id: str, earlier_date: str, not_modified: bool) -> Kept:
        """Writes that the content is still that of an earlier record, with this night's response header."""
        revisit_id = warc.new_record_id()
        revisit = warc.http_record(
            "revisit",
            revisit_id,
            passed.url,
            passed.retrieved,
            passed.response[: warc.head_end(passed.response)],
            WARC_IP_Address=passed.peer,
            WARC_Refers_To=earlier_id,
            WARC_Refers_To_Target_URI=passed.url,
            WARC_Refers_To_Date=earlier_date,
            WARC_Profile=warc.NOT_MODIFIED if not_modified else warc.SAME_PAYLOAD,
        )
        return self._keep(passed, revisit_id, revisit)

    def note(self, url: str, when: datetime, facts: Mapping[str, str]) -> Kept:
        """Writes down what happened where there was no response: a metadata record on its own."""
        note_id = warc.new_record_id()
        return self._append([(note_id, warc.fields_record("metadata", note_id, url, when, facts))])

    def read(self, record_id: str, name: str = "") -> Served | None:
        """A record by its id, or None. `name` is the `warc` of its `Kept`, which spares searching.

        Damaged records and payloads over 256 MB read as None.
        """
        for path, offset, length in self._places(record_id, name):
            with path.open("rb") as file:
                file.seek(offset)
                member = file.read(length)
            try:
                return _served(member)
            except (ArchiveLoadFailed, EOFError, OSError, ValueError) as fault:
                log.warning("archive record=%s file=%s unreadable=%s", record_id, path.name, type(fault).__name__)
        return None

    def close(self) -> None:
        """Writes everything to the disk. An archive that is used again begins a new file."""
        with self._lock:
            self._finish()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _keep(self, passed: Passed, record_id: str, record: bytes) -> Kept:
        request_id, note_id = warc.new_record_id(), warc.new_record_id()
        when = passed.retrieved
        members = [(record_id, record)]
        if passed.request:
            request = warc.http_record(
                "request", request_id, passed.url, when, passed.request, WARC_Concurrent_To=record_id
            )
            members.append((request_id, request))
        if passed.facts:
            note = warc.fields_record("metadata", note_id, passed.url, when, passed.facts, WARC_Concurrent_To=record_id)
            members.append((note_id, note))
        return self._append(members)

    def _append(self, members: Sequence[tuple[str, bytes]]) -> Kept:
        with self._lock:
            try:
                file, index = self._open()
                lines, start = [], file.tell()
                for record_id, member in members:
                    lines.append(f"{record_id}\t{start}\t{len(member)}\n")
                    start += len(member)
                file.write(b"".join(member for _, member in members))
                file.flush()
                index.write("".join(lines))
                index.flush()
            except OSError as fault:
                raise OutputError(f"evidence cannot be written to {self.folder}: {fault.strerror}") from fault
            return Kept(members[0][0], f"{self.folder.name}/{self._name}.warc.gz")

    def _open(self) -> tuple[BinaryIO, TextIO]:
        if self._file and self._index and self._file.tell() < _MOST_FILE_BYTES:
            return self._file, self._index
        self._finish()
        self._count += 1
        self._name = f"{self._series}-{self._count:03}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self._file = (self.folder / f"{self._name}.warc.gz").open("xb")
        self._index = (self.folder / f"{self._name}.idx").open("x", encoding="ascii")
        about = {"software": self._software, "format": "WARC File Format 1.1"}
        self._file.write(warc.fields_record("warcinfo", warc.new_record_id(), "", datetime.now(UTC), about))
        return self._file, self._index

    def _finish(self) -> None:
        for file in (self._file, self._index):
            if file:
                file.flush()
                os.fsync(file.fileno())
                file.close()
        self._file = self._index = None

    def _places(self, record_id: str, name: str) -> Iterator[tuple[Path, int, int]]:
        stem = name.rpartition("/")[2].removesuffix(".warc.gz")
        for folder in (self.folder, *self._earlier):
            for index in sorted(folder.glob(f"{stem}.idx" if stem else "*.idx")):
                if place := self._listed(index).get(record_id):
                    yield index.with_suffix(".warc.gz"), *place

    def _listed(self, index: Path) -> dict[str, tuple[int, int]]:
        """Every record of an index file; read again only when it has grown, for a night reads thousands of records."""
        size = index.stat().st_size
        known_size, places = self._indexes.get(index, (-1, {}))
        if known_size != size:
            places = dict(_lines(index))
            self._indexes[index] = (size, places)
        return places


def _lines(index: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    with index.open(encoding="ascii") as lines:
        for line in lines:
            found, offset, length = (*line.rstrip("\n").split("\t"), "", "")[:3]
            # A line torn by a kill has no length, or half of one and then no line end.
            if length and line.endswith("\n"):
                yield found, (int(offset), int(length))


def _served(member: bytes) -> Served | None:
    for record in ArchiveIterator(BytesIO(member), no_record_parse=True):
        block = record.raw_stream.read(_MOST_PAYLOAD_BYTES + 1)
        if len(block) > _MOST_PAYLOAD_BYTES:
            return None
        header = record.rec_headers.get_header
        status, headers, content = _message(block, record.rec_type)
        place = (header("WARC-Record-ID"), header("WARC-Target-URI") or "", header("WARC-Date"), record.rec_type)
        return Served(*place, status, headers, block, content)
    return None


def _message(block: bytes, kind: str) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """Status, header and decoded content of an archived response."""
    if kind not in ("response", "revisit"):
        return 0, (), block
    try:
        message = read_message(block, _MOST_PAYLOAD_BYTES)
    except Cut:
        return 0, (), b""
    return message.status, message.headers, message.content
