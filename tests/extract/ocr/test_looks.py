"""Several looks at one figure: two that agree are believed, and what else was seen is remembered."""

from __future__ import annotations

import pytest

from flows.extract.layout.page import TORN
from flows.extract.ocr.looks import Look, Seen, agreed, may_be_figure
from flows.extract.ocr.strokes import Ink


def looks(*texts: str) -> list[Look]:
    return [Look(text, 0.95) for text in texts]


def test_a_figure_that_all_looks_see_is_as_sure_as_the_least_sure_of_them() -> None:
    assert agreed([Look("21", 0.99), Look("21", 0.81), Look("21", 0.95)]) == Seen("21", 0.81)


def test_a_figure_that_one_look_sees_otherwise_is_read_but_disputed() -> None:
    assert agreed(looks("21", "21", "27")) == Seen("21", 0.5, ("21", "27"))


def test_a_figure_that_every_look_sees_otherwise_is_unreadable_and_what_was_seen_is_kept() -> None:
    assert agreed(looks("1", "7", "4")) == Seen(TORN, 0.0, ("1", "7", "4"))


def test_a_single_sight_is_no_reading_but_is_remembered() -> None:
    assert agreed(looks("", "8", "")) == Seen(TORN, 0.0, ("8",))


@pytest.mark.parametrize("seen", ["2|", "I2", "l5"])
def test_a_stroke_beside_a_digit_is_no_figure(seen: str) -> None:
    assert agreed(looks(seen, seen, seen)).text == TORN


@pytest.mark.parametrize("seen", ["+24", "·24", "24)", "2*4"])
def test_a_figure_of_which_a_part_is_covered_is_looked_at_again_and_never_what_is_left_of_it(seen: str) -> None:
    assert may_be_figure(seen)
    assert agreed(looks(seen, seen, seen)).text == TORN
    assert agreed(looks(seen, "424", "424")).text == "424"


def test_a_point_beside_a_figure_that_another_look_sees_without_one_is_dirt() -> None:
    assert agreed(looks("145", ". 145", ".145,")) == Seen("145", 0.7, ())
    assert agreed(looks("145", "145", "145.")) == Seen("145", 0.95)
    assert agreed(looks("4.5", "4.5", "4.5")) == Seen("4.5", 0.95)


def test_a_point_before_a_figure_in_every_look_may_be_what_is_left_of_a_digit() -> None:
    assert agreed(looks(".36", ".36", ".36")).text == TORN


@pytest.mark.parametrize("seen", ["0)", "()", "(0"])
def test_a_nought_worn_into_two_halves_is_one_open_to_doubt(seen: str) -> None:
    assert agreed(looks(seen, "0", seen)) == Seen("0", 0.5)
    assert agreed(looks("1)", "1)", "1)")).text == TORN


def test_a_letter_standing_alone_is_the_digit_it_looks_like() -> None:
    assert agreed(looks("O", "0", "o")).text == "0"


def test_a_figure_with_more_ink_than_digits_is_open_to_doubt() -> None:
    assert agreed(looks("2", "2", "2"), ink=Ink(2, False)).confidence == 0.7
    assert agreed(looks("21", "21", "21"), ink=Ink(1, False)).confidence == 0.95


def test_a_figure_that_something_from_outside_meets_is_open_to_doubt() -> None:
    assert agreed(looks("395", "395", "395"), ink=Ink(3, False, is_met=True)).confidence == 0.7


def test_a_short_dash_that_no_look_sees_is_told_by_its_ink_and_open_to_doubt() -> None:
    assert agreed(looks("", "-", ""), Ink(1, False, is_dash=True)) == Seen("—", 0.7)
    assert agreed(looks("", "7", ""), Ink(1, False, is_dash=True)).text == TORN
    assert agreed(looks("", "-", ""), Ink(1, False)).text == TORN


def test_a_slash_that_one_look_sees_is_told_by_its_ink_and_open_to_doubt() -> None:
    assert agreed(looks("", "/", ""), Ink(1, True)) == Seen("/", 0.7)
    assert agreed(looks("", "7", "/"), Ink(1, True)).text == TORN
    assert agreed(looks("", "", ""), Ink(1, True)).text == TORN
    assert agreed(looks("", "/", ""), Ink(1, True, is_met=True)).text == TORN


def test_a_lone_stroke_is_what_it_leans_like_whatever_the_recogniser_sees() -> None:
    assert agreed(looks("1", "1", "1"), Ink(1, True)).text == "/"
    assert agreed(looks("1", "1", "1"), Ink(1, False)).text == "1"
    assert agreed(looks("/", "/", "1"), Ink(1, False)).text == TORN


@pytest.mark.parametrize("seen", ["一", "-", "—", "——"])
def test_a_dash_is_a_dash_however_the_recogniser_spells_it(seen: str) -> None:
    assert agreed(looks(seen, "—", "一")).text == "—"


@pytest.mark.parametrize("seen", ["12", "/", "", "ó", "e.", "—"])
def test_a_character_or_two_that_are_no_chinese_are_worth_another_look(seen: str) -> None:
    assert may_be_figure(seen)


@pytest.mark.parametrize("seen", ["项", "合计", "12件", "共3", "一项"])
def test_words_are_no_figures(seen: str) -> None:
    assert not may_be_figure(seen)


def test_a_figure_among_dirt_that_one_look_sees_otherwise_is_unreadable() -> None:
    assert agreed(looks("77.1", "771", "771"), Ink(3, False, is_dirty=True)) == Seen(TORN, 0.0, ("77.1", "771"))
    assert agreed(looks("771", "771", "771"), Ink(3, False, is_dirty=True)) == Seen("771", 0.7)
