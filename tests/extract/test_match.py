"""Figures go where their labels say; where that is not certain nothing is said."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checks.report import CellState
from flows.extract import read_report
from flows.extract.document import Document, GridCell, Paragraph
from flows.extract.forms import forms
from flows.extract.match.figures import Alike, place
from flows.extract.match.lines import lines_of
from flows.extract.match.values import TableReading
from flows.extract.match.vocabulary import row_names, run_of, term
from tests.accuracy.figures import invent
from tests.accuracy.formats.html import as_html
from tests.accuracy.formats.text import as_text
from tests.accuracy.pieces import Box
from tests.accuracy.quirks.labels import on_labels
from tests.accuracy.report import Figure, Table, pieces_of
from tests.extract.printed import read, values, with_table_3, wrong


@pytest.mark.parametrize("form", ["2021", "2019", "mixed"])
def test_a_report_as_printed_is_read_whole(form):
    truth = invent(7, form)
    report = read(pieces_of(truth))
    assert report.form == form
    assert values(report) == {cell: value for cell, (_, value) in truth.expected.items()}
    assert report.coverage == {"T2": 1.0, "T3": 1.0, "T4": 1.0}
    assert not report.suspicions
    assert not report.left_over


def test_every_cell_tells_its_place():
    report = read(pieces_of(invent(1)))
    where = {cell.where.xpath for cell in report.cells.values()}
    assert len(where) == len(report.cells)
    assert report.cells["T3.new.natural"].where.xpath == "((//table)[2]//tr)[4]/*[2]"


def test_the_notice_that_a_report_cites_does_not_make_its_form():
    pieces = [
        piece.replace("〔2021〕30号", "〔2019〕60号") if isinstance(piece, str) else piece
        for piece in pieces_of(invent(3))
    ]
    assert read(pieces).form == "2021"


def test_a_page_without_tables_has_no_form_and_no_cells():
    report = read([piece for piece in pieces_of(invent(3)) if isinstance(piece, str)])
    assert report.form is None
    assert not report.cells


def test_a_missing_table_is_absent_and_a_pictured_one_unreadable():
    pieces = [piece for piece in pieces_of(invent(3)) if not (isinstance(piece, Table) and piece.id == "T4")]
    assert {c.state for name, c in read(pieces).cells.items() if name.startswith("T4")} == {CellState.ABSENT}
    page = as_html(pieces).replace("<p>四、".encode(), '<p><img src="b.png" width="600"></p><p>四、'.encode())
    report = read_report(page, "report.html")
    assert {c.state for name, c in report.cells.items() if name.startswith("T4")} == {CellState.UNREADABLE}
    assert "图片" in report.suspicions["T4"]


def test_tables_in_words_beyond_recognition_are_unreadable_and_not_absent():
    pieces = pieces_of(invent(3))
    told = [
        "".join(box.text for row in p.rows for box in row if not box.text.isdigit()) if isinstance(p, Table) else p
        for p in pieces
    ]
    report = read(told)
    assert {cell.state for cell in report.cells.values()} == {CellState.UNREADABLE}
    assert set(report.suspicions) == {"T2", "T3", "T4"}


def test_results_told_in_prose_are_no_table_that_was_not_recognised():
    told = "被申请行政复议6件（结果维持3件、结果纠正1件、其他结果1件、尚未审结1件）。"
    pieces = [piece for piece in pieces_of(invent(3)) if not (isinstance(piece, Table) and piece.id == "T4")]
    report = read([*pieces[:5], told, *pieces[5:]])
    assert {c.state for name, c in report.cells.items() if name.startswith("T4")} == {CellState.ABSENT}
    assert "T4" not in report.suspicions


def test_blank_cells_stay_blank():
    truth = invent(5)
    for cell in list(truth.texts):
        truth = truth.printed(cell, "\xa0", CellState.BLANK, None)
    report = read(pieces_of(truth))
    assert {cell.state for cell in report.cells.values()} == {CellState.BLANK}
    assert not report.suspicions


def test_a_row_with_a_figure_too_few_is_not_guessed():
    def lose(rows):
        del rows[5][-3]
        return rows

    report = read(with_table_3(pieces_of(invent(2)), lose))
    states = {name: cell.state for name, cell in report.cells.items()}
    assert {states[f"T3.granted.{column.id}"] for column in forms()["2021"].t3_columns} == {CellState.UNREADABLE}
    assert states["T3.partial.natural"] is CellState.NUMBER
    assert "少于栏数" in report.suspicions["T3"]


@pytest.mark.parametrize("leaf", range(5))
def test_a_kind_of_applicants_that_the_table_lacks_is_absent_and_the_others_are_read(leaf):
    truth = invent(2, busy=0.5)

    def cut(rows):
        rows[0][-1], rows[1][1] = Box("申请人情况", 1, 6), Box("法人或其他组织", 1, 4)
        del rows[2][leaf]
        for row in rows[3:]:
            del row[leaf - 6]
        return rows

    report = read(with_table_3(pieces_of(truth), cut))
    lost = [column.id for column in forms()["2021"].t3_columns][leaf + 1]
    states = {name: cell.state for name, cell in report.cells.items() if name.startswith("T3.")}
    assert {name for name, state in states.items() if state is CellState.ABSENT} == {
        name for name in states if name.endswith(f".{lost}")
    }
    assert not wrong(report, truth)


@pytest.mark.parametrize("leaf", range(5))
def test_a_column_whose_name_was_lost_leaves_no_figure_to_another(leaf):
    truth = invent(2, busy=0.5)

    def forget(rows):
        rows[2][leaf] = Box("", 1, 1)
        return rows

    assert not wrong(read(with_table_3(pieces_of(truth), forget)), truth)


def test_one_zero_over_all_columns_is_seven_zeros_and_any_other_figure_is_not():
    def merge(text):
        def change(rows):
            rows[4] = [*[box for box in rows[4] if not isinstance(box, Figure)], Box(text, 1, 7)]
            return rows

        return read(with_table_3(pieces_of(invent(2)), change))

    zero, five = merge("0"), merge("5")
    columns = [column.id for column in forms()["2021"].t3_columns]
    assert [zero.cells[f"T3.carried_in.{column}"].value for column in columns] == [0] * 7
    assert {five.cells[f"T3.carried_in.{column}"].state for column in columns} == {CellState.UNREADABLE}


def test_a_row_that_lost_its_groups_cell_is_not_read_one_column_to_the_left():
    sparse = invent(2)
    for column in ("natural", "business", "research", "nonprofit", "legal_service", "other"):
        sparse = sparse.printed(f"T3.refused.publication.{column}", "", CellState.BLANK, None)

    def flatten(rows):
        table = [[Box("") for _ in range(11)] for _ in rows]
        for r, c, box in Table(tuple(map(tuple, rows)), "T3").placed():
            table[r][c] = replace(box, rowspan=1, colspan=1)
        at = next(r for r, row in enumerate(table) if any(box.text.startswith("3.要求提供") for box in row))
        del table[at][0]
        return table

    report = read(with_table_3(pieces_of(sparse), flatten))
    assert wrong(report, sparse) == []
    assert report.cells["T3.refused.publication.total"].state is CellState.UNREADABLE


@pytest.mark.parametrize("total", ["", "0"])
def test_where_spans_are_lost_one_0_may_have_stood_for_seven(total):
    def flatten(rows):
        table = [[Box("") for _ in range(10)] for _ in rows]
        for r, c, box in Table(tuple(map(tuple, rows)), "T3").placed():
            table[r][c] = replace(box, rowspan=1, colspan=1)
        table[4][3:] = [Box("0"), *[Box("") for _ in range(5)], Box(total)]
        return table

    carried = read(with_table_3(pieces_of(invent(2)), flatten)).cells
    assert carried["T3.carried_in.natural"].value == 0
    assert carried["T3.carried_in.business"].state is CellState.UNREADABLE
    assert carried["T3.carried_in.total"].state is (CellState.NUMBER if total else CellState.UNREADABLE)


def test_halves_of_column_names_in_running_text_are_put_together():
    truth = invent(2)
    halves = on_labels(lambda text, chance: {"商业企业": "商业\n企业", "科研机构": "科研\n机构"}.get(text, text))
    text = as_text(halves(pieces_of(truth), random.Random(1)), "cell_a_line").decode()
    parted = (
        text.replace("商业 企业", "商业")
        .replace("科研 机构", "科研")
        .replace("法律服务机构\n其他", "法律服务机构\n其他\n企业\n机构")
    )
    report = read_report(parted.encode(), "report.txt")
    assert wrong(report, truth) == []
    assert report.cells["T3.new.research"].value == truth.expected["T3.new.research"][1]


def test_an_unknown_row_is_left_over_and_doubted():
    def add(rows):
        rows.insert(-1, [Box("（八）本机关另行统计", 1, 2), *[Box("3") for _ in range(7)]])
        return rows

    report = read(with_table_3(pieces_of(invent(2)), add))
    assert any("另行统计" in text for text in report.left_over)
    assert "T3" in report.suspicions


def test_figures_without_a_row_may_be_those_of_a_blank_one():
    def slip(rows):
        at = next(r for r, row in enumerate(rows) if any(box.text == "2.重复申请" for box in row))
        label, *figures = rows[at]
        rows[at] = [label, *[Box("") for _ in figures]]
        rows.insert(-1, [Box("甲乙", 1, 2), *figures])
        return rows

    report = read(with_table_3(pieces_of(invent(2, busy=1.0)), slip))
    assert report.cells["T3.refused.repeated.total"].state is CellState.UNREADABLE


def test_an_empty_sliver_between_two_columns_shifts_nothing():
    cells = [GridCell(text, 3, column) for column, text in enumerate(("", "5", "", "8", ""))]
    placed = place(cells, [(0, 1), (1, 2), (3, 4), (4, 5)], 4, Alike(5, None))
    assert [cell.text for cell in placed.cells if cell] == ["", "5", "8", ""]


@pytest.mark.parametrize(("texts", "count"), [(("1.属于国家秘密", "1", "", "0", "5"), 5), (("一、", "总体情况"), 1)])
def test_a_paragraph_of_a_label_and_figures_between_tabs_is_a_row_whose_blanks_count(texts, count):
    lines = [line for line in lines_of(Document((Paragraph("\t".join(texts)),))) if line]
    assert [len(line.cells) for line in lines] == [count]
    assert " ".join(cell.text for cell in lines[0].cells) == " ".join(texts)


@pytest.mark.parametrize(
    ("texts", "found"), [(("", "5", "", "", "8", ""), ["5", "8"]), (("5", "", "", "8", "", ""), [None, None])]
)
def test_blanks_around_figures_are_leavings_of_spans_where_they_part_the_heads_too(texts, found):
    cells = [GridCell(text, 3, column) for column, text in enumerate(texts)]
    placed = place(cells, [(1, 2), (4, 5)], 2, Alike(6, None))
    assert [cell and cell.text for cell in placed.cells] == found


def test_a_figure_as_wide_as_its_own_head_spans_no_other_column():
    cells = [GridCell(text, 3, column, colspan=3) for column, text in ((3, "7"), (6, ""), (9, ""))]
    placed = place(cells, [(3, 6), (6, 9), (9, 12)], 3, Alike(3, None))
    assert [cell and cell.text for cell in placed.cells] == ["7", "", ""]
    assert place(cells, None, 3, Alike(3, None)).cells != placed.cells


def test_names_of_a_head_that_run_together_are_told_apart():
    assert run_of("信息内容本年制发件数本年废止件数现行有效件数", "T2") == (
        "信息内容",
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
    )
    assert run_of("本年制发件数", "T2") == ()
    assert run_of("本年制发件数较多", "T2") == ()


def test_two_rows_of_one_name_with_other_figures_are_both_doubted():
    def double(rows):
        label = next(box for box in rows[8] if not isinstance(box, Figure))
        rows[9] = [label, *[Box("77") for _ in range(7)]]
        return rows

    report = read(with_table_3(pieces_of(invent(2)), double))
    assert report.cells["T3.denied.law_forbids.total"].state is CellState.UNREADABLE
    assert "T3" in report.suspicions


def test_the_redrawn_table_names_every_cell_once():
    report = read(pieces_of(invent(4)))
    drawn = [cell for table in report.tables for row in table.rows for *_, cell in row if cell]
    assert sorted(drawn) == sorted(report.cells)
    assert [table.id for table in report.tables] == ["T2", "T3", "T4"]


def test_every_printed_label_is_known_by_itself_alone():
    for table in ("T2", "T3"):
        for row_id, names in row_names(table).items():
            for name in names:
                others = [other for other, known in row_names(table).items() if other != row_id and name in known]
                assert not others, f"{name.core} is also {others}"
    assert term("1、 属于国家秘密").meanings == term("1.属于国家秘密").meanings


_CHANGES = st.lists(st.tuples(st.sampled_from(["drop", "swap", "insert", "cut"]), st.integers(0, 40)), max_size=6)


def _damaged(text: str, changes: list[tuple[str, int]]) -> str:
    for how, where in changes:
        at = where % max(len(text), 1)
        text = {
            "drop": text[:at] + text[at + 1 :],
            "swap": text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
            "insert": text[:at] + "囗" + text[at:],
            "cut": text[: at + 1],
        }[how]
    return text


@settings(max_examples=40)
@given(st.integers(0, 10**6), _CHANGES, st.floats(0.1, 1.0))
@example(0, [("drop", 4), ("drop", 13), ("drop", 4), ("cut", 3)], 1.0)
def test_damaged_labels_never_swap_two_cells(seed, changes, share):
    chance = random.Random(seed)
    truth = invent(seed, busy=0.5)
    harm = on_labels(lambda text, _: _damaged(text, changes) if chance.random() < share else text)
    report = read(harm(pieces_of(truth), chance))
    if report.form == truth.form:
        assert not wrong(report, truth)


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.permutations(range(25)), st.permutations(range(5)))
def test_permuted_labels_take_their_figures_with_them(seed, order, columns):
    truth = invent(seed, busy=0.5)

    def permute(rows):
        body = [[box for box in row if isinstance(box, Figure) or box.rowspan == 1][-8:] for row in rows[3:]]
        body = [body[place] for place in order]
        rows[2] = [rows[2][place] for place in columns]
        for row in body:
            own = row[-6:-1]
            row[-6:-1] = [own[place] for place in columns]
            row[0] = Box(row[0].text, 1, 3)
        return rows[:3] + body

    report = read(with_table_3(pieces_of(truth), permute))
    assert not wrong(report, truth)
    assert report.coverage["T3"] == 1.0


def test_a_place_that_was_never_found_is_not_taken_back():
    reading = TableReading("T3")
    reading.put("T3.new.natural", None, "3")
    reading.take_back(["T3.new.natural", "T3.new.total"])
    assert list(reading.places) == ["T3.new.natural"]


def test_tables_of_one_block_each_may_stand_under_lines_that_name_the_block():
    truth = invent(7)
    at = next(at for at, piece in enumerate(pieces_of(truth)) if isinstance(piece, Table) and piece.id == "T4")
    pieces = pieces_of(truth)
    _, names, _, figures = pieces[at].rows
    heads = [Box(box.text) for box in names[:5]]
    lawsuits = ((Box("类型"), *heads), (Box("未经复议直接起诉"), *figures[5:10]), (Box("复议后起诉"), *figures[10:]))
    tables = [replace(pieces[at], rows=rows) for rows in ((tuple(heads), figures[:5]), lawsuits)]
    report = read([*pieces[:at], "行政复议情况", tables[0], "行政诉讼情况", tables[1], *pieces[at + 1 :]])
    assert {cell: report.cells[cell].value for cell in truth.expected if cell.startswith("T4")} == {
        cell: value for cell, (_, value) in truth.expected.items() if cell.startswith("T4")
    }
