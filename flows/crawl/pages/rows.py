"""Which of a record's fields is an article's title, which its address, which its day; by their names, else by what they hold.

The names are those that site software uses; a value counts without a name only where it reads as a report's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from flows.crawl.pages.dates import day_in
from flows.crawl.pages.titles import Kind, read_title

_TITLES = ("title", "doctitle", "articletitle", "infotitle", "vc_title", "subject", "bt", "mc", "name")
ADDRESSES = (
    "url",
    "link",
    "href",
    "puburl",
    "docpuburl",
    "docurl",
    "linkurl",
    "articleurl",
    "infourl",
    "vc_url",
    "jumpurl",
)
_DAYS = re.compile(r"time|date|day|fbrq|cwrq", re.I)
_OF_PUBLICATION = re.compile(r"pub|fabu|^fb|release|issue", re.I)
_OF_WORK = re.compile(r"updat|modif|edit|expir|end|begin|start|del|audit|creat|import|cwrq", re.I)
_SECONDS = re.compile(r"(1\d{9})(?:\d{3})?")
_BEIJING = timezone(timedelta(hours=8))
_ADDRESS = re.compile(r"^(?:https?://|/|\.{1,2}/)\S{1,400}$|^[\w/.-]{1,200}\.s?html?$", re.I)
_MADE = re.compile(r"['\"+{}$<>]")
_TAGS = re.compile(r"<[^>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Row:
    """A record as an article: `address` is as written, empty where the record has none."""

    title: str
    address: str
    day: date | None


def row_of(record: Mapping[str, str]) -> Row | None:
    """A record with named fields, or None where it has no title."""
    named = {name.lower(): value for name, value in record.items()}
    title = next((named[name] for name in _TITLES if named.get(name)), "") or _told(record.values())
    if not title:
        return None
    address = next((named[name] for name in ADDRESSES if named.get(name)), "")
    if not address and _is_report(title):
        address = _addressed(record.values())
    days = (_day(record[name]) for name in sorted(filter(_DAYS.search, record), key=_remoteness))
    return Row(_clean(title), "" if _MADE.search(address) else address, next(filter(None, days), None))


def row_in(values: Iterable[str]) -> Row | None:
    """A record without names (`["…年度报告", "2026-01-15", "/nb/1.html"]`), or None where no value reads as a report's title."""
    known = list(values)
    title = _told(known)
    if not title:
        return None
    days = (day_in(value) for value in known if value != title)
    return Row(_clean(title), _addressed(known), next(filter(None, days), None))


def _remoteness(name: str) -> int:
    """How little a field's name promises the day of publication: createTime and updateTime are days of work on a page."""
    return 0 if _OF_PUBLICATION.search(name) else 2 if _OF_WORK.search(name) else 1


def _day(value: str) -> date | None:
    """A field's day, as text or as seconds or milliseconds since 1970."""
    seconds = _SECONDS.fullmatch(value)
    return datetime.fromtimestamp(int(seconds[1]), _BEIJING).date() if seconds else day_in(value)


def _told(values: Iterable[str]) -> str:
    return next((value for value in values if "公开" in value and _is_report(value)), "")


def _addressed(values: Iterable[str]) -> str:
    return next((value for value in values if _ADDRESS.match(value) and not _MADE.search(value)), "")


def _is_report(title: str) -> bool:
    return read_title(title).kind >= Kind.LOOSE


def _clean(title: str) -> str:
    return " ".join(_TAGS.sub("", title).split())[:300]
