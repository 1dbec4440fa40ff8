"""Tables copied out of a PDF as text: labels and heads broken over lines come together, and nothing else does."""

from __future__ import annotations

import pytest

from checks.report import CellState
from flows.extract.document import Document, Grid, Paragraph
from flows.extract.match.copied import with_names_joined, with_whole_rows
from flows.extract.match.tables import match_tables

_ROWS = [
    "一、本年新收政府信息公开申请数量 9 0 0 0 0 0 9",
    "二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1",
    "（一）予以公开 4 0 0 0 0 0 4",
    "1.属于国家秘密 0 0 0 0 0 0 0",
    "2.重复申请 0 0 0 0 0 0 0",
]


def whole(*lines: str) -> list[str]:
    """What a text with these lines under its rows reads, its rows aside."""
    blocks = with_whole_rows([Paragraph(line) for line in (*_ROWS, *lines)])
    assert not any(isinstance(block, Grid) for block in blocks)
    return [block.text for block in blocks if isinstance(block, Paragraph)][len(_ROWS) :]


@pytest.mark.parametrize(
    "lines",
    [
        ("5.要求行政机关确认或重新出", "具已获取信息", "3 0 0 0 0 0 3"),
        ("5.要求行政机关确认或重新出", "具已获取信息 3 0 0 0 0 0 3"),
        ("5.要求行政机关确认或重新出", "3 0 0 0 0 0 3", "具已获取信息"),
        ("5.要求行政机关确认或重新出 3 0 0 0 0 0 3", "具已获取信息"),
        ("5.要求行政机关确认或重新出\t3\t0\t0\t0\t0\t0\t3", "具已获取信息"),
    ],
)
def test_a_broken_label_comes_together_beside_its_figures(lines: tuple[str, ...]) -> None:
    assert whole(*lines) == ["5.要求行政机关确认或重新出具已获取信息 3 0 0 0 0 0 3"]


def test_the_end_of_a_groups_name_is_no_part_of_the_row_beside_it() -> None:
    said = whole(
        "（四）无", "1.本机关不掌握相关政府信息 2 0 0 0 0 0 2", "法提供 2.没有现成信息需要另行制作 1 0 0 0 0 0 1"
    )
    assert said == [
        "（四）无",
        "1.本机关不掌握相关政府信息 2 0 0 0 0 0 2",
        "2.没有现成信息需要另行制作 1 0 0 0 0 0 1",
    ]


def test_names_of_a_head_broken_over_lines_come_together() -> None:
    assert whole("商业企", "业", "科研机", "构", "法律服", "务机构", "其他") == [
        "商业企业",
        "科研机构",
        "法律服务机构",
        "其他",
    ]


def test_lines_that_are_labels_already_are_left_apart() -> None:
    lines = ["行政诉讼", "未经复议直接起诉", "复议后起诉"]
    assert whole(*lines) == lines


def test_the_number_of_a_page_is_no_figure() -> None:
    assert whole("第二十条第（六）项", "- 4 -", "行政处罚 5") == ["第二十条第（六）项", "行政处罚 5"]


def test_figures_whose_label_is_not_whole_stay_alone() -> None:
    lines = ["要求行政机关", "3 0 0 0 0 0 3", "存在的问题"]
    assert whole(*lines) == lines


def test_a_text_without_copied_rows_is_left_as_it_is() -> None:
    lines = [Paragraph(text) for text in ("商业企", "业", "- 4 -", "3")]
    assert with_whole_rows(lines) == tuple(lines)


def test_a_row_broken_by_a_page_is_read() -> None:
    lines = [
        *_ROWS[:3],
        "（二）部分公开（区分处理的，只计这一情",
        "- 2 -",
        "形，不计其他情形）",
        "5 0 0 0 0 0 5",
        *_ROWS[3:],
    ]
    cells = match_tables(Document(tuple(map(Paragraph, lines))), "copied.txt", 2024).cells
    assert (cells["T3.partial.natural"].value, cells["T3.partial.total"].value) == (5, 5)


def test_halves_of_names_over_the_figures_of_table_4_part_nothing() -> None:
    lines = [
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议 行政诉讼",
        "未经复议直接起诉 复议后起诉",
        *("结果 结果 其他 尚未", "总计 结果 结果 其他 尚未 结果 结果 其他 尚未", "维持 纠正 结果 审结 总计 总计"),
        "维持 纠正 结果 审结 维持 纠正 结果 审结",
        "1 0 0 2 3 0 0 0 0 0 4 0 0 0 4",
    ]
    cells = match_tables(Document(tuple(map(Paragraph, lines))), "a.txt").cells
    assert [cells[f"T4.{block}.total"].value for block in ("review", "direct", "after")] == [3, 0, 4]


