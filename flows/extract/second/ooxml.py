"""A Word file by python-docx, against the first reading's own walk over the XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table

from flows.errors import BrokenDocument
from flows.extract.document import Block, Document, Grid, GridCell, Paragraph
from flows.extract.package import Package, holds
from flows.extract.readers import Source
from flows.extract.script import settle
from flows.extract.second import route

# python-docx meets a file that it does not know (the strict kind, a damaged part) with whatever its code runs into.
_FAULTS = (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, IndexError, AttributeError, TypeError)
_GONE = "ancestor::w:del or ancestor::w:moveFrom or ../w:rPr/w:vanish or ../w:rPr/w:vertAlign[@w:val='superscript']"
_PRINTED = f".//w:t[not({_GONE})]"


@route(lambda content: holds(content, "word/"))
def read_ooxml(given: Source) -> Document:
    """The document's paragraphs and tables, merged cells as python-docx resolves them.

    Raises `BrokenDocument` where python-docx makes nothing of the file.
    """
    package = Package(given.content, given.name, given.settings.max_document_bytes)
    for name in package.names:
        package.read(name)  # python-docx sets no limit of its own
    try:
        document = docx.Document(io.BytesIO(given.content))
        return Document(tuple(_blocks(document)))
    except _FAULTS as fault:
        raise BrokenDocument(f"{given.name}: {fault}") from None


def _printed(paragraph: BaseOxmlElement) -> str:
    """What is printed of a paragraph: python-docx's own text leaves insertions out and hidden text in."""
    return settle("".join(text.text or "" for text in paragraph.xpath(_PRINTED))).strip()


def _blocks(document: object) -> Iterator[Block]:
    for item in document.iter_inner_content():  # type: ignore[attr-defined]  # python-docx ships no types
        if isinstance(item, Table):
            yield _grid(item)
        elif text := settle(item.text).strip():
            yield Paragraph(text)


def _grid(table: Table) -> Grid:
    """Every real cell once, at the extent of the slots in which python-docx shows it."""
    slots: dict[object, list[tuple[int, int]]] = {}
    texts: dict[object, tuple[str, ...]] = {}
    for row, line in enumerate(table.rows):
        for column, cell in enumerate(line.cells):
            slots.setdefault(cell._tc, []).append((row, column + line.grid_cols_before))
            texts[cell._tc] = tuple(filter(None, map(_printed, cell._tc.xpath(".//w:p"))))
    cells = []
    for owner, places in slots.items():
        top, left = min(place[0] for place in places), min(place[1] for place in places)
        height = max(place[0] for place in places) - top + 1
        width = max(place[1] for place in places) - left + 1
        cells.append(GridCell("".join(texts[owner]), top, left, height, width, lines=texts[owner]))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(cells), len(table.rows), max((cell.column + cell.colspan for cell in cells), default=0))
