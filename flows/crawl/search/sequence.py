"""Where a page stands in the sequence of a list's pages, by its address, its title and what was asked for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.crawl.dialects import Request
from flows.crawl.pages.links import Link
from flows.crawl.pages.lists import ListPage
from flows.crawl.pages.numbered import numbered
from flows.crawl.search.columns import place

_NUMBER = re.compile(r"(?<=[_/=-])\d{1,3}(?=\.\w{2,5}$|$)")
_FIRST = re.compile(r"\W{0,2}(?:1|首页|第一页)\W{0,2}")


def is_further(url: str, known: Sequence[str], column: str, first: ListPage | None) -> bool:
    """Whether an address is by its number that of a page between the first and the last of those known.

    Of `index_1.html`, the lowest number, that is so where the pager of the `first` page calls the `column` itself page 1.
    """
    own = _NUMBER.search(url)
    numbers = [int(told[0]) for one in known if (told := _NUMBER.search(one))]
    if own is None or int(own[0]) >= max(numbers, default=0):
        return False
    is_first_named = any(_FIRST.fullmatch(link.text) and place(link.url) == place(column) for link in _links(first))
    return is_first_named or int(own[0]) > min(numbers)


def is_opaque(url: str, column: str) -> bool:
    """Whether an address is the column's with a query that tells no number of a page: ?t=Mg."""
    path, _, query = url.partition("?")
    is_own = path == column.partition("?")[0]
    return is_own and not numbered(url)[0] and not re.search(r"=[01](?:&|$)", query)


def is_alike(listing: ListPage, first: ListPage) -> bool:
    """Whether a page is titled and headed as the first one is, but for its number."""
    is_titled_so = _without_number(listing.title) == _without_number(first.title)
    return is_titled_so and listing.headings == first.headings


def in_form_of(asked: Request, wanted: Request) -> Request:
    """A further page of an answer to a form is asked for with the same form."""
    is_same = wanted.url.partition("?")[0] == asked.url.partition("?")[0]
    form = asked.form if asked.form and wanted.form is None and is_same else wanted.form
    return Request(wanted.url, form, asked.asked_by, asked.templates)


def _links(first: ListPage | None) -> Sequence[Link]:
    return first.links if first else ()


def _without_number(title: str) -> str:
    return re.sub(r"[\W_]*第?\s*\d{1,4}\s*页?|[\W_]*第.{1,3}页", "", title)
