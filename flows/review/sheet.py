"""The queue as a workbook to decide in, and the workbook read back. What is decided goes the way of every decision."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from typing import Any

import xlsxwriter

from flows.ledger.decisions import Kind
from flows.publish.words import SEVERITY
from flows.review.deciding import Asked
from flows.review.item import Item
from flows.review.office import Office
from flows.review.words import KIND, STATE
from flows.spreadsheet.sheet import Value, figure_or_text
from flows.wild import shown

MOST_ROWS = 20_000
MOST_BYTES = 20_000_000
_MOST_UNPACKED = 200_000_000
_MOST_LETTERS = 32_000
_TIE = "~"
_TITLE, _ASIDE = "待办", "同事"
_ID, _TOKEN, _KIND, _REASON, _UNTIL, _TO = "编号", "核对码", "决定", "理由", "有效期至", "转交给"
_AGENCY, _MESSAGE = "单位", "问题"
_NEEDED = (_ID, _TOKEN, _KIND, _REASON, _UNTIL)
# Above the heads somebody may have put a title.
_HIGHEST_HEAD = 10
_MERGED = re.compile(r'<mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_WIDTHS = {
    _AGENCY: 24,
    _MESSAGE: 60,
    "规则": 20,
    "性质": 7,
    "填报值": 12,
    "应为": 12,
    "差额": 9,
    "原文": 40,
    "链接": 30,
    "现状": 12,
    _KIND: 14,
    _REASON: 34,
    _UNTIL: 12,
    _TO: 12,
    _ID: 24,
    _TOKEN: 24,
}
# A day as somebody types it: 2024-06-30, 2024/6/30, 2024.6.30, 2024年6月30日.
_WRITTEN = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_OFFERED = (Kind.CONFIRMED, Kind.DISMISSED, Kind.EXPLAINED, Kind.REREAD, Kind.HANDED, Kind.NOTE)
_KINDS = {KIND[kind].zh: kind for kind in _OFFERED}


@dataclass(frozen=True, slots=True)
class Line:
    """One row that somebody filled in: its number in the sheet, and what it asks for or why it cannot be read."""

    number: int
    asked: Asked | None = None
    wrong: str | None = None


class NoSheet(Exception):
    """The file is not the workbook that was exported; says why in Chinese."""


def write_sheet(office: Office, items: Sequence[Item], colleagues: Sequence[str] = ()) -> bytes:
    """The workbook: one row a finding, the columns to fill in marked, everything from the wild as plain words.

    `colleagues` are who may be handed something: the column for it offers them.
    """
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_TITLE)
    head = book.add_format({"bold": True, "bg_color": "#ECEEF0", "border": 1})
    fill = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFF0B8", "border": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "bg_color": "#FFF0B8", "border": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    formats = {_KIND: fill, _REASON: fill, _UNTIL: day, _TO: fill}
    for column, (name, width) in enumerate(_WIDTHS.items()):
        sheet.set_column(column, column, width, None, {"hidden": name == _TOKEN})
        sheet.write_string(0, column, name, head)
    for row, item in enumerate(items, 1):
        for column, (name, value) in enumerate(zip(_WIDTHS, _cells(office, item), strict=True)):
            _write(sheet, row, column, value, formats.get(name, plain))
    last = max(1, len(items))
    _offer(sheet, _KIND, last, [KIND[kind].zh for kind in _OFFERED])
    if colleagues:
        _offer(sheet, _TO, last, _named_aside(book, colleagues))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(_WIDTHS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, list(_WIDTHS).index(_TO))
    book.close()
    return content.getvalue()


def _offer(sheet: Any, name: str, last: int, source: Sequence[str] | str) -> None:
    """Let a column be filled in from a list."""
    column = list(_WIDTHS).index(name)
    sheet.data_validation(1, column, last, column, {"validate": "list", "source": source})


def _named_aside(book: Any, names: Sequence[str]) -> str:
    """The names on a hidden sheet, as Excel refers to them: written out, a list may have 255 letters only."""
    aside = book.add_worksheet(_ASIDE)
    aside.hide()
    for row, name in enumerate(names):
        aside.write_string(row, 0, name)
    return f"={_ASIDE}!$A$1:$A${len(names)}"


def read_sheet(content: bytes) -> list[Line]:
    """The rows with a decision, in order. Raises `NoSheet`."""
    rows = enumerate(_rows(content), 1)
    heads = _heads(rows)
    lines = []
    for number, row in rows:
        if number > MOST_ROWS + _HIGHEST_HEAD:
            raise NoSheet(f"超过{MOST_ROWS}行")
        cells = dict(zip(heads, row, strict=False))
        if str(cells.get(_KIND) or "").strip():
            lines.append(_line(number, cells))
    return lines


def _heads(rows: Iterator[tuple[int, tuple[Any, ...]]]) -> list[str]:
    """The names of the columns, from the first row that has them."""
    first: list[str] = []
    for _, row in islice(rows, _HIGHEST_HEAD):
        heads = [str(value or "").strip() for value in row]
        first = first or heads
        if _ID in heads or _KIND in heads:
            first = heads
            break
    missing = [name for name in _NEEDED if name not in first]
    if missing:
        raise NoSheet(f"工作表缺少列：{'、'.join(missing)}。请使用从这里导出的工作簿")
    return first


def _bond(agency: Any, message: Any) -> str:
    """What ties a row's code to the words that a person decides on, however the spaces in them were kept."""
    words = ("".join(str(one or "").split()) for one in (agency, message))
    return sha256("\n".join(words).encode()).hexdigest()[:8]


