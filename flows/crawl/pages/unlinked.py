"""Titles of reports that a page shows or keeps without saying where they lead: there a report is that nobody can open."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from html import unescape

from flows.crawl.dialects import Dialect
from flows.crawl.pages.around import text_of
from flows.crawl.pages.links import MOST_LINKS
from flows.crawl.pages.page import Page
from flows.crawl.pages.scripts import plain_text
from flows.crawl.pages.titles import Kind, read_title

_WORDS = re.compile("信息公开")
_QUOTE = re.compile(r"""[<>"'`\\\n]""")
_TAG = re.compile(r"<[a-z][^<>]*信息公开[^<>]*>", re.I)
# Their texts are read as links, or say what the whole page is about.
_TOLD_ELSEWHERE = re.compile(r"<(?:meta|link|area|option)\b", re.I)
_STRING = 60


def unlinked(page: Page, known: Sequence[Dialect], listed: Collection[str]) -> Iterator[str]:
    """Titles of reports in rows without a link, behind dead links, in scripts and attributes; `listed` are known with one."""
    yield from (text for text in page.dead_links if read_title(text).kind >= Kind.LOOSE)
    # Links without an address are opened by a handler that a script binds to all of them.
    shown = ((text_of(node), node) for node in page.nodes("a")[:MOST_LINKS])
    yield from (text for text, node in shown if read_title(text).kind >= Kind.LOOSE and not page.leads_to(node))
    yield from (text for text in page.plain_rows if read_title(text).kind >= Kind.LOOSE)
    yield from (text for text in page.unlinked_lines if read_title(text).kind >= Kind.LOOSE)
    yield from (text for dialect in known for text in dialect.unlinked(page) if read_title(text).kind >= Kind.LOOSE)
    for script in page.scripts:
        yield from _titles_in(plain_text(script))
    for tag in _TAG.findall(page.source):
        if not _TOLD_ELSEWHERE.match(tag):
            yield from (text for text in _titles_in(unescape(tag)) if text not in listed)


def _titles_in(told: str) -> Iterator[str]:
    """Titles of reports in what a script or the attributes of an element hold."""
    for match in _WORDS.finditer(told):
        before, after = (
            told[max(0, match.start() - _STRING) : match.start()],
            told[match.end() : match.end() + _STRING],
        )
        text = _QUOTE.split(before)[-1] + match[0] + _QUOTE.split(after)[0]
        if read_title(text).kind >= Kind.LOOSE:
            yield text
