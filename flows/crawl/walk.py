"""Reading one column page by page: which page comes next, what is new on it, and whether its end was reached."""

from __future__ import annotations

from collections import deque

from flows.crawl.columns import Column
from flows.crawl.dialects import Entry, Request
from flows.crawl.lists import ListPage


class ColumnReading:
    """The reading of one column. Pages are given to it by `take` until `next_request` is None."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self.entries: list[Entry] = []
        self.pages = 0
        self.repeats = False
        self._in_all = 0
        self._script_only = False
        self._says_empty = False
        self._waiting = deque([Request(column.url)])
        self._known = {self._waiting[0]}
        self._shown: set[str] = set()

    @property
    def next_request(self) -> Request | None:
        """The page to open next."""
        return self._waiting[0] if self._waiting else None

    def take(self, listing: ListPage) -> list[Entry]:
        """Takes in the page that `next_request` named; returns the entries that no page before it showed."""
        self._known.add(Request(listing.url))
        self._waiting.popleft()
        self.pages += 1
        fresh = [entry for entry in listing.entries if entry.url not in self._shown]
        if self.pages > 1 and not fresh:
            # Past its last page a site repeats the last one, or shows none: that is the end, whatever is linked there.
            self.repeats = True
            self._waiting.clear()
            return []
        self._shown.update(entry.url for entry in fresh)
        self.entries += fresh
        self._in_all = max(self._in_all, listing.in_all or 0)
        self._script_only = listing.script_only
        self._says_empty = self._says_empty or listing.says_empty
        for request in listing.next_pages:
            if request not in self._known:
                self._known.add(request)
                self._waiting.append(request)
        return fresh

    @property
    def shortfall(self) -> str:
        """Why the end was not reached, in Chinese; empty where it was."""
        if self.repeats:
            return ""
        if self._in_all > self.pages:
            return f"栏目共 {self._in_all} 页，只读到 {self.pages} 页"
        if self._script_only and self._in_all != self.pages:
            return "下一页只能由脚本打开"
        return ""

    @property
    def is_readable(self) -> bool:
        """Whether the column showed anything: entries, or a sentence that there are none."""
        return bool(self.entries) or self._says_empty
