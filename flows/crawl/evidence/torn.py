"""After a kill: WARC files that were not closed are cut back to their last whole record, and their index completed.

What was answered before the kill is then as good as if nothing had happened, and nothing is asked again.
"""

from __future__ import annotations

import fcntl
import logging
import zlib
from dataclasses import replace
from io import BytesIO, FileIO
from pathlib import Path
from typing import IO, Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from flows.crawl.evidence.index import CLOSED, Line, address_of, is_closed, posted, read_lines

log = logging.getLogger(__name__)
_CHUNK_BYTES = 1 << 20
_GZIP = 31


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
        size = path.stat().st_size if path.exists() else 0
        # After a power cut the index may have reached the disk before the records that it names.
        lines = [line for line in read_lines(index) if line.offset + line.length <= size]
        whole = max((line.offset + line.length for line in lines), default=0)
        lines += whole_records(path, whole)
        end = max((line.offset + line.length for line in lines), default=0)
        if size > end > 0:
            with path.open("r+b") as archive:
                archive.truncate(end)
        file.seek(0)
        file.truncate()
        file.write("".join(line.written() for line in lines) + CLOSED)
    log.info("evidence file=%s mended records=%d", path.name, len(lines))
    return True


def whole_records(path: Path, start: int) -> list[Line]:
    """The whole records of a file from an offset on, as lines of an index."""
    found: list[Line] = []
    if not path.exists():
        return found
    with path.open("rb") as file:
        while member := _member(file, start):
            for record in ArchiveIterator(BytesIO(member), no_record_parse=True):
                header = record.rec_headers.get_header
                url = header("WARC-Target-URI") if record.rec_type in ("response", "revisit") else None
                if record.rec_type == "request" and found:
                    # Written right after the answer to it: what was posted belongs to the answer's address.
                    body = posted(record.raw_stream.read())
                    found[-1] = replace(found[-1], url=address_of(found[-1].url, body))
                if record.rec_type != "warcinfo":
                    found.append(Line(header("WARC-Record-ID"), start, len(member), url or ""))
            start += len(member)
    return found


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
