"""One page of a list as the search needs it: entries, further pages, sub-columns, and whether more is out of reach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.crawl.dialects import Entry, Request, dialects_of
from flows.crawl.page import Link, Page

_NOTHING = re.compile(
    r"暂无(相关)?(数据|内容|信息|文章|记录|资料)|没有(找到|查询到|检索到)?(相关|符合条件的)?(数据|内容|信息|记录)|共\s*0\s*(条|页)"
)
_NEXT_WORD = re.compile(r"^[\s<[]*(下一?页|后一?页|[>›»])[\s>\]]*$")
_MOST_NEXT = 2_000


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list. `in_all` is how many pages the list says it has, None where it does not say.

    `script_only` is true where a next page exists that only a script can reach; `says_empty` where the page tells
    that it lists nothing.
    """

    url: str
    title: str
    entries: tuple[Entry, ...]
    next_pages: tuple[Request, ...]
    links: tuple[Link, ...]
    in_all: int | None
    script_only: bool
    says_empty: bool
    dialects: tuple[str, ...]


def read_list_page(page: Page) -> ListPage:
    """Reads a page with every dialect that recognises it; the same entry is kept once, with its fullest title."""
    known = tuple(dialects_of(page))
    entries: dict[str, Entry] = {}
    requests: dict[Request, None] = {}
    counts: list[int] = []
    for dialect in known:
        for entry in dialect.entries(page):
            if entry.url not in entries or len(entries[entry.url].title) < len(entry.title):
                entries[entry.url] = entry
        requests.update(dict.fromkeys(dialect.next_pages(page)))
        if count := dialect.pages_in_all(page):
            counts.append(count)
    return ListPage(
        page.url,
        page.title,
        tuple(entries.values()),
        tuple(requests)[:_MOST_NEXT],
        page.links,
        max(counts, default=None),
        not requests and any(_NEXT_WORD.match(text) for text in page.dead_pagers),
        bool(_NOTHING.search(page.words[:20_000])),
        tuple(dialect.name for dialect in known),
    )


def is_new(entries: Sequence[Entry], seen: set[str]) -> bool:
    """Whether a page shows any entry not seen before; a site past its last page repeats it."""
    return any(entry.url not in seen for entry in entries)
