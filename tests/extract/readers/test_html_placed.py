"""Pages that `pdftohtml -s` makes of a PDF: the style sheet stands in the body, and each font's only on the first page that has it."""

from __future__ import annotations

import pytest

from flows.extract import read_report
from tests.accuracy.figures import Figures, invent
from tests.accuracy.pieces import Sheet
from tests.accuracy.reading_score import ReadingScore
from tests.accuracy.report import Figure, Table, pieces_of

_WIDE, _HIGH, _ROW, _LINE = 892, 1262, 46, 13
_FIRST, _COLUMN = 426, 55
_IN_A_LINE = 15
"""Characters of a label's line, which nearly fill its cell."""


def _page(number: int, placed: list[tuple[int, int, str]], style: str = "") -> str:
    pieces = "\n".join(
        f'<p style="position:absolute;top:{top}px;left:{left}px;white-space:nowrap" class="ft{number}2">{text}</p>'
        for left, top, text in placed
    )
    sheet = f'<style type="text/css">\n<!--\n\tp {{margin: 0; padding: 0;}}\t{style}-->\n</style>'
    size = f"position:relative;width:{_WIDE}px;height:{_HIGH}px;"
    return f'<a name="{number}"></a>\n{sheet}\n<div id="page{number}-div" style="{size}">\n{pieces}\n</div>'


def _row(row, columns: int, top: int) -> list[tuple[int, int, str]]:
    labels = [box.text for box in row if not isinstance(box, Figure)]
    figures = [box.text for box in row if isinstance(box, Figure)]
    label = labels[-1] if labels else ""
    cut = "<br/>".join(label[at : at + _IN_A_LINE] for at in range(0, len(label), _IN_A_LINE))
    middle = top + _LINE * cut.count("<br/>") // 2
    at = [(_FIRST + _COLUMN * place, middle, text) for place, text in enumerate(figures)]
    return [*([(246 if columns > 7 else 96, top, cut)] if label else []), *at]


def _table_3(sheet: Sheet) -> list[list[tuple[int, int, str]]]:
    """The head and the first rows at the foot of a page, the others on the next."""
    names = ["自然人", *(box.text for box in sheet.rows[2]), "总计"]
    head = [(_FIRST + _COLUMN * place, 800, text[:4]) for place, text in enumerate(names)]
    rows = sheet.rows[3:]
    first = [piece for at, row in enumerate(rows[:4]) for piece in _row(row, 10, 840 + _ROW * at)]
    rest = [piece for at, row in enumerate(rows[4:]) for piece in _row(row, 10, 90 + _ROW * at)]
    return [[*head, *first], rest]


def _read(truth: Figures) -> ReadingScore:
    texts = [piece for piece in pieces_of(truth) if isinstance(piece, str)]
    sheet = next(piece for piece in pieces_of(truth) if isinstance(piece, Table) and piece.id == "T3")
    above = [(96, 60 + 40 * at, text[:40]) for at, text in enumerate(texts[:9])]
    first, rest = _table_3(sheet)
    style = ".ft12{font-size:11px;line-height:13px;font-family:Song;color:#000000;}"
    page = "\n".join([_page(1, [*above, (96, 760, texts[9 - 1]), *first], style), _page(2, rest)])
    score = ReadingScore()
    report = read_report(f"<html><body>{page}</body></html>".encode(), "r.html")
    told = {cell: one for cell, one in truth.expected.items() if cell.startswith("T3")}
    score.add(report, Figures(truth.form, truth.year, truth.agency, truth.texts, told))
    return score


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_a_font_of_the_second_page_is_as_large_as_on_the_first(form):
    score = _read(invent(3, form, busy=0.6))
    assert score.right == score.cells
