"""Tables that a text tells figure by figure, or that a program wrote its values of, are read as the tables they are."""

from __future__ import annotations

import json

import pytest

from checks.forms import split_cell
from checks.report import CellState
from flows.extract import read_report
from flows.extract.document import Grid, Paragraph
from flows.extract.forms import forms
from flows.extract.pairs import rows_told, told_by
from flows.extract.readers import read_document
from flows.settings import load_settings
from tests.accuracy.figures import Figures, invent
from tests.accuracy.pieces import Sheet
from tests.accuracy.report import Table, pieces_of

Told = dict[str, dict[str, str]]


def _told(truth: Figures, table: str) -> Told:
    """Label of a row → name of a column → figure."""
    form = forms()[truth.form]
    rows = {f"T2.{row.id}": (row.label, block.columns) for block in form.t2 for row in block.rows}
    rows |= {f"T3.{row.id}": (row.label, form.t3_columns) for row in form.t3_rows}
    rows |= {f"T4.{block.id}": (block.label, form.t4_columns) for block in form.t4_blocks}
    told: Told = {}
    for cell in form.table_cells(table):
        _, row, column = split_cell(cell)
        label, columns = rows[f"{table}.{row}"]
        name = next(one.label for one in columns if one.id == column)
        told.setdefault(label, {})[name] = truth.texts[cell]
    return told


def _flat(told: Told, pattern: str) -> str:
    return "\n".join(pattern.format(label, name, figure) for label, row in told.items() for name, figure in row.items())


def _below(told: Told) -> str:
    return "\n".join(
        f"{label}:\n" + "\n".join(f"  {name}: '{figure}'" for name, figure in row.items())
        for label, row in told.items()
    )


WAYS = {
    "colon": lambda told: _flat(told, "{}-{}：{}"),
    "equals": lambda told: _flat(told, "{}.{} = {}"),
    "brackets": lambda told: _flat(told, "- **{}（{}）**: {}"),
    "below": _below,
    "json": lambda told: json.dumps(told, ensure_ascii=False, indent=2),
    "one_line": lambda told: json.dumps({"table": told, "note": None}, ensure_ascii=False),
}


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("way", WAYS)
def test_figures_told_one_by_one_are_those_of_the_rows_and_columns_they_name(way, form):
    truth = invent(21, form, busy=0.4)
    parts = [WAYS[way](_told(truth, piece.id)) if isinstance(piece, Table) else piece for piece in pieces_of(truth)]
    report = read_report("\n".join(map(str, parts)).encode(), "r.txt")
    assert {cell: (one.state, one.value) for cell, one in report.cells.items()} == truth.expected
    assert report.suspicions == {}


def _listed(truth: Figures, heading: str, row: str, item: str) -> bytes:
    """A page whose tables are lists, each of a row's figures below its name."""
    shown = ""
    for piece in pieces_of(truth):
        told = _told(truth, piece.id) if isinstance(piece, Table) else {}
        for label, figures in told.items():
            items = "".join(item.format(name, figure) for name, figure in figures.items())
            shown += f"<{heading}>{label}</{heading}><{row}>{items}</{row}>"
        shown += f"<p>{piece}</p>" if isinstance(piece, str) else ""
    return f"<div class=content>{shown}</div>".encode()


LISTS = [
    ("h4", "ul", "<li>{}：{}</li>"),
    ("h4", "ul", "<li><span>{}</span><em>{}</em></li>"),
    ("h4", "dl", "<dt>{}</dt><dd>{}</dd>"),
    ("div", "div", "<p><label>{}</label><b>{}</b></p>"),
    ("div", "div", "<div><i>{1}</i></div><div>法人或其他组织-{0}</div>"),
]


def _of_row(label: str, figures: dict[str, str], way: str) -> str:
    names, texts = ("".join(f"<td>{text}</td>" for text in texts) for texts in (figures, figures.values()))
    match way:
        case "a table each":
            return f"<p><b>{label}</b></p><table><tr>{names}</tr><tr>{texts}</tr></table>"
        case "a sentence each":
            return f"<p>{label}</p><p>{'，'.join(f'{name}{text}' for name, text in figures.items())}。</p>"
        case "a path":
            return f"<p>{'行政诉讼：' if '起诉' in label else ''}{label}</p>" + "".join(
                f"<p>{name}：{text}</p>" for name, text in figures.items()
            )
    return "".join(f"<tr><td>{label}</td><td>{name}</td><td>{text}</td></tr>" for name, text in figures.items())


