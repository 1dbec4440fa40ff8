"""The manners of asking: one request at a time to a host, a pause after it, and more of it when the host is in trouble.

Hosts are independent of each other. A host that keeps failing is left alone for the rest of the run.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf

LONGEST_WAIT_SECONDS = 60.0
_MOST_FACTOR = 32.0
_LONGEST_PAUSE_SECONDS = 60.0


@dataclass(slots=True)
class _Gate:
    turn: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    ended_at: float = -inf
    closed_until: float = 0.0
    factor: float = 1.0
    least_pause: float = 0.0
    failures: int = 0


class Pace:
    """Whose turn it is at each host. Seconds throughout; thread safe.

    `pause_seconds` is kept between the end of one request and the start of the next. `breaker_failures` failures in a
    row open the breaker: `is_open` is then true until the end of the run.
    """

    def __init__(
        self,
        pause_seconds: float,
        breaker_failures: int = 5,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self._pause = pause_seconds
        self._breaker = breaker_failures
        self._clock = clock
        self._stopped = threading.Event()
        self._sleep = sleep or self._stopped.wait
        self._gates: dict[str, _Gate] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Waits until the host may be asked and keeps everybody else from asking it meanwhile.

        Raises `KeyboardInterrupt` once all was told to `stop`.
        """
        gate = self._gate(host)
        with gate.turn:
            wait = gate.free_at - self._clock()
            if wait > 0:
                self._sleep(wait)
            if self._stopped.is_set():
                raise KeyboardInterrupt
            started = self._clock()
            try:
                yield
            finally:
                ended = self._clock()
                gate.ended_at = ended
                gate.free_at = max(gate.free_at, ended + self._pause_of(gate, ended - started))

    def stop(self) -> None:
        """Nobody asks any host any more, and who waits for a turn stops waiting."""
        self._stopped.set()

    def hold(self, host: str, seconds: float) -> None:
        """Nobody asks this host for so many seconds from now (Retry-After, back-off).

        Up to a minute is waited for; for longer than that the host is closed.
        """
        gate, until = self._gate(host), self._clock() + seconds
        if seconds > LONGEST_WAIT_SECONDS:
            gate.closed_until = max(gate.closed_until, until)
        else:
            gate.free_at = max(gate.free_at, until)

    def at_least(self, host: str, pause_seconds: float) -> None:
        """The host's own wish for a pause (Crawl-delay), honoured up to a minute, and from the request by which it was learnt."""
        gate = self._gate(host)
        gate.least_pause = min(pause_seconds, _LONGEST_PAUSE_SECONDS)
        gate.free_at = max(gate.free_at, gate.ended_at + gate.least_pause)

    def went_well(self, host: str) -> None:
        """The host answered properly: its pause comes down again, its failures are forgotten."""
        gate = self._gate(host)
        gate.failures = 0
        gate.factor = max(1.0, gate.factor / 2)

    def is_strained(self, host: str) -> None:
        """The host answered 429 or 503: its pause doubles."""
        gate = self._gate(host)
        gate.factor = min(_MOST_FACTOR, gate.factor * 2)

    def went_wrong(self, host: str) -> None:
        """The host could not be reached, after all retries."""
        self._gate(host).failures += 1

    def is_open(self, host: str) -> bool:
        """Whether the host failed so often in a row, or asked for so long a rest, that it is left alone."""
        gate = self._gate(host)
        return gate.failures >= self._breaker or self._clock() < gate.closed_until

    def _gate(self, host: str) -> _Gate:
        with self._lock:
            return self._gates.setdefault(host, _Gate())

    def _pause_of(self, gate: _Gate, took: float) -> float:
        # A slow answer is a loaded server: it gets as long a rest as it laboured, unless no pause is wanted at all.
        rest = min(took, _LONGEST_PAUSE_SECONDS) if self._pause > 0 else 0.0
        return max(min(self._pause * gate.factor, max(_LONGEST_PAUSE_SECONDS, self._pause)), gate.least_pause, rest)
