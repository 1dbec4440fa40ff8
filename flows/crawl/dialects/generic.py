"""Any list made of links: rows with a date or a report's title, and pages reached by 下一页 or by their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from flows.crawl.dates import day_in
from flows.crawl.dialects.dialect import Dialect, Entry, Request
from flows.crawl.page import Link, Page
from flows.crawl.titles import Kind, read_title

_NEXT = re.compile(
    r"^[\s\[<>›»（(]*(下一?页|后一?页|向后|next( page)?|[>›»]{1,2}|尾页|末页|最后一页)[\s\]>›»）)]*$", re.I
)
_NUMBER = re.compile(r"^[\[(（\s]*(\d{1,4})[\])）\s]*$")
_IN_ALL = (
    re.compile(r"共\s*(\d{1,5})\s*页"),
    re.compile(r"(?:第|页次[:：]?|当前页?[:：]?)\s*\d{1,5}\s*/\s*(\d{1,5})\s*页?"),
    re.compile(r"(?<![\d/.-])\d{1,4}\s*/\s*(\d{1,4})\s*页"),
)
_LEAST_TITLE = 4


class Generic(Dialect):
    """Every page of HTML."""

    name = "通用"

    def recognises(self, page: Page) -> bool:
        """Whether the page is HTML at all."""
        return page.is_html

    def entries(self, page: Page) -> Sequence[Entry]:
        """Links whose row holds a date, or whose text reads as a report's title."""
        rows = ((link, day_in(link.around)) for link in page.links)
        return [
            Entry(link.text, link.url, day, link.around)
            for link, day in rows
            if len(link.text) >= _LEAST_TITLE and (day or read_title(link.text).kind >= Kind.WEAK)
        ]

    def next_pages(self, page: Page) -> Sequence[Request]:
        """Links named 下一页 and the like, and numbered ones that stay in the same place of the site."""
        return [
            Request(link.url)
            for link in page.links
            if link.url != page.url and (_NEXT.match(link.text) or _is_page_number(link, page.url))
        ]

    def pages_in_all(self, page: Page) -> int | None:
        """The number in 共 N 页 or 第 1/N 页."""
        return next((int(match[1]) for form in _IN_ALL if (match := form.search(page.words))), None)


def _is_page_number(link: Link, here: str) -> bool:
    if not _NUMBER.match(link.text):
        return False
    there, own = urlsplit(link.url), urlsplit(here)
    same_folder = there.path.rpartition("/")[0] == own.path.rpartition("/")[0]
    return there.netloc == own.netloc and same_folder
