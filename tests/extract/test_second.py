"""The second route reads what the first one reads, by other parsers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.report import CellState
from flows.extract import read_report
from flows.extract.second import second_reading
from tests.accuracy.formats.docx import as_docx
from tests.accuracy.formats.ofd import as_ofd
from tests.accuracy.formats.pdf import as_pdf
from tests.accuracy.pieces import Box, Piece, Sheet

PIECES: list[Piece] = [
    "青澜市林业局2023年政府信息公开工作年度报告",
    "四、政府信息公开行政复议、行政诉讼情况",
    Sheet(
        (
            (Box("行政复议", 1, 5), Box("行政诉讼", 1, 10)),
            (*(Box(t, 2) for t in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")),
             Box("未经复议直接起诉", 1, 5), Box("复议后起诉", 1, 5)),
            tuple(map(Box, ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 2)),
            tuple(Box(str(n)) for n in (7, 1, 0, 2, 10, 0, 0, 0, 0, 0, 3, 0, 1, 0, 4)),
        )
    ),
]  # fmt: skip


def as_html(pieces: list[Piece]) -> bytes:
    rows = []
    for piece in pieces:
        if isinstance(piece, Sheet):
            for row in piece.rows:
                cells = (f'<td rowspan="{b.rowspan}" colspan="{b.colspan}">{b.text}</td>' for b in row)
                rows.append(f"<tr>{''.join(cells)}</tr>")
    texts = [f"<p>{piece}</p>" for piece in pieces if isinstance(piece, str)]
    return f"<html><body>{''.join(texts)}<table>{''.join(rows)}</table></body></html>".encode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_html(PIECES), "a.html"),
        (as_docx(PIECES), "a.docx"),
        (as_pdf(PIECES), "a.pdf"),
        (as_ofd(PIECES), "a.ofd"),
    ],
    ids=["html", "docx", "pdf", "ofd"],
)
def test_both_readings_see_the_same_table(content: bytes, name: str) -> None:
    first = {cell: (c.state, c.value) for cell, c in read_report(content, name).cells.items() if cell.startswith("T4.")}
    again = {cell: (c.state, c.value) for cell, c in second_reading(content, name).items() if cell.startswith("T4.")}
    assert first["T4.review.total"] == (CellState.NUMBER, 10)
    assert first["T4.after.total"] == (CellState.NUMBER, 4)
    seen = {cell: read for cell, read in again.items() if read[0] is not CellState.ABSENT}
    assert seen
    assert seen.items() <= first.items()


def test_a_damaged_file_contradicts_nothing() -> None:
    assert second_reading(b"%PDF-1.4 broken", "a.pdf") == {}


def test_plain_text_has_no_second_route() -> None:
    assert second_reading("一、总体情况".encode(), "a.txt") == {}


def lines_of(pieces: list[Piece], before: str) -> bytes:
    """A page whose own table is one cell a line, inside the cell of a table that lays the page out."""
    texts = [
        piece if isinstance(piece, str) else "<br>".join(box.text for row in piece.rows for box in row)
        for piece in pieces
    ]
    return f"<table><tr><td>{before}{''.join(f'<p>{text}</p>' for text in texts)}</td></tr></table>".encode()


def test_lines_of_text_inside_a_laid_out_page_are_read_again() -> None:
    again = second_reading(lines_of(PIECES, ""), "a.html", year=2023)
    assert (again["T4.review.total"].value, again["T4.after.total"].value) == (10, 4)


def test_what_a_page_hides_contradicts_nothing() -> None:
    hidden = "<div style='DISPLAY : none'>" + as_html(PIECES).decode().replace(">10<", ">99<") + "</div>"
    again = second_reading(hidden.encode() + as_html(PIECES), "a.html", year=2023)
    assert again["T4.review.total"].value == 10


def test_of_the_reports_of_two_years_on_an_xhtml_page_the_one_asked_for_is_read_again() -> None:
    _, *rest = PIECES
    parts = ["一、总体情况", "二、主动公开政府信息情况", *rest]
    pages = [as_html([f"青澜市林业局{year}年政府信息公开工作年度报告", *parts]).decode() for year in (2022, 2023)]
    page = '<?xml version="1.0" encoding="utf-8"?>' + pages[0].replace(">10<", ">99<") + pages[1]
    again = second_reading(page.encode(), "a.html", year=2023)
    assert again["T4.review.total"].value == 10


def as_escaped(pieces: list[Piece]) -> bytes:
    return as_html(pieces).replace("\u200b".encode(), b"&#8203;")


@pytest.mark.parametrize("write", [as_html, as_escaped, as_docx])
def test_what_cannot_be_seen_beside_a_figure_is_no_part_of_it(write) -> None:
    def drawn(box: Box) -> Box:
        return replace(box, text="\u200b".join(["", *box.text, ""]).replace("行", "⾏"))

    title, heading, table = PIECES
    pieces = [title, heading, replace(table, rows=tuple(tuple(map(drawn, row)) for row in table.rows))]
    again = second_reading(write(pieces), "a")
    assert (again["T4.review.total"].value, again["T4.review.upheld"].value) == (10, 7)


@pytest.mark.parametrize(
    "cell",
    ["<s>5</s>10", "<del>5</del><ins>10</ins>", "<span style='text-decoration: line-through'>5</span>10",
     "<input value=10>", "<input type=hidden value=7>10"],
)  # fmt: skip
def test_what_a_reader_sees_of_a_cell_is_read_again(cell) -> None:
    page = as_html(PIECES).replace(b">10<", f">{cell}<".encode())
    first, again = read_report(page, "a.html").cells, second_reading(page, "a.html")
    assert first["T4.review.total"].value == again["T4.review.total"].value == 10
