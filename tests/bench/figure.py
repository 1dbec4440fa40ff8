"""One measured figure, as `make bench` prints and records it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`aim` is what we want of it, in words ("<= 1.0"), empty where it is only information."""

    name: str
    value: float
    unit: str
    aim: str = ""


def best_seconds(work: Callable[[], object], repeat: int = 7) -> float:
    """The quickest of several runs, in seconds: what the code costs when the machine does not interrupt it."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)
