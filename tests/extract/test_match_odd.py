"""Tables with rows, columns or copies that the form does not have: its own figures are found, or said not to be."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from checks.report import CellState, Where
from flows.extract import read_report
from flows.extract.document import Grid, GridCell
from flows.extract.forms import forms
from flows.extract.grid import rows_of
from flows.extract.layout.page import TORN
from flows.extract.match.columns import Head, read_head
from flows.extract.match.lines import Line
from flows.extract.match.merged_down import with_zeros_in_each_row
from flows.extract.match.run_on import with_open_figures
from flows.extract.match.strayed import strayed
from flows.extract.match.t4 import read_table_4
from tests.accuracy.figures import invent
from tests.accuracy.pieces import Box, Sheet
from tests.accuracy.quirks.beside import blocks_as_rows, last_year_named, years_side_by_side
from tests.accuracy.quirks.labels import on_labels
from tests.accuracy.report import Table, pieces_of
from tests.extract.printed import read, values, with_table_3, wrong

BLOCKS = ("review", "direct", "after")


@pytest.mark.parametrize("nothing", ["", TORN])
def test_a_row_whose_last_figure_is_the_sum_of_all_others_ends_under_the_total(nothing):
    head = Head(tuple(column.id for column in forms()["2021"].t3_columns))
    figures = [GridCell(text, 0, place) for place, text in enumerate(["2", nothing, "0", "3", "0", "0", "0", "5"])]
    assert strayed(figures, figures[:7], head)
    assert not strayed(figures[1:], figures[1:], head)


def test_of_table_4_with_a_column_too_many_only_what_adds_up_is_read():
    columns = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    rows = [["行政复议", "行政诉讼"], columns, ["", "8", "0", "", "8", *"30003", *"50005", "7"]]
    page = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    report = read_report(f"<table>{page}</table>".encode(), "report.html")
    assert {cell.state for cell_id, cell in report.cells.items() if cell_id[:2] == "T4"} == {CellState.UNREADABLE}


def grid_of(rows: list[list[str]]) -> Grid:
    cells = [GridCell(text, row, at) for row, texts in enumerate(rows) for at, text in enumerate(texts) if text != " "]
    return Grid(tuple(cells), len(rows), max(map(len, rows)))


def lines_of_grid(rows: list[list[str]]) -> list[Line]:
    cells = with_open_figures(rows_of(grid := grid_of(rows)))
    return [Line(list(line), 0, grid) for line in cells]


def test_words_for_the_first_figure_of_table_4_are_no_label_beside_a_column_too_many():
    names = [*["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3, "合计"]
    owners = ["行政复议", *" " * 4, "未经复议直接起诉", *" " * 4, "复议后起诉"]
    reading = read_table_4(lines_of_grid([owners, names, ["未统计", *"0000", *"10001", *"00000", "1"]]))
    assert [reading.places[f"T4.{cell}"].text for cell in ("review.upheld", "direct.upheld")] == ["未统计", "1"]


def test_a_blank_under_the_beginning_of_words_is_not_blank():
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    owners = ["行政复议", *" " * 4, "未经复议直接起诉", *" " * 4, "复议后起诉"]
    figures = ["0", "", *"000", *"10001", "", *"0000"]
    reading = read_table_4(lines_of_grid([owners, names, [" ", "未统"], figures, [" ", "计"]]))
    assert [reading.places[f"T4.{cell}"].text for cell in ("review.corrected", "after.upheld")] == [TORN, ""]


def test_a_blank_under_a_figure_in_words_is_blank():
    rows = [[" ", "12", "四"], ["重复申请", "3", ""]]
    assert [cell.text for cell in list(with_open_figures(rows_of(grid_of(rows))))[1]] == rows[1]


def test_an_owner_of_table_4_that_stands_lower_than_another_is_still_left_of_it():
    names = ["结果维", "结果纠", "其他结", "尚未审", "总"] * 3
    ends = ["持", "正", "果", "结", "计"] * 3
    owners = [" ", " ", "未经复议直接起诉", *" " * 4, "复议后起诉"]
    rows = [[*" " * 6, "行政诉讼"], [" ", "行政复议"], owners, names, ends, [*"000001000120003"]]
    lines = lines_of_grid(rows)
    for line in lines:
        line.cells[:] = [c._replace(where=Where(bbox=(20.0 * c.column, 0, 9, 9))) for c in line.cells]
    reading = read_table_4(lines)
    assert [reading.places[f"T4.{cell}"].text for cell in ("direct.upheld", "after.total")] == ["1", "3"]


def test_figures_of_table_4_that_stand_at_two_heights_are_read_by_their_columns():
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    figures = ["0", "62", "2", "0", "64", "0", "0", "35", "0", "35", "0", "0", "162", "0", "162"]
    owners = [GridCell(name, 0, at) for name, at in (("行政复议", 0), ("未经复议直接起诉", 5), ("复议后起诉", 10))]
    higher = [GridCell(figures[at], 2, at) for at in range(9, 15)]
    lower = [GridCell(figures[at], 3, at) for at in range(9)]
    rows = [owners, [GridCell(name, 1, at) for at, name in enumerate(names)], higher, lower]
    grid = Grid(tuple(cell for row in rows for cell in row), 4, 15)
    reading = read_table_4([Line(row, 0, grid) for row in rows])
    placed = [reading.places[cell_id] for cell_id in forms()["2021"].table_cells("T4")]
    assert [cell and cell.text for cell in placed] == figures


def test_last_years_table_is_told_by_its_caption_where_its_first_label_is_damaged():
    truth = invent(5, "2021")
    pieces = last_year_named(pieces_of(truth), random.Random(1))
    report = read(on_labels(lambda text, chance: text.replace("本年新收", "年新"))(pieces, random.Random(1)))
    assert wrong(report, truth) == []
    assert report.cells["T3.denied.safety.natural"].state is CellState.NUMBER


@pytest.mark.parametrize("corner", ["MONY", "\ufffd", "C.0内"])
def test_words_over_the_labels_of_table_2_are_its_corner_whatever_recognition_made_of_them(corner):
    truth = invent(5, "2021")
    words = {"信息内容": corner, "本年制发件数": "本年制发件教", "现行有效件数": "现行有致件数"}
    misread = on_labels(lambda text, chance: words.get(text, text))
    report = read(misread(pieces_of(truth), random.Random(1)))
    assert {name: values(report)[name] for name in truth.expected if name.startswith("T2.")} == {
        name: value for name, (_, value) in truth.expected.items() if name.startswith("T2.")
    }


@pytest.mark.parametrize("order", [(0, 2, 1, 3), (0, 1, 2, 3), (2, 3, 0, 1)])
@pytest.mark.parametrize("captions", [("2020年", "2021年"), ("上年度", "本年度")])
def test_of_tables_beside_or_under_each_other_each_has_its_own_year(captions, order):
    truth = replace(invent(5, "2021"), year=2021)
    pieces = list(pieces_of(truth))
    at = next(place for place, piece in enumerate(pieces) if isinstance(piece, Table) and piece.id == "T3")
    _, _, other = last_year_named([pieces[at]], random.Random(1))
    shown = [captions[0], other, captions[1], pieces[at]]
    pieces[at : at + 1] = [shown[place] for place in order]
    report = read(pieces)
    assert wrong(report, truth) == []
    assert report.cells["T3.denied.safety.natural"].state is CellState.NUMBER


@pytest.mark.parametrize(("total_first", "state"), [(True, CellState.UNREADABLE), (False, CellState.NUMBER)])
def test_a_table_without_a_head_is_read_in_the_forms_order_only_where_its_rows_add_up_so(total_first, state):
    def change(rows):
        return [[*row[:-7], *([row[-1], *row[-7:-1]] if total_first else row[-7:])] for row in rows[3:]]

    report = read(with_table_3(pieces_of(invent(7, "2021", busy=0.6)), change))
    assert report.cells["T3.new.natural"].state is state


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_an_item_of_article_20_may_stand_beside_every_row_of_its_block(form):
    truth = invent(7, form)
    pieces = list(pieces_of(truth))
    at = next(place for place, piece in enumerate(pieces) if isinstance(piece, Table) and piece.id == "T2")
    item, rows = Box(""), []
    for row in pieces[at].rows:
        item = Box(row[0].text) if len(row) == 1 else item
        rows += [(item, *row)] if len(row) > 1 else []
    pieces[at] = replace(pieces[at], rows=tuple(rows))
    assert values(read(pieces)) == {cell: value for cell, (_, value) in truth.expected.items()}


def in_two_parts(pieces, first, change=lambda parts: parts):
    """The pieces, of which table 3 is two tables with the columns `first` and the others, changed on the way."""
    at = next(place for place, piece in enumerate(pieces) if isinstance(piece, Table) and piece.id == "T3")
    names = [column.label for column in forms()["2021"].t3_columns]
    parts = []
    for own in (first, [place for place in range(7) if place not in first]):
        head = [Box("申请人情况", 1, 3), *(Box(names[place]) for place in own)]
        rows = [[*row[:-7], *(row[-7:][place] for place in own)] for row in pieces[at].rows[3:]]
        parts.append([head, *rows])
    tables = [replace(pieces[at], rows=tuple(map(tuple, rows))) for rows in change(parts)]
    return [*pieces[:at], tables[0], "续表", tables[1], *pieces[at + 1 :]]


@pytest.mark.parametrize("first", [(0, 6), (0, 1, 2, 3), (6, 0, 1)])
def test_the_columns_of_table_3_in_two_tables_come_together(first):
    truth = invent(7, "2021", busy=0.6)
    assert values(read(in_two_parts(pieces_of(truth), first))) == {c: value for c, (_, value) in truth.expected.items()}


def test_the_columns_of_table_3_in_three_tables_come_together():
    truth = invent(7, "2021", busy=0.6)
    upper = in_two_parts(pieces_of(truth), (0, 1))
    at = next(place for place, piece in enumerate(upper) if piece == "续表")
    below = upper[at + 1]
    parts = [[*below.rows[0][:1], *below.rows[0][start:stop]] for start, stop in ((1, 3), (3, 6))]
    rows = [[[*row[:-5], *row[-5:][start:stop]] for row in below.rows[1:]] for start, stop in ((0, 2), (2, 5))]
    tables = [replace(below, rows=tuple(map(tuple, [head, *own]))) for head, own in zip(parts, rows, strict=True)]
    report = read([*upper[: at + 1], tables[0], "续表", tables[1], *upper[at + 2 :]])
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


@pytest.mark.parametrize("first", [(0, 6), (0, 1, 2, 3)])
def test_the_columns_of_table_3_in_two_parts_of_one_table_come_together(first):
    truth = invent(7, "2021", busy=0.6)
    pieces = in_two_parts(pieces_of(truth), first)
    at = next(place for place, piece in enumerate(pieces) if piece == "续表")
    upper, lower = pieces[at - 1], pieces[at + 1]
    rows = [*upper.rows, (Box("续表", 1, len(first)),), *lower.rows]
    report = read([*pieces[: at - 1], replace(upper, rows=tuple(rows)), *pieces[at + 2 :]])
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


@pytest.mark.parametrize(
    "change", [lambda parts: [parts[0], parts[1][:-1]], lambda parts: [parts[0], [parts[1][0], *parts[1][:0:-1]]]]
)
def test_columns_beside_other_rows_are_not_put_together(change):
    truth = invent(7, "2021", busy=0.6)
    report = read(in_two_parts(pieces_of(truth), (0, 1, 2, 3), change))
    assert wrong(report, truth) == []
    assert "T3" in report.suspicions


def without_total(rows):
    rows = [*rows[:3], *(row[:-1] for row in rows[3:])]
    return [[rows[0][0], Box("申请人情况", 1, 6)], rows[1][:2], *rows[2:]]


def test_a_table_without_its_totals_is_read_and_the_totals_are_absent():
    truth = invent(7, "2021")
    report = read(with_table_3(pieces_of(truth), without_total))
    assert not wrong(report, truth)
    assert report.cells["T3.new.other"].state is CellState.NUMBER
    assert report.cells["T3.new.total"].state is CellState.ABSENT


def test_a_table_without_several_kinds_of_legal_persons_is_read_and_those_are_absent():
    def change(rows):
        kept = [0, 4, 5, 6]
        legal = Box(rows[1][1].text, 1, 2)
        return [
            [rows[0][0], Box("申请人情况", 1, 4)],
            [rows[1][0], legal, rows[1][2]],
            rows[2][3:],
            *([*row[:-7], *(row[-7:][at] for at in kept)] for row in rows[3:]),
        ]

    truth = invent(7, "2021", busy=0.6)
    report = read(with_table_3(pieces_of(truth), change))
    assert not wrong(report, truth)
    assert report.cells["T3.new.legal_service"].state is CellState.NUMBER
    assert report.cells["T3.new.business"].state is CellState.ABSENT


@pytest.mark.parametrize("wrong_figure", [False, True])
def test_a_total_left_blank_shifts_no_row_whose_columns_add_up(wrong_figure):
    truth = invent(7, "2021", busy=0.6)

    def change(rows):
        # Without the sums of the columns a row may have lost a cell and been filled up at its end.
        figures = [*rows[3][:-2], Box("88") if wrong_figure else rows[3][-2], Box("")]
        return [*rows[:3], figures, *rows[4:]]

    report = read(with_table_3(pieces_of(truth), change))
    assert report.cells["T3.new.total"].state is CellState.BLANK
    assert ("T3" in report.suspicions) is wrong_figure


def test_a_cell_of_the_head_that_reaches_too_far_moves_no_applicant():
    truth = invent(7, "2021", busy=0.6)

    def change(rows):
        return [[rows[0][0], Box("申请人情况", 2, 7)], *rows[1:]]

    report = read(with_table_3(pieces_of(truth), change))
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


def test_a_head_that_lost_the_name_of_its_totals_is_the_forms_own():
    truth = invent(7, "2021")

    def change(rows):
        return [rows[0], [*rows[1][:2], Box("", 2)], *rows[2:]]

    report = read(with_table_3(pieces_of(truth), change))
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


def test_a_total_in_an_odd_place_is_not_believed_where_no_row_can_be_added_up():
    def change(rows):
        return [
            rows[0],
            [rows[1][0], Box("法人或其他组织", 1, 4), rows[1][2]],
            rows[2],
            *([*row[:-7], *(Box(f"{box.text}、") if box.text != "0" else box for box in row[-7:])] for row in rows[3:]),
        ]

    report = read(with_table_3(pieces_of(invent(7, "2021")), change))
    assert "T3" in report.suspicions


def test_a_total_in_an_odd_place_is_not_borne_out_by_rows_that_add_up_either_way():
    def change(rows):
        head = [rows[0], [rows[1][0], Box("法人或其他组织", 1, 4), rows[1][2]], rows[2]]
        figures = ["0000033", ["0", "1 5", "0", "0", "0", "4", "19"]] * len(rows)
        return [*head, *([*row[:-7], *map(Box, beside)] for row, beside in zip(rows[3:], figures, strict=False))]

    assert "T3" in read(with_table_3(pieces_of(invent(7, "2021")), change)).suspicions


def test_a_column_of_units_and_the_number_of_a_page_are_no_figures():
    def change(rows):
        units = [*rows[:3], *([*row[:-7], Box("件"), *row[-7:]] for row in rows[3:])]
        return [[units[0][0], Box("单位", 3), *units[0][1:]], *units[1:]]

    truth = invent(3, "2021")
    pieces = with_table_3(pieces_of(truth), change)
    report = read([part for piece in pieces for part in ((piece, "—3—") if isinstance(piece, Table) else (piece,))])
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}
    assert not report.suspicions


@pytest.mark.parametrize(
    "said", ["无。", "无", "没有。", "/", "无因政府信息公开引发的行政复议、行政诉讼案件。", "无行政复议案件"]
)
def test_a_paragraph_above_a_table_that_says_that_there_was_nothing_is_no_row_of_it(said):
    truth = invent(3, "2021")
    pieces = pieces_of(truth)
    report = read([part for piece in pieces for part in ((said, piece) if isinstance(piece, Table) else (piece,))])
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}
    assert not report.suspicions
    assert not report.left_over


def test_a_small_table_that_names_a_row_too_counts_something_else():
    truth = invent(3, "2021")
    pieces = pieces_of(truth)
    at = next(place for place, piece in enumerate(pieces) if isinstance(piece, Table) and piece.id == "T3")
    channels = ["申请渠道", "当面", "信函", "总计"], ["一、本年新收政府信息公开申请数量", "1", "2", "3"]
    report = read([*pieces[:at], Sheet(tuple(tuple(map(Box, row)) for row in channels)), *pieces[at:]])
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


def test_another_years_column_of_table_2_is_no_part_of_the_form():
    head = "<tr><td>信息内容</td><td>上年数</td><td>本年处理决定数量</td></tr>"
    page = f"<table><tr><td colspan=3>第二十条第（五）项</td></tr>{head}<tr><td>行政许可</td><td>7</td><td>5</td></tr></table>"
    report = read_report(page.encode(), "report.html")
    assert report.cells["T2.licence.decisions"].value == 5
    assert report.left_over == ("T2: 上年数（格式之外的一栏）",)


def test_fees_under_a_head_that_counts_in_yuan_are_not_taken_for_ten_thousands():
    head = "<tr><td>信息内容</td><td>本年收费金额（单位：元）</td></tr>"
    page = f"<table><tr><td colspan=2>第二十条第（八）项</td></tr>{head}<tr><td>行政事业性收费</td><td>50000</td></tr></table>"
    report = read_report(page.encode(), "report.html")
    assert report.cells["T2.fee.amount_10k_yuan"].state is CellState.UNREADABLE
    assert "单位为元" in report.suspicions["T2"]


def test_a_row_that_lost_a_cell_beside_another_years_is_not_read_by_its_columns():
    truth = invent(5, "2021")
    for column in ("natural", "business"):
        truth = truth.printed(f"T3.total.{column}", "", CellState.BLANK, None)
    pieces = years_side_by_side(pieces_of(truth), random.Random(1))
    narrower = with_table_3(
        pieces,
        lambda rows: [[replace(box, colspan=1) if box.text == "（七）总计" else box for box in row] for row in rows],
    )
    assert [cell_id for cell_id in wrong(read(narrower), truth) if cell_id.startswith("T3.total.")] == []
    group = "三、本年度办理结果"
    without_group = read(with_table_3(pieces, lambda rows: [[box for box in row if box.text != group] for row in rows]))
    known = [cell for name, cell in without_group.cells.items() if name[:2] == "T3" and cell.state is CellState.NUMBER]
    assert all(cell.value == truth.expected[cell.cell][1] for cell in known)


@pytest.mark.parametrize("form", ["2021", "2019", "mixed"])
def test_tables_of_which_no_figure_is_placed_are_still_of_their_form(form):
    truth = invent(4, form)
    lines = [
        " ~ ".join(box.text for box in row)
        for piece in pieces_of(truth)
        if isinstance(piece, Sheet)
        for row in piece.rows
    ]
    report = read_report(
        "\n".join([f"青河县审计局{truth.year}年政府信息公开工作年度报告", *lines]).encode(), "report.txt"
    )
    assert report.form == form
    assert {cell.state for cell in report.cells.values()} <= {CellState.UNREADABLE, CellState.ABSENT}


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: [[replace(rows[0][0], rowspan=2), *rows[0][1:]], *rows[1:]],
        lambda rows: [*rows[:20], *rows[:3], *rows[20:]],
    ],
)
def test_a_head_whose_cells_reach_too_far_down_or_not_far_enough_swaps_no_columns(change):
    truth = invent(7, "2021", busy=0.6)
    report = read(with_table_3(pieces_of(truth), change))
    assert not wrong(report, truth)
    assert report.cells["T3.granted.natural"].state is CellState.NUMBER


def test_names_on_lines_of_their_own_in_another_order_are_not_put_into_the_forms_by_a_damaged_one():
    head = ["自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "其他", "法律服田机构", "社会公益组织"]
    printed = {column.id: column.group for column in forms()["2021"].t3_columns}
    assert not read_head([Line([GridCell(name, 0, 0)], at, None) for at, name in enumerate(head)], printed).sure


def test_a_damaged_name_beside_one_that_stands_elsewhere_may_have_changed_places_with_it():
    truth = invent(7, "2021", busy=0.6)

    def swap(rows):
        other, legal = (
            next(at for at, box in enumerate(rows[2]) if box.text == name) for name in ("其他", "法律服务机构")
        )
        rows[2][legal] = replace(rows[2][legal], text="法律服务口构")
        rows[2][legal], rows[2][other] = rows[2][other], rows[2][legal]
        for row in rows[3:]:
            row[-2], row[-3] = row[-3], row[-2]
        return rows

    assert not wrong(read(with_table_3(pieces_of(truth), swap)), truth)


def test_a_unit_in_brackets_behind_the_names_of_columns_leaves_the_head_whole():
    counted = ("总计", "其他", "自然人")
    pieces = with_table_3(
        pieces_of(truth := invent(7, "2021").printed("T3.granted.total", "9", CellState.NUMBER, 9)),
        lambda rows: [
            [replace(box, text=f"{box.text}（件）") if box.text in counted and at < 3 else box for box in row]
            for at, row in enumerate(rows)
        ],
    )
    report = read(pieces)
    assert wrong(report, truth) == []
    assert not report.suspicions


def test_a_label_that_explains_what_it_counts_is_the_label():
    head = "<tr><td>信息内容</td><td>本年处理决定数量（指本年办件量）</td></tr>"
    row = "<tr><td>行政许可（含延续、变更（不含撤销）的各类许可证件，按件统计）</td><td>{}</td></tr>"
    page = f"<table><tr><td colspan=2>第二十条第（五）项</td></tr>{head}{row.format(5)}"
    assert read_report(page.encode(), "report.html").cells["T2.licence.decisions"].value == 5
    of_which = row.format(7).replace("（含延续", "（其中延续")
    assert "T2" in read_report((page + of_which).encode(), "report.html").suspicions


@pytest.mark.parametrize(
    ("figures", "read_as"), [("25<br>0", [25, 0]), ("25", [None, None]), ("25<br>0<br>1", [None, None])]
)
def test_rows_that_stand_in_one_line_under_line_are_read_where_every_label_has_its_figure(figures, read_as):
    head = "<tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
    row = f"<tr><td>行政处罚<br>行政强制</td><td>{figures}</td></tr>"
    page = f"<table><tr><td colspan=2>第二十条第（六）项</td></tr>{head}{row}</table>"
    cells = read_report(page.encode(), "report.html").cells
    assert [cells[f"T2.{row_id}.decisions"].value for row_id in ("penalty", "coercion")] == read_as


def test_names_of_table_4_that_stand_line_under_line_are_read_with_as_many_figures():
    names = "结果维持<br>结果纠正<br>其他结果<br>尚未审结<br>总计"
    blocks = {
        "行政复议": "1<br>2<br>0<br>4<br>7",
        "未经复议直接起诉": "0<br>0<br>3<br>0<br>3",
        "复议后起诉": "0<br>1<br>0<br>0<br>1",
    }
    rows = "".join(f"<tr><td>{block}</td><td>{names}</td><td>{told}</td></tr>" for block, told in blocks.items())
    page = f"<table><tr><td>类别</td><td>结果</td><td>数量</td></tr>{rows}</table>"
    cells = read_report(page.encode(), "report.html").cells
    figures = {block: [cells[f"T4.{block}.{name}"].value for name in ("upheld", "other", "total")] for block in BLOCKS}
    assert figures == {"review": [1, 0, 7], "direct": [0, 3, 3], "after": [0, 0, 1]}


def test_a_table_3_on_its_side_is_read_by_its_labels():
    truth = invent(5)
    pieces = [
        _on_its_side(piece) if isinstance(piece, Table) and piece.id == "T3" else piece for piece in pieces_of(truth)
    ]
    assert values(read(pieces)) == {cell: value for cell, (_, value) in truth.expected.items()}


def _on_its_side(table: Table) -> Table:
    """Rows as columns and columns as rows."""
    turned: dict[int, list[Box]] = {}
    for _, column, box in sorted(table.placed(), key=lambda placed: (placed[1], placed[0])):
        turned.setdefault(column, []).append(replace(box, rowspan=box.colspan, colspan=box.rowspan))
    return Table(tuple(tuple(turned[row]) for row in sorted(turned)), "T3")


def test_a_column_of_units_in_table_2_is_none_of_figures():
    truth = invent(5)
    pieces = [
        _with_units(piece) if isinstance(piece, Table) and piece.id == "T2" else piece for piece in pieces_of(truth)
    ]
    assert values(read(pieces)) == {cell: value for cell, (_, value) in truth.expected.items()}


def _with_units(table: Table) -> Table:
    rows = []
    for label, *others in table.rows:
        unit = "单位" if label.text == "信息内容" else "万元" if "收费" in label.text else "件"
        rows.append((label, Box(unit), *others) if others else (replace(label, colspan=label.colspan + 1),))
    return Table(tuple(rows), "T2")


@pytest.mark.parametrize("numbered", ["2.其他", "5.其他", "8.其他"])
def test_the_last_row_before_the_total_is_known_by_its_place_where_its_numeral_is_wrong(numbered):
    truth = invent(3, "2021")
    change = on_labels(lambda text, _: numbered if text == "3.其他" else text)
    report = read(change(pieces_of(truth), random.Random(1)))
    read_as = {cell_id: (cell.state, cell.value) for cell_id, cell in report.cells.items()}
    assert read_as == truth.expected
    assert not report.left_over


def test_a_sum_of_all_rows_below_the_table_is_no_rival_of_the_numbered_total():
    truth = invent(7, "2021", busy=0.6)

    def change(rows):
        return [*rows, [Box("合计", 1, 3), *(Box(str(number)) for number in range(101, 108))]]

    report = read(with_table_3(pieces_of(truth), change))
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}
    assert any("合计 101" in text for text in report.left_over)


def test_a_column_of_remarks_may_have_a_head_and_no_cells():
    truth = invent(7, "2021", busy=0.6)

    def change(rows):
        return [[*rows[0], Box("备注", 3)], *rows[1:]]

    report = read(with_table_3(pieces_of(truth), change))
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


def with_remarks(rows):
    """A column of remarks, and two rows whose first figure words or nothing stand for."""
    rows = [[*rows[0], Box("备注", 3)], *rows[1:3], *([*row, Box("")] for row in rows[3:])]
    first = next(at for at, row in enumerate(rows) if any("1.信访举报投诉" in box.text for box in row))
    return first, [*rows[:first], rows[first], *([*row[:-8], Box("正在核实"), *row[-7:]] for row in rows[first + 1 :])]


def test_words_for_the_first_figure_are_no_label_before_a_column_of_remarks():
    report = read(with_table_3(pieces_of(invent(7, "2021", busy=0.6)), lambda rows: with_remarks(rows)[1]))
    assert report.cells["T3.refused.repeated.natural"].state is CellState.TEXT
    assert report.cells["T3.refused.repeated.business"].state is CellState.NUMBER


def test_rows_of_real_cells_that_lost_their_groups_may_begin_with_a_blank():
    truth = invent(7, "2021", busy=0.6)

    def change(rows):
        first, rows = with_remarks(rows)
        group = [row[-9:-8] + [Box("")] + row[-7:] for row in rows[first : first + 5]]
        return [*rows[:first], *group, *rows[first + 5 :]]

    report = read(with_table_3(pieces_of(truth), change))
    assert report.cells["T3.refused.repeated.natural"].state is CellState.BLANK
    assert report.cells["T3.refused.repeated.total"].value == truth.expected["T3.refused.repeated.total"][1]


@pytest.mark.parametrize(("shown", "state"), [("0", CellState.NUMBER), ("/", CellState.NOT_APPLICABLE)])
def test_a_zero_or_stroke_over_several_rows_stands_in_each_of_them(shown, state):
    truth = invent(7, "2021", busy=0)

    def change(rows):
        first = next(at for at, row in enumerate(rows) if any("1.属于国家秘密" in box.text for box in row))
        over = [*rows[first][:-7], *(Box(shown, 8) for _ in range(7))]
        return [*rows[:first], over, *(row[:-7] for row in rows[first + 1 : first + 8]), *rows[first + 8 :]]

    report = read(with_table_3(pieces_of(truth), change))
    denied = [cell for cell_id, cell in report.cells.items() if cell_id.startswith("T3.denied.")]
    assert {(cell.state, cell.raw) for cell in denied} == {(state, shown)}


def test_a_zero_that_reaches_down_beside_rows_with_all_their_figures_is_none_of_theirs():
    truth = invent(7, "2021", busy=0.6).printed("T3.other.else.total", "0", CellState.NUMBER, 0)
    truth = truth.printed("T3.total.natural", "", CellState.BLANK, None)

    def slip(rows):
        at = next(at for at, row in enumerate(rows) if row[0].text == "（七）总计")
        rows = [
            [replace(box, rowspan=box.rowspan - 1) if box.text.startswith("三、") else box for box in row]
            for row in rows
        ]
        rows[at - 1][-1] = replace(rows[at - 1][-1], rowspan=2)
        return rows

    report = read(with_table_3(pieces_of(truth), slip))
    assert not wrong(report, truth)


def test_a_zero_that_reaches_down_to_the_end_of_a_row_of_figures_is_not_their_sum():
    grid = grid_of([["", "自然人", "其他"], ["甲", "0", "0", "0"], ["乙", "0", "293", " "], ["丙", "0", "0", " "]])
    over = replace(grid, cells=tuple(c._replace(rowspan=3) if (c.row, c.column) == (1, 3) else c for c in grid.cells))
    (parted,) = with_zeros_in_each_row([over])
    assert [cell.row for cell in parted.cells if cell.column == 3] == [1, 3]


def test_a_figure_with_the_number_of_a_note_is_no_sum_either():
    grid = grid_of([["", "自然人"], ["甲", "24²", "0"], ["乙", "3", " "]])
    over = replace(grid, cells=tuple(c._replace(rowspan=2) if (c.row, c.column) == (1, 2) else c for c in grid.cells))
    assert len(with_zeros_in_each_row([over])) == 1


def test_any_other_figure_over_several_rows_is_nobody_knows_whose():
    def change(rows):
        first = next(at for at, row in enumerate(rows) if any("1.属于国家秘密" in box.text for box in row))
        over = [*rows[first][:-7], *(Box("3", 8) for _ in range(7))]
        return [*rows[:first], over, *(row[:-7] for row in rows[first + 1 : first + 8]), *rows[first + 8 :]]

    report = read(with_table_3(pieces_of(invent(7, "2021", busy=0)), change))
    assert "T3" in report.suspicions


@pytest.mark.parametrize(
    "beside", ["{} Number / total", "{} بىرلىك", "1. دۆلەت مەخپىيەتلىكى / {}", "བསྡོམས།/{}", "{}\nᠨᠡᠶᠢᠲᠡ", "{} 총계"]
)
def test_labels_in_two_languages_are_those_of_the_form(beside):
    truth = invent(7, "2021", busy=0.6)

    def change(label, chance):
        return beside.format(label)

    report = read(on_labels(change)(pieces_of(truth), random.Random(1)))
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


def with_table_4(pieces, change):
    return [
        replace(piece, rows=tuple(map(tuple, change([list(row) for row in piece.rows]))))
        if isinstance(piece, Table) and piece.id == "T4"
        else piece
        for piece in pieces
    ]


def lawsuits_first(rows):
    (review, lawsuits), names, below, figures = rows
    return [[lawsuits, review], [*names[5:], *names[:5]], below, [*figures[5:], *figures[:5]]]


def test_table_4_may_begin_with_the_lawsuits():
    truth = invent(7, "2021")
    report = read(with_table_4(pieces_of(truth), lawsuits_first))
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


def test_a_table_4_that_begins_with_the_lawsuits_and_lost_its_spans_is_not_read_in_the_forms_order():
    truth = invent(7, "2021")
    report = read(
        with_table_4(pieces_of(truth), lambda rows: [[Box(box.text) for box in row] for row in lawsuits_first(rows)])
    )
    assert {cell.state for cell_id, cell in report.cells.items() if cell_id[:2] == "T4"} == {CellState.UNREADABLE}


@pytest.mark.parametrize("place", [3, 4])
def test_a_blank_row_over_or_under_the_figures_of_table_4_is_no_part_of_them(place):
    truth = invent(7, "2021")
    texts = {cell: "" if cell[:2] == "T4" and cell.endswith("upheld") else text for cell, text in truth.texts.items()}
    pieces = pieces_of(replace(truth, texts=texts))
    report = read(with_table_4(pieces, lambda rows: [*rows[:place], [Box("")] * 15, *rows[place:]]))
    assert {cell_id: cell.raw for cell_id, cell in report.cells.items() if cell_id[:2] == "T4"} == {
        cell_id: text for cell_id, text in texts.items() if cell_id[:2] == "T4"
    }


def without_the_last_block(rows):
    (review, lawsuits), names, below, figures = rows
    return [[review, replace(lawsuits, colspan=5)], names[:6], below[:5], figures[:10]]


def test_of_a_table_4_without_its_last_block_the_others_are_read():
    truth = invent(7, "2021")
    report = read(with_table_4(pieces_of(truth), without_the_last_block))
    states = {cell_id: cell.state for cell_id, cell in report.cells.items() if cell_id.startswith("T4.after.")}
    assert set(states.values()) == {CellState.ABSENT}
    kept = {cell: value for cell, (_, value) in truth.expected.items() if cell not in states}
    assert {cell: value for cell, value in values(report).items() if cell in kept} == kept


@pytest.mark.parametrize("added", ["8", ""])
def test_a_row_of_table_4_that_slipped_by_a_cell_too_many_is_not_believed(added):
    truth = invent(7, "2021")
    texts = {cell: "1" if cell[:2] == "T4" else text for cell, text in truth.texts.items()}
    totals = {cell: "4" for cell in texts if cell[:2] == "T4" and cell.endswith(".total")}
    pieces = pieces_of(replace(truth, texts={**texts, **totals}))
    report = read(with_table_4(pieces, lambda rows: [*rows[:3], [*rows[3][:1], Box(added), *rows[3][1:]]]))
    assert {cell.state for cell_id, cell in report.cells.items() if cell_id[:2] == "T4"} == {CellState.UNREADABLE}


def test_a_blank_that_may_have_pushed_a_0_out_of_table_4_is_not_believed():
    truth = invent(7, "2021")
    texts = {cell: "0" if cell[:2] == "T4" else text for cell, text in truth.texts.items()}
    pieces = pieces_of(replace(truth, texts=texts))
    report = read(with_table_4(pieces, lambda rows: [*rows[:3], [*rows[3][:-2], Box(""), *rows[3][-2:]]]))
    assert report.cells["T4.after.pending"].state is CellState.UNREADABLE
    assert "T4" in report.suspicions


def test_the_year_of_the_title_is_no_caption_of_the_first_table_below_it():
    truth = invent(5, "2021", busy=0.6)
    pieces = pieces_of(truth)
    example = next(piece for piece in pieces_of(invent(6, "2021")) if isinstance(piece, Table) and piece.id == "T3")
    report = read([pieces[0], "有关情况如下：", example, *pieces[1:]])
    assert wrong(report, truth) == []
    assert "T3" in report.suspicions


def with_pending_before_others(rows):
    return [[*row[:-3], row[-2], row[-3], row[-1]] for row in rows]


def test_a_head_in_another_order_holds_for_every_block_below_it():
    truth = invent(7, "2021")
    pieces = [*blocks_as_rows(pieces_of(truth), random.Random(1))]
    report = read(with_table_4(pieces, with_pending_before_others))
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


def paragraphs(rows):
    return "".join(f"<p>{box.text}</p>" for row in rows for box in row).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows,
        lambda rows: [rows[0], [*rows[1][:5], *rows[1][:4:-1]], *rows[2:]],
        lambda rows: [rows[0], with_pending_before_others([rows[1][:5]])[0] + rows[1][5:], *rows[2:]],
        lambda rows: [*rows[:2], with_pending_before_others([rows[2]])[0], rows[3]],
        lawsuits_first,
    ],
)
def test_a_table_4_of_one_cell_a_line_is_read_in_the_forms_order_only_if_its_head_has_that(change):
    truth = invent(7, "2021")
    table = next(piece for piece in pieces_of(truth) if isinstance(piece, Table) and piece.id == "T4")
    rows = [list(row) for row in table.rows]
    report = read_report(
        f"<p>{truth.title}</p><p>四、政府信息公开行政复议、行政诉讼情况</p>".encode() + paragraphs(change(rows)),
        "a.html",
    )
    state = CellState.NUMBER if change(rows) == rows else CellState.UNREADABLE
    assert {cell.state for cell_id, cell in report.cells.items() if cell_id[:2] == "T4"} == {state}


@pytest.mark.parametrize(
    "caption",
    [
        "2023年第四季度政府信息公开申请办理情况",
        "青河县林业局收到和处理政府信息公开申请情况",
        "更正说明：原表三有误，更正前数据如下",
        "填表示例：",
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_a_table_under_a_caption_of_others_is_never_the_reports(caption, own):
    truth = replace(invent(7, "2021", busy=0.6), agency="青河县审计局", year=2023)
    pieces = pieces_of(truth)
    other = next(piece for piece in pieces_of(invent(6, "2021")) if isinstance(piece, Table) and piece.id == "T3")
    if own:
        assert values(read([*pieces, caption, other])) == {cell: value for cell, (_, value) in truth.expected.items()}
        return
    report = read([piece for piece in pieces if not (isinstance(piece, Table) and piece.id == "T3")] + [caption, other])
    assert (report.cells["T3.new.total"].state is CellState.NUMBER) is ("示例" in caption)


def test_a_short_name_of_the_own_body_over_a_table_is_no_other_body():
    truth = replace(invent(7, "2021", busy=0.6), agency="青河县教育体育局", year=2023)
    pieces = list(pieces_of(truth))
    at = next(place for place, piece in enumerate(pieces) if isinstance(piece, Table) and piece.id == "T3")
    pieces[at:at] = ["县教体局2023年收到和处理政府信息公开申请情况"]
    assert values(read(pieces)) == {cell: value for cell, (_, value) in truth.expected.items()}


@pytest.mark.parametrize(
    "change", [lambda label: f"· {label}", lambda label: f"{label[:2]}{label}" if label[1:2] == "." else label]
)
def test_ornaments_and_a_number_twice_before_a_label_change_nothing(change):
    truth = invent(7, "2021", busy=0.6)
    report = read(on_labels(lambda label, chance: change(label))(pieces_of(truth), random.Random(1)))
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


def test_the_number_of_a_row_is_no_figure_where_its_label_is_damaged():
    truth = invent(7, "2021", busy=0.6)
    pieces = on_labels(lambda label, chance: label.replace("需要另行", "须另行"))(pieces_of(truth), random.Random(1))

    def change(rows):
        return [[Box("序号", 3), *rows[0]], *rows[1:3], *([Box(str(n)), *row] for n, row in enumerate(rows[3:], 1))]

    report = read(with_table_3(pieces, change))
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


@pytest.mark.parametrize("cell", ["T2.licence.decisions", "T2.fee.amount_10k_yuan", "T2.norms.issued"])
def test_words_in_the_place_of_a_figure_of_table_2_are_text(cell):
    truth = invent(7, "2021").printed(cell, "正在统计", CellState.TEXT, None)
    report = read(pieces_of(truth))
    assert {cell_id: (found.state, found.value) for cell_id, found in report.cells.items()} == truth.expected


@pytest.mark.parametrize(
    ("label", "cell_id"), [("行政处罚", "T2.penalty.decisions"), ("1.属于国家秘密", "T3.denied.state_secret.natural")]
)
def test_a_figure_that_stands_at_the_end_of_its_label_leaves_its_cell_unknown_not_blank(label: str, cell_id: str):
    truth = invent(5, "2021")

    def run_on(row: tuple[Box, ...]) -> tuple[Box, ...]:
        at = next((place for place, box in enumerate(row) if box.text == label), None)
        return row if at is None else (*row[:at], Box(label + row[at + 1].text), Box(""), *row[at + 2 :])

    pieces = [Sheet(tuple(map(run_on, one.rows))) if isinstance(one, Sheet) else one for one in pieces_of(truth)]
    report = read(pieces)
    assert report.cells[cell_id].state is CellState.UNREADABLE
    assert [one for one in wrong(report, truth) if cell_id not in one] == []


def test_of_a_table_4_with_one_block_of_lawsuits_the_reviews_are_read():
    columns = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    heads = [GridCell("行政复议", 0, 0, colspan=5), GridCell("行政诉讼", 0, 5, colspan=5)]
    heads += [GridCell(name, 1, at) for at, name in enumerate(columns * 2)]
    figures = [GridCell(text, 2, at) for at, text in enumerate("3100400022")]
    grid = Grid((*heads, *figures), 3, 10)
    lines = [Line([cell for cell in grid.cells if cell.row == row], 0, grid) for row in range(3)]
    reading = read_table_4(lines)
    found = {name: reading.places[f"T4.review.{name}"].text for name in ("upheld", "corrected", "total")}
    assert found == {"upheld": "3", "corrected": "1", "total": "4"}
    assert reading.left_over == ["T4: 0 0 0 2 2"]


def test_the_first_character_of_the_results_name_set_upright_is_no_figure():
    figures = invent(3)

    def upright(piece: Table) -> Table:
        at = next(at for at, row in enumerate(piece.rows) if row[0].text.startswith("三、"))
        alone = (Box("三"), *(Box("") for _ in range(9)))
        return replace(piece, rows=(*piece.rows[:at], alone, *piece.rows[at:]))

    pieces = [
        upright(piece) if isinstance(piece, Table) and piece.id == "T3" else piece for piece in pieces_of(figures)
    ]
    assert not read(pieces).suspicions


def test_a_cell_a_line_tells_of_no_columns_where_a_name_is_damaged_and_others_stand_elsewhere():
    names = ["自然人", "法人田其他组织", "总计", "其他", "商业企业", "法律服务曰构", "社会公益组织", "科研机构"]
    head = read_head(lines_of_grid([[name] for name in names]), {c.id: c.group for c in forms()["2021"].t3_columns})
    assert head is not None
    assert not head.sure


def test_a_row_without_a_name_that_begins_with_a_blank_among_names_may_have_lost_a_figure():
    """The blank is its name's cell, or the first of seven figures; its sum bears out both."""

    def lose(rows: list[tuple[Box, ...]]) -> list[tuple[Box, ...]]:
        at = next(at for at, row in enumerate(rows) if any(box.text.startswith("5.要求行政机关确认") for box in row))
        return [*rows[:at], (Box(""), *map(Box, "0700007"[1:])), *rows[at + 1 :]]

    report = read(with_table_3(pieces_of(invent(3, "2021")), lose))
    row = [cell for name, cell in report.cells.items() if name.startswith("T3.refused.confirmation.")]
    assert all(cell.state is CellState.UNREADABLE for cell in row)
    assert "T3" in report.suspicions


