"""What waits on the disk while a night is gone through once: lists that stand behind their own head, lines to be put in order."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from typing import BinaryIO

from flows.wild import script_json

_AT_ONCE = 500
_CHARACTERS = 1 << 16


class Rows:
    """The elements of a JSON array for a script, in the order in which they came."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._count = TextIOWrapper(file, "utf-8", newline=""), 0
        self._waiting: list[object] = []

    def __len__(self) -> int:
        return self._count

    def add(self, row: object) -> None:
        """Put a row behind those that are there."""
        self._waiting.append(row)
        self._count += 1
        if len(self._waiting) >= _AT_ONCE:
            self._write()

    def text(self) -> Iterator[str]:
        """The array, a part at a time."""
        self._write()
        self._file.seek(0)
        yield "["
        while part := self._file.read(_CHARACTERS):
            yield part
        yield "]"

    def _write(self) -> None:
        if self._waiting:
            comma = "" if self._count == len(self._waiting) else ","
            self._file.write(comma + script_json(self._waiting)[1:-1])
            self._waiting.clear()


def object_text(members: Mapping[str, object]) -> Iterator[str]:
    """The JSON of an object for a script, a part at a time; of its members, `Rows` are arrays."""
    comma = "{"
    for name, value in members.items():
        yield f"{comma}{script_json(name)}:"
        if isinstance(value, Rows):
            yield from value.text()
        else:
            yield script_json(value)
        comma = ","
    yield "}"


class Sorted:
    """Texts given back in the order of their keys; no key comes twice."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._keys: list[str] = []
        self._ends = array("Q", [0])

    def add(self, key: str, text: str) -> None:
        """Keep a text; what cannot be encoded is replaced, never a reason to fail."""
        self._keys.append(key)
        self._ends.append(self._ends[-1] + self._file.write(text.encode("utf-8", "replace")))

    def __iter__(self) -> Iterator[bytes]:
        for place in sorted(range(len(self._keys)), key=self._keys.__getitem__):
            self._file.seek(self._ends[place])
            yield self._file.read(self._ends[place + 1] - self._ends[place])