@pytest.mark.parametrize(
    "lines",
    [
        ("果 （二）部分公开（区分处理的，", "3 0 0 0 0 0 3", "只计这一情形，不计其他情形）"),
        ("开 （二）部分公开（区分处理的， 3 0 0 0 0 0 3", "只计这一情形，不计其他情形）"),
    ],
)
def test_a_piece_of_a_groups_name_before_a_piece_of_a_label_is_no_part_of_it(lines: tuple[str, ...]) -> None:
    assert whole(*lines) == ["（二）部分公开（区分处理的，只计这一情形，不计其他情形） 3 0 0 0 0 0 3"]


def test_pieces_of_two_groups_names_before_a_label_are_no_part_of_it() -> None:
    lines = (
        "理结 （三）不予 1.属于国家秘密 0 0 0 0 0 0 0",
        "果 公开 2.其他法律行政法规 1 0 0 0 0 0 1",
        "禁止公开",
        "（六）其他 1.申请人无正当理由逾 2 0 0 0 0 0 2",
        *("处理 期不补正、行政机关不", "再处理其政府信息公开申", "请"),
    )
    assert whole(*lines) == [
        "1.属于国家秘密 0 0 0 0 0 0 0",
        "2.其他法律行政法规禁止公开 1 0 0 0 0 0 1",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 2 0 0 0 0 0 2",
    ]


_UPRIGHT = [
    "四、政府信息公开行政复议、行政诉讼情况",
    "行政复议 行政诉讼",
    "结 结 其 尚 总 未经复议直接起诉 复议后起诉",
    "果 果 他 未 计 结 结 其 尚 总 结 结 其 尚 总",
    "维 纠 结 审 果 果 他 未 计 果 果 他 未 计",
    "持 正 果 结 维 纠 结 审 维 纠 结 审",
    "持 正 果 结 持 正 果 结",
]


def test_the_names_of_table_4_may_be_spelt_downward_over_its_figures() -> None:
    lines = [*_UPRIGHT, "8 0 0 0 8 0 0 0 7 7 0 0 8 0 8"]
    cells = match_tables(Document(tuple(map(Paragraph, lines))), "a.txt", 2024).cells
    assert [cells[f"T4.{block}.total"].value for block in ("review", "direct", "after")] == [8, 7, 8]


def test_a_table_4_of_which_only_the_figures_are_left_is_not_called_missing() -> None:
    lines = ["规章 0 0 0", "第二十条第（一）项", *_ROWS, "以下为统计情况。", "8 0 0 0 8 0 0 0 7 7 0 0 8 0 8"]
    cells = match_tables(Document(tuple(map(Paragraph, lines))), "a.txt", 2024).cells
    assert {cell.state for cell_id, cell in cells.items() if cell_id[:2] == "T4"} == {CellState.UNREADABLE}


def test_a_piece_of_a_groups_name_beside_figures_is_no_part_of_the_label_around_them() -> None:
    lines = ("2.没有现成信息需要另", "无法提 3 0 0 0 0 0 3", "行制作")
    assert whole(*lines) == ["2.没有现成信息需要另行制作 3 0 0 0 0 0 3"]


_PIECES = ["法人或其他组织", "自然人 社会 总计", "科研 法律服务", "商业企业 公益 其他", "机构 机构", "组织"]


@pytest.mark.parametrize("known", [True, False])
def test_names_of_columns_in_pieces_on_several_lines_are_no_other_order_where_the_sums_hold(known: bool) -> None:
    rows = _ROWS if known else [f"{row[:-1]}0" for row in _ROWS]
    document = Document(tuple(Paragraph(line) for line in (*_PIECES, *rows)))
    assert (match_tables(document, "a.txt").cells["T3.new.natural"].value == 9) is known


def test_figures_below_a_label_and_its_first_figure_are_the_rows_too() -> None:
    lines = [
        "第二十条第（一）项",
        "信息内容",
        "本年制发件数 本年废止件数 现行有效件数",
        "规章",
        "0",
        "1",
        "2",
        "行政规范性文件 3",
        "4",
        "5",
    ]
    cells = match_tables(Document(tuple(map(Paragraph, lines))), "a.txt").cells
    assert [cells[f"T2.norms.{column}"].value for column in ("issued", "repealed", "in_force")] == [3, 4, 5]


@pytest.mark.parametrize(
    "pieces", [("行政规", "范性文件"), ("行政", "规范性文件"), ("本年制", "发件数"), ("其他", "结果")]
)
def test_names_in_several_lines_of_a_cell_come_together_where_every_cell_is_a_line(pieces: tuple[str, str]) -> None:
    figures = [Paragraph("0")] * 30
    read = with_names_joined([*figures, *map(Paragraph, pieces), Paragraph("7")])
    assert [block.text for block in read[30:] if isinstance(block, Paragraph)] == ["".join(pieces), "7"]


def test_names_on_both_sides_of_an_empty_line_and_whole_names_stay_apart() -> None:
    lines = [*["0"] * 30, "行政", "", "许可", "0", "其他", "总计"]
    read = with_names_joined([Paragraph(line) for line in lines])
    assert [block.text for block in read if isinstance(block, Paragraph)] == lines
