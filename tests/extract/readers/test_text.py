"""Text keeps its tables however they were flattened."""

from __future__ import annotations

import pytest

from checks.report import CellState
from flows.errors import BrokenDocument, UnsupportedFormat
from flows.extract import read_report
from flows.extract.document import Grid, Paragraph
from flows.extract.grid import rows_of
from flows.extract.readers import read_document
from flows.settings import load_settings
from tests.accuracy.pack import sample
from tests.accuracy.reading_score import ReadingScore

SETTINGS = load_settings()


def read(text: str | bytes, name: str = "report.txt"):
    content = text if isinstance(text, bytes) else text.encode()
    return read_document(content, name, None, SETTINGS).blocks


def shown(blocks) -> list[object]:
    return [b.text if isinstance(b, Paragraph) else [[c.text for c in row] for row in rows_of(b)] for b in blocks]


def test_tabs_make_a_table_whose_blank_cells_count():
    assert shown(read("前\n\na\t\t1\t\nb\t2\t3\t\n\n后")) == ["前", [["a", "", "1", ""], ["b", "2", "3", ""]], "后"]


def test_quotation_marks_that_a_spreadsheet_puts_around_a_cell_are_none_of_it():
    assert shown(read('"规章"\t"1,234"\n许可\t0'))[0] == [["规章", "1,234"], ["许可", "0"]]


def test_an_indented_paragraph_is_no_table():
    assert shown(read("\t2023年，本局公开信息。\n\t第二段。")) == ["2023年，本局公开信息。", "第二段。"]


def test_markdown_has_headings_and_tables_without_their_rule():
    text = "## 二、主动公开\n\n| 内容 | 数量 |\n|:--|--:|\n| **规章** | 0 |\n| a\\|b | 1<br>5 |"
    assert shown(read(text, "r.md")) == ["二、主动公开", [["内容", "数量"], ["规章", "0"], ["a|b", "1 5"]]]
    assert read(text, "r.md")[0].level == 2


def test_bars_on_lines_of_their_own_keep_blank_cells():
    text = "规章\n|\n0\n|\n|\n3\n\n这是一段很长的正文，" + "不属于任何表格。" * 20
    assert shown(read(text))[0] == [["规章"], ["0"], [""], ["3"]]


def test_a_line_with_a_bar_is_not_yet_a_table():
    assert shown(read("来源：某局 | 发布日期：2024-01-12")) == ["来源：某局 | 发布日期：2024-01-12"]


def test_a_layout_of_pipes_gives_its_prose_back():
    assert shown(read("| | 某局年度报告 | |\n| | 一、总体情况 | |\n| | 规章 | 0 |\n| | 二、主动公开政府信息情况 | |"))[
        :2
    ] == [
        "某局年度报告",
        "一、总体情况",
    ]


def test_tables_of_html_inside_markdown_are_tables():
    blocks = shown(read("# 年报\n\n正文。\n\n<table><tr><td>规章</td><td>0</td></tr></table>\n\n后文。", "r.md"))
    assert blocks == ["年报", "正文。", [["规章", "0"]], "后文。"]


def test_a_page_named_as_text_is_still_a_page():
    assert shown(read("<!DOCTYPE html><p>a</p><p>b</p>")) == ["a", "b"]


def test_a_cell_that_wraps_between_drawn_rules_is_one_and_rows_without_a_rule_between_them_are_as_many():
    wrapped = "+-----------+----+\n| 行政规范  |    |\n| 性文件    | 12 |\n+-----------+----+\n| 规章      | 3  |\n+-----------+----+"
    assert shown(read(wrapped)) == [[["行政规范性文件", "12"], ["规章", "3"]]]
    assert shown(read(wrapped.replace("行政规范 ", "规章     "))) == [[["规章", ""], ["性文件", "12"], ["规章", "3"]]]
    assert shown(read("┌──┬──┐\n│许可│5 │\n│处罚│7 │\n└──┴──┘")) == [[["许可", "5"], ["处罚", "7"]]]
    assert shown(read("====  ====\n规章  3\n====  ====")) == [[["规章", "3"]]]


