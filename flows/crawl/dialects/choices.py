"""Boxes to choose from whose script puts what was chosen together into an address: a box of agencies, a box of years.

`location.href = '/report.jsp?area=' + $('#unit').val() + '&fbtime=' + $('#year').val()`, as Hanweb's xxgkAnnualReport.jsp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import NamedTuple

from flows.crawl.dialects.dialect import Dialect, Entry
from flows.crawl.pages.around import text_of
from flows.crawl.pages.expressions import summands
from flows.crawl.pages.links import Link, resolved
from flows.crawl.pages.names import is_organ
from flows.crawl.pages.page import Page

_GOES = re.compile(r"(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(|window\.open\s*\()\s*([^;\n]{5,500})")
_CHOSEN = re.compile(
    r"""^(?:\$\(\s*['"]#([\w-]{1,60})(?:\s+option:selected)?['"]\s*\)\.val\(\)|document\.getElementById\(\s*['"]([\w-]{1,60})['"]\s*\)\.value)\W*$"""
)
_KEPT = re.compile(
    r"""\b([\w$]{1,40})\s*=\s*(\$\(\s*['"]#[\w-]{1,60}(?:\s+option:selected)?['"]\s*\)\.val\(\)|document\.getElementById\(\s*['"][\w-]{1,60}['"]\s*\)\.value)"""
)
_ADDS = re.compile(r"""['"`]\s*<option|new\s+Option\s*\(|createElement\(\s*['"]option""", re.I)
# $('#year').change(function () { location.href = '?y=' + $(this).val() })
_BOUND = re.compile(
    r"""(?:\$\(\s*['"]#([\w-]{1,60})['"]\s*\)\.(?:change\s*\(|on\s*\(\s*['"]change['"]\s*,)|document\.getElementById\(\s*['"]([\w-]{1,60})['"]\s*\)\.(?:onchange\s*=|addEventListener\s*\(\s*['"]change['"]\s*,))"""
)
_ITSELF = re.compile(r"\$\(\s*(?:this|e(?:vent)?\.target)\s*\)\.val\(\)|\b(?:this|e(?:vent)?\.target)\.value\b")
_HANDLER = 600
_STRING = re.compile(r"""^['"`](.*)['"`]$""")
_YEAR = re.compile(r"^\D{0,4}(20\d{2})\s*年?度?$")
_MOST_BOXES = 10
_MOST_OPTIONS = 500
_MOST_MADE = 5_000


class Choice(NamedTuple):
    """One option of a box: what is sent for it, the year or the agency that it stands for."""

    value: str
    year: str = ""
    who: str = ""


class Choices(Dialect):
    """选项拼成的地址."""

    name = "选项"

    def recognises(self, page: Page) -> bool:
        """Whether the page has boxes, and a script that reads one and goes somewhere."""
        return page.is_html and "<select" in page.source.lower() and any(True for _ in _expressions(page))

    def entries(self, page: Page) -> Sequence[Entry]:
        """An agency's report of a year for each pair of agency and year that can be chosen."""
        return [
            Entry(f"{who}{year}年政府信息公开工作年度报告", url, None, f"{who} {year}年")
            for who, year, url in _made(page)
            if who and year
        ]

    def shows_all(self, page: Page) -> bool:
        """Unless a script adds options to a box."""
        return not any(_ADDS.search(script) for script in page.scripts)

    def columns(self, page: Page) -> Sequence[Link]:
        """Where an agency alone is chosen, or a year, its part of the list."""
        return [Link(who or f"{year}年", url) for who, year, url in _made(page) if not (who and year)]


def _made(page: Page) -> Iterator[tuple[str, str, str]]:
    """Agency, year and address of everything that can be chosen; one of the two may be empty."""
    boxes = _boxes(page)
    for asked in _expressions(page):
        pieces = [_piece(piece, boxes) for piece in asked]
        if not all(pieces):
            continue
        for chosen in islice(product(*pieces), _MOST_MADE):
            url = resolved(page.url, "".join(one.value for one in chosen))
            who, year = ("".join(one.who for one in chosen), "".join(one.year for one in chosen))
            if url and (who or year):
                yield who, year, url


def _expressions(page: Page) -> Iterator[Sequence[str]]:
    """What scripts make addresses of by asking a box for what was chosen, as summands."""
    for script in map(_told_apart, page.scripts):
        kept = {match[1]: match[2] for match in _KEPT.finditer(script)}
        for match in _GOES.finditer(script):
            pieces = [kept.get(piece, piece) for piece in summands(match[1])]
            if any(_CHOSEN.match(piece) for piece in pieces):
                yield pieces


def _told_apart(script: str) -> str:
    """A script in which the box that a handler is bound to is called by its id where the handler says `this`."""
    told, end = [], 0
    for match in _BOUND.finditer(script):
        handler = script[match.end() : match.end() + _HANDLER]
        handler = handler[: bound.start() if (bound := _BOUND.search(handler)) else None]
        name = f"$('#{match[1] or match[2]}').val()"
        told += [script[end : match.end()], _ITSELF.sub(lambda _, name=name: name, handler)]  # type: ignore[misc]
        end = match.end() + len(handler)
    return "".join((*told, script[end:]))


def _piece(piece: str, boxes: Mapping[str, Sequence[Choice]]) -> Sequence[Choice]:
    """What a summand may be: a string, or the options of the box that it asks; nothing for anything else."""
    if chosen := _CHOSEN.match(piece):
        return boxes.get(chosen[1] or chosen[2], ())
    string = _STRING.match(piece)
    return [Choice(string[1])] if string else ()


def _boxes(page: Page) -> Mapping[str, Sequence[Choice]]:
    """The options of each box by its id; those that stand for neither an agency nor a year are left out."""
    found: dict[str, list[Choice]] = {}
    for box in page.nodes("select[id]")[:_MOST_BOXES]:
        # An option without a value sends what it shows.
        options = ((node.attributes.get("value", text_of(node)), text_of(node)) for node in box.css("option"))
        known = (_choice((value or "").strip(), text) for value, text in islice(options, _MOST_OPTIONS))
        found[box.attributes.get("id") or ""] = [one for one in known if one]
    return found


def _choice(value: str, text: str) -> Choice | None:
    if year := _YEAR.match(text):
        return Choice(value, year=year[1])
    return Choice(value, who=text) if value and is_organ(text) else None
