"""Texts that programs made of a report: what each leaves of the tables is read where the text proves it, else not at all."""

from __future__ import annotations

import re

import pytest

from checks.report import CellState
from flows.extract import read_report
from flows.extract.document import Paragraph
from flows.extract.readers.html_flat import with_blank_cells
from flows.extract.readers.text_folded import mended, unbarred
from flows.extract.readers.text_tabs import undoubled
from tests.accuracy.figures import invent
from tests.accuracy.formats.html import as_html
from tests.accuracy.pieces import Sheet
from tests.accuracy.reading_score import ReadingScore
from tests.accuracy.report import Figure, pieces_of

_TORN = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "结果维持", "结果纠正", "其他结果", "尚未审结")


def _text(truth, table) -> str:
    return "\n".join(table(piece) if isinstance(piece, Sheet) else piece for piece in pieces_of(truth))


def _grid(sheet: Sheet, *, repeated: bool) -> list[list[str]]:
    """The slots of a sheet; a merged cell's words in each of its own, or in the first."""
    rows = [[""] * sheet.width for _ in sheet.rows]
    for r, c, box in sheet.placed():
        for down in range(box.rowspan if repeated else 1):
            for across in range(box.colspan if repeated else 1):
                rows[r + down][c + across] = box.text
    return rows


def _read(truth, text: str, name: str = "r.txt") -> ReadingScore:
    score = ReadingScore()
    score.add(read_report(text.encode(), name), truth)
    return score


def _is_whole(score: ReadingScore) -> bool:
    return score.right == score.cells


def _torn(text: str) -> str:
    return "\n".join(text[at : at + 2] for at in range(0, len(text), 2)) if text in _TORN else text


@pytest.mark.parametrize("sign", ["\t", " | "])
def test_rows_whose_cells_held_line_ends_are_put_together(sign):
    truth = invent(3)
    text = _text(truth, lambda sheet: "\n".join(sign.join(map(_torn, row)) for row in _grid(sheet, repeated=True)))
    assert _is_whole(_read(truth, text))


def test_rows_that_do_not_come_to_the_signs_of_their_table_stay_as_they_are():
    truth = invent(3)
    text = _text(truth, lambda sheet: "\n".join("\t".join(row) for row in _grid(sheet, repeated=True)))
    lost = text.replace("1.属于国家秘密\t", "1.属于国家\n秘密", 1)
    assert _read(truth, lost).silent == 0


def test_a_wrong_sum_under_a_head_with_its_merged_names_in_two_lines_is_read_without_a_doubt():
    truth = invent(4)
    cell = "T4.direct.total"
    truth = truth.printed(cell, "77", CellState.NUMBER, 77)
    text = _text(truth, lambda sheet: "\n".join("\t".join(row) for row in _grid(sheet, repeated=True)))
    report = read_report(text.encode(), "r.txt")
    assert report.cells[cell].value == 77
    assert not report.suspicions


def _a_cell_a_line(sheet: Sheet) -> str:
    """As a word processor writes it: a line for each cell, an empty one where a label is merged from above."""
    starts = {(r, c): box.text for r, c, box in sheet.placed()}
    covered = {(r + down, c) for r, c, box in sheet.placed() for down in range(1, box.rowspan)}
    slots = sorted({*starts, *covered})
    return "\n".join(starts.get(slot, "") for slot in slots)


def _blank(truth, row: str):
    for column in ("business", "nonprofit", "other"):
        truth = truth.printed(f"T3.{row}.{column}", "", CellState.BLANK, None)
    return truth


def test_what_merged_labels_cover_is_no_blank_figure_where_every_row_bears_it_out():
    truth = _blank(_blank(invent(5), "denied.administrative_query"), "granted")
    assert _is_whole(_read(truth, _text(truth, _a_cell_a_line)))


def test_a_figure_lost_among_such_lines_leaves_its_row_unread():
    truth = _blank(invent(5), "denied.administrative_query")
    text = _text(truth, _a_cell_a_line)
    lost = text.replace(
        "8.属于行政查询事项\n" + truth.texts["T3.denied.administrative_query.natural"] + "\n", "8.属于行政查询事项\n", 1
    )
    assert lost != text
    assert _read(truth, lost).silent == 0


def test_empty_lines_between_most_figures_are_no_cells_though_the_letters_of_names_stand_together():
    lines = [*"结果维持结果纠正其他结果尚未审结总计", *["", "0"] * 15, "0", "", *"总计", ""]
    blocks = with_blank_cells([Paragraph(line) for line in lines], are_lines=True)
    assert all(block.text for block in blocks)


