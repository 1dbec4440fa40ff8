"""A SOURCE of the command line, a file or a URL, as bytes and as the report they hold."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from checks.model import Evidence, Report
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


def read_source(source: Source, settings: Settings, year: int | None) -> Report:
    """The report that a source holds.

    Raises `SourceError` where no reader can make a report of it.
    """
    from flows.extract import read_report

    try:
        return read_report(
            source.content, source.name, content_type=source.content_type, settings=settings, hint_year=year
        )
    except SourceError as fault:
        sentence = str(fault)
        raise type(fault)(sentence if source.name in sentence else f"{source.name}: {sentence}") from fault


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
