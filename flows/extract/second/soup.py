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
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_UNSEEN = ("script", "style", "noscript", "template")


def _is_page(content: bytes) -> bool:
    return not content.startswith(_OTHER_FORMATS) and _TAG.search(content[:200_000]) is not None


@route(_is_page)
def read_soup(given: Source) -> Document:
    """The page's innermost tables and the text between them, in the order of the source."""
    soup = BeautifulSoup(settle(decode(given.content, given.content_type).text), "lxml")
    for unseen in soup(_UNSEEN):
        unseen.decompose()
    return Document(tuple(_blocks(soup, given)))


def _blocks(soup: BeautifulSoup, given: Source) -> Iterator[Block]:
    for number, element in enumerate(soup.find_all(["table", "p", "h1", "h2", "h3", "h4"])):
        if element.name == "table":
            if element.find("table") is None:
                rows = [[_cell(cell) for cell in row.find_all(["td", "th"])] for row in element.find_all("tr")]
                place = Where(source=given.name, xpath=f"(//table)[{number + 1}]")
                yield lay_out(rows, place, given.settings.max_table_cells)
        elif element.find_parent("td") is None and (text := _text(element)):
            yield Paragraph(text)


def _cell(element: Tag) -> RawCell:
    for line_break in element.find_all("br"):
        line_break.replace_with("\n")
    for raised in [*element.find_all(["sup", "sub"]), *element.find_all(style=_RAISED)]:
        raised.replace_with(f"({raised.get_text()})")  # 5¹ is 5 with a note
    lines = tuple(line.strip() for line in element.get_text().split("\n") if line.strip())
    return RawCell("".join(lines), _span(element, "rowspan"), _span(element, "colspan"), lines=lines)


def _text(element: Tag) -> str:
    return " ".join(element.get_text().split())


def _span(element: Tag, name: str) -> int:
    value = str(element.get(name, "1")).strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
