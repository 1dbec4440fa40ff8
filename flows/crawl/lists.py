"""One page of a list as the search needs it: entries, further pages, sub-columns, and whether more is out of reach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.crawl.dialects import Entry, Request, dialects_of
from flows.crawl.page import Link, Page
from flows.crawl.signatures import is_filled_by_script

_NOTHING = re.compile(
    r"暂无(相关)?(数据|内容|信息|文章|记录|资料)|没有(找到|查询到|检索到)?(相关|符合条件的)?(数据|内容|信息|记录)|共\s*0\s*(条|页)"
)
_NEXT_WORD = re.compile(r"^[\s<[]*(下一?页|后一?页|[>›»])[\s>\]]*$")
_PAGER = re.compile(
    r"createPage\w*\s*\(|laypage|\.pagination\s*\(|(?:goPage|turnPage|jumpPage|toPage|gotoPage)\s*\(|\bpagerHtml\b"
    r"|(?:total_?pages?|page_?count)['\"]?\s*[:=]\s*['\"]?(?:[2-9]|\d{2,})\b",
    re.I,
)
_MOST_NEXT = 2_000


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list. `in_all` is how many pages the list says it has, None where it does not say.

    `script_only` is true where a next page exists that only a script can reach; `says_empty` where the page tells
    that it lists nothing. `search` is the address of the page's own search with `{words}` in it; `page_links` of the
    links are the page's own, the others a dialect's.
    """

    url: str
    title: str
    entries: tuple[Entry, ...]
    next_pages: tuple[Request, ...]
    links: tuple[Link, ...]
    in_all: int | None
    script_only: bool
    says_empty: bool
    search: str | None
    page_links: int
    dialects: tuple[str, ...]

    @property
    def is_bare(self) -> bool:
        """Whether neither the page nor a dialect knows of an entry, a further page or a column."""
        return not (self.entries or self.next_pages or len(self.links) > self.page_links)


def read_list_page(page: Page) -> ListPage:
    """Reads a page with every dialect that recognises it; the same entry is kept once, with its fullest title."""
    known = tuple(dialects_of(page))
    entries: dict[str, Entry] = {}
    requests: dict[Request, None] = {}
    links = list(page.links)
    counts: list[int] = []
    for dialect in known:
        for entry in dialect.entries(page):
            if entry.url not in entries or len(entries[entry.url].title) < len(entry.title):
                entries[entry.url] = entry
        requests.update(dict.fromkeys(dialect.next_pages(page)))
        links += dialect.columns(page)
        if count := dialect.pages_in_all(page):
            counts.append(count)
    return ListPage(
        page.url,
        page.title,
        tuple(entries.values()),
        tuple(requests)[:_MOST_NEXT],
        tuple(links),
        max(counts, default=None),
        not requests and _has_script_pager(page, counts),
        bool(_NOTHING.search(page.words[:20_000])) and not is_filled_by_script(page.source),
        page.search,
        len(page.links),
        tuple(dialect.name for dialect in known),
    )


def _has_script_pager(page: Page, counts: Sequence[int]) -> bool:
    """Whether the page turns its pages by a script that no dialect understands."""
    if any(_NEXT_WORD.match(text) for text in page.dead_pagers):
        return True
    return not counts and bool(_PAGER.search(page.source))
