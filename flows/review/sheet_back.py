"""The queue's workbook read back, however it was edited meanwhile. What is decided goes the way of every decision."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from flows.review.deciding import Asked
from flows.review.sheet import (
    HEAD_AGENCY,
    HEAD_ID,
    HEAD_KIND,
    HEAD_MESSAGE,
    HEAD_REASON,
    HEAD_TO,
    HEAD_TOKEN,
    HEAD_UNTIL,
    KINDS,
    MOST_ROWS,
    TIE,
    TITLE,
    bond,
)
from flows.spreadsheet.days import typed_day

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_BYTES = 20_000_000
_MOST_UNPACKED = 200_000_000
_NEEDED = (HEAD_ID, HEAD_TOKEN, HEAD_KIND, HEAD_REASON, HEAD_UNTIL)
_KNOWN = (*_NEEDED, HEAD_TO, HEAD_AGENCY, HEAD_MESSAGE)
_FILLED_IN = (HEAD_REASON, HEAD_UNTIL, HEAD_TO)
# Above the heads somebody may have put a title.
_HIGHEST_HEAD = 10
_MERGED = re.compile(r'<mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_OURS = re.compile(rf"\S+{TIE}[0-9a-f]{{8}}")
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row that somebody filled in: where it stands, and what it asks for or why it cannot be read."""

    place: str
    asked: Asked | None = None
    wrong: str | None = None


class NoSheet(Exception):
    """The file is not the workbook that was exported; says why in Chinese."""


def read_sheet(content: bytes) -> list[Line]:
    """The rows with a decision, in order, on whichever sheets of the workbook they stand. Raises `NoSheet`."""
    with _opened(content) as (package, book):
        found = [_lines(sheet, package) for sheet in book.worksheets]
        if all(lines is None for lines in found):
            raise NoSheet(f"工作表缺少列：{'、'.join(_NEEDED)}。请使用从这里导出的工作簿")
        return [line for lines in found for line in lines or ()]


@contextmanager
def _opened(content: bytes) -> Iterator[tuple[zipfile.ZipFile, Workbook]]:
    from openpyxl import load_workbook

    if len(content) > MOST_BYTES:
        raise NoSheet("文件太大")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_UNPACKED:
                raise NoSheet("文件解压后太大")
            yield package, load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except NoSheet:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever a broken file makes the reader raise, it is the file
        raise NoSheet(
            "不是能读取的 xlsx 工作簿。如是 .xls、.et、.ods 或 .csv，请在表格软件中另存为 .xlsx 后再导入"
        ) from fault


def _lines(sheet: Any, package: zipfile.ZipFile) -> list[Line] | None:
    """The decisions of one sheet; None for a sheet of somebody's own."""
    # What a program wrote of a sheet's size may be of an earlier state: rows beyond it would be passed over.
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    above, heads = _heads(rows)
    if not {HEAD_ID, HEAD_KIND} <= set(heads):
        if any(_is_ours(row) for row in (*above, *(row for _, row in rows))):
            raise NoSheet(
                f"工作表“{sheet.title}”中有导出的行，但没有“{HEAD_ID}”“{HEAD_KIND}”等表头，请连同表头一起粘贴"
            )
        return None
    _demand_heads(sheet.title, heads)
    _refuse_merged(package.read(sheet._worksheet_path.lstrip("/")))
    before = "" if sheet.title == TITLE else f"{sheet.title}!"
    return list(_filled_in(rows, heads, before))


def _heads(rows: Iterator[tuple[int, Row]]) -> tuple[list[Row], list[str]]:
    """The names of the columns, from the first row that has them, and the rows that were read to find them."""
    above = []
    for _, row in islice(rows, _HIGHEST_HEAD):
        above.append(row)
        heads = ["".join(str(value or "").split()) for value in row]
        if HEAD_ID in heads or HEAD_KIND in heads:
            return above, heads
    return above, []


def _is_ours(row: Row) -> bool:
    return any(isinstance(value, str) and _OURS.fullmatch(value) for value in row)


def _demand_heads(title: str, heads: list[str]) -> None:
    missing = [name for name in _NEEDED if name not in heads]
    if missing:
        raise NoSheet(f"工作表缺少列：{'、'.join(missing)}。请使用从这里导出的工作簿")
    twice = [name for name in _KNOWN if heads.count(name) > 1]
    if twice:
        raise NoSheet(f"工作表“{title}”有不止一列“{twice[0]}”，请只留一列")


def _refuse_merged(sheet: bytes) -> None:
    """Refuse cells merged over several rows: the first row alone keeps their value, the others would pass as undecided."""
    for left, top, right, bottom in _MERGED.findall(sheet.decode("utf-8", "replace")):
        if top != bottom:
            raise NoSheet(f"{left}{top}:{right}{bottom} 是跨行合并的单元格，请取消合并，逐行填写后再导入")


def _filled_in(rows: Iterator[tuple[int, Row]], heads: list[str], before: str) -> Iterator[Line]:
    for number, row in rows:
        if number > MOST_ROWS + _HIGHEST_HEAD:
            raise NoSheet(f"超过{MOST_ROWS}行")
        cells = dict(zip(heads, row, strict=False))
        if str(cells.get(HEAD_KIND) or "").strip():
            yield _line(f"{before}{number}", cells)
        elif any(str(cells.get(name) or "").strip() for name in _FILLED_IN):
            yield Line(f"{before}{number}", wrong=f"没有选“{HEAD_KIND}”，只填了{'、'.join(_FILLED_IN)}中的内容")


def _line(place: str, cells: Mapping[str, Any]) -> Line:
    kind = KINDS.get("".join(str(cells[HEAD_KIND]).split()))
    if kind is None:
        return Line(place, wrong=f"决定“{str(cells[HEAD_KIND])[:20]}”不在可选项中（{'、'.join(KINDS)}）")
    if not cells.get(HEAD_ID) or not cells.get(HEAD_TOKEN):
        return Line(place, wrong="编号或核对码被删去，无法对应到问题")
    try:
        until = typed_day(cells.get(HEAD_UNTIL))
    except ValueError:
        return Line(place, wrong=f"有效期“{str(cells[HEAD_UNTIL])[:20]}”不是日期，应写成 2024-06-30")
    words = (str(cells.get(name) or "").strip() for name in (HEAD_ID, HEAD_TOKEN, HEAD_REASON, HEAD_TO))
    finding_id, token, reason, to = words
    token, _, tied = token.partition(TIE)
    is_whole = HEAD_AGENCY in cells and HEAD_MESSAGE in cells
    if tied and is_whole and tied != bond(cells[HEAD_AGENCY], cells[HEAD_MESSAGE]):
        return Line(place, wrong="单位、问题与编号对不上：内容被改动，或排序时只选了部分列。请重新导出后填写")
    return Line(place, Asked(finding_id, token, kind, reason, until, to))
