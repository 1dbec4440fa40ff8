"""A record read back out of a WARC file: what was served, as it was on the wire and as it is understood."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator

from flows.crawl.guards import Cut
from flows.crawl.message import read_message

_MOST_BYTES = 1 << 28
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Served:
    """A record: HTTP status and header, `block` as on the wire, `content` with all codings undone.

    `kind` is the WARC type, `date` an ISO time in UTC; `refers_to` is the record that a revisit repeats, `refers_to_file`
    the `warc` of its `Kept` where it is told.
    """

    record_id: str
    url: str
    date: str
    kind: str
    status: int
    headers: Headers
    block: bytes
    content: bytes
    refers_to: str = ""
    refers_to_file: str = ""


def read_served(member: bytes) -> Served | None:
    """The record in one gzip member of a WARC file; None where there is none, or one over 256 MB.

    Raises warcio's `ArchiveLoadFailed`, `EOFError`, `OSError` or `ValueError` where it is damaged.
    """
    for record in ArchiveIterator(BytesIO(member), no_record_parse=True):
        block = record.raw_stream.read(_MOST_BYTES + 1)
        if len(block) > _MOST_BYTES:
            return None
        header = record.rec_headers.get_header
        status, headers, content = _message(block, record.rec_type)
        place = (header("WARC-Record-ID"), header("WARC-Target-URI") or "", header("WARC-Date"), record.rec_type)
        first = header("WARC-Refers-To") or "", header("WARC-Refers-To-Filename") or ""
        return Served(*place, status, headers, block, content, *first)
    return None


def merged(first: Headers, later: Headers) -> Headers:
    """The header of a full answer with what a later, shorter one says anew."""
    said = {name.lower() for name, _ in later}
    return (*((name, value) for name, value in first if name.lower() not in said), *later)


def _message(block: bytes, kind: str) -> tuple[int, Headers, bytes]:
    """Status, header and decoded content of an archived response."""
    if kind not in ("response", "revisit"):
        return 0, (), block
    try:
        message = read_message(block, _MOST_BYTES)
    except Cut:
        return 0, (), b""
    return message.status, message.headers, message.content
