"""A night that brought in far less than the good ones before it: kept to be looked at, never in the place of a good one."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import NoReturn

from flows.crawl.outage import shortfalls
from flows.errors import HollowNight, OutputError
from flows.ledger.runs import set_aside
from flows.ledger.volumes import volumes
from flows.os_fault import why
from flows.run_folder import put_aside
from flows.shift import Shift
from flows.stages.sealing import seal_evidence

NOTE = "HOLLOW.txt"
log = logging.getLogger(__name__)


def what_is_lacking(shift: Shift) -> list[str]:
    """What tonight lacks against the last good nights, a Chinese sentence each; empty for a sound night."""
    if not shift.settings.refuse_hollow_nights:
        return []
    tonight, good = volumes(shift.ledger, shift.run)
    return shortfalls(tonight, good)


def keep_hollow(shift: Shift, lacking: Sequence[str]) -> NoReturn:
    """Seals the evidence, keeps the pages in the run's folder and leaves `latest`, findings and cases as they were.

    Raises `HollowNight` always, `OutputError` where the folder cannot be written.
    """
    run = shift.run
    try:
        (run.staging / NOTE).write_text("\n".join(lacking) + "\n", "utf-8")
    except OSError as fault:
        raise OutputError(f"{run.staging / NOTE}: 无法写入，{why(fault)} (cannot be written)") from None
    seal_evidence(shift)
    shift.clock_in()
    # In this order: a start that finds the folder not put aside does that, one that finds an open run begins it anew.
    set_aside(shift.ledger, run)
    put_aside(run.staging, run.folder)
    for sentence in lacking:
        log.error("run=%s hollow: %s", run.run_id, sentence)
    raise HollowNight(
        f"本夜取得太少，不替换上一次结果：{''.join(lacking)}结果留在 {run.folder}，"
        f"确认无误后可用 GOUJI_REFUSE_HOLLOW_NIGHTS=false 重新核查 (a hollow night: the last good one stays)"
    )
