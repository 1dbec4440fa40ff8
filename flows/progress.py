"""How far the night has come: a bar on a terminal, log lines elsewhere."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

log = logging.getLogger(__name__)

_NAMES = {"crawl": "抓取", "extract": "读取", "check": "核查"}

Tell = Callable[[str, str], None]


@contextmanager
def progress(stage: str, total: int, level: int = logging.INFO) -> Iterator[Tell]:
    """Show work on `total` agencies; call what it gives with (agency_id, outcome) as each is done, from any thread.

    `level` is that of its log lines, written where there is no terminal.
    """
    if sys.stderr.isatty():
        with _bar() as bar:
            task = bar.add_task(_NAMES.get(stage, stage), total=total)
            yield lambda agency_id, outcome: bar.advance(task)
        return
    done = 0

    def tell(agency_id: str, outcome: str) -> None:
        nonlocal done
        done += 1
        log.log(level, "stage=%s agency_id=%s outcome=%s done=%d/%d", stage, agency_id, outcome, done, total)

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
