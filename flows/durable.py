"""Files that a power cut leaves whole or not there at all: what the disk has is told apart from what it was given."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: str) -> None:
    """Write a file aside, see it on the disk, and put it in its place: there is never half of one, nor an empty one.

    Raises `OSError`.
    """
    aside = path.with_name(f".{path.name}")
    aside.write_text(content, "utf-8")
    settle(aside)
    aside.replace(path)
    settle(path.parent)


def settle(path: Path) -> None:
    """See a file's content on the disk, or which names stand in a folder: a new or renamed file may else be lost whole.

    Raises `OSError`.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
