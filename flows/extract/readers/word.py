"""Word `.docx` → document, from the real `tc` elements of the package's XML.

Never from grid columns: conversions invent them. Tracked changes are read as accepted, content controls and text boxes
as what they hold; macros, fields' codes and anything outside the package are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from lxml import etree

from checks.report import Where
from flows.errors import BrokenDocument, SourceError, TooLarge
from flows.extract.document import Block, Document, Grid, GridCell, Paragraph, Picture, apart
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.halves import pages_of
from flows.extract.layout.page import TORN
from flows.extract.package import Package, holds
from flows.extract.prose_rows import parted
from flows.extract.readers import Source, read_document, reader
from flows.extract.readers.word_changes import join_paragraphs
from flows.extract.readers.word_chunks import chunks_by_relation
from flows.extract.readers.word_numbers import drop_silent_lists
from flows.extract.readers.word_pictures import pictures_by_relation
from flows.extract.readers.word_placed import placed_pages
from flows.extract.readers.word_styles import spell_out_styles, styles_of
from flows.extract.readers.word_tables import (
    carries_on_above,
    cells_of,
    columns_before,
    is_layout,
    is_numbered,
    rows_of,
)
from flows.extract.readers.word_text import DROPPED, written_in
from flows.extract.readers.word_xml import ALTERNATE, chosen_of, name_of, property_of, value_of
from flows.extract.script import settle

_MAIN = "word/document.xml"
_RELATIONS = "_rels/.rels"
_CORE = {"title": "title", "creator": "author", "modified": "modified"}
_OBJECT = Picture("嵌入的对象")
"""What a file shows by another program or from another place: perhaps a table, though not to be read here."""
_PARTED_FIGURES = re.compile(r"(?<=[\d.,])\n(?=[\d.,])")
"""5 over 3 in one cell is not 53."""
_MOST_DEPTH = 200
_MOST_COLUMNS = 2000


@reader(
    ".docx",
    ".docm",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    recognises=lambda content: holds(content, "word/"),
)
def read_word(given: Source) -> Document:
    """A Word document's paragraphs and tables in reading order.

    Raises `BrokenDocument` for a damaged package, `TooLarge` past the limits of the settings.
    """
    return _document(given)


def _document(given: Source, *, is_part: bool = False) -> Document:
    """A Word document; one that is a part of another takes in no further ones."""
    package = Package(given.content, given.name, given.settings.max_document_bytes)
    main = _main_part(package)
    root = package.xml(main)
    body = next((child for child in root if name_of(child) == "body"), None)
    if body is None:
        raise BrokenDocument(f"{given.name}: Word 文档没有正文 (the Word document has no body)")
    spell_out_styles(root, styles_of(package, main))
    drop_silent_lists(root, package, main)
    join_paragraphs(root)
    meta = _meta(package)
    if pages := placed_pages(body):
        return Document(tuple(blocks_of(pages_of(pages), given.name)), meta)
    chunks = {} if is_part else chunks_by_relation(package, main)
    walk = Walk(given, pictures_by_relation(package, main), chunks)
    blocks, pictures = apart(walk.blocks(body, "/w:body", 0))
    return Document(blocks, meta, images=walk.images, pictures=pictures)


def _main_part(package: Package) -> str:
    """The part that the package names as its document, whatever it is called; else the one with the usual name."""
    if _MAIN in package or _RELATIONS not in package:
        return next((name for name in package.names if name.endswith("/document.xml")), _MAIN)
    related = (link for link in package.xml(_RELATIONS) if link.get("Type", "").endswith("/officeDocument"))
    return next((link.get("Target", "").lstrip("/") for link in related), _MAIN)


def _meta(package: Package) -> Mapping[str, str]:
    if "docProps/core.xml" not in package:
        return {}
    try:
        root = package.xml("docProps/core.xml")
    except BrokenDocument:
        return {}
    found = {str(child.tag).rpartition("}")[2]: (child.text or "").strip() for child in root}
    return {ours: settle(found[theirs]) for theirs, ours in _CORE.items() if found.get(theirs)}


class Walk:
    """One pass over the body; counts pictures and table cells as it goes. `pictures` and `chunks` are by relation."""

    def __init__(
        self,
        given: Source,
        pictures: Mapping[str, Picture] = MappingProxyType({}),
        chunks: Mapping[str, tuple[str, bytes]] = MappingProxyType({}),
    ) -> None:
        self._given = given
        self._source = given.name
        self._pictures = pictures
        self._chunks = dict(chunks)
        self._cells_left = given.settings.max_table_cells
        self.images = 0

    def blocks(self, parent: etree._Element, path: str, depth: int) -> Iterator[Block | Picture]:
        """What is below an element: paragraphs, pictures, tables, and all of them within content controls and text boxes."""
        if depth > _MOST_DEPTH:
            raise TooLarge(f"{self._source}: 嵌套超过 {_MOST_DEPTH} 层 (nested more than {_MOST_DEPTH} deep)")
        counts: dict[str, int] = {}
        for child in parent:
            name = name_of(child)
            counts[name] = counts.get(name, 0) + 1
            place = f"{path}/w:{name.rpartition('}')[2]}[{counts[name]}]"
            if name == "p":
                yield from self._paragraph(child, place, depth)
            elif name == "tbl" and not is_layout(child):
                yield from self._table(child, place, depth)
            elif name == "altChunk":
                taken = self._taken_in(next((str(v) for k, v in child.attrib.items() if str(k).endswith("}id")), ""))
                self.images += taken.images if taken else 1
                yield from (*taken.blocks, *taken.pictures) if taken else ()
            elif name == ALTERNATE:
                yield from self.blocks(way, place, depth + 1) if (way := chosen_of(child)) is not None else ()
            elif name not in DROPPED and len(child):
                yield from self.blocks(child, place, depth + 1)

    def _taken_in(self, relation: str) -> Document | None:
        """What a part of the package holds, the first time that it is named; None for one that cannot be read: it may be a
        table as a picture may."""
        name, content = self._chunks.pop(relation, ("", b""))
        part = self._given._replace(content=content, name=f"{self._source}!{name}", content_type=None)
        try:
            is_word = holds(content, "word/")
            return _document(part, is_part=True) if is_word else read_document(content, part.name, None, part.settings)
        except SourceError:
            return None

    def _shown(self, relations: Iterable[str]) -> list[Picture]:
        """The pictures that relations lead to, of those that lead to any."""
        found = (self._pictures.get(name) for names in relations for name in names.split())
        return [picture for picture in found if picture is not None]

    def _object(self, relation: str) -> Document | None:
        """A sheet or a text of another program whose picture the file shows; None where it holds more than that picture may show."""
        held = self._taken_in(relation)
        sheets = {(block.where.xpath or "").partition("!")[0] for block in held.blocks} if held else set()
        return held if held and len(sheets) == 1 and not held.pictures and not held.notes else None

    def _paragraph(self, element: etree._Element, place: str, depth: int) -> Iterator[Block | Picture]:
        written = written_in(element)
        for line in filter(None, map(str.strip, settle(written.text).split("\n"))):
            yield Paragraph(line, Where(source=self._source, xpath=place), _level(element))
        relations: list[str] = []
        for names in written.pictures:
            held = next((self._object(name) for name in names.split() if name in self._chunks), None)
            yield from held.blocks if held else ()
            relations += () if held else [names]
        self.images += len(relations)
        for picture in self._shown(relations) or [_OBJECT] * bool(relations):
            yield replace(picture, where=Where(source=self._source, xpath=place))
        for box in written.boxes:
            yield from self.blocks(box, place + "//w:txbxContent", depth + 1)

    def _table(self, table: etree._Element, place: str, depth: int) -> Iterator[Block | Picture]:
        """A table; one without a word is the frame of the pictures in it."""
        grid = self._grid(table, place, depth)
        yield from parted(grid)
        if not any(cell.text for cell in grid.cells):
            for paragraph in table.iter():
                if name_of(paragraph) == "p":
                    shown = self._shown(written_in(paragraph).pictures)
                    yield from (replace(picture, where=grid.where) for picture in shown)

    def _grid(self, table: etree._Element, place: str, depth: int) -> Grid:
        open_cells: dict[int, int] = {}
        cells: list[GridCell] = []
        width = height = 0
        for row_index, row in enumerate(rows_of(table)):
            column = columns_before(row)
            for cell_index, (cell, span) in enumerate(cells_of(row)):
                self._count(column + span)
                owner = open_cells.get(column)
                if carries_on_above(cell) and owner is not None and cells[owner].colspan == span:
                    cells[owner] = cells[owner]._replace(rowspan=row_index - cells[owner].row + 1)
                else:
                    where = Where(source=self._source, xpath=f"{place}/w:tr[{row_index + 1}]/w:tc[{cell_index + 1}]")
                    cells.append(self._cell(cell, row_index, column, span, where, depth))
                    open_cells[column] = len(cells) - 1
                column += span
            width, height = max(width, column), row_index + 1
        return Grid(tuple(cells), height if cells else 0, width, Where(source=self._source, xpath=place))

    def _count(self, column: int) -> None:
        self._cells_left -= 1
        if self._cells_left < 0 or column > _MOST_COLUMNS:
            raise TooLarge(
                f"{self._source}: 表格格数超过 max_table_cells (a table with more cells than max_table_cells)"
            )

    def _cell(self, element: etree._Element, row: int, column: int, span: int, where: Where, depth: int) -> GridCell:
        before = self.images
        lines: list[str] = []
        for block in self.blocks(element, where.xpath or "", depth + 1):
            if isinstance(block, Paragraph):
                lines.append(block.text)
            elif isinstance(block, Grid):
                lines += [inner.text for inner in block.cells]
        kept = tuple(line for line in map(str.strip, lines) if line)
        if is_numbered(element) and (not kept or "".join(kept).isdigit()):
            kept = (TORN, *kept)
        return GridCell(
            _PARTED_FIGURES.sub(" ", "\n".join(kept)).replace("\n", ""),
            row,
            column,
            1,
            span,
            where,
            kept,
            image=self.images > before,
        )


def _level(paragraph: etree._Element) -> int:
    style = value_of(property_of(paragraph, "pPr", "pStyle")).lower()
    digits = style.removeprefix("heading").strip()
    return int(digits) if digits.isdecimal() and 1 <= int(digits) <= 6 else 0
