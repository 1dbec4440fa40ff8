"""A whole workbook: its sheets take rows side by side; written aside and put in its place when it is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from xlsxwriter.exceptions import FileCreateError

from flows.spreadsheet.sheet import Column, Formats, Sheet, Value, new_book


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet: the name on its tab, and its columns."""

    name: str
    columns: Sequence[Column]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook with its title, the moment it is of, the line that heads every printed page, and its sheets."""

    title: str
    created: datetime
    heading: str
    leaves: Sequence[Leaf]


class Sheets(Protocol):
    """The sheets of a workbook that is being written."""

    def put(self, name: str, rows: Iterable[Sequence[Value]]) -> None:
        """Add rows to the sheet of that name, below those that it has."""


@contextmanager
def written(book: Book, path: Path) -> Iterator[Sheets]:
    """Write the workbook while the block runs; at `path` there is never half of one, and none where the block fails.

    What waits for its end waits in a hidden folder beside it, which only a kill leaves behind. Raises `OSError`.
    """
    with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        aside = Path(folder) / path.name
        with closing(_Sheets(book, aside)) as sheets:
            yield sheets
            sheets.finish()
        aside.replace(path)


class _Sheets:
    def __init__(self, book: Book, path: Path) -> None:
        self._made = new_book(str(path), str(path.parent))
        # Excel's clock has no zone.
        self._made.set_properties({"title": book.title, "created": book.created.replace(tzinfo=None)})
        formats = Formats(self._made)
        formats.number_all()
        self._sheets = {
            leaf.name: Sheet(self._made, leaf.name, leaf.columns, formats, title=book.heading) for leaf in book.leaves
        }

    def put(self, name: str, rows: Iterable[Sequence[Value]]) -> None:
        self._sheets[name].put(rows)

    def finish(self) -> None:
        for sheet in self._sheets.values():
            sheet.end()
        try:
            self._made.close()
        except FileCreateError as fault:
            raise fault.args[0] from None

    def close(self) -> None:
        for sheet in self._sheets.values():
            sheet.let_go()
