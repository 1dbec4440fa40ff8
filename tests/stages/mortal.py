"""Nights in processes of their own that die by `kill -9` at a step of theirs, forked from one that has all loaded."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from importlib import import_module
from multiprocessing import get_context

from flows import stages
from flows.shift import Wish, open_shift

_forks = get_context("forkserver")
_forks.set_forkserver_preload([__name__])


@dataclass(frozen=True)
class Step:
    """Where a night dies: right before or right after it does this for the nth time; `name` may be `Class.method`."""

    module: str
    name: str
    when: str
    nth: int = 1

    def __str__(self) -> str:
        return f"{self.when} {self.name} {self.nth}"


def gather_until(step: Step, wish: Wish) -> int:
    """Crawls, reads and records a night up to a step of it; gives the exit code."""
    night = _forks.Process(target=_gather, args=(step, wish))
    night.start()
    night.join(60)
    return night.exitcode or 0


def _gather(step: Step, wish: Wish) -> None:
    *outer, last = step.name.split(".")
    owner = reduce(getattr, outer, import_module(step.module))
    setattr(owner, last, _fatal(getattr(owner, last), step))
    with open_shift(wish) as shift:
        for shard in shift.shards():
            stages.gather(shift, shard)


def _fatal(honest: Callable[..., object], step: Step) -> Callable[..., object]:
    done = 0

    def do(*given: object, **named: object) -> object:
        nonlocal done
        done += 1
        is_last = done == step.nth
        if is_last and step.when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = honest(*given, **named)
        if is_last:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    return do
