"""Writes a workbook in a process of its own, on another core, while this one goes on with other things."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from flows.errors import OutputError
from flows.spreadsheet.book import Book
from flows.spreadsheet.handed import CANNOT_WRITE, hand_over

_ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def written_beside(book: Book, path: Path) -> Iterator[None]:
    """Write the workbook while the block runs; after the block it is there, whole.

    The rows are taken before the block is entered. What fails in the block ends the other process too.
    Raises `OutputError` where it could not be written or its process was killed, `RuntimeError` at a fault of ours.
    """
    with TemporaryFile() as rows, TemporaryFile() as complaints:
        hand_over(book, rows)
        rows.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.spreadsheet", str(path)],
            stdin=rows,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            env=os.environ | {"PYTHONPATH": str(_ROOT)},
        )
        try:
            yield
            status = process.wait()
        finally:
            process.kill()
            process.wait()
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
