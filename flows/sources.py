"""A SOURCE of the command line, a file or a URL, as bytes and as the report they hold."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.model import Evidence
from checks.report import Report
from flows.errors import SourceError, TooLarge
from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a source; `name` is how the user called it, `content_type` what the site said of it."""

    name: str
    content: bytes
    content_type: str | None = None
    evidence: Evidence = Evidence()


def is_address(source: str) -> bool:
    """Whether a SOURCE is a URL rather than a file."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source) is not None


def open_source(source: str, settings: Settings) -> Source:
    """The bytes of a file, or of a page asked for under the crawler's own manners and guards.

    Raises `SourceError` with a sentence that names the source.
    """
    return _fetched(source, settings) if is_address(source) else _file(source, settings)


def open_each(sources: Sequence[str], settings: Settings) -> list[Source | SourceError]:
    """Every source opened, or why it cannot be."""
    opened: list[Source | SourceError] = []
    for source in sources:
        try:
            opened.append(open_source(source, settings))
        except SourceError as fault:
            opened.append(fault)
    return opened


def read_sources(sources: Sequence[Source], settings: Settings, year: int | None) -> Iterator[Report | SourceError]:
    """The report that each source holds, in the order given, or why there is none; the sentence names the source."""
    from flows.extract.pool import Given, read_each

    batch = [Given(source.content, source.name, source.content_type, year) for source in sources]
    for source, reading in zip(sources, read_each(batch, settings), strict=True):
        if isinstance(reading, SourceError) and source.name not in str(reading):
            yield type(reading)(f"{source.name}: {reading}")
        else:
            yield reading


def read_source(source: Source, settings: Settings, year: int | None) -> Report:
    """The report that a source holds.

    Raises `SourceError` where no reader can make a report of it.
    """
    (reading,) = read_sources([source], settings, year)
    if isinstance(reading, SourceError):
        raise reading
    return reading


def _file(source: str, settings: Settings) -> Source:
    path = Path(source)
    try:
        if not path.is_file():
            raise SourceError(
                f"{source}: {'不是文件 (not a file)' if path.exists() else '找不到这个文件 (no such file)'}"
            )
        if path.stat().st_size > settings.max_document_bytes:
            raise TooLarge(f"{source}: 超过 {settings.max_document_bytes} 字节的上限 (over max_document_bytes)")
        content = path.read_bytes()
    except OSError as fault:
        raise SourceError(f"{source}: 无法读取，{fault.strerror} (cannot be read)") from None
    except ValueError:
        raise SourceError(f"{source!r}: 不是文件名 (not a file name)") from None
    if not content:
        raise SourceError(f"{source}: 文件是空的 (the file is empty)")
    return Source(source, content)


def _fetched(source: str, settings: Settings) -> Source:
    from flows.crawl import Archive, Crawler

    with tempfile.TemporaryDirectory(prefix="gouji-") as folder, Archive(Path(folder) / "evidence") as archive:
        answer = Crawler(settings, archive).fetch(source)
    snapshot = answer.snapshot
    if not answer.is_good or snapshot is None:
        raise SourceError(f"{source}: {answer.sentence}")
    evidence = Evidence(url=snapshot.final_url, retrieved=snapshot.retrieved.isoformat(), sha256=snapshot.sha256)
    return Source(source, snapshot.content, snapshot.content_type, evidence)
