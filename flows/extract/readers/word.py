"""Word `.docx` → document, from the real `tc` elements of the package's XML.

Never from grid columns: conversions invent them. Tracked changes are read as accepted, content controls and text boxes
as what they hold; macros, fields' codes and anything outside the package are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from checks.model import Where
from flows.errors import BrokenDocument, TooLarge
from flows.extract.document import Block, Document, Grid, GridCell, Paragraph
from flows.extract.package import Package, holds
from flows.extract.readers import Source, reader
from flows.extract.script import settle

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = "word/document.xml"
_DROPPED = frozenset({"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "sectPr", "footnote"})
_CORE = {"title": "title", "creator": "author", "modified": "modified"}
# What a run writes: its own text, or the sign that an empty element stands for. Tab stops sit in dropped properties.
_SIGNS = {"t": "", "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MOST_DEPTH = 200


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
    package = Package(given.content, given.name, given.settings.max_document_bytes)
    main = _MAIN if _MAIN in package else next((n for n in package.names if n.endswith("/document.xml")), _MAIN)
    root = package.xml(main)
    body = next((child for child in root if _name(child) == "body"), None)
    if body is None:
        raise BrokenDocument(f"{given.name}: the Word document has no body")
    walk = _Walk(given.name, given.settings.max_table_cells)
    blocks = tuple(walk.blocks(body, "/w:body", 0))
    return Document(blocks, _meta(package), images=walk.images)


def _name(element: etree._Element) -> str:
    """The local name of a word-processing element; of any other its whole tag, and of a comment nothing."""
    tag: object = element.tag
    return tag.removeprefix(_W).removeprefix(_STRICT) if isinstance(tag, str) else ""


def _meta(package: Package) -> Mapping[str, str]:
    if "docProps/core.xml" not in package:
        return {}
    try:
        root = package.xml("docProps/core.xml")
    except BrokenDocument:
        return {}
    found = {str(child.tag).rpartition("}")[2]: (child.text or "").strip() for child in root}
    return {ours: settle(found[theirs]) for theirs, ours in _CORE.items() if found.get(theirs)}


class _Walk:
    """One pass over the body; counts pictures and table cells as it goes."""

    def __init__(self, source: str, max_cells: int) -> None:
        self._source = source
        self._cells_left = max_cells
        self.images = 0

    def blocks(self, parent: etree._Element, path: str, depth: int) -> Iterator[Block]:
        """The blocks below an element: paragraphs, tables, and both within content controls and text boxes."""
        if depth > _MOST_DEPTH:
            raise TooLarge(f"{self._source}: nested more than {_MOST_DEPTH} deep")
        counts: dict[str, int] = {}
        for child in parent:
            name = _name(child)
            counts[name] = counts.get(name, 0) + 1
            place = f"{path}/w:{name}[{counts[name]}]"
            if name == "p":
                yield from self._paragraph(child, place, depth)
            elif name == "tbl":
                yield self._grid(child, place, depth)
            elif name not in _DROPPED and len(child):
                yield from self.blocks(child, place, depth + 1)

    def _paragraph(self, element: etree._Element, place: str, depth: int) -> Iterator[Block]:
        boxes: list[etree._Element] = []
        text = settle(self._text(element, boxes)).strip()
        if text:
            yield Paragraph(text, Where(source=self._source, xpath=place), _level(element))
        for box in boxes:
            yield from self.blocks(box, place + "//w:txbxContent", depth + 1)

    def _text(self, element: etree._Element, boxes: list[etree._Element]) -> str:
        """The text below an element as accepted; text boxes are set aside, their content stands on its own."""
        pieces: list[str] = []
        stack = [element]
        while stack:
            node = stack.pop()
            name = _name(node)
            if name == "txbxContent":
                boxes.append(node)
            elif name in _SIGNS:
                pieces.append(_SIGNS[name] or node.text or "")
            elif name.endswith(("}blip", "}imagedata")):
                self.images += 1
            elif name not in _DROPPED and name != _ALTERNATE:
                stack.extend(reversed(node))
        return "".join(pieces)

    def _grid(self, table: etree._Element, place: str, depth: int) -> Grid:
        open_cells: dict[int, int] = {}
        cells: list[GridCell] = []
        width = row_index = 0
        for row_index, row in enumerate(_rows(table)):
            column = _before(row)
            for cell_index, cell in enumerate(_real_cells(row)):
                span, merge = _spans(cell)
                self._cells_left -= 1
                if self._cells_left < 0 or column + span > 2000:
                    raise TooLarge(f"{self._source}: a table with more cells than max_table_cells")
                owner = open_cells.get(column)
                if merge == "continue" and owner is not None and cells[owner].colspan == span:
                    cells[owner] = _taller(cells[owner], row_index)
                else:
                    where = Where(source=self._source, xpath=f"{place}/w:tr[{row_index + 1}]/w:tc[{cell_index + 1}]")
                    cells.append(self._cell(cell, row_index, column, span, where, depth))
                    open_cells[column] = len(cells) - 1
                column += span
            width = max(width, column)
        height = row_index + 1 if cells else 0
        return Grid(tuple(cells), height, width, Where(source=self._source, xpath=place))

    def _cell(self, element: etree._Element, row: int, column: int, span: int, where: Where, depth: int) -> GridCell:
        before = self.images
        lines: list[str] = []
        for block in self.blocks(element, where.xpath or "", depth + 1):
            if isinstance(block, Paragraph):
                lines += block.text.split("\n")
            else:
                lines += [inner.text for inner in block.cells]
        kept = tuple(line.strip() for line in lines if line.strip())
        return GridCell("".join(kept), row, column, 1, span, where, kept, image=self.images > before)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The table's own rows, deleted ones left out, those in content controls included."""
    for child in table:
        name = _name(child)
        if name == "tr" and not any(_name(mark) == "del" for part in child if _name(part) == "trPr" for mark in part):
            yield child
        elif name in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _rows(child)


def _real_cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        name = _name(child)
        if name == "tc":
            yield child
        elif name in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _real_cells(child)


def _value(element: etree._Element | None, default: str = "") -> str:
    if element is None:
        return default
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("val")), default)


def _property(element: etree._Element, holder: str, name: str) -> etree._Element | None:
    for part in element:
        if _name(part) == holder:
            return next((mark for mark in part if _name(mark) == name), None)
    return None


def _before(row: etree._Element) -> int:
    return _number(_value(_property(row, "trPr", "gridBefore"), "0"), least=0)


def _spans(cell: etree._Element) -> tuple[int, str]:
    """How many columns a cell covers, and whether it opens ("restart"), carries on ("continue") or has no merge ("")."""
    span = _number(_value(_property(cell, "tcPr", "gridSpan"), "1"), least=1)
    merge = _property(cell, "tcPr", "vMerge")
    return span, "" if merge is None else _value(merge, "continue")


def _number(text: str, least: int) -> int:
    return max(int(text), least) if text.isdecimal() and len(text) < 6 else least


def _taller(cell: GridCell, row: int) -> GridCell:
    return GridCell(
        cell.text, cell.row, cell.column, row - cell.row + 1, cell.colspan, cell.where, cell.lines, cell.image
    )


def _level(paragraph: etree._Element) -> int:
    style = _value(_property(paragraph, "pPr", "pStyle")).lower()
    digits = style.removeprefix("heading").strip()
    return int(digits) if digits.isdecimal() and 1 <= int(digits) <= 6 else 0
