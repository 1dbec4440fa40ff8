"""The pictures of a report's page, fetched as parts of the report where its text may lack a table.

How they become parts of the report is told in `flows.crawl.search.parts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from flows.crawl.hosts import Hosts
from flows.crawl.pages.page import Page
from flows.crawl.search.reader import Reader
from flows.extract.companions import MOST_PICTURE_BYTES, addresses_of

_MOST_PICTURES = 10
# What surrounds an article on every page of a site.
_FURNITURE = re.compile(
    r"logo|banner|icon|share|print|close|qr_?code|ewm|weixin|wechat|beian|gongan|jiucuo|top_?bg", re.I
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp)$", re.I)
# Words that stand in the head or first rows of tables 2, 3 and 4 and in no report's prose.
_TABLES = (re.compile(r"第二十条第"), re.compile(r"法人或其他组[织織]"), re.compile(r"尚未[审審][结結]"))


def fetched_pictures(reader: Reader, page: Page, hosts: Hosts) -> Iterator[tuple[str, str]]:
    """Address and sha256 of the pictures fetched for a page; none where its text has all tables."""
    for address in wanted_pictures(page):
        fetched = reader.session.fetch(address, hosts)
        snapshot = fetched.snapshot
        if fetched.is_good and snapshot and 0 < snapshot.size_bytes <= MOST_PICTURE_BYTES:
            yield address, snapshot.sha256


def lacking(page: Page) -> tuple[re.Pattern[str], ...]:
    """The words of the mandated tables that a page's text lacks."""
    return tuple(words for words in _TABLES if not words.search(page.words))


def wanted_pictures(page: Page) -> tuple[str, ...]:
    """The addresses of the pictures that may be tables which the page's text lacks."""
    if not page.images or not lacking(page):
        return ()
    addresses = filter(None, map(page.absolute, addresses_of(page.source.encode())))
    signs = set(_signs(page))
    shown = (url for url in addresses if url not in signs and not _FURNITURE.search(_file_of(url)))
    return tuple(dict.fromkeys(shown))[:_MOST_PICTURES]


def _signs(page: Page) -> Iterator[str | None]:
    """The addresses of pictures that are there to be clicked: links to anything but a picture, drawn banners."""
    for node in page.nodes("img[usemap]"):
        yield page.absolute(node.attributes.get("src") or "")
    for link in page.nodes("a[href]"):
        if (target := page.absolute(link.attributes.get("href") or "")) and not _PICTURE.search(_file_of(target)):
            yield from (page.absolute(node.attributes.get("src") or "") for node in link.css("img[src]"))


def _file_of(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]


def is_pictured(page: Page) -> bool:
    """Whether the article of a page shows pictures, fetched from elsewhere or held in the page itself."""
    return bool(wanted_pictures(page)) or 'src="data:image' in page.source