@pytest.mark.parametrize(("printed", "state"), [("0", CellState.NUMBER), ("3", CellState.UNREADABLE)])
def test_a_cell_of_nothing_but_a_raised_figure_is_no_blank(printed, state):
    truth = invent(7).printed("T3.other.else.natural", "0", CellState.NUMBER, 0)
    rows = _text(
        truth, lambda sheet: "\n" + "\n".join(f"|{'|'.join(row)}|" for row in _grid(sheet, repeated=True)) + "\n"
    )
    assert "3.其他|0|" in rows
    report = read_report(rows.replace("3.其他|0|", f"3.其他|<sup>{printed}</sup>|").encode(), "r.md")
    assert report.cells["T3.other.else.natural"].state is state


def test_lines_drawn_over_and_under_a_table_are_no_figures_of_it():
    truth = invent(8)
    rule = f"  {'-' * 60}"
    text = _text(
        truth, lambda sheet: "\n".join([rule, *("\t".join(row) for row in _grid(sheet, repeated=False)), rule])
    )
    assert not read_report(text.encode(), "r.txt").suspicions


def _crowded(sheet: Sheet) -> str:
    """As Pandoc draws a broad table: a sign a line in every cell, bars moved by characters of two columns."""
    rule = "+" + "---+" * sheet.width
    lines = [rule]
    for row in _grid(sheet, repeated=False):
        for at in range(max(map(len, row))):
            line = "|" + "|".join(f" {text[at : at + 1] or ' '} " for text in row) + "|"
            lines.append(re.sub(r"([\u4e00-\u9fff]) \|   \|", r"\1 |  |", line))
        lines.append(rule)
    return "\n".join(["", *lines, ""])


def test_a_drawn_table_of_columns_one_sign_wide_is_read_between_its_bars():
    truth = invent(9)
    assert _is_whole(_read(truth, _text(truth, _crowded)))


def _bbcode(sheet: Sheet) -> str:
    cells = [[f"[td={box.colspan},{box.rowspan}][b]{box.text}[/b][/td]" for box in row] for row in sheet.rows]
    return "[table=98%]\n" + "\n".join(f"[tr]{''.join(row)}[/tr]" for row in cells) + "\n[/table]"


def _listed(sheet: Sheet) -> str:
    rows = [
        "\n".join(f"   {' ' if at else '*'} - {text}".rstrip() for at, text in enumerate(row))
        for row in _grid(sheet, repeated=False)
    ]
    return "\n.. list-table::\n   :header-rows: 1\n\n" + "\n".join(rows) + "\n"


def _creole(sheet: Sheet) -> str:
    rows = _grid(sheet, repeated=False)
    return (
        "\n" + "\n".join(f"|{'=' * (not at)}" + ("|" + "=" * (not at)).join(row) for at, row in enumerate(rows)) + "\n"
    )


@pytest.mark.parametrize("table", [_bbcode, _listed, _creole])
def test_tables_of_boards_and_wikis_are_read(table):
    truth = invent(10)
    assert _is_whole(_read(truth, _text(truth, table)))


def test_a_page_with_the_same_figures_is_read_the_same():
    truth = invent(3)
    assert _is_whole(_read(truth, as_html(pieces_of(truth)).decode(), "r.html"))


_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def _wrapped_3(sheet: Sheet, head: tuple[str, ...]) -> str:
    rows = [[box.text for box in row] for row in sheet.rows[3:]]
    return "\n".join([*head, *(" ".join(row) for row in rows)])


def _wrapped_4(sheet: Sheet) -> str:
    names = ["结果维 结果纠 其他结 尚未审 总", "持 正 果 结 计"]
    twice = [f"{line} {line}" for line in names]
    return "\n".join(
        [
            "行政复议 行政诉讼",
            "未经复议直接起诉 复议后起诉",
            *names,
            *twice,
            " ".join(box.text for box in sheet.rows[3]),
        ]
    )


_HEADS = {
    "over": (
        f"{_NOTE} 申请人情况",
        "自然 法人或其他组织 总计",
        "人 商业 科研 社会 法律 其他",
        "企业 机构 公益 服务",
        "组织 机构",
    ),
    "in turn": (
        _NOTE,
        "申请人情况",
        *"自然人",
        "法人或其他组织",
        "总",
        "计商业",
        "企业",
        "科研",
        "机构",
        "社会公",
        "益组织",
        "法律服",
        "务机构",
        *"其他",
    ),
}
_HEADS["at other heights"] = (
    f"{_NOTE} 申请人情况",
    "法人或其他组织",
    "自然人 总计",
    "科研 社会公 法律服务",
    "商业企业 其他",
    "机构 益组织 机构",
)
_SWAPPED = (
    _HEADS["over"][0],
    "自然 法人或其他组织 总计",
    "人 科研 商业 社会 法律 其他",
    "机构 企业 公益 服务",
    "组织 机构",
)


