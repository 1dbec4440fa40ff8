"""One response as it was served: the bytes, when, from where, and where the archive keeps it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A fetched response. `content` is the payload after content decoding; `sha256` is of `content`, in hex.

    `record_id` is the WARC-Record-ID of the response in `warc` (a path relative to the run's folder); `retrieved` is
    aware, in UTC. `url` is what was asked for, `final_url` what answered after redirects. `let_go_bytes` is how long the
    content was that only the archive still holds. `parts` are (address, sha256) of
    the pictures and further pages fetched as parts of it.
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
    let_go_bytes: int = 0
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def size_bytes(self) -> int:
        """How long the content is, here or in the archive."""
        return self.let_go_bytes or len(self.content)

    def let_go(self) -> Snapshot:
        """Without its content: a night's contents do not fit in memory, and the archive holds them."""
        return replace(self, content=b"", let_go_bytes=self.size_bytes)
