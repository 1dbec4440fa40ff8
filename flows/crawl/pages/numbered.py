"""Addresses that hold the number of a page: in a field of their query, or in their file's name (`/list/1.json`)."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flows.crawl.pages.expressions import PAGE_NAMES

_FILE = re.compile(r"[/_-](\d{1,4})\.json$")
_IN_PATH = "/"
_LONGEST = 9
# pageId is often that of the page which asks.
_MOST_PAGES = 500


def numbered(url: str, names: frozenset[str] = PAGE_NAMES) -> tuple[str, int]:
    """The field that holds the page's number (or what goes by other `names`), and the number; an empty name where there is none."""
    fields = {name: value for name, value in parse_qsl(urlsplit(url).query) if name.lower() in names}
    asked = ((name, int(value)) for name, value in fields.items() if value.isdigit() and len(value) <= _LONGEST)
    if found := next((one for one in asked if one[0].lower() != "pageid" or one[1] <= _MOST_PAGES), None):
        return found
    file = _FILE.search(urlsplit(url).path) if names is PAGE_NAMES else None
    return (_IN_PATH, int(file[1])) if file else ("", 0)


def with_number(url: str, field: str, number: int) -> str:
    """The address of another page; `field` is as `numbered` gives it."""
    parts = urlsplit(url)
    if field == _IN_PATH:
        path = _FILE.sub(lambda file: file[0].replace(file[1], str(number)), parts.path)
        return urlunsplit(parts._replace(path=path))
    query = [(name, str(number) if name == field else value) for name, value in parse_qsl(parts.query, True)]
    return urlunsplit(parts._replace(query=urlencode(query)))