def _wrapped(truth, head: tuple[str, ...]) -> str:
    tables = {
        "T2": lambda sheet: "\n".join(" ".join(b.text for b in row) for row in sheet.rows),
        "T3": lambda sheet: _wrapped_3(sheet, head),
        "T4": _wrapped_4,
    }
    return _text(truth, lambda sheet: tables[sheet.id](sheet))


def _wrong(truth):
    return truth.printed("T3.granted.total", "999", CellState.NUMBER, 999).printed(
        "T4.after.total", "99", CellState.NUMBER, 99
    )


@pytest.mark.parametrize("head", _HEADS)
def test_a_wrong_sum_is_read_under_a_head_whose_broken_names_prove_the_forms_order(head):
    truth = _wrong(invent(11))
    report = read_report(_wrapped(truth, _HEADS[head]).encode(), "r.txt")
    assert not report.suspicions
    assert _is_whole(_read(truth, _wrapped(truth, _HEADS[head])))


@pytest.mark.parametrize("head", [_SWAPPED, (*_HEADS["over"], "备注")])
def test_a_head_of_another_order_or_with_another_word_proves_nothing(head):
    truth = _wrong(invent(11))
    assert "T3" in read_report(_wrapped(truth, head).encode(), "r.txt").suspicions


def _unparted(sheet: Sheet) -> str:
    """As MarkItDown writes a page without lines: several figures between two bars, labels under their rows."""
    lines = []
    for row in sheet.rows:
        figures = [box.text for box in row if isinstance(box, Figure)]
        labels = " ".join(box.text for box in row if not isinstance(box, Figure))
        if len(figures) < 3:
            lines += [*figures, labels]
        else:
            lines += [f"|     | {' '.join(figures[:2])} | {' '.join(figures[2:])} |", "| --- | --- | --- |", labels]
    return "\n".join(lines)


def test_bars_that_part_no_columns_are_left_out_and_labels_under_their_figures_found():
    truth = invent(12)
    text = _text(truth, lambda sheet: _wrapped_4(sheet) if sheet.id == "T4" else _unparted(sheet))
    assert _is_whole(_read(truth, text, "r.md"))


def test_figures_over_and_under_the_labels_of_table_2_at_once_stay_unread():
    truth = invent(12)
    text = _text(truth, lambda sheet: _unparted(sheet) if sheet.id == "T2" else "")
    assert _read(truth, text.replace("行政强制", "8\n行政强制")).silent == 0


def test_a_line_that_a_bar_begins_is_no_rest_of_the_row_above():
    lines = ["|（六）其他处理", "|1.逾期不补正 |0 |0", "|2.逾期不缴费 |0 |0 |0 |0"]
    assert mended("\n".join(lines)).split("\n") == lines


def test_bars_stay_where_the_digits_of_a_figure_stand_apart():
    """A row that has lost a figure, and has another in two pieces, would have as many as it should."""
    row = "| {0} | 1 5 | {1} | 0 | 0 | 0 | 0 | 15 |"
    text = "\n".join(
        ["| | 自然人 | 商业 | 科研 | 公益 | 法律 | 其他 | 总计 |", *(row.format(at, 0) for at in range(6))]
    )
    assert unbarred(text) == text


def test_figures_whose_label_a_page_cut_in_two_are_no_blank_row():
    """PyMuPDF4LLM gives the label's end a row of its own in the next table, and all that spans it blank."""
    lines = [
        "|一、本年新收政府信息公开申请数量|733|446|347|202|374|17|211<br>9|",
        "|二、上年结转政府信息公开申请数量|1|0|1|0|1|1|4|",
        "|三、<br>（一）予以公开|8|0|0|0|0|0|8|",
        "|本年<br>（二）部分公开（区分处理的，|352|1|0|3|3|2|361|",
        "",
        "|度办|只计这一情|形，不计其他情形）||||||||",
        "|||2.没有现成信息需<br>要另行制作|0|0|0|196|0|3|199|",
        "|||3.补正后申请内容<br>仍不明确|249|8|0|0|0|0|257|",
        "||（五）不<br>予处理|1.信访举报投诉类<br>申请|2|0|0|1|3|0|6|",
        "|||2.重复申请|14|0|0|0|0|0|14|",
        "|||3.要求提供公开出<br>版物|1|0|3|0|0|2|6|",
        "|||4.无正当理由大量<br>反复申请|3|0|0|0|0|0|3|",
        "|||5.要求行政机关确<br>认或重新出具已获<br>取信息|0|24|0|0|1|11|36|",
        "||（六）其<br>他处理|1.申请人无正当理<br>由逾期不补正、行<br>政机关不再处理其<br>政府信息公开申请|3|383|0|0|354|0|740|",
    ]
    cells = read_report("\n".join(lines).encode(), "r.md").cells
    assert cells["T3.granted.total"].value == 8
    assert cells["T3.partial.natural"].state is CellState.UNREADABLE


