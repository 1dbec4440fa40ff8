"""Where a run is made and how it is put in place: aside and hidden, then renamed whole, then pointed at by `latest`.

A reader of OUT sees the run before or the run after, never half of one.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from flows.durable import settle
from flows.errors import OutputError
from flows.os_fault import why

_KEPT = "evidence"
# The server of flows alone wants as much before anything is fetched.
_LEAST_BYTES = 5_000_000
_STAGED = re.compile(r"\.(.+)\.partial")


def staging_of(folder: Path) -> Path:
    """The hidden folder beside a run's final one."""
    return folder.with_name(f".{folder.name}.partial")


def night_of(folder: Path) -> str:
    """The run whose folder it is, final or hidden."""
    staged = _STAGED.fullmatch(folder.name)
    return staged[1] if staged else folder.name


def make_ready(out: Path) -> None:
    """Make the output folder and try to write there.

    Raises `OutputError` where that cannot be done, or there is no room for a run.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        trial = out / f".trial-{os.getpid()}"
        trial.touch()
        trial.unlink()
        latest = out / "latest"
        if latest.exists() and not latest.is_symlink():
            raise OutputError(f"{latest} 不是符号链接，请先移走 (is no symbolic link; move it away)")
        if shutil.disk_usage(out).free < _LEAST_BYTES:
            raise OutputError(f"{out}: 磁盘已满，没有开始核查 (the disk is full; nothing was begun)")
    except OSError as fault:
        raise OutputError(f"{out}: 输出文件夹无法写入，{why(fault)} (the output folder cannot be written)") from None


def clear(staging: Path) -> None:
    """Take away what an attempt before this one left of pages and files; the evidence stays.

    Among it are pages that are files of an earlier run as well: written over, they would change there. Raises `OutputError`.
    """
    try:
        for path in staging.iterdir():
            if path.is_dir() and not path.is_symlink():
                if path.name != _KEPT:
                    shutil.rmtree(path)
            else:
                path.unlink()
    except OSError as fault:
        raise OutputError(f"{fault.filename or staging}: 无法删除，{why(fault)} (cannot be removed)") from None


def put_in_place(staging: Path, folder: Path, out: Path) -> None:
    """Rename a finished staging folder and point OUT/latest at it; harmless when it was done already.

    Raises `OutputError` where the disk refuses; `latest` then still points at the run before.
    """
    put_aside(staging, folder)
    try:
        aside = out / f".latest-{os.getpid()}"
        aside.unlink(missing_ok=True)
        aside.symlink_to(os.path.relpath(folder, out), target_is_directory=True)
        aside.replace(out / "latest")
        settle(out)
    except OSError as fault:
        raise OutputError(f"{folder}: 无法就位，{why(fault)} (the run cannot be put in place)") from None


def put_aside(staging: Path, folder: Path) -> None:
    """Rename a finished staging folder and leave OUT/latest alone; harmless when it was done already.

    Raises `OutputError` where the disk refuses.
    """
    try:
        if staging.is_dir():
            staging.replace(folder)
            settle(folder.parent)
    except OSError as fault:
        raise OutputError(f"{folder}: 无法就位，{why(fault)} (the run cannot be put in place)") from None
