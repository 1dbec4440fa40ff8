"""Rows that agencies add to the form, and lines that look like rows of it: where they can be told, nothing is doubted for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.extract import read_report
from tests.accuracy.figures import invent
from tests.accuracy.pieces import Box, Sheet
from tests.accuracy.report import Figure, Table, pieces_of
from tests.extract.printed import read, values, with_table_3


def whole(report, truth):
    return values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


def one_label_a_row(rows: list[list[Box]], sums, closing: str = "") -> list[list[Box]]:
    """Table 3 with its groups as rows above their members: `sums` makes of a group's figures what stands beside its name."""
    written = [[replace(rows[0][0], colspan=1), rows[0][1]], *rows[1:3]]
    for at, row in enumerate(rows[3:], 3):
        *groups, label = (box for box in row if not isinstance(box, Figure))
        for group in groups:
            members = [[box for box in each if isinstance(box, Figure)] for each in rows[at : at + group.rowspan]]
            figures = [Box(f"{sums([int(box.text) for box in column])}") for column in zip(*members, strict=True)]
            is_result = group.text.startswith("三")
            written.append([Box(group.text), *([Box("")] * 7 if is_result or closing else figures)])
            ends = (at + group.rowspan - 1, [Box(closing), *figures])
        written.append([replace(label, colspan=1), *(box for box in row if isinstance(box, Figure))])
        if closing and at > 5 and groups == [] and ends[0] == at:
            written.append(ends[1])
    return written


def test_a_group_whose_row_has_its_sums_is_in_no_doubt():
    truth = invent(11, busy=0.6)
    report = read(with_table_3(pieces_of(truth), lambda rows: one_label_a_row(rows, sum)))
    assert whole(report, truth)
    assert "T3" not in report.suspicions


def test_figures_beside_a_groups_name_that_are_no_sums_may_be_those_of_a_row():
    truth = invent(11, busy=0.6)
    report = read(with_table_3(pieces_of(truth), lambda rows: one_label_a_row(rows, max)))
    assert "分组标题" in report.suspicions["T3"]


@pytest.mark.parametrize("sums", [sum, max])
@pytest.mark.parametrize("closing", ["小计", "（三）不予公开小计"])
def test_a_row_that_is_called_a_subtotal_is_in_no_doubt_whatever_it_says(closing, sums):
    truth = invent(11, busy=0.6)
    report = read(with_table_3(pieces_of(truth), lambda rows: one_label_a_row(rows, sums, closing)))
    assert whole(report, truth)
    assert "T3" not in report.suspicions
    assert any("小计" in text for text in report.left_over)


def test_rows_of_a_small_table_that_names_the_same_are_told_of_as_another_tables():
    rows = [
        ["指标", "件数", "同比"],
        ["予以公开（件）", "9", "5"],
        ["当面申请（件）", "3", "1"],
        ["行政复议（件）", "1", "1"],
    ]
    small = Sheet(tuple(tuple(map(Box, row)) for row in rows))
    pieces = pieces_of(truth := invent(11))
    report = read([*pieces[:6], small, *pieces[6:]])
    assert whole(report, truth)
    assert not report.suspicions
    assert not any(text.startswith("T3:") for text in report.left_over)
    assert any(text.startswith("另一张表：予以公开") for text in report.left_over)


def with_row_in_table_2(pieces, label: str, lost: str = ""):
    """Table 2 with a row below 行政强制; the row with the label `lost` loses its label."""

    def change(table: Table) -> Table:
        rows = [tuple(replace(box, text="") if box.text == lost else box for box in row) for row in table.rows]
        at = next(at for at, row in enumerate(rows) if row[0].text == "行政强制")
        rows.insert(at + 1, (Box(label), Box("38", 1, 3)))
        return replace(table, rows=tuple(rows))

    return [change(piece) if isinstance(piece, Table) and piece.id == "T2" else piece for piece in pieces]


def test_a_row_added_to_a_table_2_that_has_all_of_its_own_is_left_out():
    truth = invent(4)
    report = read(with_row_in_table_2(pieces_of(truth), "行政检查"))
    assert whole(report, truth)
    assert not report.suspicions
    assert report.left_over == ("T2: 行政检查 38",)


@pytest.mark.parametrize(("label", "lost"), [("行政检查", "行政许可"), ("", "")])
def test_a_row_without_a_name_or_beside_one_that_lost_it_may_be_the_forms(label, lost):
    assert "T2" in read(with_row_in_table_2(pieces_of(invent(4)), label, lost)).suspicions


