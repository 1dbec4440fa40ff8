"""Names of columns written otherwise than the form has them: the figures below them count, whether or not they add up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.report import CellState
from flows.extract import read_report
from tests.accuracy.figures import invent
from tests.accuracy.pieces import Box
from tests.accuracy.report import Table, pieces_of
from tests.extract.printed import read, values, with_table_3

WRONG = {"T3.new.total": "977", "T4.review.total": "978"}
"""Totals that are no sums of anything."""


def mistaken(seed: int):
    truth = invent(seed, "2021", busy=0.6)
    return replace(truth, texts={**truth.texts, **WRONG})


def both_totals_are_read(report) -> bool:
    return not report.suspicions and {name: f"{values(report)[name]}" for name in WRONG} == WRONG


@pytest.mark.parametrize("script", ["企业 机构 组织 机构", "企業 機構 組織 機構"])
def test_lower_halves_of_names_among_blank_cells_belong_to_the_head(script):
    def change(rows):
        head, below, _ = rows[:3]
        upper = ["", "商业", "科研", "社会公益", "法律服务", "其他", ""]
        lower = ["", *script.split(), "", ""]
        return [
            [replace(head[0], rowspan=4), *head[1:]],
            [replace(box, rowspan=1) for box in below],
            *([Box(text) for text in line] for line in (upper, lower)),
            *rows[3:],
        ]

    assert both_totals_are_read(read(with_table_3(pieces_of(mistaken(7)), change)))


@pytest.mark.parametrize("name", ["合计", "共计", "合 计"])
def test_a_total_by_another_name_is_the_total(name):
    pieces = [
        replace(
            piece, rows=tuple(tuple(replace(b, text=b.text.replace("总计", name)) for b in row) for row in piece.rows)
        )
        if isinstance(piece, Table)
        else piece
        for piece in pieces_of(mistaken(7))
    ]
    assert both_totals_are_read(read(pieces))


def test_a_table_4_of_one_cell_a_line_that_names_every_column_is_read_whatever_its_sums():
    lines = [
        f"<p>{box.text}</p>"
        for piece in pieces_of(mistaken(7))
        for box in ([Box(piece)] if isinstance(piece, str) else [box for row in piece.rows for box in row])
    ]
    assert both_totals_are_read(read_report("".join(lines).encode(), "report.html"))


def test_blanks_for_the_spans_of_a_head_of_one_cell_a_line_are_no_row_of_it():
    truth = mistaken(7)
    lines: list[str] = []
    for piece in pieces_of(truth):
        if isinstance(piece, str):
            lines.append(piece)
        elif isinstance(piece, Table) and piece.id == "T4":
            owners, names, below, figures = piece.rows
            lines += [text for box in (*owners, *names) for text in (box.text, *[""] * (box.colspan - 1))]
            lines += [*[""] * 5, *(box.text for box in (*below, *figures))]
    report = read_report("".join(f"<p>{line}</p>" for line in lines).encode(), "report.html")
    assert {cell: f"{value}" for cell, value in values(report).items() if cell[:2] == "T4"} == {
        cell: text for cell, text in truth.texts.items() if cell[:2] == "T4"
    }


def test_blanks_behind_the_name_of_a_column_are_no_row_of_table_2():
    truth = invent(7, "2021", busy=0.6)
    texts = {**truth.texts, "T2.penalty.decisions": "3245005"}
    lines: list[str] = []
    for piece in pieces_of(replace(truth, texts=texts)):
        if isinstance(piece, str):
            lines.append(piece)
        elif isinstance(piece, Table) and piece.id == "T2":
            for box in (box for row in piece.rows for box in row):
                lines += [*(["行政处", "罚"] if box.text == "行政处罚" else [box.text]), *[""] * (box.colspan - 1)]
    report = read_report("".join(f"<p>{line}</p>" for line in lines).encode(), "report.html")
    assert report.cells["T2.penalty.decisions"].value in (3245005, None)
    assert report.cells["T2.penalty.decisions"].state is not CellState.BLANK
    assert report.cells["T2.coercion.decisions"].value == float(texts["T2.coercion.decisions"])
