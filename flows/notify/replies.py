"""The feedback form that comes back: an `.xlsx` from outside, read within bounds and never believed blindly."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from flows.errors import BrokenDocument, TooLarge
from flows.notify.annex import ANSWERS, FEEDBACK, FEEDBACK_SHEET
from flows.notify.wording import one_line

_MOST_BYTES, _MOST_ROWS, _MOST_TEXT = 20_000_000, 2_000, 2_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the form: what the agency says of one finding."""

    finding_id: str
    mended: str
    explained: str
    when: str
    url: str
    signed: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not any((self.mended, self.explained, self.when, self.url))


def read_answers(path: Path) -> list[Answer]:
    """The filled-in lines of a feedback form.

    Raises `BrokenDocument` for a file that is no such form, `TooLarge` for one beyond any form.
    """
    try:
        content = path.read_bytes()
        if len(content) > _MOST_BYTES:
            raise TooLarge(f"{path}: 文件过大 (too large for a form)")
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            rows = list(_rows(package, _sheet(package, path)))
    except OSError as fault:
        raise BrokenDocument(f"{path}: {fault.strerror}") from None
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, ValueError, NotImplementedError) as fault:
        raise BrokenDocument(f"{path}: 不是可读取的 .xlsx 反馈表 (no readable form: {one_line(str(fault))})") from None
    heads = rows[0] if rows else []
    if [column.head for column in FEEDBACK] != heads[: len(FEEDBACK)]:
        raise BrokenDocument(f"{path}: “{FEEDBACK_SHEET}”的表头已改动 (the form's head was changed)")
    answers = [_answer(row) for row in rows[1:] if row and row[0]]
    return [answer for answer in answers if not answer.is_empty]


def _answer(row: list[str]) -> Answer:
    cells = [one_line(text)[:_MOST_TEXT] for text in [*row, *([""] * len(FEEDBACK))]]
    return Answer(cells[0], *cells[2 : 2 + len(ANSWERS)])


def _sheet(package: zipfile.ZipFile, path: Path) -> str:
    targets = {link.get("Id"): link.get("Target", "") for link in _xml(package, "xl/_rels/workbook.xml.rels")}
    for sheet in _xml(package, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        if sheet.get("name") == FEEDBACK_SHEET:
            target = targets.get(sheet.get(_REL)) or ""
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise BrokenDocument(f"{path}: 没有“{FEEDBACK_SHEET}”工作表 (the form's sheet is missing)")


def _rows(package: zipfile.ZipFile, name: str) -> Iterator[list[str]]:
    shared = _shared(package)
    for place, row in enumerate(_xml(package, name).iter(f"{_MAIN}row")):
        if place > _MOST_ROWS:
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
        return "".join(str(part.text or "") for part in cell.iter(f"{_MAIN}t"))
    value = cell.find(f"{_MAIN}v")
    text = str(value.text or "") if value is not None else ""
    return shared[int(text)] if cell.get("t") == "s" and int(text) < len(shared) else text


def _shared(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    items = _xml(package, "xl/sharedStrings.xml").iter(f"{_MAIN}si")
    return ["".join(str(part.text or "") for part in item.iter(f"{_MAIN}t")) for item in items]


def _column(reference: str) -> int:
    """The place of a column from 0: A1 → 0, AB7 → 27. One without a reference is beyond the form."""
    number = 0
    for letter in reference:
        if not letter.isalpha() or not letter.isascii():
            break
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number - 1 if 0 < number < 20_000 else len(FEEDBACK)


def _xml(package: zipfile.ZipFile, name: str) -> etree._Element:
    if package.getinfo(name).file_size > _MOST_BYTES:
        raise ValueError("a part is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(package.read(name), parser)
