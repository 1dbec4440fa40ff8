"""WARC 1.1 records as bytes: how an exchange is written down, one gzip member a record.

Only the format is here; which file a record goes to and how it is found again is `flows.crawl.evidence.archive`.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser
from warcio.warcwriter import WARCWriter

VERSION = "WARC/1.1"
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_HTTP = {
    "request": "application/http; msgtype=request",
    "response": "application/http; msgtype=response",
    "revisit": "application/http; msgtype=response",
}
_FIELDS = "application/warc-fields"
_GZIP = 31
_LEVEL = 6


def new_record_id() -> str:
    """A fresh WARC-Record-ID."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def http_record(kind: str, record_id: str, url: str, when: datetime, block: bytes, **headers: str) -> bytes:
    """A request, response or revisit record whose block is exactly `block`; `headers` are more WARC headers.

    Header names are written with `_` for `-` (`WARC_Concurrent_To`). The payload digest is that of the bytes after the
    HTTP header, as other WARC tools compute it.
    """
    named = {name.replace("_", "-"): value for name, value in headers.items() if value}
    if kind != "revisit":
        named["WARC-Payload-Digest"] = digest(block[head_end(block) :])
    return _member(kind, record_id, url, when, block, _HTTP[kind], named)


def fields_record(kind: str, record_id: str, url: str, when: datetime, fields: Mapping[str, str], **more: str) -> bytes:
    """A `metadata` or `warcinfo` record of named fields; line breaks in a value are folded away."""
    named = {name.replace("_", "-"): value for name, value in more.items() if value}
    block = "".join(f"{name}: {_line(value)}\r\n" for name, value in fields.items() if value).encode()
    named["WARC-Payload-Digest"] = digest(block)
    return _member(kind, record_id, url, when, block, _FIELDS, named)


def conversion_record(record_id: str, url: str, when: datetime, content: bytes, **more: str) -> bytes:
    """A conversion record: a page as rendered, in UTF-8."""
    named = {name.replace("_", "-"): value for name, value in more.items() if value}
    named["WARC-Payload-Digest"] = digest(content)
    return _member("conversion", record_id, url, when, content, "text/html; charset=utf-8", named)


def head_end(block: bytes) -> int:
    """Where the HTTP header of a message ends and its body begins; the length where there is no end."""
    ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := block.find(mark)) >= 0]
    return min(ends, default=len(block))


def digest(content: bytes) -> str:
    """A labelled digest as WARC tools write and verify it."""
    return "sha256:" + base64.b32encode(hashlib.sha256(content).digest()).decode("ascii")


def _member(
    kind: str, record_id: str, url: str, when: datetime, block: bytes, content_type: str, more: Mapping[str, str]
) -> bytes:
    headers = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", record_id),
        ("WARC-Date", when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
        ("Content-Type", content_type),
        *([("WARC-Target-URI", _line(url))] if url else []),
        *((name, _line(value)) for name, value in more.items()),
        ("WARC-Block-Digest", digest(block)),
    ]
    record = ArcWarcRecord(
        "warc", kind, StatusAndHeaders("", headers, VERSION), BytesIO(block), _parsed(kind, block), None, len(block)
    )
    # The digests stand above: warcio must not buffer the block again to compute its own.
    record.payload_length = 0 if kind == "revisit" else len(block)
    out = BytesIO()
    WARCWriter(out, gzip=False, warc_version=VERSION).write_record(record)
    press = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return press.compress(out.getvalue()) + press.flush()


def _line(value: str) -> str:
    return " ".join(value.split())


def _parsed(kind: str, block: bytes) -> StatusAndHeaders | None:
    # warcio writes a revisit from its parsed header alone; every other block is written as it stands.
    return StatusAndHeadersParser([], verify=False).parse(BytesIO(block)) if kind == "revisit" else None
