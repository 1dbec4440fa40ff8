"""Other live copies of a report that was found: further entries of its list, and the files offered beside its text.

They are fetched so that their figures can be compared; a copy with the very same bytes is no second version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flows.crawl.pages.markup import is_markup
from flows.crawl.pages.page import Page
from flows.crawl.pages.titles import Kind, read_title
from flows.crawl.search.attachments import attachments
from flows.crawl.search.candidates import Candidate
from flows.crawl.search.openings import GONE, Hit, Sought, open_entry
from flows.crawl.search.reader import Reader
from flows.crawl.snapshot import Snapshot

_MOST_ENTRIES = 2
_MOST_FILES = 2
# 【下载Word】【下载PDF】 under the text of a report.
_FILE = re.compile(r"\.(docx?|wps|pdf|ofd|zip)\b|download", re.I)
_TWIN = re.compile(r"^[【\[（(]?(点击)?下载(本文)?\s*(word|pdf|wps|doc|文档|附件)", re.I)


@dataclass(frozen=True, slots=True)
class Copy:
    """Another copy of the report, and the day of publication that stands beside it."""

    snapshot: Snapshot
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies found, at most four, and the addresses of copies that lead nowhere."""

    live: tuple[Copy, ...] = ()
    dead_links: tuple[str, ...] = ()


def copies_of(
    reader: Reader, hit: Hit, chosen: Candidate | None, others: Sequence[Candidate], sought: Sought
) -> Copies:
    """The other copies, without those that could not be fetched or are the same bytes.

    `chosen` is the entry that led to the report: those `others` that its list calls superseded are no copies.
    """
    seen, copies, dead = {hit.snapshot.sha256}, [], []
    versions = [one for one in others if chosen and one.is_version_of(chosen)]
    for found in (*_entries(reader, versions, sought), *_twins(reader, hit, sought)):
        if isinstance(found, str):
            dead.append(found)
        elif found.snapshot.sha256 not in seen:
            seen.add(found.snapshot.sha256)
            copies.append(found)
    return Copies(tuple(copies), tuple(dead))


def _entries(reader: Reader, others: Sequence[Candidate], sought: Sought) -> Iterator[Copy | str]:
    """The copies that further entries of the list lead to; the address where one leads nowhere."""
    for candidate in others[:_MOST_ENTRIES]:
        opening = open_entry(reader, candidate.entry, sought)
        yield from opening.dead_links
        if opening.hit:
            yield Copy(opening.hit.snapshot, opening.hit.day or candidate.entry.day)


def _twins(reader: Reader, hit: Hit, sought: Sought) -> Iterator[Copy | str]:
    """The files that a page with the report's text offers for download; the address where one leads nowhere."""
    if hit.page is not hit.snapshot or not is_markup(hit.snapshot.content):
        return
    page = Page(hit.snapshot)
    # Reading all links of a report's page costs more than everything else about it: only where a file may be named.
    if not _FILE.search(page.source):
        return
    offered = [
        one
        for one in attachments(page, sought.agency, sought.year)
        if one.suffix and (_TWIN.search(one.text) or read_title(one.text).kind >= Kind.LOOSE)
    ]
    for one in offered[:_MOST_FILES]:
        fetched = reader.session.fetch(one.url, sought.hosts)
        if fetched.outcome in GONE:
            yield one.url
        elif fetched.is_good and fetched.snapshot and not is_markup(fetched.snapshot.content):
            yield Copy(fetched.snapshot)
