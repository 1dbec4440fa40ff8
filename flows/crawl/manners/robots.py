"""What a site's robots.txt allows us (RFC 9309): asked once per origin and run, and not at all while an answer holds."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from flows.crawl.manners.robots_memory import LASTING, RobotsMemory, Said
from flows.crawl.outcomes import Outcome
from flows.extract.encoding import decode

_MOST_BYTES = 512_000
_MOST_ORIGINS = 1000


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's rules as they bind us. `refusal` is set where nothing at all may be asked, and is then the outcome."""

    parsed: Protego | None = None
    refusal: Outcome | None = None
    crawl_delay_seconds: float = 0.0
    sitemaps: tuple[str, ...] = ()

    def forbid(self, url: str, agent: str) -> Outcome | None:
        """Why the address may not be asked, or None where it may."""
        if self.refusal:
            return self.refusal
        if self.parsed is None or self.parsed.can_fetch(url, agent):
            return None
        return Outcome.ROBOTS


class Robots:
    """The rules of every origin met so far; the oldest are forgotten past a thousand. Thread safe.

    `ask` fetches one address, following redirects, without asking for permission. What `memory` holds of former nights
    is gone by where `take_over` lets it: that is asked with the address of the robots.txt and what it said.
    """

    def __init__(
        self,
        user_agent: str,
        ask: Callable[[str], Said],
        memory: RobotsMemory | None = None,
        take_over: Callable[[str, Said], bool] = lambda _url, _said: False,
    ) -> None:
        self.agent = user_agent.split("/")[0].split()[0] if user_agent.strip() else "*"
        self._ask = ask
        self._memory = memory
        self._take_over = take_over
        self._taken_over: set[str] = set()
        self._known: OrderedDict[str, Rules] = OrderedDict()
        self._lock = threading.Lock()

    def rules(self, url: str) -> Rules:
        """The rules of the address's origin, recalled or fetched at the first question."""
        origin = _origin(url)
        with self._lock:
            if origin in self._known:
                return self._known[origin]
        rules = self._read(self._recalled(origin) or self._asked(origin))
        with self._lock:
            self._known[origin] = rules
            if len(self._known) > _MOST_ORIGINS:
                self._known.popitem(last=False)
        return rules

    def doubt(self, url: str) -> None:
        """The address's site turned us away: rules of a former night are forgotten, and it is asked before anything else."""
        origin = _origin(url)
        with self._lock:
            if origin not in self._taken_over:
                return
            self._taken_over.remove(origin)
            self._known.pop(origin, None)
        if self._memory:
            self._memory.put(origin, None)

    def _recalled(self, origin: str) -> Said | None:
        said = self._memory.get(origin) if self._memory else None
        if not said or not self._take_over(f"{origin}/robots.txt", said):
            return None
        with self._lock:
            self._taken_over.add(origin)
        return said

    def _asked(self, origin: str) -> Said:
        said = self._ask(f"{origin}/robots.txt")
        if self._memory:
            self._memory.put(origin, said if said.outcome in LASTING else None)
        return said

    def _read(self, answer: Said) -> Rules:
        if answer.outcome in (Outcome.FOUND, Outcome.UNCHANGED):
            return self._parsed(answer.content)
        if answer.outcome in (Outcome.SERVER_ERROR, Outcome.RATE_LIMITED):
            # RFC 9309, 2.3.1.4: a server error is a complete disallow.
            return Rules(refusal=Outcome.ROBOTS_UNREADABLE)
        if answer.outcome in _ANSWERED:
            return Rules()
        # The host itself cannot be reached: its pages cannot either, for the same reason.
        return Rules(refusal=answer.outcome)

    def _parsed(self, content: bytes) -> Rules:
        parsed = Protego.parse(decode(content[:_MOST_BYTES]).text)
        delay = parsed.crawl_delay(self.agent)
        return Rules(parsed, None, float(delay or 0.0), tuple(parsed.sitemaps)[:10])


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


# RFC 9309, 2.3.1.3: "unavailable" (4xx, too many redirects) puts no restriction on the crawler.
_ANSWERED = frozenset(
    {
        Outcome.NOT_FOUND,
        Outcome.GONE,
        Outcome.BLOCKED,
        Outcome.CHALLENGE,
        Outcome.HTTP_ERROR,
        Outcome.LOOP,
        Outcome.TOO_MANY_REDIRECTS,
        Outcome.OFF_HOST,
        Outcome.BAD_ENCODING,
        Outcome.TOO_LARGE,
        Outcome.EMPTY_PAGE,
    }
)
