"""Tables without lines that a page break cuts: heads, rows and their places."""

from __future__ import annotations

from dataclasses import replace

from flows.extract.document import Grid, Paragraph
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.page import TORN, Glyph, PageLayout
from tests.extract.layout.sheet import text, texts

PLACES = (300.0, 340.0, 380.0)
TITLE = [*text(60, 700, "三、收到和处理政府信息公开申请情况")]
NEXT = [*text(60, 300, "四、政府信息公开行政复议、行政诉讼情况")]
HEAD = [*text(296, 720, "制发"), *text(336, 720, "废止"), *text(376, 720, "有效")]


def row(y: float, label: str, *figures: str) -> list[Glyph]:
    return [*text(60, y, label), *(g for x, figure in zip(PLACES, figures, strict=False) for g in text(x, y, figure))]


def pages(*sheets: list[list[Glyph]], right: float = 0.0) -> list[PageLayout]:
    """Pages of the lines that are given, each a little further to the right than the one before."""
    found = []
    for number, lines in enumerate(sheets, 1):
        glyphs = [g for line in lines for g in line]
        moved = (
            Glyph(g.text, g.x0 + right * (number - 1), g.top, g.x1 + right * (number - 1), g.bottom, g.size)
            for g in glyphs
        )
        found.append(PageLayout(number, 595.0, 842.0, tuple(moved), ()))
    return found


def tables(*sheets: list[list[Glyph]], right: float = 0.0) -> list[Grid]:
    return [block for block in blocks_of(pages(*sheets, right=right), "a.pdf") if isinstance(block, Grid)]


HERE = [TITLE, HEAD, row(732, "1.属于国家秘密", "3", "0", "12"), row(744, "2.其他法律行政法规", "1", "", "4")]
THERE = [row(60, "禁止公开"), row(72, "3.危及安全", "7", "22", ""), row(84, "4.保护权益", "", "5", "5"), NEXT]


def test_the_end_of_a_label_overleaf_belongs_to_its_row() -> None:
    (grid,) = tables(HERE, THERE)
    assert texts(grid)[1:] == [
        ["1.属于国家秘密", "3", "0", "12"],
        ["2.其他法律行政法规禁止公开", "1", "", "4"],
        ["3.危及安全", "7", "22", ""],
        ["4.保护权益", "", "5", "5"],
    ]


def test_every_figure_is_told_by_the_page_it_stands_on() -> None:
    (grid,) = tables(HERE, THERE, right=595.0)
    places = {cell.text: cell.where for cell in grid.cells if cell.text in ("12", "7", "22")}
    assert {figure: where.page for figure, where in places.items()} == {"12": 1, "7": 2, "22": 2}
    box = places["7"].bbox
    assert box is not None
    assert box[:2] == (895.0, 68.0)


def test_a_head_at_the_foot_of_a_page_names_the_columns_overleaf() -> None:
    (grid,) = tables(
        [TITLE, HEAD],
        [row(60, "1.属于国家秘密", "3", "", "12"), row(72, "2.其他法律", "1", "", "4"), NEXT],
    )
    assert texts(grid) == [["制发", "废止", "有效"], ["1.属于国家秘密", "3", "", "12"], ["2.其他法律", "1", "", "4"]]


def test_a_head_below_its_sections_text_names_the_columns_overleaf() -> None:
    told = text(60, 710, "本年度情况如下。")
    (grid,) = tables(
        [TITLE, told, HEAD], [row(60, "1.属于国家秘密", "3", "", "12"), row(72, "2.其他", "1", "", "4"), NEXT]
    )
    assert texts(grid) == [["制发", "废止", "有效"], ["1.属于国家秘密", "3", "", "12"], ["2.其他", "1", "", "4"]]


def test_rows_without_figures_overleaf_are_blank() -> None:
    (grid,) = tables(HERE, [row(60, "3.危及安全"), row(72, "4.保护权益"), NEXT])
    assert texts(grid)[-2:] == [["3.危及安全", "", "", ""], ["4.保护权益", "", "", ""]]


def test_text_overleaf_stays_where_it_is() -> None:
    prose = text(60, 60, "注：以上数据由本机关各处室分别统计，并经主要负责人审核后公布。")
    blocks = blocks_of(pages(HERE, [prose, NEXT]), "a.pdf")
    (told,) = [block for block in blocks if isinstance(block, Paragraph) and block.text.startswith("注")]
    assert told.where.page == 2


def test_a_head_printed_again_overleaf_parts_no_row() -> None:
    def head(top: float) -> list[list[Glyph]]:
        return [
            [*text(60, top, "本列数据"), *text(296, top, "制发"), *text(336, top, "废止"), *text(376, top, "有效")],
            [*text(60, top + 10, "勾稽关系"), *text(300, top + 10, "件数")],
        ]

    here = [
        TITLE,
        *head(720),
        row(742, "1.属于国家秘密", "3", "0", "12"),
        row(754, "2.其他法律行政法规", "1", "4", "5"),
    ]
    (grid,) = tables(here, [*head(40), row(62, "禁止公开"), row(74, "3.危及安全", "7", "22", "29"), NEXT])
    assert [cells for cells in texts(grid) if cells[0][0].isdigit()] == [
        ["1.属于国家秘密", "3", "0", "12"],
        ["2.其他法律行政法规禁止公开", "1", "4", "5"],
        ["3.危及安全", "7", "22", "29"],
    ]


def test_a_head_printed_again_overleaf_is_known_though_its_upright_names_make_other_lines() -> None:
    def head(top: float, lower: float) -> list[list[Glyph]]:
        names = [*text(300, top + 10, "甲"), *text(340, top + 10 + lower, "丙"), *text(380, top + 10, "戊")]
        return [[*text(60, top, "勾稽关系"), *text(340, top, "件数")], names]

    here = [TITLE, *head(720, 0.0), row(742, "1.属于国家秘密", "3", "0", "12"), row(754, "2.其他法律", "1", "4", "5")]
    (grid,) = tables(here, [*head(40, 5.0), row(62, "禁止公开"), row(74, "3.危及安全", "7", "22", "29"), NEXT])
    assert [cells for cells in texts(grid) if cells[0][0].isdigit()] == [
        ["1.属于国家秘密", "3", "0", "12"],
        ["2.其他法律禁止公开", "1", "4", "5"],
        ["3.危及安全", "7", "22", "29"],
    ]


def test_a_page_of_which_nobody_knows_what_it_hides_leaves_no_cell_surely_blank_where_its_table_begins() -> None:
    first, second = pages(HERE, THERE)
    (grid,) = (b for b in blocks_of([first, replace(second, blank_confidence=0.5)], "a.pdf") if isinstance(b, Grid))
    assert {cell.where.confidence for cell in grid.cells if not cell.text} == {0.5}


def test_a_figure_that_nobody_sees_overleaf_leaves_its_own_row_open() -> None:
    here, there = pages(HERE, THERE)
    (grid,) = (
        block
        for block in blocks_of([here, replace(there, marks=((420.0, 84.0, 430.0, 92.0),))], "a.pdf")
        if isinstance(block, Grid)
    )
    assert texts(grid)[2:] == [
        ["2.其他法律行政法规禁止公开", "1", "", "4"],
        ["3.危及安全", "7", "22", ""],
        ["4.保护权益", TORN, "5", "5"],
    ]
