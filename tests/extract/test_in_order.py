"""Tables that lie flat with broken labels are read where all their figures are there, in the form's order, and else not at all."""

from __future__ import annotations

import pytest

from checks.report import CellState
from flows.extract import read_report
from flows.extract.document import Grid, Paragraph
from flows.extract.match.in_order import with_rows_in_order
from tests.accuracy.figures import invent
from tests.accuracy.formats.text import as_text
from tests.accuracy.pieces import Sheet
from tests.accuracy.report import Figure, Table, pieces_of

_WIDE = 3


def _broken(text: str) -> list[str]:
    return [text[at : at + _WIDE] for at in range(0, len(text), _WIDE)]


def _table_3(sheet: Sheet, *, a_figure_a_line: bool) -> list[str]:
    """The table as text of a page has it: pieces of labels, in the middle of the last of them the row's figures."""
    lines: list[str] = []
    for row in sheet.rows:
        figures = [box.text for box in row if isinstance(box, Figure)]
        labels = [piece for box in row if not isinstance(box, Figure) for piece in _broken(box.text)]
        if not figures:
            lines += labels
            continue
        lines += [*labels[:-1], *(figures if a_figure_a_line else [" ".join(figures)]), labels[-1]]
    return lines


def _table_4(sheet: Sheet, order: tuple[int, ...] = (0, 1, 2, 3, 4)) -> list[str]:
    """The table with the names of its head written downwards, line by line."""
    first, second, third, figures = [[box.text for box in row] for row in sheet.rows]
    names = [second[at] for at in order]
    upright = [" ".join(name[at : at + 1] or " " for name in names) for at in range(4)]
    suits = [" ".join(name[at : at + 1] or " " for name in third) for at in range(4)]
    return [" ".join(first), *upright, " ".join(second[5:]), *suits, " ".join(figures)]


def read(truth, lines_3, lines_4):
    pieces = pieces_of(truth)
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, Sheet):
            lines += {"T2": _table_2, "T3": lines_3, "T4": lines_4}[piece.id](piece)
        else:
            lines.append(piece)
    return read_report("\n".join(lines).encode(), "r.txt")


def _table_2(sheet: Sheet) -> list[str]:
    return [" ".join(box.text for box in row) for row in sheet.rows]


@pytest.mark.parametrize("form", ["2021", "2019", "mixed"])
@pytest.mark.parametrize("a_figure_a_line", [True, False])
def test_broken_labels_around_all_figures_are_those_of_the_rows_in_the_forms_order(form, a_figure_a_line):
    truth = invent(11, form, busy=0.6)
    report = read(truth, lambda sheet: _table_3(sheet, a_figure_a_line=a_figure_a_line), _table_4)
    assert report.form == form
    wrong = {
        cell
        for cell, (state, value) in truth.expected.items()
        if (report.cells[cell].state, report.cells[cell].value) != (state, value)
    }
    assert wrong == set()


def test_a_missing_figure_leaves_no_row_to_its_place_alone():
    truth = invent(11, "2021", busy=0.6)

    def without_one(sheet):
        lines = _table_3(sheet, a_figure_a_line=True)
        del lines[lines.index(truth.texts["T3.granted.natural"], lines.index("（一）") if "（一）" in lines else 0)]
        return lines

    report = read(truth, without_one, _table_4)
    told = {cell: report.cells[cell] for cell in truth.expected if cell.startswith("T3")}
    assert all(
        one.state is not CellState.NUMBER or one.value == truth.expected[cell][1] or "T3" in report.suspicions
        for cell, one in told.items()
    )
    assert report.cells["T3.denied.state_secret.natural"].state in (CellState.UNREADABLE, CellState.ABSENT)


@pytest.mark.parametrize(
    ("order", "is_the_forms"), [((0, 1, 2, 3, 4), True), ((0, 1, 3, 2, 4), False), ((2, 0, 1, 3, 4), False)]
)
def test_names_written_downwards_are_the_forms_only_in_its_order(order, is_the_forms):
    sheet = next(piece for piece in pieces_of(invent(11, "2021")) if isinstance(piece, Table) and piece.id == "T4")
    lines = ["四、政府信息公开行政复议、行政诉讼情况", *_table_4(sheet, order)]
    blocks = with_rows_in_order([Paragraph(line) for line in lines])
    assert any(isinstance(block, Grid) for block in blocks) == is_the_forms


