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


def test_a_figure_beside_a_labels_first_line_goes_on_beside_its_last_where_the_number_stands_left_of_the_items() -> (
    None
):
    def at(y: float, *words: tuple[str, float, float]) -> list[Word]:
        return [Word(text, (x0, y, x1, y + 10), int(y), 10.0) for text, x0, x1 in words]

    rows = unstacked(
        [
            at(0, ("一、", 0, 12), ("本年新收申请", 14, 70), ("1472", 120, 140)),
            at(15, ("数", 0, 10), ("量合计", 12, 40), ("5814", 90, 110), ("7", 128, 133)),
            at(45, ("1.国家秘密", 20, 70), ("3", 98, 103), ("3", 128, 133)),
            at(60, ("2.其他", 20, 50), ("1", 98, 103), ("1", 128, 133)),
        ],
        lambda word: word.box[0] < 80,
        (),
    )
    assert [[word.text for word in row if word.box[0] > 80] for row in rows[:2]] == [[], ["5814", "14727"]]


def test_what_is_set_smaller_below_a_figure_does_not_end_it() -> None:
    rows = [
        [word("第一行", 0, 30, 0), word("12", 50, 60, 0), word("340", 80, 95, 0)],
        [Word("57", (50, 9, 58, 15), 1, 6.0), Word("0", (80, 9, 84, 15), 1, 6.0)],
    ]
    found = [one.text for row in unstacked(rows, lambda one: one.box[0] < 40, (-5.0, 18.0)) for one in row]
    assert not {"1257", "3400"} & set(found)
