"""One WARC file while it is being written, with its index."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from flows.crawl.evidence import warc
from flows.crawl.evidence.index import CLOSED, Line
from flows.crawl.evidence.torn import hold
from flows.durable import settle


@dataclass(frozen=True, slots=True)
class Member:
    """A record as it goes into a file; `url` is the address that it answers, empty where it answers none."""

    record_id: str
    content: bytes
    url: str = ""


class EvidenceFile:
    """`NAME.warc.gz` and `NAME.idx` in a folder; made at once. Not thread safe: the archive sees to turns.

    Every method raises `OSError` when the disk will not take it; nothing of what was to be added is then in the files.
    """

    def __init__(self, folder: Path, name: str, software: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name = name
        self._folder = folder
        # Without buffers of Python's, which would keep what the disk refused and try it again at every later write.
        # The index first: what a kill leaves is found by it.
        self._index = FileIO(folder / f"{name}.idx", "x")
        hold(self._index)
        self._file = FileIO(folder / f"{name}.warc.gz", "x")
        about = {"software": software, "format": "WARC File Format 1.1"}
        _write(self._file, _warcinfo(f"{name}.warc.gz", about))

    @property
    def size_bytes(self) -> int:
        """How long the file is so far."""
        return self._file.tell()

    def append(self, members: Sequence[Member]) -> None:
        """Adds records that belong together."""
        begun, listed = self._file.tell(), self._index.tell()
        lines, start = [], begun
        for member in members:
            lines.append(Line(member.record_id, start, len(member.content), member.url))
            start += len(member.content)
        try:
            _write(self._file, b"".join(member.content for member in members))
            _write(self._index, "".join(line.written() for line in lines).encode())
        except OSError:
            _cut(self._file, begun)
            _cut(self._index, listed)
            raise

    def close(self) -> None:
        """Writes everything through to the disk; only what is there is called closed, as a power cut may come between."""
        try:
            os.fsync(self._file.fileno())
            _write(self._index, CLOSED.encode())
            os.fsync(self._index.fileno())
            settle(self._folder)
        finally:
            self._file.close()
            self._index.close()


def _warcinfo(name: str, about: Mapping[str, str]) -> bytes:
    return warc.fields_record("warcinfo", warc.new_record_id(), "", datetime.now(UTC), about, WARC_Filename=name)


def _write(file: FileIO, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def _cut(file: FileIO, size_bytes: int) -> None:
    """Takes back what was half written: a full disk takes no more, but it gives back."""
    with suppress(OSError):
        file.truncate(size_bytes)
        file.seek(size_bytes)