def _cells(office: Office, item: Item) -> tuple[Value, ...]:
    one = item.finding
    agency, message = (shown(text)[:_MOST_LETTERS] for text in (item.agency, one.message))
    return (
        agency,
        message,
        office.rule(one.rule_id).name.zh,
        SEVERITY[one.severity].zh,
        figure_or_text(one.actual),
        figure_or_text(one.expected),
        one.difference,
        one.evidence.quote,
        one.evidence.url,
        STATE[item.state].zh,
        None,
        None,
        None,
        None,
        item.finding_id,
        f"{item.token}{_TIE}{_bond(agency, message)}",
    )


def _write(sheet: Any, row: int, column: int, value: Value, face: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, face)
    elif isinstance(value, str):
        sheet.write_string(row, column, shown(value)[:_MOST_LETTERS], face)
    else:
        sheet.write_number(row, column, value, face)


def _rows(content: bytes) -> Iterator[tuple[Any, ...]]:
    from openpyxl import load_workbook

    if len(content) > MOST_BYTES:
        raise NoSheet("文件太大")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_UNPACKED:
                raise NoSheet("文件解压后太大")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = book[_TITLE if _TITLE in book.sheetnames else book.sheetnames[0]]
            _refuse_merged(package.read(sheet._worksheet_path.lstrip("/")))
        yield from sheet.iter_rows(values_only=True)
    except NoSheet:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever a broken file makes the reader raise, it is the file
        raise NoSheet(
            "不是能读取的 xlsx 工作簿。如是 .xls、.et、.ods 或 .csv，请在表格软件中另存为 .xlsx 后再导入"
        ) from fault


def _refuse_merged(sheet: bytes) -> None:
    """Refuse cells merged over several rows: the first row alone keeps their value, the others would pass as undecided."""
    for left, top, right, bottom in _MERGED.findall(sheet.decode("utf-8", "replace")):
        if top != bottom:
            raise NoSheet(f"{left}{top}:{right}{bottom} 是跨行合并的单元格，请取消合并，逐行填写后再导入")


def _line(number: int, cells: dict[str, Any]) -> Line:
    kind = _KINDS.get(str(cells[_KIND]).strip())
    if kind is None:
        return Line(number, wrong=f"决定“{str(cells[_KIND])[:20]}”不在可选项中（{'、'.join(_KINDS)}）")
    if not cells.get(_ID) or not cells.get(_TOKEN):
        return Line(number, wrong="编号或核对码被删去，无法对应到问题")
    try:
        until = _day(cells.get(_UNTIL))
    except ValueError:
        return Line(number, wrong=f"有效期“{str(cells[_UNTIL])[:20]}”不是日期，应写成 2024-06-30")
    words = (str(cells.get(name) or "").strip() for name in (_ID, _TOKEN, _REASON, _TO))
    finding_id, token, reason, to = words
    token, _, bond = token.partition(_TIE)
    is_whole = _AGENCY in cells and _MESSAGE in cells
    if bond and is_whole and bond != _bond(cells[_AGENCY], cells[_MESSAGE]):
        return Line(number, wrong="单位、问题与编号对不上：内容被改动，或排序时只选了部分列。请重新导出后填写")
    return Line(number, Asked(finding_id, token, kind, reason, until, to))


def _day(value: Any) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = _WRITTEN.fullmatch(str(value).strip())
    if written is None:
        raise ValueError("no day")
    return date(*map(int, written.groups()))
