"""What tonight's files already answered, so that a night that was cut off asks nothing twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from flows.crawl.evidence.index import read_lines
from flows.crawl.evidence.torn import mend
from flows.errors import OutputError
from flows.os_fault import why


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a record is: its id, and its file relative to the folder that holds the archive's folder.

    `is_whole` is false of a record that has no content of its own, as it repeats an earlier one's.
    """

    record_id: str
    warc: str
    is_whole: bool = True


def answers_in(folder: Path) -> dict[int, Kept]:
    """What the files of a folder answered, by a hash of the address; the last answer counts. Torn files are mended first.

    Raises `OutputError` where the disk refuses.
    """
    if not folder.is_dir():
        return {}
    try:
        mend(folder)
        indexes = sorted(folder.glob("*.idx"), key=lambda path: path.stat().st_mtime_ns)
    except OSError as fault:
        raise OutputError(f"{folder}: 证据无法读取，{why(fault)} (evidence cannot be read)") from fault
    return {key: kept for index in indexes for key, kept in answers_of(index).items()}


def answers_of(index: Path) -> dict[int, Kept]:
    """What one file answered, by a hash of the address."""
    warc = f"{index.parent.name}/{index.stem}.warc.gz"
    return {key_of(line.url): Kept(line.record_id, warc) for line in read_lines(index) if line.url}


def key_of(url: str) -> int:
    """The hash of an address as the index writes it: a night's addresses in full would not fit in memory."""
    return int.from_bytes(hashlib.blake2b(url.encode(), digest_size=8).digest())
