"""A figure of a table without lines goes on below only where it had to."""

from __future__ import annotations

from flows.extract.layout.aligned_labels import Label
from flows.extract.layout.aligned_wraps import without_wraps
from flows.extract.layout.page import TORN
from flows.extract.layout.words import Word


def figure(text: str, y: float, size: float = 8.0) -> Word:
    return Word(text, (100, y - size / 2, 100 + len(text) * size / 2, y + size / 2), int(y), size)


def read(*columns: Word) -> list[str]:
    """The figures of three rows, of which the second has a line below it."""
    first, second, below, third = columns
    figures = {0: [first], 1: [second], 2: [below], 3: [third]}
    labels = [Label([], 0, [line]) for line in (0, 1, 3)]
    without_wraps([2], labels, {line: words[0].middle for line, words in figures.items()}, figures)
    return [figures[line][0].text for line in (0, 1, 3)]


def test_a_figure_as_wide_as_its_column_goes_on_below() -> None:
    assert read(figure("12", 10), figure("57", 40), figure("0", 50), figure("3", 70)) == ["12", "570", "3"]


def test_a_figure_that_has_room_for_more_does_not_go_on_below() -> None:
    assert read(figure("1234", 10), figure("57", 40), figure("0", 50), figure("3", 70)) == ["1234", f"57{TORN}0", "3"]


def test_a_figure_does_not_go_on_in_another_size() -> None:
    assert read(figure("12", 10), figure("57", 40), figure("0", 50, 6.0), figure("3", 70)) == ["12", f"57{TORN}0", "3"]
