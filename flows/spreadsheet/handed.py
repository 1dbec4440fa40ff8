"""A workbook on its way to another process: its sheets and their rows one after another in a file, never all in memory."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import BinaryIO

from flows.spreadsheet.book import Book, Leaf
from flows.spreadsheet.sheet import Value

Rows = Sequence[Sequence[Value]]
# Words that rows share go once a part.
_AT_ONCE = 1000
# The other process's exit status where the place cannot be written.
CANNOT_WRITE = 3


def hand_over(book: Book, file: BinaryIO) -> None:
    """Write the book for `taken_over`: itself, then every sheet followed by its rows in parts, the last part empty."""
    _put(replace(book, leaves=()), file)
    for leaf in book.leaves:
        _put(replace(leaf, rows=()), file)
        rows = iter(leaf.rows)
        while part := list(islice(rows, _AT_ONCE)):
            _put(part, file)
        _put([], file)
    _put(None, file)


def taken_over(file: BinaryIO) -> Book:
    """The book again; its sheets and rows are read as they are gone through.

    Only for a file of our own: what is pickled may run code.
    """
    book: Book = pickle.load(file)  # the file is the parent process's, without a name
    return replace(book, leaves=_leaves(file))


def _leaves(file: BinaryIO) -> Iterator[Leaf]:
    leaf: Leaf | None
    while (leaf := pickle.load(file)) is not None:
        yield replace(leaf, rows=_rows(file))


def _rows(file: BinaryIO) -> Iterator[Sequence[Value]]:
    part: Rows
    while part := pickle.load(file):
        yield from part


def _put(value: Book | Leaf | Rows | None, file: BinaryIO) -> None:
    pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
