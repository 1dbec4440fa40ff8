"""One WARC file while it is being written, with its index."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from flows.crawl import warc
from flows.crawl.index import CLOSED, Line
from flows.crawl.torn import hold


class EvidenceFile:
    """`NAME.warc.gz` and `NAME.idx` in a folder; made at once. Not thread safe: the archive sees to turns.

    Every method raises `OSError` when the disk will not take it.
    """

    def __init__(self, folder: Path, name: str, software: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name = name
        self._file = (folder / f"{name}.warc.gz").open("xb")
        self._index = (folder / f"{name}.idx").open("x", encoding="utf-8")
        hold(self._index)
        about = {"software": software, "format": "WARC File Format 1.1"}
        self._file.write(warc.fields_record("warcinfo", warc.new_record_id(), "", datetime.now(UTC), about))

    @property
    def size_bytes(self) -> int:
        """How long the file is so far."""
        return self._file.tell()

    def append(self, members: Sequence[tuple[str, bytes]], url: str) -> None:
        """Adds records (id and bytes) that belong together; `url` is what the first of them answers, if it is a GET."""
        lines, start = [], self._file.tell()
        for number, (record_id, member) in enumerate(members):
            lines.append(Line(record_id, start, len(member), "" if number else url))
            start += len(member)
        self._file.write(b"".join(member for _, member in members))
        self._file.flush()
        self._index.write("".join(line.written() for line in lines))
        self._index.flush()

    def close(self) -> None:
        """Writes everything through to the disk."""
        try:
            self._index.write(CLOSED)
            for file in (self._file, self._index):
                file.flush()
                os.fsync(file.fileno())
        finally:
            self._file.close()
            self._index.close()
