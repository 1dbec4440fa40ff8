"""A workbook on its way to the process that writes it: the book, rows for its sheets as they come, and an end."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from flows.spreadsheet.book import Book
from flows.spreadsheet.sheet import Value

Rows = Sequence[Sequence[Value]]
# Words that rows share go once a part.
_AT_ONCE = 500
# The other process's exit status where the place cannot be written.
CANNOT_WRITE = 3


class Handing:
    """Hands a book over, then its rows in parts; without an `end` the other process writes none."""

    def __init__(self, book: Book, file: BinaryIO) -> None:
        self._file = file
        self._waiting: defaultdict[str, list[Sequence[Value]]] = defaultdict(list)
        self._put(book)

    def put(self, name: str, rows: Iterable[Sequence[Value]]) -> None:
        """Add rows to the sheet of that name, below those that it has."""
        waiting = self._waiting[name]
        waiting.extend(rows)
        if len(waiting) >= _AT_ONCE:
            self._put((name, self._waiting.pop(name)))

    def end(self) -> None:
        """Hand over what waits, and that it was all."""
        for part in self._waiting.items():
            self._put(part)
        self._put(None)
        self._file.flush()

    def _put(self, value: Book | tuple[str, Rows] | None) -> None:
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)


def taken_over(file: BinaryIO) -> tuple[Book, Iterator[tuple[str, Rows]]]:
    """The book, and rows for its sheets as they come. Raises `EOFError` where they stop without an end.

    Only for a file of our own: what is pickled may run code.
    """
    return pickle.load(file), _parts(file)  # the file is the parent process's, without a name


def _parts(file: BinaryIO) -> Iterator[tuple[str, Rows]]:
    part: tuple[str, Rows] | None
    while (part := pickle.load(file)) is not None:
        yield part
