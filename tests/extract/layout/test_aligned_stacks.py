"""Figures that fill several lines of their cell are put together, and nothing else is."""

from __future__ import annotations

from flows.extract.layout.aligned_stacks import unstacked
from flows.extract.layout.words import Word


def word(text: str, x0: float, x1: float, line: int) -> Word:
    return Word(text, (x0, 20.0 * line, x1, 20.0 * line + 10), line, 10.0)


def test_a_row_with_two_figures_in_one_column_and_none_in_another_ends_no_figure_of_the_latter() -> None:
    rows = [
        [word("10", 0, 10, 1), word("20", 12, 20, 1)],
        [word("3", 40, 50, 2)],
        [word("40", 0, 10, 3), word("50", 40, 50, 3)],
        [word("6", 8, 14, 4)],
    ]
    assert unstacked(rows, lambda _: False, ()) == rows
