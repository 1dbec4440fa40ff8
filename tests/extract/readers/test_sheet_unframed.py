"""Spreadsheets without frames, and heads of merged cells above tables of their own."""

from __future__ import annotations

import io

import openpyxl
import pytest

from checks.report import CellState
from flows.extract import read_report
from tests.accuracy.figures import invent
from tests.accuracy.pieces import Sheet
from tests.accuracy.report import pieces_of


def workbook(pieces, *, apart: bool) -> bytes:
    """The report in one sheet or, `apart`, its tables in sheets of their own; blanks are cells that nobody wrote."""
    book = openpyxl.Workbook()
    sheet, row = book.active, 1
    for piece in pieces:
        if isinstance(piece, Sheet):
            there, top = (book.create_sheet(), 1) if apart else (sheet, row)
            for r, c, box in piece.placed():
                there.cell(top + r, c + 1).value = box.text or None
                if box.rowspan > 1 or box.colspan > 1:
                    there.merge_cells(
                        start_row=top + r,
                        start_column=c + 1,
                        end_row=top + r + box.rowspan - 1,
                        end_column=c + box.colspan,
                    )
            row += 0 if apart else len(piece.rows)
        else:
            sheet.cell(row, 1).value = piece
            row += 1
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("apart", [False, True])
def test_cells_that_nobody_wrote_in_a_table_without_frames_are_blank(apart):
    truth = invent(41, busy=0.3)
    for cell, text in truth.texts.items():
        truth = truth.printed(cell, "", CellState.BLANK, None) if text == "0" else truth
    report = read_report(workbook(pieces_of(truth), apart=apart), "report.xlsx")
    assert {cell_id: (cell.state, cell.value) for cell_id, cell in report.cells.items()} == truth.expected
