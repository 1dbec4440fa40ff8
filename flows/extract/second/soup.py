"""A web page by BeautifulSoup on lxml, against the first reading's lexbor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from checks.report import Where
from flows.extract.document import Block, Document, Paragraph
from flows.extract.encoding import decode
from flows.extract.grid import RawCell, lay_out
from flows.extract.readers import Source
from flows.extract.script import settle
from flows.extract.second import route

_TAG = re.compile(rb"<(?:html|body|table|div|p)\b", re.IGNORECASE)
_OTHER_FORMATS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
_WRITTEN = (None, "text", "number")
"""The types of fields whose value is seen; a field without one is of the first."""
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*>")
"""Of an XHTML page; BeautifulSoup would warn of it on the user's screen."""
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|line-through|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_UNSEEN = ("script", "style", "noscript", "template", "del", "s", "strike")
_BLOCKS = re.compile(r"^(?:address|article|br|center|d[dt]|div|h[1-6r]|li|p|pre|section|t[dhr]|title)$")
_ENDS = ("p", "br", "div", "li", "pre")
_MOST_LINES = 12
"""In a cell of a table; a label that is written downward has ten."""
_SPACES = re.compile(r"[^\S\t]+")
_GRID = "\0"
"""Stands in the text where a table stood: no page has it."""


def _is_page(content: bytes) -> bool:
    return not content.startswith(_OTHER_FORMATS) and _TAG.search(content[:200_000]) is not None


@route(_is_page)
def read_soup(given: Source) -> Document:
    """The page's innermost tables and the lines of text around them, in the order of the source."""
    page = _PROLOGUE.sub("", decode(given.content, given.content_type).text)
    soup = BeautifulSoup(page, "lxml")
    for unseen in [*soup(_UNSEEN), *soup.find_all(style=_HIDDEN)]:
        unseen.decompose()
    return Document(tuple(_blocks(soup, given)))


def _blocks(soup: BeautifulSoup, given: Source) -> Iterator[Block]:
    grids = []
    for number, table in enumerate(soup.find_all("table"), 1):
        if not _lays_out(table):
            rows = [[_cell(cell) for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")]
            grids.append(lay_out(rows, Where(given.name, f"(//table)[{number}]"), given.settings.max_table_cells))
            table.replace_with(_GRID)
    for place, part in enumerate(_lines(soup).split(_GRID)):
        yield from grids[place - 1 : place]
        yield from (Paragraph(line) for line in map(_squeezed, part.split("\n")) if line)


def _lays_out(table: Tag) -> bool:
    """Whether a table only divides the page: another, or the lines of an article, stand in it."""
    return table.find("table") is not None or any(len(cell(_ENDS)) > _MOST_LINES for cell in table("td"))


def _lines(soup: BeautifulSoup) -> str:
    """The text, a line for every block and for every one that a break begins."""
    for text in soup.find_all(string=re.compile("\n")):
        if text.find_parent("pre") is None:
            text.replace_with(text.replace("\n", " "))
    for block in soup(_BLOCKS):
        block.insert(0, "\n")
        block.append("\n")
    return soup.get_text()


def _cell(element: Tag) -> RawCell:
    for line_break in element.find_all("br"):
        line_break.replace_with("\n")
    for raised in [*element.find_all(["sup", "sub"]), *element.find_all(style=_RAISED)]:
        raised.replace_with(f"({raised.get_text()})")  # 5¹ is 5 with a note
    for field in element.find_all("input", type=lambda kind: kind in _WRITTEN):
        field.replace_with(str(field.get("value", "")))
    lines = tuple(line.strip() for line in settle(element.get_text()).split("\n") if line.strip())
    return RawCell("".join(lines), _span(element, "rowspan"), _span(element, "colspan"), lines=lines)


def _squeezed(line: str) -> str:
    return _SPACES.sub(" ", settle(line)).strip(" ")


def _span(element: Tag, name: str) -> int:
    value = str(element.get(name, "1")).strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
