"""The readers: one module a format, each bytes → `Document`; every module here is found and loaded by itself."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from flows.errors import BrokenDocument, TooLarge, UnsupportedFormat
from flows.extract.document import Document
from flows.settings import Settings


class Source(NamedTuple):
    """What a reader gets: the bytes, the file or address they came from, the response's content type if any.

    `companions` are the files that the source shows and does not hold, by the address that it names them with or by
    their own.
    """

    content: bytes
    name: str
    content_type: str | None
    settings: Settings
    companions: Mapping[str, bytes] = MappingProxyType({})

    @property
    def suffix(self) -> str:
        """The lower-case suffix of the file or of the address's path, such as `.html`; empty where there is none."""
        return _suffix(self.name)


@lru_cache(maxsize=64)
def _suffix(name: str) -> str:
    path = urlsplit(name).path if "://" in name else name
    return PurePosixPath(path).suffix.lower()


Read = Callable[[Source], Document]


class Reader(NamedTuple):
    """A registered reader: its suffixes and media types, and how it knows its format by the bytes alone."""

    read: Read
    names: frozenset[str]
    recognises: Callable[[bytes], bool] | None


_READERS: list[Reader] = []


def reader(*names: str, recognises: Callable[[bytes], bool] | None = None) -> Callable[[Read], Read]:
    """Registers a function as the reader of these suffixes (`.html`) and media types (`text/html`).

    `recognises` looks at the bytes; where it says yes it outranks suffix and media type, which are often wrong.
    """

    def register(read: Read) -> Read:
        _READERS.append(Reader(read, frozenset(names), recognises))
        return read

    return register


def read_document(
    content: bytes,
    source: str,
    content_type: str | None,
    settings: Settings,
    companions: Mapping[str, bytes] = MappingProxyType({}),
) -> Document:
    """The document in these bytes; `companions` are pictures that it shows and the further pages of its
    article, by their address.

    Raises `TooLarge`, `BrokenDocument` or `UnsupportedFormat`, whose sentence names the source.
    """
    if len(content) > settings.max_document_bytes:
        raise TooLarge(
            f"{source}: 文件超过 max_document_bytes，即 {settings.max_document_bytes} 字节 (larger than max_document_bytes)"
        )
    if not content.strip():
        raise BrokenDocument(f"{source}: 文件是空的 (empty)")
    given = Source(content, source, content_type, settings, companions)
    for candidate in _candidates(given):
        return candidate.read(given)
    raise UnsupportedFormat(f"{source}: 不能识别的文件格式 (no reader knows this format)")


def _candidates(given: Source) -> Iterator[Reader]:
    """Readers that may know these bytes, the surest first; where several recognise them the named one comes first."""
    media_type = (given.content_type or "").partition(";")[0].strip().lower()
    named = [known for known in _loaded() if given.suffix in known.names or media_type in known.names]
    sure = [known for known in _loaded() if known.recognises and known.recognises(given.content)]
    yield from (known for known in named if known in sure)
    yield from sure
    yield from named


@cache
def _loaded() -> tuple[Reader, ...]:
    for module in sorted(found.name for found in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")
    return tuple(_READERS)
