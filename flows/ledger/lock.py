"""Who may run: a lock that the operating system takes back from a process that was killed."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

from flows.errors import LedgerError

_PATIENCE_SECONDS = 0.1


class Right(IntEnum):
    """What one process may do at a time. Any numbers do, as long as every Gouji takes the same."""

    WRITING = 709_001
    RUNNING = 709_002
    MAILING = 709_003
    STARTING = 709_004


_BUSY = {
    Right.WRITING: "台账正被写入（{}），请稍后再试 (the ledger is being written)",
    Right.RUNNING: "另一次运行正在使用这本台账（{}），请等它结束 (another run holds the ledger)",
    Right.MAILING: "另一处正在外发这本台账的函件（{}），请等它结束 (another process is sending this ledger's mail)",
    Right.STARTING: "Prefect 服务正由另一个程序启动（{}），请稍后再试 (another process is starting Prefect's server)",
}


def in_use(right: Right, owner: str) -> LedgerError:
    """The refusal where another process has the right."""
    return LedgerError(_BUSY[right].format(owner))


@contextmanager
def held(
    path: Path | None, *, right: Right = Right.RUNNING, wait_seconds: float = 0.0, owner: str = ""
) -> Iterator[None]:
    """Hold the lock file at `path` (none: no lock) while the block runs; `owner` is what others are told.

    The kernel's own lock is used, so nothing is left locked by a kill or a power cut. Raises `LedgerError` that names
    the owner when it is held elsewhere for longer than `wait_seconds`.
    """
    if path is None:
        yield
        return
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _take(handle, right, time.monotonic() + wait_seconds)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"进程 {os.getpid()}，{owner}".removesuffix("，").encode(), 0)
        yield
    finally:
        os.close(handle)


def lock_file(ledger: Path | None) -> Path | None:
    """The lock file of a ledger's file; None where the ledger is no file."""
    return ledger.with_name(ledger.name + ".lock") if ledger else None


def _take(handle: int, right: Right, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                raise in_use(right, os.pread(handle, 300, 0).decode("utf-8", "replace") or "?") from None
        time.sleep(_PATIENCE_SECONDS)
