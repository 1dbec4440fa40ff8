"""Tables that a text sets out with spaces or dashes keep their blanks; where their columns are not proven nothing is placed."""

from __future__ import annotations

from checks.report import CellState
from flows.extract import read_report
from flows.extract.document import Grid, Paragraph
from flows.extract.grid import rows_of
from flows.extract.readers import read_document
from flows.settings import load_settings
from tests.accuracy.pack import sample

SETTINGS = load_settings()
SET_OUT = """规章            0            12           3
行政规范性文件  1                         4
行政许可        0            7            5
行政处罚和强制  1            19           12"""
CLOSED = """--------------  ------  ------
规章            0       3
行政规范性文件          4
--------------  ------  ------"""


def shown(text: str) -> list[object]:
    blocks = read_document(text.encode(), "r.txt", None, SETTINGS).blocks
    return [b.text if isinstance(b, Paragraph) else [[c.text for c in row] for row in rows_of(b)] for b in blocks]


def test_a_blank_between_padded_cells_is_one():
    assert shown(SET_OUT)[0] == [
        ["规章", "0", "12", "3"],
        ["行政规范性文件", "1", "", "4"],
        ["行政许可", "0", "7", "5"],
        ["行政处罚和强制", "1", "19", "12"],
    ]


def test_a_padded_cell_tells_its_line():
    (grid,) = read_document(f"前言。\n\n{SET_OUT}".encode(), "r.txt", None, SETTINGS).blocks[1:]
    assert isinstance(grid, Grid)
    assert [rows_of(grid)[1][at].where.xpath for at in (0, 2)] == ["line 4", "line 4"]


def test_figures_that_stand_under_each_other_only_where_a_wide_character_counts_once_prove_no_column():
    narrow = "规章          0   12  3\n行政规范性文件     1       4\n行政许可        0   7   5\n行政处罚和强制     1   19  12"
    assert all(isinstance(line, str) for line in shown(narrow))


def test_dashes_say_where_columns_begin_and_end():
    assert shown(CLOSED) == [[["规章", "0", "3"], ["行政规范性文件", "", "4"]]]
    assert shown("名称            制发    有效\n" + CLOSED.rpartition("\n")[0] + "\n\n正文。") == [
        [["名称", "制发", "有效"], ["规章", "0", "3"], ["行政规范性文件", "", "4"]],
        "正文。",
    ]


def test_what_stands_between_two_tables_with_dashes_is_in_neither():
    assert shown(f"{CLOSED}\n\n（单位：件）\n\n{CLOSED}")[1] == "（单位：件）"


def test_a_row_of_several_lines_between_empty_ones_is_one():
    wrapped = CLOSED.replace("行政规范性文件          4", "\n行政规范\\               4\n性文件")
    assert shown(wrapped) == [[["规章", "0", "3"], ["行政规范性文件", "", "4"]]]


def test_a_sign_as_wide_as_the_table_has_it_moves_no_figure():
    quoted = "--------------  ------  ------\n“规”章          0       3\n许可                    4\n--------------  ------  ------"
    narrow = quoted.replace("“规”章          0", "“规”章        0")
    assert shown(quoted) == [[["“规”章", "0", "3"], ["许可", "", "4"]]]
    assert shown(narrow) == [[["“规”章", "0", "3"], ["许可", "", "4"]]]


def test_three_dashes_in_every_cell_are_a_row():
    assert shown("--- ---\n一、概况") == ["--- ---", "一、概况"]


def test_a_page_number_before_a_form_feed_is_no_figure():
    assert shown("行政许可\n\n1\n\f行政处罚\n5\n\n2\n\f") == ["行政许可", "行政处罚", "5"]
    assert shown("行政许可\n\n7\n\f行政处罚\n\n5\n\f") == ["行政许可", "7", "行政处罚", "5"]


def test_halves_of_figures_on_lines_of_their_own_leave_the_row_beside_them_unread():
    lines = sample("text", "none", 50, "2021", "spaces").content.decode().split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("一、本年新收"))
    label, *figures = lines[at].split(" ")
    halves = [figure[-1] for figure in figures if len(figure) > 2]
    cut = [figure[:-1] if len(figure) > 2 else figure for figure in figures]
    lines[at : at + 1] = [" ".join([label, *cut]), " ".join(halves)]
    report = read_report("\n".join(lines).encode(), "r.txt")
    assert report.cells["T3.new.natural"].state is CellState.UNREADABLE
    assert report.cells["T3.granted.natural"].state is CellState.NUMBER


def test_a_row_of_flat_text_that_does_not_add_up_is_unread_while_its_table_is_doubted():
    text = sample("text", "none", 50, "2021", "spaces").content.decode()
    at = text.index("（一）予以公开")
    row = text[at : text.index("\n", at)]
    wrong = row.rpartition(" ")[0] + " 9999"
    sound = read_report(text.replace(row, wrong).encode(), "r.txt")
    doubted = read_report(text.replace(row, f"{wrong}\n3 4").encode(), "r.txt")
    assert sound.cells["T3.granted.total"].value == 9999
    assert doubted.cells["T3.granted.total"].state is CellState.UNREADABLE
    assert doubted.cells["T3.denied.state_secret.total"].state is CellState.NUMBER


def test_a_head_of_whole_names_that_breaks_into_two_lines_keeps_their_order():
    one = sample("text", "none", 3, dress="spaces")
    text = one.content.decode().replace("本年制发件数 本年废止件数", "本年制发件数\n本年废止件数")
    cells = read_report(text.encode(), one.name).cells
    assert all(cells[name].value == value for name, (_, value) in one.truth.expected.items() if name[:2] == "T2")
