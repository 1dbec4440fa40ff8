"""A sheet wider than its paper is read as one, whatever order its pages are printed in; no other page is put beside another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.extract.document import Grid
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.page import Glyph, PageLayout
from flows.extract.layout.spilled import whole_pages
from tests.extract.layout.sheet import ruled, text, texts

LABELS = ("新收数量", "上年结转", "予以公开", "部分公开", "总计数量")
WHOLE = [["项目", "甲", "乙", "丙"], *([label, f"{at}", f"1{at}", f"2{at}"] for at, label in enumerate(LABELS))]


def page(
    number: int, cells: list[list[str]], columns: list[float], top: float = 100.0, lined: bool = True
) -> PageLayout:
    """A page with a table of rows 20 points high, whose columns begin and end at these places."""
    rows = [top + 20.0 * row for row in range(len(cells) + 1)]
    glyphs: list[Glyph] = []
    for y, row in zip(rows, cells, strict=False):
        for x, written in zip(columns, row, strict=False):
            glyphs += text(x + 10, y + 10, written)
    return PageLayout(number, 400.0, 600.0, tuple(glyphs), tuple(ruled(rows, columns)) if lined else ())


def left(number: int, top: float = 100.0, lined: bool = True) -> PageLayout:
    return page(number, [row[:2] for row in WHOLE], [40.0, 140.0, 200.0], top, lined)


def right(number: int, top: float = 100.0, lined: bool = True) -> PageLayout:
    return page(number, [row[2:] for row in WHOLE], [40.0, 100.0, 160.0], top, lined)


def grids(pages: list[PageLayout]) -> list[Grid]:
    return [block for block in blocks_of(pages, "a.pdf") if isinstance(block, Grid)]


@pytest.mark.parametrize("lined", [True, False])
def test_columns_on_the_next_page_are_columns_of_the_table(lined: bool) -> None:
    (grid,) = grids([left(1, lined=lined), right(2, lined=lined)])
    assert texts(grid)[1:] == WHOLE[1:]


def test_a_figure_keeps_its_place_on_its_own_page() -> None:
    (grid,) = grids([left(1), right(2)])
    places = {cell.text: (cell.where.page, cell.where.bbox) for cell in grid.cells}
    assert places["13"] == (2, (40.0, 180.0, 100.0, 200.0))
    assert places["3"] == (1, (140.0, 180.0, 200.0, 200.0))


@pytest.mark.parametrize("order", ["down first", "right first"])
def test_pages_are_joined_in_either_order_of_printing(order: str) -> None:
    pages = [left(1), left(2, top=160.0), right(3), right(4, top=160.0)]
    if order == "right first":
        pages = [left(1), right(2), left(3, top=160.0), right(4, top=160.0)]
    joined = [(whole.number, [beside.number for beside in whole.beside]) for whole in whole_pages(pages)]
    assert joined == ([(1, [3]), (2, [4])] if order == "down first" else [(1, [2]), (3, [4])])


def test_three_pages_beside_each_other_are_one() -> None:
    middle = page(2, [row[2:3] for row in WHOLE], [40.0, 100.0])
    last = page(3, [row[3:] for row in WHOLE], [40.0, 100.0])
    (grid,) = grids([left(1), middle, last])
    assert texts(grid) == WHOLE


def test_a_page_that_may_go_on_from_two_others_goes_on_from_none() -> None:
    assert len(whole_pages([left(1), left(2), right(3)])) == 3


def test_a_page_that_names_its_rows_goes_on_from_none() -> None:
    assert len(whole_pages([left(1), left(2)])) == 2


def test_a_page_without_a_line_across_goes_on_from_none() -> None:
    words = page(2, [["丙"], ["无"]], [40.0, 100.0], lined=False)
    upright = tuple(rule for rule in right(2).rules if not rule.horizontal)
    pages = [left(1), replace(words, rules=upright)]
    assert whole_pages(pages) == pages


def test_a_page_whose_rows_stand_at_other_heights_goes_on_from_none() -> None:
    assert len(whole_pages([left(1), right(2, top=110.0)])) == 2
    assert len(whole_pages([left(1, lined=False), right(2, top=105.0, lined=False)])) == 2


def test_a_last_row_alone_on_its_pages_is_whole() -> None:
    def row(number: int, cells: list[str], columns: list[float]) -> PageLayout:
        return page(number, [cells], columns)

    (grid,) = grids([row(1, ["处罚", "12"], [40.0, 140.0, 200.0]), row(2, ["7", "19"], [40.0, 100.0, 160.0])])
    assert texts(grid) == [["处罚", "12", "7", "19"]]


def test_names_alone_at_a_pages_foot_are_columns_of_its_head() -> None:
    heads = [
        page(1, [["甲"], ["乙"]], [40.0, 140.0, 200.0]),
        page(2, [["丙", "丁"], ["戊", "己"]], [40.0, 100.0, 160.0]),
    ]
    (grid,) = grids(heads)
    assert texts(grid) == [["甲", "", "丙", "丁"], ["乙", "", "戊", "己"]]


def test_labels_without_a_figure_beside_them_are_the_rows_of_the_next_page() -> None:
    labels = page(1, [[f"{at}.处罚"] for at in range(9)], [40.0, 140.0], lined=False)
    figures = page(2, [[f"{at}", f"1{at}"] for at in range(9)], [40.0, 100.0, 160.0], lined=False)
    (grid,) = grids([labels, figures])
    assert texts(grid) == [[f"{at}.处罚", f"{at}", f"1{at}"] for at in range(9)]


def test_a_line_at_one_place_on_all_pages_is_read_once() -> None:
    head = text(150, 30, "某局政府信息公开年报")
    pages = [replace(sheet, glyphs=(*head, *sheet.glyphs)) for sheet in (left(1), right(2))]
    (whole,) = whole_pages(pages)
    assert len(whole.glyphs) == sum(len(sheet.glyphs) for sheet in pages) - len(head)
