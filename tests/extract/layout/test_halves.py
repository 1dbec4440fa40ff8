"""Sheets of two pages are parted; a wide table is not, however its lines are drawn."""

from __future__ import annotations

from dataclasses import replace

from flows.extract.layout.halves import pages_of
from flows.extract.layout.page import Glyph, PageLayout, Rule
from flows.extract.layout.ruled import ruled_tables
from tests.extract.layout.sheet import ruled, text

WIDTH, HEIGHT = 1190.0, 842.0


def sheet(left: int, right: int, rules: tuple[Rule, ...] = ()) -> PageLayout:
    glyphs: list[Glyph] = []
    for start, lines in ((60, left), (660, right)):
        glyphs += [sign for row in range(lines) for sign in text(start, 100 + 20 * row, "持续推进政务公开工作")]
    return PageLayout(1, WIDTH, HEIGHT, tuple(glyphs), rules)


def test_a_cover_nearly_empty_is_a_page_where_the_other_sheets_are_two() -> None:
    assert [len(page.glyphs) for page in pages_of([sheet(1, 20), sheet(20, 20)])] == [10, 200, 200, 200]


def test_a_dashed_line_over_the_middle_keeps_the_sheet_whole() -> None:
    dashes = tuple(Rule(True, 95.0, x, x + 5.0) for x in range(60, 1100, 8))
    assert len(pages_of([sheet(20, 20, dashes)])) == 1


def test_a_table_whose_labels_and_figures_stand_on_either_side_of_the_middle_is_one() -> None:
    rows = [100.0 + 20 * row for row in range(20)]
    glyphs = [sign for y in rows for sign in (*text(60, y, "持续推进政务公开工作"), *text(660, y, "12 305 7 18 0 342"))]
    assert len(pages_of([PageLayout(1, WIDTH, HEIGHT, tuple(glyphs), ())])) == 1


def quarters(size: float) -> PageLayout:
    """A high sheet with a page in each of its quarters, named by the first character on it."""
    places = ((30.0, 40.0, "甲"), (330.0, 40.0, "乙"), (30.0, 460.0, "丙"), (330.0, 460.0, "丁"))
    glyphs = [
        sign
        for x, y, name in places
        for row in range(20)
        for sign in text(x, y + 18 * row, name + "持续推进政务公开工作", size)
    ]
    return PageLayout(1, 595.0, 842.0, tuple(glyphs), ())


def test_a_high_sheet_of_four_small_pages_is_read_page_by_page() -> None:
    assert [page.glyphs[0].text for page in pages_of([quarters(6.0)])] == ["甲", "乙", "丙", "丁"]


def test_a_high_page_in_letters_of_usual_size_is_one() -> None:
    assert len(pages_of([quarters(10.5)])) == 1


def test_a_blank_cell_on_the_right_page_of_a_sheet_is_blank() -> None:
    rules = ruled([100.0, 120.0, 140.0, 160.0], [700.0, 800.0, 900.0])
    page = sheet(20, 0, tuple(rules))
    glyphs = [*page.glyphs, *(sign for row in range(20) for sign in text(660, 200 + 20 * row, "持续推进政务公开工作"))]
    _, right = pages_of([replace(page, glyphs=(*glyphs, *text(710, 110, "行政许可"), *text(710, 150, "处罚")))])
    (table,) = ruled_tables(right, "a.pdf")
    assert {cell.image for cell in table.grid.cells} == {False}


def test_small_pages_on_a_sheet_have_small_margins() -> None:
    page = sheet(0, 0)
    glyphs = [
        sign
        for start in (30, 603)
        for row in range(60)
        for sign in text(start, 100 + 8 * row, ("持续推进政务公开工作" * 14)[: 80 if row else 139], 4.0)
    ]
    assert len(pages_of([replace(page, glyphs=tuple(glyphs))])) == 2