def test_a_blank_beside_a_figure_in_a_row_of_none_may_be_its_place():
    truth = invent(7, "2021", busy=0.6)

    def change(rows):
        *above, totals, last = rows
        kept = [Box("") if box is totals[-2] else box for box in totals]
        return [*above, kept, [*(Box("", 1, box.colspan) for box in totals[:-2]), totals[-2], Box("")], last]

    report = read(with_table_3(pieces_of(truth), change))
    assert "T3" in report.suspicions
    assert report.cells["T3.total.other"].state is CellState.UNREADABLE
    assert report.cells["T3.total.natural"].state is CellState.NUMBER


def test_a_blank_beside_a_cell_of_two_figures_is_none():
    """What makes pages of a PDF writes figures that stand near each other into one piece: 0 1362 in the place of the second."""
    truth = invent(9).printed("T3.granted.other", "", CellState.BLANK, None)
    truth = truth.printed("T3.granted.total", "0 1362", CellState.UNREADABLE, None)
    cells = read(pieces_of(truth)).cells
    assert cells["T3.granted.other"].state is CellState.UNREADABLE
    assert cells["T3.granted.legal_service"].state is CellState.NUMBER


@pytest.mark.parametrize(
    ("figures", "first"),
    [
        # A subtotal of the legal persons counts their figures twice.
        (["", "366", "", "366", "", "", "", "366", ""], 1),
        # Last year's figures stand behind this year's.
        (["", "", "", "161", "169", "364", "694", "7"], 1),
    ],
)
def test_a_row_that_adds_up_one_column_beside_where_it_was_read_may_have_slipped(figures, first):
    order = tuple(column.id for column in forms()["2021"].t3_columns)
    head = Head(order if len(figures) == 8 else (order[0], "", *order[1:]))
    cells = [GridCell(text, 0, place) for place, text in enumerate(figures)]
    assert strayed(cells, cells[first : first + len(head.order)], head)
    assert not strayed(cells, cells[first - 1 : first - 1 + len(head.order)], head)
