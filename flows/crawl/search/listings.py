"""Pages of lists opened for one search, within its bound; what cannot be had is noted as a problem."""

from __future__ import annotations

from flows.crawl.dialects import Request
from flows.crawl.hosts import Hosts
from flows.crawl.outcomes import Outcome
from flows.crawl.pages.arrivals import is_service
from flows.crawl.pages.lists import ListPage
from flows.crawl.search.columns import Column
from flows.crawl.search.proof import HARMLESS
from flows.crawl.search.reader import Listed, Reader
from flows.crawl.search.reckoning import Reckoning
from flows.crawl.search.turning import is_numbered
from flows.crawl.search.walk import ColumnReading
from flows.crawl.trail import Trail, plain_url


class Listings:
    """The list pages of one search; `most` bounds how many are opened."""

    def __init__(self, reader: Reader, hosts: Hosts, reckoning: Reckoning, trail: Trail, most: int) -> None:
        self._reader = reader
        self._hosts = hosts
        self._reckoning = reckoning
        self._trail = trail
        self._left = most

    def page(self, request: Request, label: str) -> ListPage | None:
        """A page on the way to a column."""
        listed = self._open(request, label, is_column=False, proves=True)
        return listed.listing if listed else None

    def column(self, request: Request, label: str, column: Column) -> Listed | None:
        """A page of a column; where that proves nothing its failing takes nothing from the proof of absence.

        What the scripts of a list ask for is a part of it whatever has become of it, a frame where it is
        still there.
        """
        is_part = column.is_inner and not is_service(request.url)
        must_be = (column.proves and not column.is_folder) or (is_part and (column.is_of_list or is_numbered(request)))
        return self._open(request, label, True, column.proves or is_part, must_be)

    def turned_by_scripts(self, reading: ColumnReading) -> Request | None:
        """The next page of a column whose pager stands in a script of the site's own; None where none does."""
        if not (reading.column.proves and reading.is_readable and reading.asks_for_scripts):
            return None
        reading.turn(self._reader.next_pages_by_scripts(reading.column.request, self._hosts))
        return reading.next_request

    def _open(
        self, request: Request, label: str, is_column: bool, proves: bool, must_be: bool = False
    ) -> Listed | None:
        if self._left <= 0:
            self._reckoning.problem(Outcome.UNFINISHED_LIST, "已达到每个机关的页数上限")
            return None
        self._left -= 1
        listed = self._reader.list_page(request, self._hosts, is_column)
        if listed.listing is None:
            fetched = listed.fetched
            outcome = Outcome.NO_LIST if fetched.is_good else fetched.outcome
            why = f"{label} {plain_url(request.url)}：{'不是网页' if fetched.is_good else fetched.sentence}"
            self._reckoning.problem(outcome, why, spoils=(must_be or outcome not in HARMLESS) and proves)
            return None
        self._trail.say(f"{label} {plain_url(request.url)}：列出 {len(listed.listing.entries)} 条")
        return listed
