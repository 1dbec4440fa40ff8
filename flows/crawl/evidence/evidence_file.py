"""One WARC file while it is being written, with its index."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from flows.crawl.evidence import warc
from flows.crawl.evidence.index import CLOSED, Line
from flows.crawl.evidence.torn import hold


class EvidenceFile:
    """`NAME.warc.gz` and `NAME.idx` in a folder; made at once. Not thread safe: the archive sees to turns.

    Every method raises `OSError` when the disk will not take it; nothing of what was to be added is then in the files.
    """

    def __init__(self, folder: Path, name: str, software: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name = name
        # Without buffers of Python's, which would keep what the disk refused and try it again at every later write.
        self._file = FileIO(folder / f"{name}.warc.gz", "x")
        self._index = FileIO(folder / f"{name}.idx", "x")
        hold(self._index)
        about = {"software": software, "format": "WARC File Format 1.1"}
        _write(self._file, _warcinfo(f"{name}.warc.gz", about))

    @property
    def size_bytes(self) -> int:
        """How long the file is so far."""
        return self._file.tell()

    def append(self, members: Sequence[tuple[str, bytes]], url: str) -> None:
        """Adds records (id and bytes) that belong together; `url` is what the first of them answers, if it is a GET."""
        begun, listed = self._file.tell(), self._index.tell()
        lines, start = [], begun
        for number, (record_id, member) in enumerate(members):
            lines.append(Line(record_id, start, len(member), "" if number else url))
            start += len(member)
        try:
            _write(self._file, b"".join(member for _, member in members))
            _write(self._index, "".join(line.written() for line in lines).encode())
        except OSError:
            _cut(self._file, begun)
            _cut(self._index, listed)
            raise

    def close(self) -> None:
        """Writes everything through to the disk."""
        try:
            _write(self._index, CLOSED.encode())
            for file in (self._file, self._index):
                os.fsync(file.fileno())
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
