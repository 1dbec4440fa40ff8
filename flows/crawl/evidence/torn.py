"""After a kill: WARC files that were not closed are cut back to their last whole record, and their index completed.

What was answered before the kill is then as good as if nothing had happened, and nothing is asked again.
"""

from __future__ import annotations

import fcntl
import logging
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO, FileIO
from pathlib import Path
from typing import IO, Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from flows.crawl.evidence.index import CLOSED, Line, address_of, is_closed, posted
from flows.durable import settle

log = logging.getLogger(__name__)
_CHUNK_BYTES = 1 << 20
_GZIP = 31
_ANSWERS = frozenset({"response", "revisit"})


def mend(folder: Path) -> int:
    """Mends every file of a folder that is neither closed nor being written; returns how many."""
    torn = [index for index in sorted(folder.glob("*.idx")) if not is_closed(index)]
    return sum(_mend(index) for index in torn)


def hold(index: IO[Any] | FileIO) -> bool:
    """Takes an index for its writer as long as it stays open; False where another has it."""
    try:
        fcntl.flock(index, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _mend(index: Path) -> bool:
    with index.open("r+", encoding="utf-8", errors="replace") as file:
        if not hold(file):
            return False
        path = index.with_suffix(".warc.gz")
        # Never by what the index says: after a power cut it may have reached the disk before the records that it names.
        lines, end_bytes = whole_records(path)
        if not lines:
            for left in (path, index):
                left.unlink(missing_ok=True)
            return True
        os.truncate(path, end_bytes)
        settle(path)
        file.truncate()
        file.write("".join(line.written() for line in lines) + CLOSED)
    log.info("evidence file=%s mended records=%d", path.name, len(lines))
    return True


def whole_records(path: Path) -> tuple[list[Line], int]:
    """The records of a file as far as they are whole, as lines of an index, and where they end, in bytes."""
    found: list[Line] = []
    asked: dict[str, bytes | None] = {}
    end_bytes = 0
    for member in _members(path):
        for record in ArchiveIterator(BytesIO(member), no_record_parse=True):
            header = record.rec_headers.get_header
            if record.rec_type == "request":
                asked[header("WARC-Concurrent-To") or ""] = posted(record.raw_stream.read())
            if record.rec_type != "warcinfo":
                url = header("WARC-Target-URI") if record.rec_type in _ANSWERS else None
                found.append(Line(header("WARC-Record-ID"), end_bytes, len(member), url or ""))
        end_bytes += len(member)
    return [_addressed(line, asked) for line in found], end_bytes


def _addressed(line: Line, asked: Mapping[str, bytes | None]) -> Line:
    """An answer with what was posted for it; without its request nobody can tell which question it answers."""
    if not line.url:
        return line
    return replace(line, url=address_of(line.url, asked[line.record_id]) if line.record_id in asked else "")


def _members(path: Path) -> Iterator[bytes]:
    """The gzip members of a file, in order, up to one that is torn."""
    if path.exists():
        with path.open("rb") as file:
            start = 0
            while member := _member(file, start):
                yield member
                start += len(member)


def _member(file: BinaryIO, start: int) -> bytes:
    """One whole gzip member, or nothing where it is torn."""
    file.seek(start)
    stream, taken = zlib.decompressobj(_GZIP), bytearray()
    while not stream.eof:
        chunk = file.read(_CHUNK_BYTES)
        try:
            stream.decompress(chunk)
        except zlib.error:
            return b""
        if not chunk:
            return b""
        taken += chunk
    return bytes(taken[: len(taken) - len(stream.unused_data)])
