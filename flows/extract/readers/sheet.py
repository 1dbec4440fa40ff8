"""Spreadsheets `.xlsx` → document: a grid a sheet, of what a person sees who opens it.

Formulas are never worked out: the value that the file keeps of each is read. Hidden sheets, rows and columns are left out and
told; macros, links to other files and anything outside the package are left alone.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from checks.report import Where
from flows.errors import BrokenDocument
from flows.extract.document import Block, Document, Grid, Paragraph
from flows.extract.grid import RawCell, filled
from flows.extract.package import Package, holds
from flows.extract.prose_rows import blocks_of
from flows.extract.readers import Source, reader
from flows.extract.readers.sheet_cells import Texts, local, texts_of
from flows.extract.readers.sheet_rows import rows_of

_MAIN = "xl/workbook.xml"
_MOST_SHEETS = 50


@reader(
    ".xlsx",
    ".xlsm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    recognises=lambda content: holds(content, "xl/"),
)
def read_sheet(given: Source) -> Document:
    """The tables of a spreadsheet, sheet by sheet, as it shows them.

    Raises `BrokenDocument` for a damaged package or one in the binary format, `TooLarge` past the limits of the settings.
    """
    package = Package(given.content, given.name, given.settings.max_document_bytes)
    if _MAIN not in package:
        raise BrokenDocument(f"{given.name}: 不是可读的 xlsx 表格文件 (no readable .xlsx workbook)")
    texts = texts_of(package)
    blocks: list[Block] = []
    notes: list[str] = []
    for name, part, is_hidden in _sheets(package):
        if is_hidden:
            notes.append(f"hidden sheet left out: {name}")
        elif part in package:
            blocks += _read(package.xml(part), name, texts, given, notes)
    return Document(tuple(blocks), notes=tuple(notes))


def _sheets(package: Package) -> Iterator[tuple[str, str, bool]]:
    """Name, part and whether it is hidden of every sheet, in the order of their tabs."""
    targets = {}
    relations = "xl/_rels/workbook.xml.rels"
    for relation in package.xml(relations) if relations in package else ():
        target = posixpath.normpath(posixpath.join("/xl", relation.get("Target", "").replace("\\", "/")))
        targets[relation.get("Id", "")] = target.lstrip("/")
    sheets = [element for element in package.xml(_MAIN).iter() if local(element) == "sheet"]
    for sheet in sheets[:_MOST_SHEETS]:
        relation_id = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        yield sheet.get("name", ""), targets.get(relation_id, ""), sheet.get("state", "visible") != "visible"


def _read(sheet: etree._Element, name: str, texts: Texts, given: Source, notes: list[str]) -> list[Block]:
    limit, where = given.settings.max_table_cells, Where(given.name, name)
    shown = rows_of(sheet, texts, where, limit)
    if shown.hidden:
        notes.append(f"{name}: {shown.hidden} hidden rows or columns left out")
    blocks = blocks_of_sheet(shown.rows, where, limit)
    # Without frames nothing tells a blank cell from what lies beside a table.
    return [filled(block) if isinstance(block, Grid) and not shown.is_framed else block for block in blocks]


def blocks_of_sheet(rows: Sequence[Sequence[RawCell]], where: Where, limit: int) -> Iterator[Block]:
    """A sheet's tables, and as paragraphs what stands in rows of its own above and below them: a title, a day.

    A row of merged cells right above a table is its head's. Raises `TooLarge` where a table has more than `limit` cells.
    """
    tables = [place for place, row in enumerate(rows) if sum(bool(raw.text) for raw in row) > 1]
    start = tables[0] if tables else 0
    while start and any(raw.colspan > 1 or raw.rowspan > 1 for raw in rows[start - 1]):
        start -= 1
    stop = max((at + raw.rowspan for at in tables for raw in rows[at]), default=0)
    yield from _paragraphs(rows[:start])
    yield from blocks_of(rows[start:stop], where, limit)
    yield from _paragraphs(rows[stop:])


def _paragraphs(rows: Iterable[Iterable[RawCell]]) -> Iterator[Paragraph]:
    for raw in (raw for row in rows for raw in row if raw.text):
        yield from (Paragraph(line, raw.where) for line in raw.lines or (raw.text,))
