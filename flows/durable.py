"""Files that a power cut leaves whole or not there at all: what the disk has is told apart from what it was given."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: str) -> None:
    """Write a file aside, see it on the disk, and put it in its place: there is never half of one, nor an empty one.

    Raises `OSError`.
    """
    aside = path.with_name(f".{path.name}")
    with aside.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    settle_folder(path.parent)


def settle_folder(folder: Path) -> None:
    """See on the disk which names stand in a folder: a new file or a renamed one may else be lost with its content safe.

    Raises `OSError`.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
