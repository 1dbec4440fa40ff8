"""Writes a workbook in a process of its own, on another core, while this one goes on with other things."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from flows.errors import OutputError
from flows.spreadsheet.book import Book, Sheets
from flows.spreadsheet.handed import CANNOT_WRITE, Handing

_ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def written_beside(book: Book, path: Path) -> Iterator[Sheets]:
    """Write the workbook while the block runs; after the block it is there, whole.

    What fails in the block ends the other process too. Raises `OutputError` where it could not be written or its
    process was killed, `RuntimeError` at a fault of ours: both also from within the block, where its rows go nowhere.
    """
    with TemporaryFile() as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.spreadsheet", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            env=os.environ | {"PYTHONPATH": str(_ROOT)},
        )
        rows = cast(BinaryIO, process.stdin)
        try:
            # It ends before its rows do only where it has something to complain of.
            with suppress(BrokenPipeError):
                handing = Handing(book, rows)
                yield handing
                handing.end()
            with suppress(BrokenPipeError):
                rows.close()
            status = process.wait()
        finally:
            process.kill()
            process.wait()
            with suppress(BrokenPipeError):
                rows.close()
        _judge(status, path, complaints)


def _judge(status: int, path: Path, complaints: BinaryIO) -> None:
    if not status:
        return
    complaints.seek(0)
    told = complaints.read().decode("utf-8", "replace").strip()
    if status == CANNOT_WRITE:
        raise OutputError(f"{path.name}: 工作簿无法写入，{told} (the workbook cannot be written)")
    if status < 0:
        raise OutputError(f"{path}: 写工作簿的进程被信号 {-status} 中止 (the process that writes it was killed)")
    raise RuntimeError(f"the process that writes {path} ended with {status}:\n{told}")
