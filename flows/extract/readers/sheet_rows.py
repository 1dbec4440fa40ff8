"""The rows of a spreadsheet as they are seen: hidden rows and columns gone, merged cells as one, blanks where a frame is drawn."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from checks.report import Where
from flows.errors import TooLarge
from flows.extract.grid import MAX_AREA, RawCell
from flows.extract.readers.sheet_cells import Texts, local
from flows.extract.script import settle

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LINE_END = re.compile(r"_x000D_\n?|\r\n?|\n")
_ON = ("1", "true")
_MOST_COLUMNS = 16_384
_MOST_SETTINGS = 500

Slot = tuple[int, int]
"""Row and column, from 1 as in the sheet."""


class Shown(NamedTuple):
    """The rows of a sheet, how many rows and columns are hidden among them, and whether any cell of it has a frame."""

    rows: list[list[RawCell]]
    hidden: int
    is_framed: bool


class _Area(NamedTuple):
    """A merged area in view: the text of its first cell, that cell's slot, and how many rows and columns are seen of it."""

    text: str
    first: Slot
    rows: int
    columns: int


def rows_of(sheet: etree._Element, texts: Texts, where: Where, limit: int) -> Shown:
    """The rows of a sheet in which anything is seen; `where` names file and sheet.

    Raises `TooLarge` where it has more than `limit` cells.
    """
    parts = {local(part): list(part) for part in sheet}
    data = parts.get("sheetData", [])
    cells = dict(_cells(data, texts, where, limit))
    used = {row for row, _ in cells}
    hidden = used.intersection(_hidden_rows(data))
    columns, hidden_columns = _columns(parts.get("cols", [])[:_MOST_SETTINGS], {column for _, column in cells})
    rows = sorted(used - hidden)
    if len(rows) * len(columns) > limit * MAX_AREA:
        raise TooLarge(f"{where.source}: 表格过大 (a sheet of {len(rows)} rows and {len(columns)} columns)")
    areas = _areas(parts.get("mergeCells", []), cells, rows, columns, where, limit)
    shown = [_row(row, columns, cells, areas, where) for row in rows]
    is_framed = any(texts.look(cell).is_framed for element in data for cell in element)
    return Shown(shown, len(hidden) + hidden_columns, is_framed)


def _cells(rows: Sequence[etree._Element], texts: Texts, where: Where, limit: int) -> Iterator[tuple[Slot, str]]:
    """Slot and text of every cell in which something is written or that has a frame."""
    count = 0
    row = 0
    for element in rows:
        row = _number(element.get("r"), row + 1)
        column = 0
        for cell in element:
            column = _slot(cell.get("r", ""), (row, column + 1))[1]
            text = texts.of(cell) if local(cell) == "c" else ""
            if text.strip() or texts.look(cell).is_framed:
                yield (row, column), text
                count += 1
            if count > limit or column > _MOST_COLUMNS:
                raise TooLarge(f"{where.source}: 表格超过 {limit} 格 (a sheet of more than {limit} cells)")


def _hidden_rows(rows: Sequence[etree._Element]) -> Iterator[int]:
    row = 0
    for element in rows:
        row = _number(element.get("r"), row + 1)
        if element.get("hidden") in _ON:
            yield row


def _columns(settings: Sequence[etree._Element], used: set[int]) -> tuple[list[int], int]:
    """The columns in view from the first to the last that is used, and how many used ones are hidden."""
    spans = [(_number(one.get("min"), 1), _number(one.get("max"), 1)) for one in settings if one.get("hidden") in _ON]
    hidden = {column for column in used if any(first <= column <= last for first, last in spans)}
    seen = used - hidden
    between = range(min(seen, default=1), max(seen, default=0) + 1)
    return [column for column in between if not any(first <= column <= last for first, last in spans)], len(hidden)


def _areas(
    merged: Sequence[etree._Element],
    cells: Mapping[Slot, str],
    rows: Sequence[int],
    columns: Sequence[int],
    where: Where,
    limit: int,
) -> Mapping[Slot, _Area]:
    """Every slot in view that a merged area covers → the area."""
    found: dict[Slot, _Area] = {}
    covered = 0
    for element in merged:
        first, last = ends_of(element.get("ref", ""))
        own_rows = rows[bisect_left(rows, first[0]) : bisect_right(rows, last[0])]
        own_columns = columns[bisect_left(columns, first[1]) : bisect_right(columns, last[1])]
        covered += len(own_rows) * len(own_columns)
        if covered > limit * MAX_AREA:
            raise TooLarge(f"{where.source}: 合并的单元格过大 (merged cells over more than the sheet)")
        if own_rows and own_columns:
            area = _Area(cells.get(first, ""), (own_rows[0], own_columns[0]), len(own_rows), len(own_columns))
            found |= {(row, column): area for row in own_rows for column in own_columns}
    return found


def ends_of(area: str) -> tuple[Slot, Slot]:
    """The first and the last slot of an area: `A1:C3`."""
    start, _, end = area.partition(":")
    first = _slot(start, (0, 0))
    return first, _slot(end, first)


def _row(
    row: int, columns: Sequence[int], cells: Mapping[Slot, str], areas: Mapping[Slot, _Area], where: Where
) -> list[RawCell]:
    """The row's own cells up to its last one; what lies between and is not there is blank."""
    last = max((column for column in columns if (row, column) in cells or (row, column) in areas), default=0)
    found = []
    for column in columns[: bisect_right(columns, last)]:
        area = areas.get((row, column)) or _Area(cells.get((row, column), ""), (row, column), 1, 1)
        if area.first == (row, column):
            lines = tuple(filter(None, (" ".join(line.split()) for line in _LINE_END.split(settle(area.text)))))
            place = where._replace(xpath=f"{where.xpath}!{_letters(column)}{row}")
            found.append(RawCell(" ".join(lines), area.rows, area.columns, place, lines if len(lines) > 1 else ()))
    return found


def _slot(reference: str, default: Slot) -> Slot:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return default
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else default