@pytest.mark.parametrize("sign", [",", ";", "|"])
def test_a_file_of_values_may_part_them_by_other_signs_and_break_lines_within_them(sign):
    rows = [['"规章"', '"22（其中修订1件）"', '"5件"'], ['"行政\n许可"', "7", ""], ["处罚", "1", "2"]]
    text = '"一、总体情况"\n"本年度公开信息，\n全年无投诉。"\n' + "\n".join(sign.join(row) for row in rows)
    assert shown(read(text, "a.csv")) == [
        "一、总体情况",
        "本年度公开信息， 全年无投诉。",
        [["规章", "22（其中修订1件）", "5件"], ["行政 许可", "7", ""], ["处罚", "1", "2"]],
    ]


def test_a_label_with_nothing_but_commas_behind_it_is_a_row_of_blanks_within_a_table_and_a_line_outside():
    text = "某局年度报告,,\n规章,1,2\n行政强制,,\n许可,3,4\n2024年1月12日,,"
    assert shown(read(text, "a.csv")) == [
        "某局年度报告",
        [["规章", "1", "2"], ["行政强制", "", ""], ["许可", "3", "4"]],
        "2024年1月12日",
    ]


def test_a_cell_tells_its_line():
    grid = read("前\n\na\t1\nb\t2")[1]
    assert isinstance(grid, Grid)
    assert grid.cells[3].where.xpath == "line 4, cell 2"


@pytest.mark.parametrize("name", ["report.doc", "report.wps", "report.rtf"])
def test_a_text_that_its_name_calls_a_word_file_is_read(name):
    assert shown(read("一、总体情况\n规章\t0\n许可\t3".encode("gb18030"), name))[0] == "一、总体情况"
    with pytest.raises(BrokenDocument, match=name):
        read(bytes(range(256)) * 40, name)


def test_what_stands_between_dashes_above_a_text_is_said_of_it_and_its_pictures_are_counted():
    text = "---\ntitle: '某局2023年政府信息公开工作年度报告'\ndate: 2024-01-12\n---\n一、总体情况\n![表](a.png) [规章](b.html)\n"
    document = read_document(text.encode(), "r.md", None, SETTINGS)
    assert document.meta == {"title": "某局2023年政府信息公开工作年度报告", "date": "2024-01-12"}
    assert (shown(document.blocks), document.images) == (["一、总体情况", "![表](a.png) 规章"], 1)


def test_signs_that_markdown_prints_as_they_stand_lose_their_stroke():
    assert shown(read("| 内容 | 数量 |\n|---|---|\n| 1\\. 规章 | \\-10 |\n| 许可 | \\ |", "r.md"))[0][1:] == [
        ["1. 规章", "-10"],
        ["许可", "\\"],
    ]


def test_bytes_that_are_no_text_are_said_to_be_none():
    with pytest.raises(BrokenDocument, match="report.txt"):
        read(bytes(range(256)) * 40)
    with pytest.raises(UnsupportedFormat, match="thing.bin"):
        read(b"\x07\x08" * 100, "thing.bin")


def test_bars_behind_cells_keep_blanks_and_tell_what_a_lone_figure_spans():
    text = "信息内容 |\n本年制发件数 |\n规章 |\n|\n行政许可 |\n0 |\n||||||"
    grid = read(text)[0]
    assert [[c.text for c in row] for row in rows_of(grid)] == [
        [t] for t in ("信息内容", "本年制发件数", "规章", "", "行政许可", "0")
    ]
    assert grid.cells[-1].colspan == 7


def test_bars_of_spanned_columns_at_the_end_of_a_row_are_no_blank_cells():
    text = "| 信息内容 | 数量 | ||\n| 行政许可 | 0 | ||\n| 规章 | | 1 | 2 |"
    assert shown(read(text))[0][-2:] == [["行政许可", "0"], ["规章", "", "1", "2"]]


def test_a_bar_at_the_end_is_a_border_only_where_nearly_all_rows_have_it():
    assert shown(read("甲|乙|丙\n规章|1|\n许可||3")) == [[["甲", "乙", "丙"], ["规章", "1", ""], ["许可", "", "3"]]]


def test_a_heading_between_two_tables_of_barred_lines_is_no_cell():
    text = "规章\n|\n0\n\n三、收到和处理政府信息公开申请情况\n\n自然人\n|\n总计"
    assert "三、收到和处理政府信息公开申请情况" in shown(read(text))


