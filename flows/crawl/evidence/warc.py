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

from flows.crawl.transport.message import head_end

VERSION = "WARC/1.1"
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_HTTP = {
    "request": "application/http; msgtype=request",
    "response": "application/http; msgtype=response",
    "revisit": "application/http; msgtype=response",
}
_FIELDS = "application/warc-fields"
_END = b"\r\n\r\n"
_GZIP = 31
# A third less time than zlib's usual 6, for files that are a twentieth larger.
_LEVEL = 4


def new_record_id() -> str:
    """A fresh WARC-Record-ID."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def http_record(kind: str, record_id: str, url: str, when: datetime, block: bytes, **headers: str) -> bytes:
    """A request, response or revisit record whose block is exactly `block`; `headers` are more WARC headers.

    Header names are written with `_` for `-` (`WARC_Concurrent_To`). A payload digest is that of the bytes after the
    HTTP header, as other WARC tools compute it; that of a revisit is among `headers`.
    """
    if kind != "revisit":
        headers["WARC_Payload_Digest"] = payload_digest(block)
    return _member(kind, record_id, url, when, block, _HTTP[kind], headers)


def fields_record(kind: str, record_id: str, url: str, when: datetime, fields: Mapping[str, str], **more: str) -> bytes:
    """A `metadata` or `warcinfo` record of named fields; line breaks in a value are folded away."""
    block = "".join(f"{name}: {_line(value)}\r\n" for name, value in fields.items() if value).encode()
    return _member(kind, record_id, url, when, block, _FIELDS, more)


def conversion_record(record_id: str, url: str, when: datetime, content: bytes, **more: str) -> bytes:
    """A conversion record: a page as rendered, in UTF-8."""
    return _member("conversion", record_id, url, when, content, "text/html; charset=utf-8", more)


def payload_digest(block: bytes) -> str:
    """The digest of what follows the header of an HTTP message."""
    return _digest(block[head_end(block) :])


def is_whole(block: bytes, digest: str) -> bool:
    """Whether a block is what the digest of its record says."""
    return digest == _digest(block)


def date(when: datetime) -> str:
    """A moment as a WARC header writes it, in UTC."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _member(
    kind: str, record_id: str, url: str, when: datetime, block: bytes, content_type: str, more: Mapping[str, str]
) -> bytes:
    # By hand: warcio's writer would set a revisit's HTTP header anew, and the bytes that were served would be lost.
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": record_id,
        "WARC-Date": date(when),
        "Content-Type": content_type,
        "WARC-Target-URI": url,
        **{name.replace("_", "-"): value for name, value in more.items()},
        "WARC-Block-Digest": _digest(block),
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {_line(value)}\r\n" for name, value in headers.items() if value)
    press = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return press.compress(f"{VERSION}\r\n{head}\r\n".encode()) + press.compress(block + _END) + press.flush()


def _digest(content: bytes) -> str:
    """A labelled digest as WARC tools write and verify it."""
    return "sha256:" + base64.b32encode(hashlib.sha256(content).digest()).decode("ascii")


def _line(value: str) -> str:
    return " ".join(value.split())
