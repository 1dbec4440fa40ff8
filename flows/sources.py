"""A SOURCE of the command line, a file or a URL, as bytes and as the report they hold."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from checks.model import Evidence
from checks.report import Report
from flows.errors import SourceError, TooLarge
from flows.os_fault import why
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.crawl import Crawler
    from flows.crawl.snapshot import Snapshot

_PAGES = frozenset({".html", ".htm", ".shtml"})


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a source; `name` is how the user called it, `content_type` what the site said of it.

    `companions` are the pictures that a page shows, the further pages of its article and the files that it offers, by their
    address.
    """

    name: str
    content: bytes
    content_type: str | None = None
    evidence: Evidence = Evidence()
    companions: Mapping[str, bytes] = field(default_factory=dict)


class ReadSource(NamedTuple):
    """A source and the report that it holds."""

    source: Source
    report: Report


def is_address(source: str) -> bool:
    """Whether a SOURCE is a URL rather than a file."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source) is not None


def open_source(source: str, settings: Settings, year: int | None = None) -> Source:
    """The bytes of a file, or of a page asked for under the crawler's own manners and guards.

    Where the year of the report is known, the page's files of that year come with it if its text has no table. Raises
    `SourceError` with a sentence that names the source.
    """
    return _fetched(source, settings, year) if is_address(source) else _file(source, settings)


def read_sources(names: Sequence[str], settings: Settings, year: int | None) -> Iterator[ReadSource | SourceError]:
    """Every source with the report that it holds, in the order given, or why there is none; all are read in one batch."""
    from flows.extract.pool import Given, read_each

    opened = [_opened(name, settings, year) for name in names]
    sources = [one for one in opened if isinstance(one, Source)]
    batch = [Given(source.content, source.name, source.content_type, year, source.companions) for source in sources]
    readings = iter(read_each(batch, settings))
    for one in opened:
        yield _named(one, next(readings)) if isinstance(one, Source) else one


def read_source(name: str, settings: Settings, year: int | None) -> Report:
    """The report that one source holds.

    Raises `SourceError` where it cannot be opened or no reader can make a report of it.
    """
    (reading,) = read_sources([name], settings, year)
    if isinstance(reading, SourceError):
        raise reading
    return reading.report


def _opened(name: str, settings: Settings, year: int | None) -> Source | SourceError:
    try:
        return open_source(name, settings, year)
    except SourceError as fault:
        return fault


def _named(source: Source, reading: Report | SourceError) -> ReadSource | SourceError:
    """The source with its report, or the fault with a sentence that names the source."""
    if not isinstance(reading, SourceError):
        return ReadSource(source, reading)
    return reading if source.name in str(reading) else type(reading)(f"{source.name}: {reading}")


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
        raise SourceError(f"{source}: 无法读取，{why(fault)} (cannot be read)") from None
    except ValueError:
        raise SourceError(f"{source!r}: 不是文件名 (not a file name)") from None
    if not content:
        raise SourceError(f"{source}: 文件是空的 (the file is empty)")
    return Source(source, content, companions=_beside(path, content))


def _beside(path: Path, content: bytes) -> Mapping[str, bytes]:
    from flows.extract.companions import beside

    return beside(path, content) if path.suffix.lower() in _PAGES else {}


def _fetched(source: str, settings: Settings, year: int | None) -> Source:
    from flows.crawl import Archive, Crawler

    with tempfile.TemporaryDirectory(prefix="gouji-") as folder, Archive(Path(folder) / "evidence") as archive:
        crawler = Crawler(settings, archive)
        answer = crawler.fetch(source)
        parts = _parts(crawler, answer.snapshot, year) if answer.is_good and answer.snapshot else {}
    snapshot = answer.snapshot
    if not answer.is_good or snapshot is None:
        raise SourceError(f"{source}: {answer.sentence}")
    evidence = Evidence(url=snapshot.final_url, retrieved=snapshot.retrieved.isoformat(), sha256=snapshot.sha256)
    return Source(source, snapshot.content, snapshot.content_type, evidence, parts)


def _parts(crawler: Crawler, snapshot: Snapshot, year: int | None) -> dict[str, bytes]:
    """The further pages of an article, and the pictures and files on its own host that may be tables which its text lacks.

    Raises `SourceError` where a further page cannot be had: without it the report would be judged by its beginning.
    """
    from flows.crawl.pages.markup import is_markup
    from flows.crawl.pages.page import Page
    from flows.crawl.search.parts import further_pages, offered_tables
    from flows.crawl.search.pictures import wanted_pictures

    if not is_markup(snapshot.content):
        return {}
    page, host = Page(snapshot), urlsplit(snapshot.final_url).netloc
    further = further_pages(page)
    wanted = (*(offered_tables(page, None, year) if year else ()), *wanted_pictures(page))
    shown = [address for address in wanted if urlsplit(address).netloc == host]
    answers = {address: crawler.fetch(address) for address in (*further, *shown)}
    if failed := next((answers[address] for address in further if not answers[address].is_good), None):
        raise SourceError(f"{failed.url}: {failed.sentence}")
    return {address: one.snapshot.content for address, one in answers.items() if one.is_good and one.snapshot}
