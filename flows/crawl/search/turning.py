"""The further pages of an answer to what a script posted or asked, by the number of the page, or of the row, that stands in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from flows.crawl.dialects import Request
from flows.crawl.dialects.form_pager import FormPager
from flows.crawl.pages.expressions import PAGE_NAMES
from flows.crawl.pages.lists import ListPage
from flows.crawl.pages.numbered import numbered, with_number
from flows.crawl.transport.posting import JSON, as_json

_MOST_PAGES = 500
_MOST_DEPTH = 5
# Under what names grids send the row that a page begins with, and how many rows it has.
ROW_NAMES = frozenset({"offset", "start", "skip", "startrow", "startindex", "idisplaystart"})
_SIZES = frozenset({"limit", "length", "rows", "size", "pagesize", "idisplaylength"})
# As in `page: {no: 1, size: 10}`.
_WITHIN_PAGE = frozenset({"no", "num", "number", "index"})

Path = tuple[str, ...]


def turned(asked: Request, listing: ListPage) -> Sequence[Request]:
    """The same with other numbers: all pages where the answer to the first tells how many, else the next.

    Nothing for an answer that brings a pager of its own along.
    """
    path, number = _place(asked)
    if not listing.entries or FormPager.name in listing.dialects:
        return ()
    if not path:
        return _moved_on(asked, listing)
    pages = listing.in_all or (-(-listing.records // len(listing.entries)) if listing.records else 0)
    # All are known after the first; later ones only lead on, for a reading that began further down.
    last = min(pages if pages and number == 1 else number + 1, pages or _MOST_PAGES, _MOST_PAGES)
    return [_turned(asked, path, one) for one in range(number + 1, last + 1)]


def _moved_on(asked: Request, listing: ListPage) -> Sequence[Request]:
    """The same from later rows on: all where the answer to the first tells how many there are, else the next."""
    path, first = _place(asked, ROW_NAMES)
    size = _place(asked, _SIZES)[1]
    if not path or not size:
        return ()
    if not listing.records:
        # Whoever gives fewer rows than were asked for may have more all the same.
        return [_turned(asked, path, first + min(size, len(listing.entries)))]
    end = min(listing.records, first + size * _MOST_PAGES)
    return [_turned(asked, path, start) for start in range(first + size, end, size)]


def numbered_calls(listing: ListPage) -> Sequence[Request]:
    """What the scripts of a list would ask for page by page, each for its first page."""
    return [one for one in listing.inner if is_numbered(one)]


def is_numbered(asked: Request) -> bool:
    """Whether a script asks with the number of a page, or of a row."""
    return bool(asked.asked_by and (_place(asked)[0] or _place(asked, ROW_NAMES)[0]))


def _place(asked: Request, names: frozenset[str] = PAGE_NAMES) -> tuple[Path, int]:
    """Where the page's number stands in what was asked, and the number; an empty path where there is none."""
    if asked.form is None:
        field, number = numbered(asked.url, names) if asked.asked_by else ("", 0)
        return ((field,) if field else ()), number
    if text := dict(asked.form).get(JSON):
        return _within(json.loads(text), names)
    return next((((n,), int(v)) for n, v in asked.form if n.lower() in names and v.isdigit()), ((), 0))


def _within(told: object, names: frozenset[str], depth: int = 0) -> tuple[Path, int]:
    for name, value in told.items() if isinstance(told, dict) and depth < _MOST_DEPTH else ():
        is_number = isinstance(value, int) or (isinstance(value, str) and value.isdigit())
        if name.lower() in names and is_number:
            return (name,), int(value)
        path, number = _within(value, names | _WITHIN_PAGE if name.lower() in names else names, depth + 1)
        if path:
            return (name, *path), number
    return (), 0


def _turned(asked: Request, path: Path, number: int) -> Request:
    if asked.form is None:
        return replace(asked, url=with_number(asked.url, path[0], number))
    if text := dict(asked.form).get(JSON):
        told = json.dumps(_with(json.loads(text), path, number), ensure_ascii=False, separators=(",", ":"))
        return replace(asked, form=as_json(told))
    return replace(asked, form=tuple((name, str(number) if name == path[0] else value) for name, value in asked.form))


def _with(told: dict[str, object], path: Path, number: int) -> dict[str, object]:
    """The same object with another number at a place within it."""
    name, *rest = path
    value = told[name]
    if isinstance(value, dict):
        return told | {name: _with(value, tuple(rest), number)}
    return told | {name: str(number) if isinstance(value, str) else number}
