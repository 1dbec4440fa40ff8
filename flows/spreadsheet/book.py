"""A whole workbook: its sheets with their rows, written aside and put in its place when it is whole."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from flows.spreadsheet.sheet import Column, Formats, Sheet, Value, new_book


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet: the name on its tab, its columns, and its rows in order, which are gone through once."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook with its title, the moment it is of, and the line that heads every printed page."""

    title: str
    created: datetime
    heading: str
    leaves: Iterable[Leaf]


def write_book(book: Book, path: Path) -> None:
    """Write the workbook; at `path` there is never half of one.

    Raises `OSError`.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _write(book, aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _write(book: Book, path: Path) -> None:
    made = new_book(str(path))
    # Excel's clock has no zone.
    made.set_properties({"title": book.title, "created": book.created.replace(tzinfo=None)})
    formats = Formats(made)
    for leaf in book.leaves:
        Sheet(made, leaf.name, leaf.columns, formats, title=book.heading).write(leaf.rows)
    try:
        made.close()
    except FileCreateError as fault:
        raise fault.args[0] from None
