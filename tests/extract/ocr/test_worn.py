"""Sides of cells that are drawn in part are whole on a worn page; cells that go over several columns stay so."""

from __future__ import annotations

from flows.extract.layout.page import Rule
from flows.extract.ocr.worn import mended

ROWS, COLUMNS = [100.0 + 15 * row for row in range(9)], [50.0 + 40 * column for column in range(8)]
DOWN = [Rule(False, at, ROWS[0], ROWS[-1]) for at in COLUMNS]


def eaten(at: float, *stretches: tuple[float, float]) -> list[Rule]:
    return [Rule(True, at, start, end) for start, end in stretches]


def drawn_over(rules: list[Rule], at: float) -> set[int]:
    """The columns, counted from 0, over whose whole width lines at a place are drawn."""
    return {
        column
        for column, (start, end) in enumerate(zip(COLUMNS, COLUMNS[1:], strict=False))
        if any(rule.at == at and rule.start <= start + 1 and rule.end >= end - 1 for rule in rules)
    }


def worn_page(first: list[Rule]) -> list[Rule]:
    """A first line, and others that have gaps in most of their sides."""
    return [*first, *(rule for at in ROWS[1:] for rule in eaten(at, *((x + 2, x + 30) for x in COLUMNS[:-1])))]


def test_a_side_that_is_begun_is_whole() -> None:
    found = mended(worn_page(eaten(ROWS[0], (50, 84), (90, 120), (140, 330))), [], DOWN)
    assert drawn_over(found, ROWS[0]) == set(range(7))


def test_a_scrap_that_comes_from_another_line_counts_and_one_that_stands_alone_does_not() -> None:
    rules = worn_page(eaten(ROWS[0], (50, 209), (250, 330)))
    coming, alone = (eaten(ROWS[0] + 0.5, (start, start + 8)) for start in (211.0, 218.0))
    assert drawn_over(mended(rules, coming, DOWN), ROWS[0]) == set(range(7))
    assert drawn_over(mended(rules, alone, DOWN), ROWS[0]) == set(range(7)) - {4}


def test_a_cell_over_several_columns_stays_open_and_so_does_one_with_text_in_it() -> None:
    rules = worn_page(eaten(ROWS[0], (50, 86), (94, 130), (250, 330)))
    assert drawn_over(mended(rules, eaten(ROWS[0], (140.0, 150.0), (180.0, 205.0)), DOWN), ROWS[0]) == {0, 1, 5, 6}


def test_a_row_of_characters_is_no_line() -> None:
    row = eaten(108.0, (51, 70), (74, 88), (92, 128))
    found = mended([*worn_page(eaten(ROWS[0], (50, 330))), *row], [], DOWN)
    assert [rule for rule in found if rule.at == 108.0] == row


def test_lines_of_a_page_that_is_not_worn_stay_as_they_are() -> None:
    rules = [rule for at in ROWS for rule in eaten(at, (50, 330))] + eaten(108.0, (51, 70), (74, 88))
    assert mended(rules, [], DOWN) == rules


def test_strokes_of_characters_where_another_table_has_a_line_do_not_make_a_page_worn() -> None:
    whole = [rule for at in ROWS[:5] for rule in eaten(at, (50, 330))]
    table = [*whole, *(rule for at in ROWS[5:] for rule in eaten(at, (50, 90)))]
    strokes = [rule for at in ROWS[5:] for rule in eaten(at, *((start, start + 12) for start in COLUMNS[1:-1]))]
    assert mended(table, strokes, DOWN) == table
