"""The feedback sheet of a workbook as rows of text, for the form that comes back as `.xlsx`."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from lxml import etree

from flows.notify.reply.package import MOST_ROWS, Rows, part
from flows.notify.writing.annex import FEEDBACK, FEEDBACK_SHEET

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheet_rows(package: zipfile.ZipFile) -> Iterator[Rows]:
    """The rows of the sheets named as the form's, as wide as the form at most.

    Raises `ValueError` for a sheet beyond any form, `KeyError` for a broken package.
    """
    targets = {link.get("Id"): link.get("Target", "") for link in part(package, "xl/_rels/workbook.xml.rels")}
    shared = _shared(package)
    for sheet in part(package, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        if sheet.get("name") == FEEDBACK_SHEET:
            target = targets.get(sheet.get(_REL)) or ""
            name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield list(_rows(package, name, shared))


def _rows(package: zipfile.ZipFile, name: str, shared: list[str]) -> Iterator[list[str]]:
    for place, row in enumerate(part(package, name).iter(f"{_MAIN}row")):
        if place > MOST_ROWS:
            raise ValueError("too many rows")
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            column = _column(cell.get("r") or "")
            if column >= len(FEEDBACK):
                break
            cells += [""] * (column + 1 - len(cells))
            cells[column] = _text(cell, shared)
        yield cells


def _text(cell: etree._Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(str(piece.text or "") for piece in cell.iter(f"{_MAIN}t"))
    value = cell.find(f"{_MAIN}v")
    text = str(value.text or "") if value is not None else ""
    return shared[int(text)] if cell.get("t") == "s" and int(text) < len(shared) else text


def _shared(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    items = part(package, "xl/sharedStrings.xml").iter(f"{_MAIN}si")
    return ["".join(str(piece.text or "") for piece in item.iter(f"{_MAIN}t")) for item in items]


def _column(reference: str) -> int:
    """The place of a column from 0: A1 → 0, AB7 → 27. One without a reference is beyond the form."""
    number = 0
    for letter in reference:
        if not letter.isalpha() or not letter.isascii():
            break
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number - 1 if 0 < number < 20_000 else len(FEEDBACK)