def test_lines_that_a_spreadsheet_wrote_are_rows_and_what_fills_them_up_is_nothing():
    table = '规章,0,"1,234",5\n许可,,2,0\n"强,制",1,2,3'
    assert shown(read(f"标题,,,\n{table}\n收到申请全部办结没有遗留。,,,", "a.csv")) == [
        "标题",
        [["规章", "0", "1,234", "5"], ["许可", "", "2", "0"], ["强,制", "1", "2", "3"]],
        "收到申请全部办结没有遗留。",
    ]
    prose = "一是公开,二是解读,三是回应\n一是学习,二是培训,三是考核\n一是检查,二是整改,三是通报"
    assert shown(read(prose)) == prose.split("\n")


def _a_cell_a_line(gap: str, blank: str = "") -> str:
    """A report with a cell a line, in which all but the totals of table 3 that are 0 are blank."""
    one = sample("text", "none", 3, dress="cell_a_line")
    return gap.join(blank if line == "0" else line for line in one.content.decode().split("\n") if line)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.txt", _a_cell_a_line("\n")),
        ("r.txt", _a_cell_a_line("\n\n")),
        ("r.html", "<p>" + _a_cell_a_line("<br>", "&nbsp;") + "</p>"),
    ],
)
def test_empty_lines_are_blank_cells_where_each_cell_has_a_line(name, text):
    one = sample("text", "none", 3, dress="cell_a_line")
    cells = read_report(text.encode(), name).cells
    for cell_id, (_, value) in one.truth.expected.items():
        assert cells[cell_id].value == (value or None)


def test_empty_lines_that_part_rows_are_no_blank_cells_of_those_that_lost_some():
    """As a parser writes the text of a table: two empty lines between rows, nothing of a blank cell."""
    years = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    decided = ["信息内容", "本年处理决定数量"]
    rows = [["第二十条第（一）项"], years, ["规章", "144670"], ["行政规范性文件", "7", "5", "12"]]
    rows += [
        ["第二十条第（五）项"],
        decided,
        ["行政许可", "895"],
        ["第二十条第（六）项"],
        decided,
        ["行政处罚"],
        ["行政强制", "5"],
    ]
    cells = read_report("\n\n\n".join("\n".join(row) for row in rows).encode(), "r.txt").cells
    assert {cells[f"T2.rules.{column}"].state for column in ("issued", "repealed", "in_force")} == {
        CellState.UNREADABLE
    }


def test_empty_lines_are_no_blank_cells_where_rows_have_all_figures_or_lost_some():
    one = sample("text", "none", 3, dress="cell_a_line")
    lines = [line for line in one.content.decode().split("\n") if line]
    loose = "\n".join(f"{line}\n" if at % 9 == 0 else line for at, line in enumerate(lines))
    assert all(
        read_report(loose.encode(), one.name).cells[name].value == value
        for name, (_, value) in one.truth.expected.items()
        if name[:2] == "T3"
    )
    lossy = "\n".join(f"{line}\n" if at % 9 == 0 else line for at, line in enumerate(lines) if at % 7 or line != "0")
    read = ReadingScore()
    read.add(read_report(lossy.encode(), one.name), one.truth)
    assert read.silent == 0


def test_a_figure_that_stands_in_its_labels_line_is_not_blank():
    one = sample("text", "none", 3, dress="cell_a_line")
    text = one.content.decode().replace("行政强制\n", "行政强制：3；\n\n", 1)
    assert read_report(text.encode(), one.name).cells["T2.coercion.decisions"].state != "blank"


def test_names_of_table_4_that_run_together_are_its_head():
    one = sample("text", "none", 3)
    text = one.content.decode()
    start, end = text.index("行政复议\t"), text.index("五、存在")
    rows = [line.split("\t") for line in text[start:end].strip().split("\n")]
    flat = "\n".join(["".join(row) for row in rows[:-1]] + [" ".join(rows[-1])])
    cells = read_report(f"{text[:start]}{flat}\n\n{text[end:]}".encode(), one.name).cells
    assert all(cells[name].value == value for name, (_, value) in one.truth.expected.items() if name[:2] == "T4")


def test_words_in_an_upright_table_4_stand_for_the_figure_of_their_row():
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    rows = [
        f"{block if not at else ''}\t{name}\t{'详见附件' if not number + at else number}"
        for number, block in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉"))
        for at, name in enumerate(names)
    ]
    cells = read_report(("四、政府信息公开行政复议、行政诉讼情况\n\n" + "\n".join(rows)).encode(), "r.txt").cells
    assert (cells["T4.review.upheld"].state, cells["T4.review.upheld"].raw) == ("text", "详见附件")
    assert cells["T4.after.total"].value == 2
