"""Words that wrap in rows that are too low for them: each line is its own cell's, or the figure beside it is unknown."""

from __future__ import annotations

from flows.extract.layout.page import TORN, Glyph, PageLayout
from flows.extract.layout.ruled import ruled_tables
from tests.extract.layout.sheet import SIZE, ruled, text, texts

ROWS, COLUMNS = [100.0, 112.0, 124.0, 136.0], [50.0, 100.0, 150.0]
FIGURES = [*text(115, 118, "1203"), *text(115, 130, "7")]


def table(glyphs: list[Glyph]) -> list[list[str]]:
    page = PageLayout(1, 595.0, 842.0, tuple(glyphs), tuple(ruled(ROWS, COLUMNS)))
    (found,) = ruled_tables(page, "a.pdf")
    return [[cell.text for cell in found.grid.cells if cell.row == row] for row in range(3)]


def wrapped(x: float, middle: float, *lines: str) -> list[Glyph]:
    """Lines around a middle, each a character and a half below the one before."""
    first = middle - 0.75 * SIZE * (len(lines) - 1)
    return [glyph for at, line in enumerate(lines) for glyph in text(x, first + 1.5 * SIZE * at, line)]


def test_a_name_that_overflows_its_row_leaves_the_figure_below_it_alone() -> None:
    head = [*text(55, 106, "信息内容"), *wrapped(105, 106, "现行有效件", "数")]
    assert table([*head, *text(55, 118, "规章"), *text(55, 130, "行政"), *FIGURES]) == [
        ["信息内容", "现行有效件数"],
        ["规章", "1203"],
        ["行政", "7"],
    ]


def test_a_label_that_overflows_its_row_is_whole_in_it() -> None:
    labels = [*text(55, 106, "规章"), *wrapped(55, 118, "行政规范性", "文件"), *text(55, 130, "处罚")]
    assert [row[0] for row in table([*labels, *FIGURES])] == ["规章", "行政规范性文件", "处罚"]


def test_a_figure_under_words_that_fit_no_cell_is_unknown() -> None:
    stray = text(105, 113, "数")
    assert TORN in "".join(table([*stray, *FIGURES])[1])


def test_single_lines_in_low_rows_stay_where_they_are() -> None:
    rows = [100.0, 109.0, 118.0, 127.0]
    glyphs = [
        g for at, label in enumerate(("国家秘密", "禁止公开", "过程信息")) for g in text(55, 104.5 + 9 * at, label, 9)
    ]
    page = PageLayout(1, 595.0, 842.0, tuple(glyphs), tuple(ruled(rows, COLUMNS)))
    (found,) = ruled_tables(page, "a.pdf")
    assert [cell.text for cell in found.grid.cells if cell.column == 0] == ["国家秘密", "禁止公开", "过程信息"]


def test_words_cut_off_below_in_rows_of_a_set_height_stay_in_their_cells() -> None:
    def cut(x: float, top: float, *lines: str) -> list[Glyph]:
        return [glyph for at, line in enumerate(lines) for glyph in text(x, top + 8 + 13.5 * at, line)]

    labels = [*cut(52, 100, "一、新收", "数量"), *cut(52, 120, "1.国家秘", "密的"), *cut(52, 140, "2.其他")]
    glyphs = [*labels, *cut(102, 100, "商业企", "业的"), *text(120, 130, "1203"), *text(120, 150, "7")]
    page = PageLayout(1, 595.0, 842.0, tuple(glyphs), tuple(ruled([100.0, 120.0, 140.0, 160.0], COLUMNS)))
    (found,) = ruled_tables(page, "a.pdf")
    assert texts(found.grid) == [["一、新收数量", "商业企业的"], ["1.国家秘密的", "1203"], ["2.其他", "7"]]
