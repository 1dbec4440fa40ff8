"""A record read back out of a WARC file: what was served, as it was on the wire and as it is understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator

from flows.crawl.evidence import warc
from flows.crawl.outcomes import Outcome
from flows.crawl.transport.guards import Cut
from flows.crawl.transport.message import read_head, read_message

_MOST_BYTES = 1 << 28
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Served:
    """A record: HTTP status and header, `block` as on the wire, `content` with all codings undone.

    `kind` is the WARC type, `date` an ISO time in UTC; `refers_to` is the record that a revisit repeats, `refers_to_file`
    the `warc` of its `Kept` where it is told; `fault` is why `content` is empty although there was a body.
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
    fault: Outcome | None = None

    @property
    def content_type(self) -> str | None:
        """What the header calls the content, None where it says nothing of it."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), None)


def read_served(member: bytes) -> Served | None:
    """The record in one gzip member of a WARC file; None where there is none, or one over 256 MB.

    Raises warcio's `ArchiveLoadFailed`, `EOFError`, `OSError` or `ValueError` where it is damaged.
    """
    for record in ArchiveIterator(BytesIO(member), no_record_parse=True):
        block = record.raw_stream.read(_MOST_BYTES + 1)
        if len(block) > _MOST_BYTES:
            return None
        header = record.rec_headers.get_header
        if not warc.is_whole(block, header("WARC-Block-Digest") or ""):
            # A file that is cut off reads as a shorter record, and would pass for another page.
            raise ValueError("the block is not what its digest says")
        place = (header("WARC-Record-ID"), header("WARC-Target-URI") or "", header("WARC-Date"), record.rec_type)
        first = header("WARC-Refers-To") or "", header("WARC-Refers-To-Filename") or ""
        return _understood(Served(*place, 0, (), block, block, *first))
    return None


def merged(first: Headers, later: Headers) -> Headers:
    """The header of a full answer with what a later, shorter one says anew."""
    said = {name.lower() for name, _ in later}
    return (*((name, value) for name, value in first if name.lower() not in said), *later)


def _understood(served: Served) -> Served:
    """A response with its status, header and decoded content; of a revisit only the header was kept."""
    if served.kind not in ("response", "revisit"):
        return served
    try:
        status, headers = read_head(served.block)
    except Cut as cut:
        return replace(served, content=b"", fault=cut.outcome)
    told = replace(served, status=status, headers=headers, content=b"")
    if served.kind == "revisit":
        return told
    try:
        return replace(told, content=read_message(served.block, _MOST_BYTES).content)
    except Cut as cut:
        return replace(told, fault=cut.outcome)