def test_an_empty_line_below_a_row_that_is_a_line_is_no_cell_of_it():
    """In text of a page a blank leaves nothing behind: which of three figures two are nobody can tell."""
    lines = ["二、主动公开政府信息情况", "第二十条第（一）项", "", "信息内容 本年制发件数 本年废止件数 现行有效件数"]
    rows = [
        "",
        "规章 0 0 0",
        "",
        "行政规范性文件 0 33",
        "",
        "第二十条第（五）项",
        "信息内容 本年处理决定数量",
        "行政许可 0",
    ]
    report = read_report("\n".join([*lines, *rows]).encode(), "r.txt")
    assert report.cells["T2.norms.issued"].state is CellState.UNREADABLE


def test_figures_under_guessed_columns_are_known_where_there_is_one_for_each_or_each_has_its_name_above():
    head = "| 第二十条第（一）项 | | | | | |\n| 信息内容 | 本年制发件数 | | 本年废止件数 | | 现行有效件数 |"
    text = f"二、主动公开政府信息情况\n{head}\n| 规章 | | 5 | 6 | 7 | |\n| 行政规范性文件 | | 3 | | 4 | |"
    cells = read_report(text.encode(), "r.md").cells
    assert [cells[f"T2.rules.{column}"].value for column in ("issued", "repealed", "in_force")] == [5, 6, 7]
    assert cells["T2.norms.repealed"].state is CellState.UNREADABLE


def test_a_head_of_invented_names_proves_that_the_total_is_last():
    truth = invent(11).printed("T3.granted.total", "999", CellState.NUMBER, 999)
    head = ["类别", *(f"数据{number}" for number in range(1, 7)), "总计"]

    def table(sheet: Sheet) -> str:
        if sheet.id != "T3":
            return "\n".join("\t".join(row) for row in _grid(sheet, repeated=False))
        rows = [[row[-8].text, *(box.text for box in row[-7:])] for row in sheet.rows[3:]]
        return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * 8, *rows])

    text = _text(truth, table)
    assert _is_whole(_read(truth, text, "r.md"))
    assert not read_report(text.encode(), "r.md").suspicions


def _trimmed(sheet: Sheet) -> str:
    """Rows between tabs, a label's span a blank behind it, without the blanks that ended them."""
    if sheet.id != "T3":
        return "\n".join("\t".join(row) for row in _grid(sheet, repeated=False))
    kinds = "\t".join(_KINDS)
    head = ["\t\t申请人情况\t\t\t\t\t\t总计", "\t\t自然人\t法人或其他组织", f"\t\t\t{kinds}"]
    lines = []
    for row in sheet.rows[3:]:
        figures = [box.text for box in row[-7:]]
        labels = [box.text for box in row[:-7]]
        lines.append("\t".join([*labels, "", *figures] if row[0].colspan == 3 else [*labels, *figures]).rstrip("\t"))
    return "\n".join([*head, *lines])


_KINDS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


@pytest.mark.parametrize("rows", [("new",), ("new", "carried_in"), ("new", "carried_in", "carried_out")])
def test_a_row_that_lost_its_blank_total_is_not_taken_for_one_that_begins_with_a_blank(rows):
    truth = invent(11)
    for row in rows:
        truth = truth.printed(f"T3.{row}.total", "", CellState.BLANK, None)
    assert _read(truth, _text(truth, _trimmed)).silent == 0


def test_a_total_behind_all_applicants_in_one_line_of_a_head_is_last():
    truth = _wrong(invent(11))
    report = read_report(_text(truth, _trimmed).encode(), "r.txt")
    assert _is_whole(_read(truth, _text(truth, _trimmed)))
    assert not report.suspicions


