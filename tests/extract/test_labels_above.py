"""Rows that a text tears: a browser's copy of cells that hold blocks or line ends, labels and figures on lines of their own."""

from __future__ import annotations

import pytest

from checks.report import CellState
from flows.extract import read_report
from flows.extract.document import Grid, Paragraph
from flows.extract.grid import RawCell, lay_out, rows_of
from flows.extract.match.copied import with_whole_rows
from flows.extract.match.labels_above import with_labels_above
from flows.extract.readers import read_document
from flows.settings import load_settings
from tests.accuracy.figures import invent
from tests.accuracy.pieces import Sheet
from tests.accuracy.report import Figure, pieces_of


def copied(sheet: Sheet, gap: str) -> str:
    """The table as a browser copies it where labels are blocks in their cells and figures are not."""
    lines = []
    for row in sheet.rows:
        line = ""
        for at, box in enumerate(row):
            tab = "\t" if at else ""
            line += (
                f"{tab}{box.text}"
                if isinstance(box, Figure)
                else f"{gap if at else ''}{tab}{gap if at else ''}{box.text}"
            )
            line += gap if at + 1 < len(row) and isinstance(row[at + 1], Figure) and not isinstance(box, Figure) else ""
        lines.append(line)
    return "\n\n".join(lines)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("form", ["2021", "2019"])
def test_rows_that_a_browser_tore_at_blocks_in_their_cells_are_whole(form, gap):
    truth = invent(31, form, busy=0.5)
    parts = [copied(piece, gap) if isinstance(piece, Sheet) else str(piece) for piece in pieces_of(truth)]
    report = read_report("\n\n".join(parts).encode(), "r.txt")
    assert {cell: (one.state, one.value) for cell, one in report.cells.items()} == truth.expected


def test_rows_that_begin_with_a_blank_cell_are_rows():
    text = "\n".join(["前言。", "情形\t自然人\t总计", *("\t0\t1" for _ in range(12))])
    (_, grid) = read_document(text.encode(), "r.txt", None, load_settings()).blocks
    assert isinstance(grid, Grid)
    assert grid.height == 13


def table(*rows):
    return lay_out([[RawCell(text) for text in row] for row in rows])


def first_of(blocks):
    return [block.text if isinstance(block, Paragraph) else rows_of(block)[0][0].text for block in blocks]


@pytest.mark.parametrize(
    ("above", "first", "told"),
    [
        (["行政"], "许可", ["行政许可"]),
        (["3."], "其他", ["3.其他"]),
        (["第二十条第（五）项"], "信息内容", ["第二十条第（五）项", "信息内容"]),
        (["行政处罚"], "行政强制", ["行政处罚", "行政强制"]),
        (["前言"], "许可", ["前言", "许可"]),
    ],
)
def test_the_upper_piece_of_a_label_above_its_row_is_part_of_it(above, first, told):
    assert first_of(with_labels_above([*map(Paragraph, above), table([first, "4"])])) == told


def test_figures_of_table_2_below_their_label_are_its_row_where_the_text_was_copied_so():
    rows = [Paragraph(f"{at}.属于国家秘密 0 0 0 0 0 0 0") for at in range(1, 6)]
    label = [Paragraph("行政规范"), Paragraph("性文件")]
    for figures, told in (("5 0 7", ["行政规范性文件 5 0 7"]), ("5 7", ["行政规范性文件", "5 7"])):
        blocks = with_whole_rows([*rows, *label, Paragraph(figures)])
        assert [block.text for block in blocks[5:] if isinstance(block, Paragraph)] == told


def test_a_stroke_beside_a_stroke_that_parts_cells_is_no_blank():
    truth = invent(32, "2021").printed("T2.rules.in_force", "/", CellState.NOT_APPLICABLE, None)
    parts = [
        "\n".join(" / ".join(box.text for box in row) for row in piece.rows) if isinstance(piece, Sheet) else str(piece)
        for piece in pieces_of(truth)
    ]
    told = read_report("\n".join(parts).encode(), "r.txt").cells["T2.rules.in_force"].state
    assert told in (CellState.UNREADABLE, CellState.ABSENT)


def test_an_element_within_a_line_is_no_text_and_what_it_raises_no_figure():
    text = "| 规章 | <span>3</span> |\n|---|---|\n| <b>行政许可</b> | 5<sup>1</sup> |"
    (grid,) = read_document(text.encode(), "r.md", None, load_settings()).blocks
    assert [cell.text for cell in grid.cells] == ["规章", "3", "行政许可", "5"]
