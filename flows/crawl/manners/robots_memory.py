"""What sites' robots.txt said when it was last asked, for as long as a crawler may go by it without asking again.

RFC 9309, 2.4: a cached robots.txt is used for no more than 24 hours; the caching headers of HTTP may say less.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol

from flows.crawl.outcomes import Outcome

# There are rules, or the site says that there are none: all else is no answer to go by for a day.
LASTING = frozenset({Outcome.FOUND, Outcome.UNCHANGED, Outcome.NOT_FOUND, Outcome.GONE})
_NEVER = re.compile(r"\bno-(?:store|cache)\b", re.I)
_MAX_AGE = re.compile(r"\bmax-age\s*=\s*\"?(\d{1,9})", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """What asking for robots.txt gave: its bytes, or why there are none; `asked` and `until` when it holds, in UTC.

    `record_id` is the evidence of the answer, empty where nothing was answered.
    """

    outcome: Outcome
    content: bytes
    asked: datetime
    until: datetime
    record_id: str = ""

    def holds(self, now: datetime, most: timedelta) -> bool:
        """Whether it may be gone by now; `most` is what the settings allow."""
        return self.asked <= now < min(self.until, self.asked + most)


class RobotsMemory(Protocol):
    """A store of what robots.txt said, by origin; thread safe."""

    def get(self, origin: str) -> Said | None:
        """What an origin said last."""

    def put(self, origin: str, said: Said | None) -> None:
        """Remembers what an origin said; None forgets it."""


class MemoryRobots:
    """A memory for one process: what tests and measurements use."""

    def __init__(self) -> None:
        self._said: dict[str, Said | None] = {}

    def get(self, origin: str) -> Said | None:
        """What an origin said last."""
        return self._said.get(origin)

    def put(self, origin: str, said: Said | None) -> None:
        """Remembers what an origin said; None forgets it."""
        self._said[origin] = said


def lasts(headers: Mapping[str, str], most: timedelta) -> timedelta:
    """How long an answer with these headers (names in lower case) holds: `most`, or less where they say so."""
    told = headers.get("cache-control", "")
    if _NEVER.search(told):
        return timedelta(0)
    if found := _MAX_AGE.search(told):
        return min(timedelta(seconds=int(found[1])), most)
    return max(min(_expires(headers, most), most), timedelta(0))


def _expires(headers: Mapping[str, str], most: timedelta) -> timedelta:
    if "expires" not in headers:
        return most
    try:
        return parsedate_to_datetime(headers["expires"]) - parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError, TypeError):
        # RFC 9111, 5.3: an Expires that is no date, such as 0, means that it has expired.
        return timedelta(0)
