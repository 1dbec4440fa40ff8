"""Who may run: a lock that the operating system takes back from a process that was killed."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import LedgerError

_PATIENCE_SECONDS = 0.1


@contextmanager
def held(path: Path | None, *, wait_seconds: float = 0.0, owner: str = "") -> Iterator[None]:
    """Hold the lock file at `path` (none: no lock) while the block runs; `owner` is what others are told.

    The kernel's own lock is used, so nothing is left locked by a kill or a power cut. Raises `LedgerError` that names
    the owner when it is held elsewhere for longer than `wait_seconds`.
    """
    if path is None:
        yield
        return
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _take(handle, time.monotonic() + wait_seconds)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"pid {os.getpid()} {owner}".strip().encode(), 0)
        yield
    finally:
        os.close(handle)


def lock_file(ledger: Path | None) -> Path | None:
    """The lock file of a ledger's file; None where the ledger is no file."""
    return ledger.with_name(ledger.name + ".lock") if ledger else None


def _take(handle: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                owner = os.pread(handle, 300, 0).decode("utf-8", "replace") or "?"
                raise LedgerError(
                    f"另一次运行正在使用这本账本（{owner}），请等它结束 (another run holds the ledger)"
                ) from None
        time.sleep(_PATIENCE_SECONDS)