_OVER = (
    ("结果 结果 其他 尚未", "总计", "维持 纠正 结果 审结"),
    ("结果 结果 其他 尚未 结果 结果 其他 尚未", "总计 总计", "维持 纠正 结果 审结 维持 纠正 结果 审结"),
)


@pytest.mark.parametrize(
    ("figures", "is_read"),
    [
        ("10 1 0 0 0 0 0 0 0 0 5 0 0 0 0", True),
        ("10 1 0 0 11 0 0 0 0 0 5 0 0 0 9", True),
        ("5 5 0 0 0 0 0 0 0 0 5 0 0 0 5", False),
        ("10 1 0 0 0 0 0 0 0 5 0 0 0 0", False),
    ],
)
def test_totals_set_between_the_lines_of_their_head_are_last_where_no_other_figure_may_be_one(figures, is_read):
    """The first five are of a report of 2023, whose totals of table 4 were left at 0."""
    lines = ["行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", *_OVER[0], *_OVER[1], figures]
    blocks = with_rows_in_order([Paragraph("四、政府信息公开行政复议、行政诉讼情况"), *map(Paragraph, lines)])
    assert any(isinstance(block, Grid) for block in blocks) == is_read


def _with_labels_elsewhere(sheet: Sheet, elsewhere: tuple[int, ...]) -> list[str]:
    """A figure a line as pdftotext writes a page, which takes labels of several lines for another column of it."""
    lines, late = [], []
    for at, row in enumerate(sheet.rows[3:]):
        labels = [box.text for box in row if not isinstance(box, Figure)]
        (late if at in elsewhere else lines).extend(labels)
        lines += [box.text for box in row if isinstance(box, Figure)]
    return [*lines, *late]


def test_rows_whose_labels_stand_elsewhere_are_those_that_lack_one_between_others():
    truth = invent(11, "2021", busy=0.6)
    report = read(truth, lambda sheet: _with_labels_elsewhere(sheet, (2, 3, 19, 20, 21)), _table_4)
    told = {cell for cell in truth.expected if cell.startswith("T3")}
    assert not report.suspicions
    assert {cell for cell in told if report.cells[cell].value != truth.expected[cell][1]} == set()


def test_a_row_without_a_label_that_does_not_add_up_proves_no_order():
    truth = invent(11, "2021", busy=0.6).printed("T3.granted.total", "9999", CellState.NUMBER, 9999)
    report = read(truth, lambda sheet: _with_labels_elsewhere(sheet, (2, 3)), _table_4)
    assert report.cells["T3.granted.total"].state is not CellState.NUMBER or "T3" in report.suspicions


def test_a_figure_that_came_behind_those_that_follow_it_leaves_table_4_unread():
    """A block of its own that touched the heading below came last: 8 0 4 0 12 7 4 1 0 12."""
    lines = ["行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", *["结果维持结果纠正其他结果尚未审结", "总计"] * 3]
    figures = ["0", "0", "0", "0", "0", "8", "4", "0", "12", "0", "7", "4", "1", "12", "0"]
    blocks = with_rows_in_order(
        [Paragraph("四、政府信息公开行政复议、行政诉讼情况"), *map(Paragraph, [*lines, *figures])]
    )
    assert not any(isinstance(block, Grid) for block in blocks)


def test_of_figures_on_lines_of_their_own_only_a_total_of_0_may_be_its_authors():
    lines = [
        "- 5 -",
        "行政复议 行政诉讼",
        "未经复议直接起诉 复议后起诉",
        *["结果维持结果纠正其他结果尚未审结", "总计"] * 3,
    ]

    def is_read(figures: str) -> bool:
        heading = Paragraph("四、政府信息公开行政复议、行政诉讼情况")
        blocks = with_rows_in_order([Paragraph(lines[0]), heading, *map(Paragraph, [*lines[1:], *figures.split()])])
        return any(isinstance(block, Grid) for block in blocks)

    assert is_read("0 0 0 0 0 10 1 0 0 0 5 0 0 0 5")
    assert not is_read("0 0 0 0 0 8 0 4 0 7 4 1 0 12 12")


