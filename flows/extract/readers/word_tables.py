"""The rows and real cells of a Word table, with what they cover."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from flows.extract.readers.word_xml import is_on, name_of, number_of, property_of, value_of

_WRAPPERS = ("sdt", "sdtContent", "ins", "customXml")
_FEW_CELLS = 4


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The table's own rows, deleted and hidden ones left out, those in content controls included."""
    return _kept(table, "tr", "trPr", "del")


def cells_of(row: etree._Element) -> list[tuple[etree._Element, int]]:
    """The row's real `tc` elements, deleted ones left out, each with the grid columns it covers.

    Old files write an empty cell for every column that one carries on over.
    """
    cells: list[tuple[etree._Element, int]] = []
    for cell in _kept(row, "tc", "tcPr", "cellDel"):
        span = number_of(property_of(cell, "tcPr", "gridSpan"), least=1)
        if cells and _carries_on(cell, "hMerge"):
            cells[-1] = (cells[-1][0], cells[-1][1] + span)
        else:
            cells.append((cell, span))
    return cells


def _kept(parent: etree._Element, wanted: str, properties: str, deleted: str) -> Iterator[etree._Element]:
    """The parent's own rows or cells, those in content controls included, without those whose properties say deleted
    or hidden."""
    for child in parent:
        name = name_of(child)
        if name == wanted:
            if property_of(child, properties, deleted) is None and not is_on(child, properties, "hidden"):
                yield child
        elif name in _WRAPPERS:
            yield from _kept(child, wanted, properties, deleted)


def columns_before(row: etree._Element) -> int:
    """The grid columns that the row leaves free at its beginning."""
    return number_of(property_of(row, "trPr", "gridBefore"), least=0)


def carries_on_above(cell: etree._Element) -> bool:
    """Whether a cell only carries on the one above it."""
    return _carries_on(cell, "vMerge")


def is_numbered(cell: etree._Element) -> bool:
    """Whether Word writes a list's number into a cell: 1. in one that holds nothing itself."""
    numberings = (property_of(paragraph, "pPr", "numPr") for paragraph in cell)
    lists = (
        part for numbering in numberings if numbering is not None for part in numbering if name_of(part) == "numId"
    )
    return any(number_of(part, least=0) > 0 for part in lists)


def _carries_on(cell: etree._Element, merge: str) -> bool:
    mark = property_of(cell, "tcPr", merge)
    return mark is not None and value_of(mark, "continue") == "continue"


def is_layout(table: etree._Element) -> bool:
    """Whether a table only holds others, or lines of prose, in their places on the page."""
    rows = [cells_of(row) for row in rows_of(table)]
    if all(len(cells) == 1 and _says_something(cells[0][0]) for cells in rows):
        return True
    return any(sum(len(cells_of(row)) for row in rows_of(inner)) > _FEW_CELLS for inner in _inner(table))


def _says_something(cell: etree._Element) -> bool:
    """Whether a cell holds words: blanks and figures, each in a row of its own, are those of a table all the same."""
    text = "".join(part.text or "" for part in cell.iterdescendants() if name_of(part) == "t").strip()
    return bool(text) and not text.isdigit()


def _inner(table: etree._Element) -> Iterator[etree._Element]:
    return (element for element in table.iterdescendants() if name_of(element) == "tbl")
