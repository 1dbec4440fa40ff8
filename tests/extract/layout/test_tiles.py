"""Coloured tiles are cells where they cover a table; a shading behind some rows parts nothing."""

from __future__ import annotations

from flows.extract.layout.page import Box, PageLayout
from flows.extract.layout.ruled import ruled_tables
from tests.extract.layout.sheet import text, texts

ROWS, COLUMNS = [100.0, 120.0, 140.0], [50.0, 150.0, 200.0, 250.0]
GLYPHS = [*text(52, 110, "规章"), *text(170, 110, "3"), *text(52, 130, "行政许可"), *text(220, 130, "12")]


def tiles(rows: list[float], gap: float) -> tuple[Box, ...]:
    return tuple(
        (x, y, right - gap, y + 20 - gap) for y in rows for x, right in zip(COLUMNS, COLUMNS[1:], strict=False)
    )


def tables(fills: tuple[Box, ...]) -> list[list[list[str]]]:
    page = PageLayout(1, 595, 842, tuple(GLYPHS), (), (), fills)
    return [texts(table.grid) for table in ruled_tables(page, "a.pdf")]


def test_tiles_with_white_between_them_are_cells() -> None:
    assert tables(tiles(ROWS[:2], 1.5)) == [[["规章", "3", ""], ["行政许可", "", "12"]]]


def test_tiles_behind_every_other_row_are_no_table() -> None:
    assert tables(tiles([100.0, 140.0], 0.0)) == []


def test_tiles_without_a_figure_are_a_head_and_no_table() -> None:
    assert tables(tiles([300.0, 320.0], 0.0)) == []


def test_tilings_with_a_row_of_figures_left_white_between_them_are_no_table() -> None:
    heads, rows = [60.0, 80.0], [120.0, 140.0]
    shown = [*GLYPHS, *text(170, 90, "1"), *text(170, 150, "7")]
    page = PageLayout(1, 595, 842, tuple(shown), (), (), (*tiles(heads, 0.0), *tiles(rows, 0.0)))
    assert ruled_tables(page, "a.pdf") == []