@pytest.mark.parametrize("way", ["a table each", "a sentence each", "a path", "a row each"])
def test_figures_in_small_tables_or_sentences_below_the_names_of_their_rows_are_tables(way):
    truth = invent(22, "2021", busy=0.4)
    page = ""
    for piece in pieces_of(truth):
        told = _told(truth, piece.id) if isinstance(piece, Table) else {}
        rows = "".join(_of_row(label, figures, way) for label, figures in told.items())
        head = "<tr><td>项目</td><td>指标</td><td>数量</td></tr>" if way == "a row each" else ""
        page += f"<table>{head}{rows}</table>" if head and rows else rows or f"<p>{piece}</p>"
    report = read_report(page.encode(), "r.html")
    assert {cell: (one.state, one.value) for cell, one in report.cells.items()} == truth.expected
    assert report.suspicions == {}


def test_of_lists_of_which_one_is_not_understood_none_is_read():
    page = _listed(invent(21, "2021"), "h4", "ul", "<li><span>{}</span><em>{}</em></li>").decode()
    at = page.index("<h4>（一）予以公开")
    report = read_report((page[:at] + page[at:].replace("商业企业", "栏目", 1)).encode(), "r.html")
    truth = invent(21, "2021").expected
    read = {name: (cell.state, cell.value) for name, cell in report.cells.items() if cell.state is CellState.NUMBER}
    assert read == {name: truth[name] for name in read}
    assert not any(name.startswith("T3.granted") for name in read)
    assert "T3" in report.suspicions


def test_of_lists_of_which_one_has_no_name_that_the_form_knows_none_is_read():
    page = _listed(invent(21, "2021"), "h4", "dl", "<dt>{}</dt><dd>{}</dd>").decode()
    report = read_report(page.replace("<h4>（七）总计</h4>", "<h4>栏目</h4>").encode(), "r.html")
    assert {cell.state for name, cell in report.cells.items() if name.startswith("T2")} == {CellState.UNREADABLE}


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize(("heading", "row", "item"), LISTS)
def test_lists_of_figures_below_the_names_of_their_rows_are_tables(heading, row, item, blank):
    truth = invent(21, "2021", busy=0.4)
    for cell in [cell for cell, text in truth.texts.items() if blank and text == "0" and cell.startswith("T3")]:
        truth = truth.printed(cell, "", CellState.BLANK, None)
    report = read_report(_listed(truth, heading, row, item), "r.html")
    read = {cell: (one.state, one.value) for cell, one in report.cells.items()}
    if blank and "{1}" in item:  # the line of a figure that is blank is lost above its name
        assert CellState.BLANK not in {state for state, _ in read.values()}
    else:
        assert read == truth.expected


def test_a_name_whose_figure_is_not_understood_has_no_blank_one():
    truth = invent(21, "2021")
    page = _listed(truth, "h4", "dl", "<dt>{}</dt><dd>{}</dd>").decode()
    whole = f"<dt>总计</dt><dd>{truth.texts['T3.new.total']}</dd>"
    for words in ("见附件", "\ufffd"):
        report = read_report(page.replace(whole, f"<dt>总计</dt><dd>{words}</dd>", 1).encode(), "r.html")
        assert report.cells["T3.new.total"].state in (CellState.ABSENT, CellState.UNREADABLE)


def test_what_the_form_does_not_name_is_no_row_and_no_column():
    assert told_by("办理结果：5") is None
    assert told_by("联系电话：5") is None
    assert rows_told(["热线受理：", "自然人：5", "总计：5"]) == []


def test_a_blank_figure_is_told_as_one_and_a_second_of_a_name_begins_no_row_of_the_same_label():
    (row,) = rows_told(["规章：", "本年制发件数：3", "本年废止件数：", "现行有效件数：9", "现行有效件数：8"])
    assert (row.label, row.names, row.figures) == (
        "规章",
        ("本年制发件数", "本年废止件数", "现行有效件数"),
        ("3", "", "9"),
    )