@pytest.mark.parametrize(
    ("figures", "is_doubted"),
    [
        ("22 25 0 96 57 50 0 127 6 45 46 53 150 49 20", True),
        ("0 0 0 0 0 8 4 0 12 0 7 4 1 0 12", True),
        ("10 1 0 0 0 0 0 0 0 0 5 0 0 0 0", False),
        ("10 1 0 0 12 0 0 0 0 0 5 0 0 0 5", False),
    ],
)
def test_suits_of_figures_on_lines_of_their_own_fail_as_they_do_where_one_came_behind_the_others(figures, is_doubted):
    """The third is of a report of 2023, whose totals of table 4 were left at 0."""
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    head = ["行政复议", "行政诉讼", *names, "未经复议直接起诉", "复议后起诉", *names, *names]
    lines = ["四、政府信息公开行政复议、行政诉讼情况", *head, *figures.split(), "五、存在的主要问题及改进情况", "无。"]
    report = read_report("\n".join(lines).encode(), "r.txt")
    assert ("T4" in report.suspicions) == is_doubted
    assert is_doubted or report.cells["T4.after.upheld"].value == 5


def test_words_in_the_first_figures_place_of_a_cell_a_line_move_no_figure_into_it():
    """Between bars, a cell a line: `未统计` fills the first cell, and a column of sums was added behind the form's."""
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    head = ["行政复议", "行政诉讼", "合计", *names, "未经复议直接起诉", "复议后起诉", *names, *names]
    figures = ["未统计", "0", "0", "16", "16", "0", "20", "0", "0", "20", "0", "0", "0", "0", "0", "7"]
    lines = ["四、政府信息公开行政复议、行政诉讼情况", *(f"{words} |" for words in (*head, *figures))]
    assert "T4" in read_report("\n".join(lines).encode(), "r.txt").suspicions


def test_words_between_a_row_of_table_2_and_its_figures_leave_the_row_unread():
    truth = invent(12278, "2019").printed("T2.fee.items_last_year", "未统计", CellState.TEXT, None)
    report = read_report(as_text(pieces_of(truth), "rows_opened"), "r.txt")
    assert report.cells["T2.procurement.count"].value == truth.expected["T2.procurement.count"][1]
    fees = [cell.state for name, cell in report.cells.items() if name.startswith("T2.fee.")]
    assert fees == [CellState.UNREADABLE] * 2


def _flat_table_2(*rows: str) -> str:
    """Table 2 of 2019 as PDF programs write it, a cell a line, one row of it otherwise."""
    table = next(piece for piece in pieces_of(invent(8, "2019")) if isinstance(piece, Table) and piece.id == "T2")
    lines = [box.text for row in table.rows for box in row]
    first = lines.index("行政许可")
    return "\n".join(["二、主动公开政府信息情况", *lines[: first - 3], *rows, *lines[first + 4 :]])


def test_the_figure_that_ran_into_a_rows_name_leaves_the_row_unread():
    text = _flat_table_2("上一年项目数量", "本年增/减", "处理决定数量", "行政许可8", "-2", "17", "")
    cells = read_report(text.encode(), "r.txt").cells
    assert {cells[f"T2.licence.{column}"].state for column in ("items_last_year", "items_change", "decisions")} == {
        CellState.UNREADABLE
    }


def test_names_of_a_cell_a_line_in_another_order_than_the_forms_leave_their_row_unread():
    text = _flat_table_2("处理决定数量", "上一年项目数量", "本年增/减", "行政许可", "8", "-2", "17")
    report = read_report(text.encode(), "r.txt")
    assert report.cells["T2.licence.decisions"].state is CellState.UNREADABLE
    assert "T2" in report.suspicions


def test_figures_below_the_one_beside_their_label_follow_it():
    heads = ["第二十条第（九）项", "信息内容", "采购项目数量", "采购总金额"]
    lines = _flat_table_2("上一年项目数量", "本年增/减", "处理决定数量", "行政许可", "8", "-2", "17").splitlines()
    lines = [*lines[: lines.index(heads[0])], *heads, "政府集中采购 17", "609.38"]
    cells = read_report("\n".join(lines).encode(), "r.txt").cells
    assert (cells["T2.procurement.count"].value, str(cells["T2.procurement.amount"].value)) == (17, "609.38")
