"""Rows and columns between which a table draws no lines: its figures are those of the cells that its other lines tell."""

from __future__ import annotations

from flows.extract.document import Grid
from flows.extract.layout.page import Glyph, PageLayout, Rule
from flows.extract.layout.ruled import ruled_tables
from tests.extract.layout.sheet import ruled, text, texts

ROWS, COLUMNS = [100.0, 120.0, 140.0, 160.0, 180.0], [50.0, 150.0, 190.0, 230.0, 270.0]


def row(y: float, label: str, *figures: str) -> list[Glyph]:
    return [
        *text(60, y, label),
        *(g for x, figure in zip((166, 206, 246), figures, strict=True) for g in text(x, y, figure)),
    ]


GLYPHS = [
    *row(110, "规章", "3", "0", "12"),
    *row(130, "许可", "7", "", "38"),
    *row(150, "处罚", "", "5", ""),
    *row(170, "强制", "1", "2", "4"),
]
WHOLE = [["规章", "3", "0", "12"], ["许可", "7", "", "38"], ["处罚", "", "5", ""], ["强制", "1", "2", "4"]]


def tables(glyphs: list[Glyph], rules: list[Rule]) -> list[Grid]:
    page = PageLayout(1, 595.0, 842.0, tuple(glyphs), tuple(rules))
    return [found.grid for found in ruled_tables(page, "a.pdf")]


def test_a_row_without_lines_down_has_the_columns_of_the_others() -> None:
    lines = ruled(ROWS, COLUMNS)
    open_rows = [r for r in lines if r.horizontal or r.at in (COLUMNS[0], COLUMNS[-1])]
    drawn = [Rule(False, x, top, top + 20) for x in COLUMNS[1:-1] for top in (100.0, 160.0)]
    (grid,) = tables(GLYPHS, [*open_rows, *drawn])
    assert texts(grid) == WHOLE


def test_a_column_without_lines_across_has_the_rows_of_the_others() -> None:
    lines = [r for r in ruled(ROWS, COLUMNS) if not r.horizontal or r.at in (ROWS[0], ROWS[-1])]
    drawn = [Rule(True, y, 50, 230) for y in ROWS[1:-1]]
    figures = [*GLYPHS, *text(246, 150, "9")]
    (grid,) = tables(figures, [*lines, *drawn])
    assert [cell.text for cell in grid.cells if cell.column == 3] == ["12", "38", "9", "4"]


def test_a_merged_cell_whose_words_are_one_cells_stays_whole() -> None:
    lines = [r for r in ruled(ROWS, COLUMNS) if r.horizontal or r.at in (COLUMNS[0], COLUMNS[-1])]
    drawn = [Rule(False, x, 120, 180) for x in COLUMNS[1:-1]]
    heading = [*text(120, 110, "第二十条第（一）项的情况")]
    (grid,) = tables([*heading, *GLYPHS[6:]], [*lines, *drawn])
    assert [(cell.text, cell.colspan) for cell in grid.cells if cell.row == 0] == [("第二十条第（一）项的情况", 4)]


def test_a_table_that_draws_no_lines_between_its_rows_is_none() -> None:
    glyphs = [g for at in range(7) for g in row(110 + 12 * at, "规章", "3", "0", "12")]
    assert tables(glyphs, ruled([100, 194], COLUMNS)) == []


def test_a_table_that_draws_no_lines_between_its_figures_is_none() -> None:
    figures = [g for at in range(4) for g in text(166 + 24 * at, 130, f"{at}")]
    assert (
        tables(
            [*text(160, 110, "结果维持"), *figures, *text(60, 130, "行政复议")], ruled(ROWS[:3], [50.0, 150.0, 270.0])
        )
        == []
    )


def test_a_table_that_draws_no_lines_below_its_names_is_none() -> None:
    columns = [50.0 + 40 * at for at in range(8)]
    names = [sign for x in columns[:-1] for sign in text(x + 5, 110, "维持")]
    figures = [sign for x in columns[:-1] for sign in text(x + 15, 130, "12")]
    assert tables([*names, *figures], ruled([100.0, 140.0], columns)) == []
