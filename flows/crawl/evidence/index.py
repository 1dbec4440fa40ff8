"""The index beside each WARC file: one line a record, so that a record is found without reading the file.

A line is record id, offset, length and, for an answer, the address (with a mark of the form where one was posted); a last line says that the file was
closed in order. Lines torn by a kill are passed over here and mended by `flows.crawl.evidence.torn`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

CLOSED = "#closed\n"
_MOST_OPEN = 16


@dataclass(frozen=True, slots=True)
class Line:
    """Where a record is in its file, in bytes; `url` only for an answer, as `address_of` writes it."""

    record_id: str
    offset: int
    length: int
    url: str = ""

    def written(self) -> str:
        """The line as it stands in the file."""
        url = "".join(self.url.split())
        return f"{self.record_id}\t{self.offset}\t{self.length}" + (f"\t{url}\n" if url else "\n")


def posted(request: bytes) -> bytes | None:
    """What the bytes of a request post; None for a GET."""
    return request.partition(b"\r\n\r\n")[2] if request.startswith(b"POST") else None


def address_of(url: str, body: bytes | None) -> str:
    """An address by which an answer is known: what was posted to it makes it another."""
    return url if body is None else f"{url}#{sha256(body).hexdigest()[:16]}"


def address_in(url: str) -> str:
    """The address alone of one that `address_of` made. No address that is asked has a fragment."""
    return url.partition("#")[0]


def read_lines(index: Path) -> Iterator[Line]:
    """The whole lines of an index, in order."""
    with index.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if line.endswith("\n") and len(parts) in (3, 4) and parts[1].isdigit() and parts[2].isdigit():
                yield Line(parts[0], int(parts[1]), int(parts[2]), *parts[3:])


def is_closed(index: Path) -> bool:
    """Whether the file was closed in order."""
    with index.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - len(CLOSED)))
        return file.read() == CLOSED.encode()


class Indexes:
    """Indexes read so far, the last sixteen of them; one that has grown is read again. Thread safe."""

    def __init__(self) -> None:
        self._known: OrderedDict[Path, tuple[int, Mapping[str, Line]]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, index: Path, record_id: str) -> Line | None:
        """The line of a record, or None."""
        with self._lock:
            size = index.stat().st_size
            known_size, lines = self._known.get(index, (-1, {}))
            if known_size != size:
                lines = {line.record_id: line for line in read_lines(index)}
            self._known[index] = (size, lines)
            self._known.move_to_end(index)
            if len(self._known) > _MOST_OPEN:
                self._known.popitem(last=False)
            return lines.get(record_id)
