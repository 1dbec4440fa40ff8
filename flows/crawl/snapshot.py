"""One response as it was served: the bytes, when, from where, and where the archive keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A fetched response. `content` is the payload after content decoding; `sha256` is of `content`, in hex.

    `record_id` is the WARC-Record-ID of the response in `warc` (a path relative to the run's folder); `retrieved` is
    aware, in UTC. `url` is what was asked for, `final_url` what answered after redirects.
    """

    url: str
    final_url: str
    retrieved: datetime
    status: int
    content_type: str
    content: bytes
    sha256: str
    record_id: str
    warc: str
    title: str = ""
