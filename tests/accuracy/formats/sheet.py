"""Pieces → `.xlsx`: all on one sheet below each other, or a sheet a table, figures as numbers, words or formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from tests.accuracy.pieces import Box, Piece, Sheet

QUIRKS = ("framed", "bare", "sheets", "words", "formulas", "formats", "hidden", "inset")
_FIGURE = re.compile(r"-?(?:0|[1-9]\d{0,9})(?:\.\d{1,4})?")
_FORMATS = ("General", "0", "#,##0", '0"件"', "0_ ", "G/通用格式")


def as_sheet(pieces: Sequence[Piece], quirk: str = "framed") -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        pen = _Pen(book, quirk)
        for piece in pieces:
            if isinstance(piece, Sheet):
                pen.table(piece)
            else:
                pen.prose(piece)
        if quirk == "hidden":
            hidden = book.add_worksheet("上年")
            hidden.write_row(0, 0, ["规章", 9, 9, 9])
            hidden.hide()
    return file.getvalue()


class _Pen:
    def __init__(self, book: xlsxwriter.Workbook, quirk: str) -> None:
        self._book, self._quirk = book, quirk
        self._sheet = book.add_worksheet()
        self._row, self._left = 0, 2 if quirk == "inset" else 0
        self._looks: dict[str, Any] = {}

    def prose(self, text: str) -> None:
        self._sheet.write_string(self._row, self._left, text)
        self._row += 1

    def table(self, sheet: Sheet) -> None:
        if self._quirk == "sheets":
            self._sheet, self._row = self._book.add_worksheet(), 0
        covered = {
            (r + i, c + j) for r, c, box in sheet.placed() for i in range(box.rowspan) for j in range(box.colspan)
        }
        for row, column in sorted(covered):
            self._sheet.write_blank(self._row + row, self._left + column, None, self._look("General"))
        for row, column, box in sheet.placed():
            self._box(self._row + row, self._left + column, box)
        if self._quirk == "hidden":
            # Beside the widest row of them all: whatever stands there is out of sight.
            self._sheet.write_column(self._row, 40, [7] * len(sheet.rows))
            self._sheet.set_column(40, 40, None, None, {"hidden": True})
        self._row += len(sheet.rows) + 1

    def _box(self, row: int, column: int, box: Box) -> None:
        is_figure = _FIGURE.fullmatch(box.text) is not None and self._quirk != "words"
        # A format without places would show a figure rounded.
        plain = "." in box.text or not is_figure or self._quirk != "formats"
        look = self._look("General" if plain else _FORMATS[(row + column) % len(_FORMATS)])
        if box.rowspan > 1 or box.colspan > 1:
            self._sheet.merge_range(row, column, row + box.rowspan - 1, column + box.colspan - 1, "", look)
        if not is_figure:
            self._sheet.write_string(row, column, box.text, look)
        elif self._quirk == "formulas":
            self._sheet.write_formula(row, column, "=SUM(A1:B2)", look, float(box.text))
        else:
            self._sheet.write_number(row, column, float(box.text), look)

    def _look(self, number_format: str) -> Any:
        frame = {} if self._quirk == "bare" else {"border": 1}
        if number_format not in self._looks:
            self._looks[number_format] = self._book.add_format(
                {"num_format": number_format, "text_wrap": True, **frame}
            )
        return self._looks[number_format]
