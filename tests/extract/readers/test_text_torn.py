"""Rows and names that line ends within cells tore between tabs or bars, as browsers and html2text write a page's tables."""

from __future__ import annotations

import pytest

from checks.report import CellState
from flows.extract import read_report
from flows.extract.readers.text_names import with_whole_names
from tests.accuracy.figures import invent
from tests.accuracy.pieces import Box, Sheet
from tests.accuracy.reading_score import ReadingScore
from tests.accuracy.report import Figure, pieces_of

_HALVES = ("信息内容", "结果维持", "结果纠正", "其他结果", "尚未审结", "商业企业", "科研机构")


def _broken(box: Box, end: str) -> str:
    """A name of four letters in two lines of its cell, one of six in three."""
    if isinstance(box, Figure) or (box.text not in _HALVES and len(box.text) != 6):
        return box.text
    return end.join(box.text[at : at + 2] for at in range(0, len(box.text), 2))


def _html2text(sheet: Sheet) -> str:
    lines = [" | ".join(_broken(box, "  \n") for box in row) + "  " for row in sheet.rows]
    return "\n".join([lines[0], "|".join(["---"] * len(sheet.rows[0])), *lines[1:]])


def _browser(sheet: Sheet) -> str:
    """A table whose cells hold paragraphs: one empty line between the cells of a row, four between rows."""
    return "\n\n\n\n\n".join("\n\n\t\n\n".join(_broken(box, "\n") for box in row).rstrip("\n") for row in sheet.rows)


def _read(truth, table, name: str) -> tuple[ReadingScore, dict[str, str]]:
    text = "\n\n".join(table(piece) if isinstance(piece, Sheet) else piece for piece in pieces_of(truth))
    report, score = read_report(text.encode(), name), ReadingScore()
    score.add(report, truth)
    return score, dict(report.suspicions)


def _wrong(truth):
    """The same with two sums that are not: what says where the total stands is the head alone."""
    return truth.printed("T3.granted.total", "999", CellState.NUMBER, 999).printed(
        "T4.after.total", "99", CellState.NUMBER, 99
    )


@pytest.mark.parametrize("form", ["2021", "2019", "mixed"])
@pytest.mark.parametrize(("table", "name"), [(_html2text, "r.md"), (_browser, "r.txt")])
def test_names_that_line_ends_broke_are_whole_and_prove_their_head(table, name, form):
    truth = _wrong(invent(11, form))
    score, suspicions = _read(truth, table, name)
    assert (score.right, suspicions) == (score.cells, {})


@pytest.mark.parametrize("blank", ["", "\u00a0"])
def test_rows_that_end_in_blanks_or_hold_nothing_else_stay_rows_where_a_browser_tore_them(blank):
    truth = invent(11)
    rows = ("T2.penalty.decisions", "T2.coercion.decisions", "T4.after.total")
    cells = [*rows, *(cell for cell in truth.texts if cell.startswith("T3.denied.law_forbids."))]
    for cell in cells:
        truth = truth.printed(cell, blank, CellState.BLANK, None)
    score, _ = _read(truth, _browser, "r.txt")
    assert score.right == score.cells


def test_a_figure_begins_no_name_and_a_whole_name_goes_on_in_none():
    lines = [
        "2.其他法律行政法规禁止公开\t0\t1",
        "属于国家秘密\t0\t1",
        "行政复议\t行政诉讼",
        "未经复议直接起诉\t复议后起诉",
    ]
    assert with_whole_names("\n".join(lines)) == "\n".join(lines)


def test_a_space_between_markdownifys_bars_is_a_column_spanned_and_two_are_a_blank_cell():
    lines = [
        "二、主动公开政府信息情况",
        "|  |  |  |  |  |",
        "| --- | --- | --- | --- | --- |",
        "| 第二十条第（一）项 | | | | |",
        "| 信息内容 | 本年新制作数量 | 本年新公开数量 | | 对外公开总数量 |",
        "| 规章 | 1 | | 2 | 3 |",
        "| 规范性文件 | 4 |  | | 6 |",
    ]
    cells = read_report("\n".join(lines).encode(), "r.md").cells
    rules = [cells[f"T2.rules.{column}"].value for column in ("created", "published", "public_total")]
    norms = [cells[f"T2.norms.{column}"].state for column in ("created", "published", "public_total")]
    assert rules == [1, 2, 3]
    assert norms == [CellState.NUMBER, CellState.BLANK, CellState.NUMBER]
