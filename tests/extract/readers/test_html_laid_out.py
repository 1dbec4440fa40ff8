"""Boxes that style sheets set out in rows, and lists of lists, are read as the tables that they look like."""

from __future__ import annotations

import pytest

from flows.extract import read_report
from flows.extract.document import Grid, Paragraph
from flows.extract.grid import rows_of
from flows.extract.layout.page import TORN
from flows.extract.readers import read_document
from flows.extract.readers.html_slots import columns_of, slots_of, spans_of_rows, style_of
from flows.settings import load_settings
from tests.accuracy.figures import invent
from tests.accuracy.pieces import Sheet
from tests.accuracy.report import pieces_of

SETTINGS = load_settings()
HEAD = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
ROWS = [HEAD, ["规章", "3", "", "12"], ["行政规范性文件", "0", "1", ""]]


def grids(page: str) -> list[Grid]:
    return [
        block for block in read_document(page.encode(), "page.html", None, SETTINGS).blocks if isinstance(block, Grid)
    ]


def texts(page: str) -> list[list[str]]:
    return [[cell.text for cell in row] for grid in grids(page) for row in rows_of(grid)]


def boxes(row: str, cell: str, rows: list[list[str]] = ROWS) -> str:
    """Rows of cells, each in an element that is opened so."""
    inner = ("".join(f"<{cell}>{text}</{cell.split()[0]}>" for text in texts) for texts in rows)
    return "\n".join(f"<{row}>{cells}</{row.split()[0]}>" for cells in inner)


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("div style='display:flex'", "div"),
        ("div class=tr", "div class=td"),
        ("section", "div style='float: left; width: 25%'"),
        ("ul", "li"),
        ("dl", "dd"),
        ("li", "span"),
    ],
)
def test_rows_of_boxes_are_a_table_with_its_blanks(row, cell):
    sheet = "<style>.tr {display: table-row} .td {display: table-cell}</style>"
    assert texts(f"{sheet}<div>{boxes(row, cell)}</div>") == ROWS


def test_what_is_hidden_or_written_by_a_style_in_a_cell_is_told_as_in_any_table():
    sheet = "<style>.n5::before {content: '5'} .gone {display: none}</style>"
    cells = ["规章", "<i class=n5></i>", "<b class=gone>9</b>1", "<input value=12>"]
    page = sheet + boxes("div style='display:flex'", "div", [HEAD, cells])
    assert texts(page)[1] == ["规章", TORN, "1", "12"]


@pytest.mark.parametrize(
    ("row", "places"),
    [
        ("display:flex", [3, 1, 0, 2]),
        ("display:inline-flex", ["-1", 7, "0", 10]),
        ("display:flex; flex-direction:row-reverse", [3, 2, 1, 0]),
    ],
)
def test_boxes_that_styles_set_in_another_order_are_read_as_they_are_shown(row, places):
    shown = sorted(range(4), key=lambda at: int(places[at]))
    rows = [[(texts[shown.index(at)], places[at]) for at in range(4)] for texts in ROWS]
    order = "" if "reverse" in row else "order:{}"
    cells = ("".join(f"<div style='{order.format(place)}'>{text}</div>" for text, place in texts) for texts in rows)
    assert texts("".join(f"<div style='{row}'>{line}</div>" for line in cells)) == ROWS


def test_entries_and_sentences_that_look_alike_are_no_table():
    menu = boxes("ul", "li", [["行政处罚", "处理决定"], ["行政许可", "收费公开"]])
    prose = boxes("div style='display:flex'", "div", [["本年收费金额为", "0", "元。"], ["结转下年度", "2", "件。"]])
    assert grids(menu) == grids(prose) == []


def test_lists_of_rows_are_not_taken_for_rows_themselves():
    lists = "".join(f"<ul>{boxes('li', 'span', rows)}</ul>" for rows in (ROWS, ROWS))
    assert texts(lists) == ROWS * 2


def as_grid(sheet: Sheet, *, named: bool) -> str:
    """A table as a grid of boxes, its places written out or left to the browser."""
    cells = []
    for row, column, box in sheet.placed():
        start = (f"{row + 1} / ", f"{column + 1} / ") if named else ("", "")
        style = f"grid-row: {start[0]}span {box.rowspan}; grid-column: {start[1]}span {box.colspan}"
        cells.append(f"<div style='{style}'><p>{box.text}</p></div>")
    return f"<div style='display:grid; grid-template-columns: repeat({sheet.width}, 1fr)'>{''.join(cells)}</div>"


@pytest.mark.parametrize("named", [True, False])
def test_a_report_whose_tables_are_grids_of_boxes_is_read_whole(named):
    truth = invent(31, busy=0.4)
    parts = (
        as_grid(piece, named=named) if isinstance(piece, Sheet) else f"<p>{piece}</p>" for piece in pieces_of(truth)
    )
    report = read_report("".join(parts).encode(), "report.html")
    assert {cell_id: (cell.state, cell.value) for cell_id, cell in report.cells.items()} == truth.expected
    assert report.suspicions == {}


def test_the_lines_of_a_grid_are_counted_as_browsers_count_them():
    assert columns_of(style_of("grid-template-columns: 2em repeat(3, minmax(0, 1fr)) auto")) == 5
    assert columns_of(style_of("grid-template-columns: repeat(auto-fill, 9em)")) == 0
    wanted = ["grid-area: 1 / 1 / 3 / 2", "", "grid-column: span 2", ""]
    assert [slot[:2] for slot in slots_of([*map(style_of, wanted)], 3)] == [(0, 0), (0, 1), (1, 1), (2, 0)]
    for refused in (
        ["grid-row: 2", ""],
        ["grid-area: 1 / 1 / 2 / 3", "grid-area: 1 / 2 / 2 / 3"],
        ["grid-row: span 999"] * 30,
    ):
        assert slots_of([*map(style_of, refused)], 3) == []


def test_a_box_covers_as_many_columns_as_its_share_of_the_row():
    head = [style_of(f"flex: {share}") for share in (1, 2)]
    below = [style_of("flex: 1")] * 3
    assert spans_of_rows([head, below]) == [[1, 2], [1, 1, 1]]
    assert spans_of_rows([head, [style_of("flex: 2"), style_of("flex: 1")]]) == [[1, 2], [2, 1]]
    thirds = [style_of(f"width: {share}%") for share in (33.3, 66.7)]
    assert spans_of_rows([thirds, [style_of("width: 33.33%")] * 3]) == [[1, 2], [1, 1, 1]]
    assert spans_of_rows([head, [style_of("width: 33px")] * 4]) == [[1, 1], [1, 1, 1, 1]]


def test_prose_beside_boxes_stays_prose():
    page = f"<p>二、主动公开政府信息情况</p><div>{boxes('ul', 'li')}</div><p>三、收到和处理政府信息公开申请情况</p>"
    blocks = read_document(page.encode(), "page.html", None, SETTINGS).blocks
    assert [type(block) for block in blocks] == [Paragraph, Grid, Paragraph]