def _cut_labels(sheet: Sheet) -> str:
    """A guessed column runs through the labels: 一、本年新收 | 政府信息公开申请数量."""
    if sheet.id != "T3":
        return "\n".join("\t".join(row) for row in _grid(sheet, repeated=False))
    lines = ["| |".join(["|", *(box.text for box in sheet.rows[1]), "|"])]
    for row in sheet.rows[3:]:
        label, figures = row[-8].text, [box.text for box in row[-7:]]
        lines.append(f"| {' | '.join([label[:6], label[6:], *figures])} |")
    return "\n".join(lines)


def test_labels_that_a_guessed_column_cut_in_two_are_whole_in_the_first_row_too():
    truth = invent(11)
    assert _is_whole(_read(truth, _text(truth, _cut_labels), "r.md"))


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_tables_all_in_one_line_of_tabs_are_read(form):
    truth = invent(31, form)
    text = _text(truth, lambda sheet: "\t".join(box.text for row in sheet.rows for box in row))
    assert _read(truth, text).right == len(truth.expected)


def test_attributes_that_pandoc_writes_behind_words_are_none_of_them():
    title = '## 望川市司法局2023年政府信息公开工作年度报告 {#望川市司法局 align="center"}'
    head = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|---|---|---|---|"
    spans = ['[ ]{style="mso-spacerun:yes"}0[ ]{.x}', '[[12]{leaf=""}]{style="font-size:12px;"}', '[3]{lang="EN-US"}']
    rows = "\n".join(f"| {label} | {' | '.join(spans)} |" for label in ("规章", "行政规范性文件"))
    report = read_report(f"{title}\n\n{head}\n{rows}\n".encode(), "r.md")
    assert (report.agency, report.year) == ("望川市司法局", 2023)
    assert [report.cells[f"T2.norms.{column}"].value for column in ("issued", "repealed", "in_force")] == [0, 12, 3]


def test_the_title_of_restructured_text_is_no_part_of_the_agency():
    text = ".. rubric:: 白石区人民政府2023年政府信息公开工作年度报告\n   :name: title\n\n一、总体情况\n\n2023年，公开信息3条。"
    report = read_report(text.encode(), "r.txt")
    assert (report.agency, report.year) == ("白石区人民政府", 2023)


@pytest.mark.parametrize("figure", [".. container::section42", "::: {.section}5"])
def test_a_figure_in_markup_that_nobody_knows_is_unreadable(figure):
    rows = f"| 信息内容 | 本年处理决定数量 |\n|---|---|\n| 行政许可 | {figure} |\n| 行政处罚 | 见附件 |\n"
    cells = read_report(rows.encode(), "r.md").cells
    assert cells["T2.licence.decisions"].state is CellState.UNREADABLE
    assert cells["T2.penalty.decisions"].state is CellState.TEXT


@pytest.mark.parametrize("line", ["# #", "## ==", "# {#part}", ".. rubric:: "])
def test_a_heading_without_words_is_left_out(line):
    report = read_report(
        f"白石区民政局2023年政府信息公开工作年度报告\n{line}\n一、总体情况\n公开信息3条。".encode(), "r.md"
    )
    assert (report.agency, report.sections[0].text) == ("白石区民政局", "公开信息3条。")


def _two_tabs(sheet: Sheet) -> str:
    return "\n".join("\t\t".join(box.text for box in row) for row in sheet.rows)


def test_two_tabs_between_all_cells_part_them_once():
    truth = _blank(invent(31, busy=0.4), "granted")
    assert _is_whole(_read(truth, _text(truth, _two_tabs)))


def test_a_single_tab_between_two_cells_says_that_two_enclose_a_blank_one():
    text = "规章\t\t0\t\t0\n" * 20 + "行政许可\t3"
    assert undoubled(text) == text


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_a_table_2_that_stands_in_the_text_and_again_between_tabs_is_one(form):
    """What takes text and tables out of a page, one behind the other, as pdfplumber's users do."""
    truth = invent(8, form)

    def table(sheet: Sheet) -> str:
        rows = ["\t".join(row) for row in _grid(sheet, repeated=False)]
        text = [" ".join(box.text for box in row) for row in sheet.rows] if sheet.id == "T2" else []
        return "\n".join([*text, *rows])

    assert _is_whole(_read(truth, _text(truth, table)))


def test_two_tables_2_of_different_figures_are_not_read():
    truth, other = invent(8), invent(9)
    second = next(table for table in pieces_of(other) if isinstance(table, Sheet) and table.id == "T2")
    lines = "\n".join("\t".join(row) for row in _grid(second, repeated=False))
    text = _text(truth, lambda sheet: "\n".join("\t".join(row) for row in _grid(sheet, repeated=False)))
    assert _read(truth, text.replace("三、收到和处理", f"{lines}\n三、收到和处理", 1)).silent == 0
