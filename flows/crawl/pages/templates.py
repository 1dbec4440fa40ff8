"""How a page's scripts make an article's address out of a record: `"/article/" + row.id + ".html"`, `/detail?id=${item.id}`.

Nothing is run: a string that looks like an address, one field of the record, and the rest of the string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

_PIECE = r"[^\s\"'`<>\\$+]"
_ADDED = re.compile(
    rf"""({_PIECE}{{1,200}})\\?["'`]\s*\+\s*(?:encodeURIComponent\s*\(\s*)?(?:[\w$]+(?:\[\w+\])?\.)*(\w{{1,30}})\)?(?:\s*\+\s*["'`]({_PIECE}{{0,60}}))?"""
)
_FILLED = re.compile(rf"""({_PIECE}{{1,200}})\$\{{\s*(?:[\w$]+\.)*(\w{{1,30}})\s*\}}({_PIECE}{{0,60}})""")
_NO_ARTICLE = re.compile(
    r"\.(?:js|css|png|gif|jpe?g|svg|json)\b|/api/|counter|hits?\b|count|click|upload|list|img|image", re.I
)
_MOST = 20
_MOST_CALLS = 3
BOUND = re.compile(r"""\s(?:v-bind)?:href\s*=\s*"([^"<>]{3,300})\"""")
"""Addresses that a framework fills in: `<a :href="'/detail/' + row.id">`."""


class Template(NamedTuple):
    """An address around one field of a record; `before` may be relative to the page."""

    before: str
    field: str
    after: str = ""

    def made_of(self, record: Mapping[str, str]) -> str | None:
        """The address of a record, or None where it lacks the field."""
        value = record.get(self.field, "")
        return f"{self.before}{value}{self.after}" if value and not re.search(r"[\s<>\"']", value) else None


def templates(scripts: Sequence[str]) -> tuple[Template, ...]:
    """The templates of a page's scripts, each once, in order; at most twenty."""
    return tuple(dict.fromkeys(islice(_found(scripts), _MOST)))


def _found(scripts: Sequence[str]) -> Iterator[Template]:
    for script in scripts:
        for made in _made_in(script):
            yield made
            yield from (made._replace(field=field) for field in _given(scripts, script, made.field))


def _given(scripts: Sequence[str], script: str, parameter: str) -> Iterator[str]:
    """The fields of a record handed to a function by its parameter's place: `open('" + row.docId + "')` for `function open(id)`."""
    for name in re.findall(rf"function\s+(\w{{1,40}})\s*\(\s*{re.escape(parameter)}\s*\)", script)[:_MOST_CALLS]:
        handed = re.compile(rf"\b{re.escape(name)}\(\s*\\*['\"`]*\s*(?:\+\s*)?(?:[\w$]+\.)+(\w{{1,30}})")
        yield from (match[1] for one in scripts for match in islice(handed.finditer(one), _MOST_CALLS))


def _made_in(script: str) -> Iterator[Template]:
    for match in (*_ADDED.finditer(script), *_FILLED.finditer(script)):
        before, field, after = match[1], match[2], match[3] or ""
        if ("/" in before or "?" in before) and not _NO_ARTICLE.search(before + after):
            yield Template(before, field, after)
