"""Pages whose rows or cells came apart: what they still show is read, and nothing is taken for another figure."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from checks.report import CellState
from flows.extract import read_report
from tests.accuracy.figures import Figures, invent
from tests.accuracy.formats.html import as_html
from tests.accuracy.pieces import Box
from tests.accuracy.report import Table, pieces_of
from tests.extract.printed import read, values, with_table_3


def with_table(truth: Figures, table: str, change) -> list:
    return [
        replace(piece, rows=tuple(map(tuple, change([list(row) for row in piece.rows]))))
        if isinstance(piece, Table) and piece.id == table
        else piece
        for piece in pieces_of(truth)
    ]


def wrong(report, truth: Figures) -> list[str]:
    """Cells that state something else than what was published, but for those that say nothing."""
    silent = (CellState.UNREADABLE, CellState.ABSENT)
    return [
        cell
        for cell, (state, value) in truth.expected.items()
        if (found := report.cells[cell]).state not in silent and (found.state, found.value) != (state, value)
    ]


def tall(rows, *order: int) -> list:
    """Table 4 whose first name reaches down beside the second line of the head; its rows in this order."""
    names = [Box(name) for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3]
    first = [Box("行政复议", 2, 5), Box("行政诉讼", 1, 10)]
    printed = [first, [Box("未经复议直接起诉", 1, 5), Box("复议后起诉", 1, 5)], names, rows[-1]]
    return [printed[at] for at in order]


@pytest.mark.parametrize("seed", range(4))
def test_a_head_of_table_4_that_stands_there_twice_gives_no_block_to_another(seed):
    truth = invent(seed)
    report = read(with_table(truth, "T4", lambda rows: tall(rows, 0, 0, 1, 2, 3)))
    assert wrong(report, truth) == []


def test_a_cell_too_many_does_not_push_figures_over_the_blank_before_them():
    truth = invent(7)
    for column, value in (("natural", None), ("business", 282), ("research", 116), ("nonprofit", 59)):
        state = CellState.BLANK if value is None else CellState.NUMBER
        truth = truth.printed(f"T3.carried_in.{column}", "" if value is None else str(value), state, value)
    for column, value in (("legal_service", 1), ("other", 0), ("total", 458)):
        truth = truth.printed(f"T3.carried_in.{column}", str(value), CellState.NUMBER, value)

    def change(rows):
        at = next(at for at, row in enumerate(rows) if any("上年结转" in box.text for box in row))
        return [*rows[:at], [*rows[at], rows[at][-1]], *rows[at + 1 :]]

    assert wrong(read(with_table_3(pieces_of(truth), change)), truth) == []


def test_a_row_of_table_2_that_juts_out_is_known_only_where_it_has_no_blanks():
    def row(*figures: str) -> Figures:
        truth = invent(3)
        for column, text in zip(("issued", "repealed", "in_force"), figures, strict=True):
            state = CellState.NUMBER if text else CellState.BLANK
            truth = truth.printed(f"T2.norms.{column}", text, state, int(text) if text else None)
        return truth

    def change(rows):
        at = next(at for at, row in enumerate(rows) if any("规范性文件" in box.text for box in row))
        return [*rows[:at], [rows[at][0], Box(""), *rows[at][1:]], *rows[at + 1 :]]

    truth = row("4", "3", "")
    assert wrong(read(with_table(truth, "T2", change)), truth) == []


def test_a_wide_figure_that_stands_there_twice_is_not_the_one_behind_it():
    truth = invent(2, "2019")
    truth = truth.printed("T2.fee.items_last_year", "0", CellState.NUMBER, 0)
    truth = truth.printed("T2.fee.items_change", "-1", CellState.NUMBER, -1)

    def change(rows):
        at = next(at for at, row in enumerate(rows) if any("行政事业性收费" in box.text for box in row))
        head = [rows[at - 1][0], replace(rows[at - 1][1], colspan=2), replace(rows[at - 1][2], colspan=1)]
        row = [rows[at][0], *[replace(rows[at][1], colspan=2)] * 2, replace(rows[at][2], colspan=1)]
        return [*rows[: at - 1], head, row, *rows[at + 1 :]]

    assert wrong(read(with_table(truth, "T2", change)), truth) == []


def test_blocks_of_table_4_whose_totals_are_blank_prove_no_order():
    truth = invent(1)
    figures = ["", "0", "", "0", "", "0", "0", "", "", "0", "", "21", "17", "", "38"]
    for cell, text in zip((cell for cell in truth.texts if cell.startswith("T4")), figures, strict=True):
        state = CellState.NUMBER if text else CellState.BLANK
        truth = truth.printed(cell, text, state, int(text) if text else None)

    def change(rows):
        shifted = tall(rows, 0, 2, 1, 3)
        return [*shifted[:-1], [*shifted[-1][:13], Box(""), *shifted[-1][13:]]]

    assert wrong(read(with_table(truth, "T4", change)), truth) == []


@pytest.mark.parametrize("nothing", ["0件", "０", "—"])
def test_nothing_written_once_over_rows_or_columns_may_have_a_unit(nothing):
    truth = invent(7, "2021", busy=0)

    def change(rows):
        first = next(at for at, row in enumerate(rows) if any("1.属于国家秘密" in box.text for box in row))
        over = [*rows[first][:-7], Box(nothing, 8, 7)]
        return [*rows[:first], over, *(row[:-7] for row in rows[first + 1 : first + 8]), *rows[first + 8 :]]

    report = read(with_table_3(pieces_of(truth), change))
    assert "T3" not in report.suspicions
    assert report.cells["T3.denied.process.total"].value == (None if nothing == "—" else 0)


def test_words_that_an_editor_broke_are_the_same_in_what_is_hidden():
    truth = invent(5)
    pieces = pieces_of(truth)
    page = as_html(pieces).decode()
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    broken = page.replace("第二十条第", "第二十&nbsp;条第").replace("法人或其他组织", "法人或其他\u200b组织")
    hidden = "".join(f"<div style='display:none'>{table.replace('>0<', '>9<')}</div>" for table in tables)
    report = read_report(broken.replace("</body>", f"{hidden}</body>").encode(), "report.html")
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


def test_what_a_hidden_field_holds_is_not_shown_in_the_cell_that_lays_out_the_page():
    truth = invent(5)

    def dressed(piece) -> str:
        if not isinstance(piece, Table):
            return f"<p>{piece}</p>"
        page = as_html([piece]).decode()
        lines = "\n".join("\t".join(box.text.replace("0", "9") for box in row) for row in piece.rows)
        shown = page[page.index("<table") : page.index("</table>") + len("</table>")]
        return f"{shown}<textarea style='display:none'>{lines}</textarea>"

    page = f"<table><tr><td>{''.join(map(dressed, pieces_of(truth)))}</td></tr></table>"
    read = values(read_report(page.encode(), "report.html"))
    assert read == {cell: value for cell, (_, value) in truth.expected.items()}


def test_last_years_table_is_told_by_its_caption_though_its_words_are_broken_otherwise():
    head = "<tr><td>信息内容</td><td>本年{}制发件数</td><td>本年废止{}件数</td><td>现行{}有效件数</td></tr>"
    rows = "<tr><td>规章</td><td>{0}1</td><td>{0}2</td><td>{0}4</td></tr>"
    rows += "<tr><td>行政规{1}范性文件</td><td>{0}3</td><td>{0}5</td><td>{0}6</td></tr>"
    item = "<tr><td colspan=4>第二十条第（一）项</td></tr>"
    this = f"<p>2023年数据</p><table>{item}{head.format('', ' ', '')}{rows.format('3,00', '')}</table>"
    last = f"<p>2022年数据</p><table>{item}{head.format(' ', '', '&nbsp;')}{rows.format('7,01', ' ')}</table>"
    title = "<h1>青河县民政局2023年政府信息公开工作年度报告</h1>"
    cells = read_report(f"{title}{this}{last}".encode(), "report.html").cells
    assert cells["T2.norms.issued"].value == 3003


def test_names_before_figures_may_be_broken_in_some_rows():
    names = ("本年制发件数", "本年废止件数", "现行有效件数")
    labels = ("行政规范性文件", "行政规范 性文件", "行政规范性文件")
    rows = "".join(
        f"<tr><td>{label}</td><td>{name}</td><td>{at}</td></tr>"
        for at, (label, name) in enumerate(zip(labels, names, strict=True), 4)
    )
    cells = read_report(f"<table>{rows}</table>".encode(), "report.html").cells
    assert [cells[f"T2.norms.{column}"].value for column in ("issued", "repealed", "in_force")] == [4, 5, 6]
