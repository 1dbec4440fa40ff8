"""A site's own sitemap, read for addresses whose folders are named as columns of annual reports are, and for the pages of a season."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from urllib.parse import urlsplit

from lxml import etree

from flows.crawl.hosts import Hosts
from flows.crawl.manners.session import Session
from flows.crawl.pages.dates import day_in, url_date
from flows.crawl.pages.folders import home_of, is_first_page, report_folder

_MOST_FILES = 4
_MOST_ADDRESSES = 50_000
_MOST_COLUMNS = 5
_MOST_BYTES = 20_000_000
_MOST_PAGES = 40


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a site's map names.

    `columns` look like columns of annual reports, the shortest address first, at most five; a folder goes by its first
    page where that is named. `pages` may be reports on the year, the likeliest first, at most forty: those in a folder of
    reports, then those of the year after, which its first months begin with; of a small site all.
    """

    columns: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


def read_sitemap(session: Session, home: str, hosts: Hosts, year: int) -> Mapped:
    """What the map of the site with that home page names for a report year; nothing where there is none."""
    folders: dict[str, str] = {}
    pages: dict[str, date | None] = {}
    for url, changed in _addresses(session, home, hosts):
        if folder := report_folder(url):
            folders[folder] = url if is_first_page(url, folder) else folders.get(folder, folder)
        if url != home_of(url):
            pages[url] = url_date(url) or changed
    return Mapped(tuple(sorted(folders.values(), key=len)[:_MOST_COLUMNS]), tuple(_likely(pages, year)))


def _likely(pages: Mapping[str, date | None], year: int) -> list[str]:
    likely: dict[str, tuple[bool, bool, date]] = {}
    for url, day in pages.items():
        is_filed, is_due = report_folder(url) is not None, bool(day and day.year == year + 1)
        if is_filed or is_due or len(pages) <= _MOST_PAGES:
            likely[url] = (not is_filed, not is_due, day or date.max)
    return sorted(likely, key=lambda url: (*likely[url], url))[:_MOST_PAGES]


def _addresses(session: Session, home: str, hosts: Hosts) -> Iterator[tuple[str, date | None]]:
    """The addresses that the map names, each with the day of its last change as far as that is told."""
    parts = urlsplit(home)
    named = session.robots.rules(home).sitemaps if session.settings.respect_robots else ()
    waiting = [*named, f"{parts.scheme}://{parts.netloc}/sitemap.xml"][:_MOST_FILES]
    asked: set[str] = set()
    count = 0
    while waiting and len(asked) < _MOST_FILES:
        url = waiting.pop(0)
        if url in asked:
            continue
        asked.add(url)
        fetched = session.fetch(url, hosts)
        if not fetched.is_good or fetched.snapshot is None:
            continue
        for kind, address, changed in _locations(fetched.snapshot.content):
            count += 1
            if count > _MOST_ADDRESSES:
                return
            if kind == "sitemap":
                waiting.append(address)
            else:
                yield address, changed


def _locations(content: bytes) -> Iterator[tuple[str, str, date | None]]:
    """Kind (`sitemap` or `url`), address and last change of each entry, as far as the file can be read."""
    try:
        if content.lstrip(b"\xef\xbb\xbf \r\n")[:4] == b"http":
            yield from (("url", line.decode("ascii", "ignore").strip(), None) for line in content.splitlines())
            return
        if content.startswith(b"\x1f\x8b"):
            content = zlib.decompressobj(31).decompress(content, _MOST_BYTES)
        reading = etree.iterparse(
            BytesIO(content), events=("end",), recover=True, resolve_entities=False, no_network=True, huge_tree=False
        )
        for _, element in reading:
            name = etree.QName(element).localname
            if name in ("url", "sitemap"):
                told = {etree.QName(one).localname: (one.text or "").strip() for one in element.iterchildren("{*}*")}
                if told.get("loc"):
                    yield name, told["loc"], day_in(told.get("lastmod", ""))
                element.clear()
    except (etree.LxmlError, ValueError, zlib.error):
        return
