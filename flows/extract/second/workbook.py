"""A spreadsheet by openpyxl, against the first reading's own walk over the XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.report import Where
from flows.errors import BrokenDocument, TooLarge
from flows.extract.document import Block, Document
from flows.extract.grid import RawCell
from flows.extract.package import Package, holds
from flows.extract.readers import Source
from flows.extract.readers.sheet import blocks_of_sheet
from flows.extract.readers.sheet_rows import ends_of
from flows.extract.second import route

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# openpyxl meets a file that it does not know with whatever its code runs into.
_FAULTS = (zipfile.BadZipFile, KeyError, ValueError, IndexError, AttributeError, TypeError)


@route(lambda content: holds(content, "xl/"))
def read_workbook(given: Source) -> Document:
    """The sheets in view, the kept values of formulas, merged cells as openpyxl resolves them.

    Raises `BrokenDocument` where openpyxl makes nothing of the file, `TooLarge` past the limits of the settings.
    """
    # Every worker of a batch would pay for it, and few reports are spreadsheets.
    from openpyxl import load_workbook

    _refuse_excess(given)
    try:
        book = load_workbook(io.BytesIO(given.content), data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return Document(tuple(block for sheet in sheets for block in _blocks(sheet, given)))
    except _FAULTS as fault:
        raise BrokenDocument(f"{given.name}: {fault}") from None


def _refuse_excess(given: Source) -> None:
    """openpyxl sets no limit of its own, and makes a cell for every slot that a merged area covers."""
    package = Package(given.content, given.name, given.settings.max_document_bytes)
    covered = 0
    for name in package.names:
        if not name.endswith(".xml"):
            package.read(name)
            continue
        for merged in package.xml(name).iter("{*}mergeCell"):
            first, last = ends_of(merged.get("ref", ""))
            covered += (last[0] - first[0] + 1) * (last[1] - first[1] + 1)
    if covered > given.settings.max_table_cells:
        raise TooLarge(f"{given.name}: 合并的单元格过大 (merged cells over more than a table)")


def _blocks(sheet: Worksheet, given: Source) -> Iterator[Block]:
    limit = given.settings.max_table_cells
    if sheet.max_row * sheet.max_column > limit:
        raise TooLarge(f"{given.name}: 表格超过 {limit} 格 (a sheet of more than {limit} cells)")
    hidden = [(one.min, one.max) for one in sheet.column_dimensions.values() if one.hidden]
    spans = {(one.min_row, one.min_col): (one.size["rows"], one.size["columns"]) for one in sheet.merged_cells.ranges}
    left_out = {slot for one in sheet.merged_cells.ranges for slot in one.cells} - spans.keys()
    rows = []
    for number, line in enumerate(sheet.iter_rows(values_only=True), 1):
        seen = [
            RawCell(_said(value), *spans.get((number, column), (1, 1)))
            for column, value in enumerate(line, 1)
            if (number, column) not in left_out and not any(first <= column <= last for first, last in hidden)
        ]
        rows += [] if sheet.row_dimensions[number].hidden else [seen]
    yield from blocks_of_sheet(rows, Where(given.name, sheet.title), limit)


def _said(value: object) -> str:
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value).strip()
