"""The queue as a workbook to decide in. How it is read back is in `sheet_back`."""

from __future__ import annotations

import io
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import xlsxwriter

from flows.ledger.decisions import Kind
from flows.publish.words import SEVERITY
from flows.review.item import Item
from flows.review.office import Office
from flows.review.words import KIND, STATE
from flows.spreadsheet.sheet import Value, figure_or_text
from flows.wild import shown

MOST_ROWS = 20_000
_MOST_LETTERS = 32_000
TIE = "~"
TITLE, _ASIDE = "待办", "同事"
HEAD_ID, HEAD_TOKEN, HEAD_KIND, HEAD_REASON, HEAD_UNTIL, HEAD_TO = (
    "编号",
    "核对码",
    "决定",
    "理由",
    "有效期至",
    "转交给",
)
HEAD_AGENCY, HEAD_MESSAGE = "单位", "问题"
_WIDTHS = {
    HEAD_AGENCY: 24,
    HEAD_MESSAGE: 60,
    "规则": 20,
    "性质": 7,
    "填报值": 12,
    "应为": 12,
    "差额": 9,
    "原文": 40,
    "链接": 30,
    "现状": 12,
    HEAD_KIND: 14,
    HEAD_REASON: 34,
    HEAD_UNTIL: 12,
    HEAD_TO: 12,
    HEAD_ID: 24,
    HEAD_TOKEN: 24,
}
_OFFERED = (Kind.CONFIRMED, Kind.DISMISSED, Kind.EXPLAINED, Kind.REREAD, Kind.HANDED, Kind.NOTE)
KINDS = {KIND[kind].zh: kind for kind in _OFFERED}


def write_sheet(office: Office, items: Sequence[Item], colleagues: Sequence[str] = ()) -> bytes:
    """The workbook: one row a finding, the columns to fill in marked, everything from the wild as plain words.

    `colleagues` are who may be handed something: the column for it offers them.
    """
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(TITLE)
    head = book.add_format({"bold": True, "bg_color": "#ECEEF0", "border": 1})
    fill = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFF0B8", "border": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "bg_color": "#FFF0B8", "border": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    formats = {HEAD_KIND: fill, HEAD_REASON: fill, HEAD_UNTIL: day, HEAD_TO: fill}
    for column, (name, width) in enumerate(_WIDTHS.items()):
        sheet.set_column(column, column, width, None, {"hidden": name == HEAD_TOKEN})
        sheet.write_string(0, column, name, head)
    for row, item in enumerate(items, 1):
        for column, (name, value) in enumerate(zip(_WIDTHS, _cells(office, item), strict=True)):
            _write(sheet, row, column, value, formats.get(name, plain))
    last = max(1, len(items))
    _offer(sheet, HEAD_KIND, last, [KIND[kind].zh for kind in _OFFERED])
    if colleagues:
        _offer(sheet, HEAD_TO, last, _named_aside(book, colleagues))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(_WIDTHS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, list(_WIDTHS).index(HEAD_TO))
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


def bond(agency: Any, message: Any) -> str:
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
        f"{item.token}{TIE}{bond(agency, message)}",
    )


def _write(sheet: Any, row: int, column: int, value: Value, face: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, face)
    elif isinstance(value, str):
        sheet.write_string(row, column, shown(value)[:_MOST_LETTERS], face)
    else:
        sheet.write_number(row, column, value, face)
