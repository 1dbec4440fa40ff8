"""What is remembered of an address between nights, so that an unchanged page costs the site next to nothing."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Validator:
    """The last good answer of one address: its ETag and Last-Modified as sent, payload sha256, and archive place.

    `record_id`, `warc` and `date` (an ISO time in UTC) are those of the record that holds the payload itself.
    """

    etag: str
    last_modified: str
    sha256: str
    record_id: str
    warc: str = ""
    date: str = ""


class Validators(Protocol):
    """A store of validators by address; thread safe."""

    def get(self, url: str) -> Validator | None:
        """What is known of an address."""

    def put(self, url: str, validator: Validator) -> None:
        """Remembers the newest good answer of an address."""


class MemoryValidators:
    """Validators for one process: what tests and single runs use."""

    def __init__(self) -> None:
        self._known: dict[str, Validator] = {}
        self._lock = threading.Lock()

    def get(self, url: str) -> Validator | None:
        """What is known of an address."""
        with self._lock:
            return self._known.get(url)

    def put(self, url: str, validator: Validator) -> None:
        """Remembers the newest good answer of an address."""
        with self._lock:
            self._known[url] = validator
