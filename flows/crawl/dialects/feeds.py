"""Feeds (RSS, Atom): the newest articles of a column as XML. What is not in one may still be in the column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from zoneinfo import ZoneInfo

from flows.crawl.dialects.dialect import Dialect, Entry
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.links import resolved
from flows.crawl.pages.page import Page

_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.I)
_ITEM = re.compile(r"<(item|entry)\b[^>]{0,500}>(.{0,20000}?)</\1>", re.S | re.I)
_TITLE = re.compile(r"<title\b[^>]{0,200}>(.{0,1000}?)</title>", re.S | re.I)
_LINK = re.compile(
    r"""<link\b(?:[^>]{0,300}?\bhref\s*=\s*["']([^"']{1,1000})["'][^>]{0,300}>|[^>]{0,200}>([^<]{1,1000}|<!\[CDATA\[.{1,1000}?\]\]>)</link>)""",
    re.S | re.I,
)
_DAY = re.compile(r"<(?:pubDate|published|updated|dc:date)\b[^>]{0,200}>([^<]{1,100})<", re.I)
_HEAD_CHARACTERS = 2_000
_MOST_ITEMS = 2_000
_BEIJING = ZoneInfo("Asia/Shanghai")


class Feeds(Dialect):
    """网站订阅."""

    name = "订阅"

    def recognises(self, page: Page) -> bool:
        """Whether the answer is a feed."""
        return bool(_FEED.search(page.source[:_HEAD_CHARACTERS]))

    def entries(self, page: Page) -> Sequence[Entry]:
        """Its items."""
        items = (match[2] for match in _ITEM.finditer(page.source))
        return [entry for item, _ in zip(items, range(_MOST_ITEMS), strict=False) if (entry := _entry(page, item))]

    def shows_all(self, page: Page) -> bool:
        """Never: a feed holds the newest articles only."""
        return False


def _entry(page: Page, item: str) -> Entry | None:
    title, link, day = _TITLE.search(item), _LINK.search(item), _DAY.search(item)
    url = resolved(page.url, _text(link[1] or link[2])) if link else None
    if not title or not url:
        return None
    told = _text(title[1])[:300]
    return Entry(told, url, _day(day[1]) if day else None, told)


def _text(written: str) -> str:
    return " ".join(unescape(re.sub(r"<!\[CDATA\[|\]\]>", "", written)).split())


def _day(written: str) -> date | None:
    """The day in Beijing of a moment as RFC 822 (RSS) or RFC 3339 (Atom) writes it."""
    try:
        moment = (
            datetime.fromisoformat(written.strip()) if written.strip()[:4].isdigit() else parsedate_to_datetime(written)
        )
    except ValueError:
        return day_in(written)
    return moment.astimezone(_BEIJING).date() if moment.tzinfo else moment.date()