@pytest.mark.parametrize("number", ["03", "3", "三"])
def test_the_number_of_a_part_in_a_line_above_its_title_is_no_figure_of_the_table_before(number):
    truth = invent(6)
    pieces = []
    for piece in pieces_of(truth):
        pieces += [number, piece[2:]] if isinstance(piece, str) and piece.startswith("三、") else [piece]
    report = read(pieces)
    assert whole(report, truth)
    assert not report.suspicions


def test_the_corners_of_a_head_that_lost_its_spans_are_no_figures_of_table_4():
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    head = [["行政复议", "行政诉讼"], [*names, "未经复议直接起诉", "复议后起诉"], [*[""] * 5, *names * 2]]
    rows = [*head, [*"10001", *"00202", *"00000"]]
    page = "".join(f"<section>{''.join(f'<p>{text}</p>' for text in row)}</section>" for row in rows)
    report = read_report(f"<h4>四、政府信息公开行政复议、行政诉讼情况</h4>{page}<p>五、</p>".encode(), "report.html")
    assert [cell.value for name, cell in report.cells.items() if name[:2] == "T4"] == [*map(int, "100010020200000")]
    assert "T4" not in report.suspicions


def test_a_head_in_a_table_of_its_own_is_drawn_with_its_table():
    truth = invent(4)
    pieces = []
    for piece in pieces_of(truth):
        parted = isinstance(piece, Table) and piece.id in ("T2", "T3")
        cut = 2 if parted and piece.id == "T2" else 3
        pieces += [Sheet(piece.rows[:cut]), replace(piece, rows=piece.rows[cut:])] if parted else [piece]
    report = read(pieces)
    assert whole(report, truth)
    drawn = {text for table in report.tables for row in table.rows for text, *_ in row}
    assert {"本年制发件数", "社会公益组织"} <= drawn


def test_numbers_of_the_pages_that_a_text_was_turned_from_are_no_figures_beside_its_tables():
    truth = invent(11)
    pieces = pieces_of(truth)
    for number, table in enumerate(("T2", "T3", "T4"), 1):
        at = next(at for at, piece in enumerate(pieces) if isinstance(piece, Table) and piece.id == table)
        pieces.insert(at + 1, f"{number}")
    report = read(pieces)
    assert whole(report, truth)
    assert not report.suspicions


def test_figures_under_their_labels_that_happen_to_count_up_are_no_pages():
    lines = ["行政许可", "1", "第二十条第（六）项", "信息内容", "本年处理决定数量", "行政处罚", "2", "行政强制", "3"]
    text = "\n".join(["第二十条第（五）项", "信息内容", "本年处理决定数量", *lines])
    cells = read_report(text.encode(), "r.txt").cells
    assert [cells[f"T2.{row}.decisions"].value for row in ("licence", "penalty", "coercion")] == [1, 2, 3]


@pytest.mark.parametrize("name", ["合计", "小计"])
def test_a_block_of_the_sums_of_both_kinds_of_lawsuits_is_left_out_of_table_4(name):
    truth = invent(11, busy=0.6)
    pieces = pieces_of(truth)
    at = next(at for at, piece in enumerate(pieces) if isinstance(piece, Table) and piece.id == "T4")
    (review, lawsuits), names, below, figures = pieces[at].rows
    sums = [Box(f"{int(one.text) + int(other.text)}") for one, other in zip(figures[5:10], figures[10:], strict=True)]
    rows = ((review, replace(lawsuits, colspan=15)), (*names, Box(name, 1, 5)), (*below, *below[:5]), (*figures, *sums))
    report = read([*pieces[:at], replace(pieces[at], rows=rows), *pieces[at + 1 :]])
    assert whole(report, truth)
    assert "T4" not in report.suspicions
    assert any(text.startswith("T4: 小计") for text in report.left_over)


def test_a_row_that_numbers_the_columns_of_table_4_is_none_of_figures():
    truth = invent(11, busy=0.6)
    pieces = [
        replace(piece, rows=(*piece.rows[:3], tuple(Box(f"{n}") for n in range(1, 16)), piece.rows[3]))
        if isinstance(piece, Table) and piece.id == "T4"
        else piece
        for piece in pieces_of(truth)
    ]
    report = read(pieces)
    assert whole(report, truth)
    assert "T4" not in report.suspicions
