"""Tables laid out otherwise than the form: lists, halves beside each other, columns beside the form's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.report import CellState
from flows.extract.document import GridCell
from flows.extract.forms import forms
from flows.extract.match.columns import EXTRA, Head
from flows.extract.match.figures import place
from flows.extract.match.strayed import strayed
from tests.accuracy.figures import invent
from tests.accuracy.pieces import Box
from tests.accuracy.report import Figure, Table, pieces_of
from tests.extract.printed import read, values, with_table_3, wrong


def whole(report, truth):
    assert report.suspicions == {}
    return values(report) == {cell: value for cell, (_, value) in truth.expected.items()}


def listed(truth, *, one_a_row: bool) -> list[list[Box]]:
    """Table 2 with the name of its column before each figure; a row of the page for each, or for all of one name."""
    rows = [[Box("条款"), Box("信息内容"), Box("指标"), Box("数量")]] if one_a_row else []
    for block in forms()[truth.form].t2:
        item = Box(block.heading, len(block.columns) * len(block.rows))
        rows += [] if one_a_row else [[replace(item, rowspan=1)]]
        for row in block.rows:
            name = Box(row.label, len(block.columns))
            pairs = [
                [Box(column.label), Figure(truth.texts[cell := f"T2.{row.id}.{column.id}"], cell=cell)]
                for column in block.columns
            ]
            if one_a_row:
                first = [item, name] if row is block.rows[0] else [name]
                rows += [[*(first if at == 0 else []), *pair] for at, pair in enumerate(pairs)]
            else:
                rows.append([replace(name, rowspan=1), *(box for pair in pairs for box in pair)])
    return rows


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("one_a_row", [True, False])
def test_figures_of_table_2_behind_the_names_of_their_columns_are_read(form, one_a_row):
    truth = invent(21, form)
    rows = tuple(map(tuple, listed(truth, one_a_row=one_a_row)))
    pieces = [
        replace(piece, rows=rows) if isinstance(piece, Table) and piece.id == "T2" else piece
        for piece in pieces_of(truth)
    ]
    assert whole(read(pieces), truth)


def test_a_list_of_table_2_may_hold_rows_without_cells():
    truth = invent(21)
    rows = [*map(tuple, listed(truth, one_a_row=True)), ()]
    pieces = [
        replace(piece, rows=tuple(rows)) if isinstance(piece, Table) and piece.id == "T2" else piece
        for piece in pieces_of(truth)
    ]
    assert whole(read(pieces), truth)


def in_halves(rows: list[list[Box]]) -> list[list[Box]]:
    """Table 3 with one name a row, its later half beside the first."""
    lines = [[replace(row[-8], rowspan=1, colspan=1), *row[-7:]] for row in rows[3:]]
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    head = [Box("项目"), *map(Box, names)]
    half = (len(lines) + 1) // 2
    right = [*lines[half:], [Box("")] * 8]
    pairs = [[*one, *other] for one, other in zip(lines[:half], right, strict=False)]
    return [[Box("单位：件", 1, 16)], [*head, *head], *pairs]


@pytest.mark.parametrize("blank", [False, True])
def test_halves_of_table_3_beside_each_other_are_read_one_below_the_other(blank):
    truth = invent(22, busy=0.4)
    for cell, text in truth.texts.items() if blank else ():
        truth = truth.printed(cell, "", CellState.BLANK, None) if text == "0" and cell.startswith("T3") else truth
    assert whole(read(with_table_3(pieces_of(truth), in_halves)), truth)


def in_one_row(rows: list[list[Box]]) -> list[list[Box]]:
    """Table 3 whose rows are lines of the cells of one."""
    lines = [row[-8:] for row in rows[3:]]
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    columns = zip(*lines, strict=True)
    return [[Box("项目"), *map(Box, names)], [Box("\n".join(box.text for box in column)) for column in columns]]


def test_rows_that_are_lines_of_one_are_read_however_long_their_names_are_together():
    truth = invent(26, busy=0.4)
    assert whole(read(with_table_3(pieces_of(truth), in_one_row)), truth)


def remarked(rows: list[list[Box]]) -> list[list[Box]]:
    """Table 3 with a column of remarks, and one 0 over all columns of a row that has nothing to tell."""
    merged = [[*row[:-7], Figure("0", 1, 7)] if {box.text for box in row[-7:]} == {"0"} else row for row in rows[3:]]
    remarks = ["", "含网上申请2件", "5"]
    return [[*rows[0], Box("备注", 3)], *rows[1:3], *([*row, Box(remarks[at % 3])] for at, row in enumerate(merged))]


@pytest.mark.parametrize("busy", [0.02, 0.4])
def test_one_zero_over_all_columns_of_the_form_stands_for_each_whatever_is_beside_them(busy):
    truth = invent(23, busy=busy)
    assert whole(read(with_table_3(pieces_of(truth), remarked)), truth)


@pytest.mark.parametrize(("texts", "known"), [(["0"] * 7, True), (["", *["0"] * 6], False), (["3", *"000003"], False)])
def test_one_zero_over_some_columns_stands_for_each_only_beside_zeros(texts, known):
    figures = [GridCell(text, 0, at) for at, text in enumerate(texts)]
    figures[1:3] = [GridCell("0", 0, 1, colspan=2)]
    assert (place(figures, None, 7).doubt is None) == known


def flat_with_subtotal(rows: list[list[Box]]) -> list[list[Box]]:
    """Table 3 under a head of one line that has a 小计 and calls the last kind of legal persons 其他组织."""
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他组织", "小计", "总计"]
    figures = [[*row[:-1], Box(f"{sum(int(box.text) for box in row[-6:-1])}"), row[-1]] for row in rows[3:]]
    return [[Box("项目", 1, 3), *map(Box, names)], *figures]


def test_a_flat_head_with_a_subtotal_may_call_the_last_kind_of_applicants_other_organisations():
    truth = invent(24)
    assert whole(read(with_table_3(pieces_of(truth), flat_with_subtotal)), truth)


def test_a_row_that_adds_up_has_not_slipped_though_a_figure_beside_the_form_is_the_sum_of_all():
    order = tuple(column.id for column in forms()["2021"].t3_columns)
    figures = [GridCell(text, 0, place) for place, text in enumerate(["4", "", "", "", "", "", "4", "8"])]
    assert not strayed(figures, figures, Head((*order, EXTRA)))
    unlike = [*figures[:6], GridCell("3", 0, 6), GridCell("7", 0, 7)]
    assert strayed(unlike, unlike, Head((*order, EXTRA)))


def under_two_lines(table: Table) -> Table:
    """Table 4 with a row for each outcome, 行政诉讼 over its two kinds."""
    names, figures = table.rows[2][:5], table.rows[3]
    rows = [
        (Box("结果", 2), Box("行政复议", 2), Box("行政诉讼", 1, 2)),
        (Box("未经复议直接起诉"), Box("复议后起诉")),
        *((name, *figures[at::5]) for at, name in enumerate(names)),
    ]
    return replace(table, rows=tuple(rows))


def test_the_head_of_a_grid_is_of_the_table_that_the_grid_proves_to_be():
    truth = invent(27)
    title, *pieces = pieces_of(truth)
    tables = [piece for piece in pieces if isinstance(piece, Table)]
    assert whole(read([title, *tables[:2], under_two_lines(tables[2])]), truth)


def in_two_parts(rows: list[list[Box]]) -> tuple[list[list[Box]], list[list[Box]]]:
    """Table 3 as two with a part of the columns each, without merged cells, a blank row in the first."""
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    lines = [([row[-8].text, *[""] * 2] if len(row) == 8 else ["", "", row[-8].text], row[-7:]) for row in rows[3:]]
    heads = [[Box("项目"), Box(""), Box(""), *map(Box, part)] for part in (names[:3], names[3:])]
    left = [[*map(Box, labels), *figures[:3]] for labels, figures in lines]
    right = [[*map(Box, labels), *figures[3:]] for labels, figures in lines]
    return [heads[0], *left[:9], [Box("")] * 6, *left[9:]], [heads[1], *right]


def test_table_3_in_two_parts_of_columns_is_read_though_its_merged_cells_and_a_row_are_blank():
    truth = invent(28, busy=0.4)
    pieces = []
    for piece in pieces_of(truth):
        if isinstance(piece, Table) and piece.id == "T3":
            pieces += [
                replace(piece, rows=tuple(map(tuple, rows))) for rows in in_two_parts([list(row) for row in piece.rows])
            ]
        else:
            pieces.append(piece)
    assert whole(read(pieces), truth)


def narrowed(rows: list[list[Box]]) -> list[list[Box]]:
    """Table 3 in which names over several columns lost one and a blank was put at the end of their rows, as pandoc does."""
    names = [
        (row, next((box for box in row if box.colspan > 1 and box.text != "（七）总计"), None)) for row in rows[3:]
    ]
    return [
        *rows[:3],
        *(
            [*(replace(box, colspan=box.colspan - 1) if box is wide else box for box in row), Box("")] if wide else row
            for row, wide in names
        ),
    ]


def test_rows_of_blanks_are_moved_as_others_are_that_begin_in_their_column():
    truth = invent(29, busy=0.5)
    for row in ("granted", "partial"):
        for column in ("natural", "business", "research", "nonprofit", "legal_service", "other"):
            truth = truth.printed(f"T3.{row}.{column}", "", CellState.BLANK, None)
        truth = truth.printed(f"T3.{row}.total", "0", CellState.NUMBER, 0)
    assert wrong(read(with_table_3(pieces_of(truth), narrowed)), truth) == []
