"""Batches of documents: read for the first time, or again before somebody is accused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from checks.report import Cell, Report
from flows.errors import SourceError
from flows.extract.document import Document
from flows.extract.ocr.engine import is_installed
from flows.extract.pool.crew import crew
from flows.extract.pool.errand import Errand
from flows.extract.readers import read_document
from flows.extract.readers.legacy import convert_ahead
from flows.extract.reading import read_report
from flows.extract.second import second_reading
from flows.settings import Settings

_MAY_BE_SCANNED = (
    *(b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM"),
    # Packages and old Word files, which hold pictures.
    *(b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"),
)


@dataclass(frozen=True, slots=True)
class Given:
    """One document to read; `year` is the year asked for, `content_type` what its site said of it.

    `companions` are the pictures that it shows and the further pages of its article, by their address.
    """

    content: bytes
    source: str
    content_type: str | None = None
    year: int | None = None
    companions: Mapping[str, bytes] = field(default_factory=dict)


def read_each(batch: Sequence[Given], settings: Settings) -> list[Report | SourceError]:
    """The report in each document, in the order given, or why there is none.

    Legacy Word files are converted many in one call before they are read.
    """
    convert_ahead([given.content for given in batch], settings)
    return crew().run(_errand(given, _reading(given, settings), settings) for given in batch)


def read_again(batch: Iterable[Given], settings: Settings) -> list[Mapping[str, Cell]]:
    """The cells of each document as the second route reads them, in the order given; none where it cannot.

    A document is asked for when a worker comes free.
    """
    answers = crew().run(_errand(given, _second_reading(given, settings), settings) for given in batch)
    return [{} if isinstance(answer, SourceError) else answer for answer in answers]


def _second_reading(given: Given, settings: Settings) -> Callable[[], Mapping[str, Cell]]:
    return partial(
        second_reading, given.content, given.source, content_type=given.content_type, settings=settings, year=given.year
    )


def read_laid_out(batch: Sequence[Given], settings: Settings) -> list[Document | SourceError]:
    """Each document as it is laid out, before anything of the form is looked for in it, or why it cannot be read."""
    convert_ahead([given.content for given in batch], settings)
    return crew().run(
        _errand(given, partial(read_document, given.content, given.source, given.content_type, settings), settings)
        for given in batch
    )


def _reading(given: Given, settings: Settings) -> Callable[[], Report]:
    return partial(
        read_report,
        given.content,
        given.source,
        content_type=given.content_type,
        settings=settings,
        hint_year=given.year,
        companions=given.companions,
    )


def _errand(given: Given, work: Callable[[], object], settings: Settings) -> Errand:
    return Errand(given.source, work, _seconds(given.content, settings), settings.reading_memory_bytes)


def _seconds(content: bytes, settings: Settings) -> float:
    """How long a document may take; one that may show pictures of text has longer where they can be recognised."""
    if (content.startswith(_MAY_BE_SCANNED) or b"<img" in content or b"<IMG" in content) and is_installed():
        return max(settings.reading_seconds, settings.recognition_seconds)
    return settings.reading_seconds
