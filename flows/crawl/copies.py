"""Other live copies of a report that was found: further entries of its list, and the files offered beside its text.

They are fetched so that their figures can be compared; a copy with the very same bytes is no second version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.crawl.attachments import attachments
from flows.crawl.candidates import Candidate
from flows.crawl.openings import Hit, Sought, open_entry
from flows.crawl.page import Page, is_markup
from flows.crawl.reader import Reader
from flows.crawl.snapshot import Snapshot
from flows.crawl.titles import Kind, read_title

_MOST_ENTRIES = 2
_MOST_FILES = 2
# 【下载Word】【下载PDF】 under the text of a report.
_FILE = re.compile(r"\.(docx?|wps|pdf|ofd|zip)\b|download", re.I)
_TWIN = re.compile(r"^[【\[（(]?(点击)?下载(本文)?\s*(word|pdf|wps|doc|文档|附件)", re.I)


def copies_of(reader: Reader, hit: Hit, others: Sequence[Candidate], sought: Sought) -> tuple[Snapshot, ...]:
    """The other copies, at most four, without those that could not be fetched or are the same bytes."""
    seen, copies = {hit.snapshot.sha256}, []
    for snapshot in (*_entries(reader, others, sought), *_twins(reader, hit, sought)):
        if snapshot.sha256 not in seen:
            seen.add(snapshot.sha256)
            copies.append(snapshot)
    return tuple(copies)


def _entries(reader: Reader, others: Sequence[Candidate], sought: Sought) -> Iterator[Snapshot]:
    for candidate in [one for one in others if one.is_sure][:_MOST_ENTRIES]:
        opening = open_entry(reader, candidate.entry, sought)
        if opening.hit:
            yield opening.hit.snapshot


def _twins(reader: Reader, hit: Hit, sought: Sought) -> Iterator[Snapshot]:
    """The files that a page with the report's text offers for download."""
    if hit.page is not hit.snapshot or not is_markup(hit.snapshot.content):
        return
    page = Page(hit.snapshot)
    # Reading all links of a report's page costs more than everything else about it: only where a file may be named.
    if not _FILE.search(page.source):
        return
    offered = [
        one
        for one in attachments(page, sought.year)
        if one.suffix and (_TWIN.search(one.text) or read_title(one.text).kind >= Kind.LOOSE)
    ]
    for one in offered[:_MOST_FILES]:
        fetched = reader.session.fetch(one.url, sought.hosts)
        if fetched.is_good and fetched.snapshot and not is_markup(fetched.snapshot.content):
            yield fetched.snapshot
