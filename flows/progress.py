"""How far the night has come: a bar on a terminal, log lines elsewhere."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

log = logging.getLogger(__name__)

Tell = Callable[[str, str], None]


@contextmanager
def progress(label: str, total: int) -> Iterator[Tell]:
    """Show work on `total` agencies; call what it gives with (agency_id, outcome) as each is done, from any thread."""
    if sys.stderr.isatty():
        with _bar() as bar:
            task = bar.add_task(label, total=total)
            yield lambda agency_id, outcome: bar.advance(task)
        return
    done = 0

    def tell(agency_id: str, outcome: str) -> None:
        nonlocal done
        done += 1
        log.info("stage=%s agency_id=%s outcome=%s done=%d/%d", label, agency_id, outcome, done, total)

    yield tell


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
