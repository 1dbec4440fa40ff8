"""What goes to a worker and what comes back; both are pickled, so both are plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to do for one document; `source` names it in the sentence if it fails.

    `memory_bytes` bounds the worker's data while it is at it, `seconds` how long it may take.
    """

    source: str
    work: Callable[[], Any]
    seconds: float
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the function gave, or the fault that a person can act on, or the traceback of a fault of ours."""

    value: Any = None
    fault: Exception | None = None
    traceback: str = ""