def shown(text: str) -> list[object]:
    blocks = read_document(text.encode(), "r.txt", None, load_settings()).blocks
    return [
        b.text if isinstance(b, Paragraph) else [c.text for c in b.cells] if isinstance(b, Grid) else b for b in blocks
    ]


@pytest.mark.parametrize(
    "rows",
    [
        '[["规章", "0", null], ["规范性文件", 5, "6"]]',
        "['规章', '0', None]\n['规范性文件', '5', '6']",
        "- [规章, '0', '']\n- [规范性文件, '5', '6']",
        "- - 规章\n  - '0'\n  - ''\n- - 规范性文件\n  - '5'\n  - '6'\n",
    ],
)
def test_lists_that_a_program_wrote_are_rows(rows):
    assert shown(f"前言。\n{rows}\n后记。") == ["前言。", ["规章", "0", "", "规范性文件", "5", "6"], "后记。"]


def test_brackets_that_hold_no_values_stay_as_they_are():
    assert shown("[附件：下载]\n{{ title }}\n[1] 注释") == ["[附件：下载]", "{{ title }}", "[1] 注释"]


def _cells(truth: Figures) -> list[str]:
    return [
        text
        for piece in pieces_of(truth)
        for text in ([box.text for row in piece.rows for box in row] if isinstance(piece, Sheet) else [str(piece)])
    ]


@pytest.mark.parametrize("sign", ["|", "\t", " "])
def test_a_page_whose_pieces_all_stand_in_one_line_has_a_line_for_each(sign):
    truth = invent(22, "2021", busy=0.4)
    pieces = [piece.replace(" ", "") for piece in _cells(truth)]
    report = read_report(sign.join(pieces).encode(), "r.txt")
    assert {cell: (one.state, one.value) for cell, one in report.cells.items()} == truth.expected


def test_a_unit_apart_from_its_figure_by_a_space_is_part_of_it_in_one_line_of_all_cells():
    truth = invent(22, "2021", busy=0.4)
    pieces = [f"{piece} 件" if piece.isdigit() else piece.replace(" ", "") for piece in _cells(truth)]
    report = read_report(" ".join(pieces).encode(), "r.txt")
    told = {
        cell: one.value
        for cell, one in report.cells.items()
        if one.state is CellState.NUMBER and not cell.endswith("yuan")
    }
    assert told == {cell: value for cell, (_, value) in truth.expected.items() if not cell.endswith("yuan")}


def test_a_row_broken_within_its_cells_is_whole_where_rows_end_in_three_spaces():
    rows = "信息  \n内容  |  件数   \n规章  |  3   \n行政  \n许可  |  4   \n行政处罚  |  5   \n行政强制  |  6   \n"
    (table,) = shown(f"前言。\n\n{rows}\n后记。")[1:-1]
    assert table == ["信息 内容", "件数", "规章", "3", "行政 许可", "4", "行政处罚", "5", "行政强制", "6"]


def test_names_and_figures_of_a_row_may_stand_at_both_sides_of_a_sign_of_equality():
    text = "规章：本年制发件数=3, 本年废止件数=0, 现行有效件数=17"
    cells = read_report(f"二、主动公开政府信息情况\n{text}".encode(), "r.txt").cells
    told = [cells[f"T2.rules.{column}"].value for column in ("issued", "repealed", "in_force")]
    assert told == [3, 0, 17]


def test_terms_below_a_heading_are_no_headings_themselves():
    page = "<h4>第二十条第（一）项</h4><dl><dt>规章</dt><dd>本年制发件数：3</dd></dl><section>文</section>"
    blocks = read_document(f"<html><body>{page}</body></html>".encode(), "a.html", None, load_settings()).blocks
    assert [block.level for block in blocks if isinstance(block, Paragraph)] == [4, 0, 0, 0]


def test_a_list_that_cannot_be_read_is_no_missing_table():
    truth = invent(21, "2021")
    page = _listed(truth, "h4", "ul", "<li>{}：{}件</li>").decode().replace("<h4>", "<h4>关于")
    report = read_report(page.encode(), "r.html")
    assert {report.cells[cell].state for cell in truth.expected if cell[:2] in ("T2", "T4")} == {CellState.UNREADABLE}
