"""The further pages of an answer to a form that holds the number of its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.crawl.dialects import Request
from flows.crawl.dialects.form_pager import FormPager
from flows.crawl.pages.expressions import PAGE_NAMES
from flows.crawl.pages.lists import ListPage
from flows.crawl.pages.numbered import numbered, with_number

_MOST_PAGES = 500


def turned(asked: Request, listing: ListPage) -> Sequence[Request]:
    """The form again with other numbers: all pages where the answer to the first tells how many, else the next.

    Nothing for an answer that brings a pager of its own along.
    """
    form = asked.form or ()
    field, number = next(((n, int(v)) for n, v in form if n.lower() in PAGE_NAMES and v.isdigit()), ("", 0))
    if not form:
        field, number = numbered(asked.url) if asked.asked_by else ("", 0)
    if not field or not listing.entries or FormPager.name in listing.dialects:
        return ()
    pages = listing.in_all or (-(-listing.records // len(listing.entries)) if listing.records else 0)
    if number > 1 and pages:
        return ()
    last = min(pages or number + 1, _MOST_PAGES)
    return [_turned(asked, field, one) for one in range(number + 1, last + 1)]


def _turned(asked: Request, field: str, number: int) -> Request:
    if asked.form is None:
        return replace(asked, url=with_number(asked.url, field, number))
    return replace(asked, form=_numbered(asked.form, field, number))


def _numbered(form: tuple[tuple[str, str], ...], field: str, number: int) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(number) if name == field else value) for name, value in form)
