"""What lies over, under or at a figure: other text, an opaque box, the number of a note, specks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.extract.layout.covers import Cover, uncovered
from flows.extract.layout.entangled import is_stamped, without_entangled
from flows.extract.layout.lines import lines_of
from flows.extract.layout.page import TORN, Glyph, PageLayout
from flows.extract.layout.small import without_small
from tests.extract.layout.sheet import text


def page(*glyphs: Glyph) -> PageLayout:
    return PageLayout(1, 595, 842, glyphs, ())


def signs(glyphs: tuple[Glyph, ...] | list[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)


@pytest.mark.parametrize("figure", ["5", "-", "/"])
def test_a_figure_under_the_words_of_a_seal_is_nobodys(figure: str) -> None:
    seal = text(36, 82, "政府信息公开专用章", size=8.5)
    assert signs(without_entangled(page(*text(60, 80, figure), *seal)).glyphs).startswith(TORN)


@pytest.mark.parametrize(("words", "figure", "stamped"), [(0.3, 0.0, True), (0.3, 0.3, False), (0.0, 0.0, False)])
def test_words_of_another_colour_than_the_figure_in_their_cell_are_a_seals(
    words: float, figure: float, stamped: bool
) -> None:
    cell = [replace(glyph, lightness=words) for glyph in text(36, 80, "公开章")]
    cell += [replace(glyph, lightness=figure) for glyph in text(80, 80, "-")]
    assert is_stamped(cell) is stamped


def test_a_figure_printed_twice_or_close_to_the_next_is_itself() -> None:
    twice = [*text(60, 80, "15"), *text(60.3, 80, "15")]
    close = [*text(100, 80, "-"), *text(102.7, 80, "2")]
    assert signs(without_entangled(page(*twice, *close)).glyphs) == "1515-2"


def test_digits_that_reach_into_each_other_or_stand_off_their_line_are_no_figure() -> None:
    def line(x: float, y: float) -> str:
        (found,) = lines_of([*text(60, 80, "12"), *text(x, y, "7")])
        return found.text

    assert [line(68, 80), line(68, 80.5), line(66, 80), line(68, 82)] == ["127", "127", f"12{TORN}7", f"12{TORN}7"]


def test_the_raised_number_of_a_note_is_no_digit_of_its_figure() -> None:
    assert signs(without_small(page(*text(60, 80, "22"), *text(68, 77, "10", size=4.5))).glyphs) == "22¹⁰"


def test_the_sign_of_a_note_that_is_little_smaller_and_well_raised_is_set_at_its_figure() -> None:
    raised = [*text(68, 76.5, "1", size=7.5), *text(71.75, 76.5, ")", size=7.5), *text(102, 76.5, "注2", size=7.5)]
    raised += text(116, 76.5, "3", size=7.5)
    seen = without_small(page(*text(60, 80, "22"), *raised, *text(98, 80, "7"), *text(108, 80, "件"))).glyphs
    assert signs(seen) == "22¹)注²³7件"
    assert {round(glyph.middle[1], 1) for glyph in seen} == {80.0}


def test_a_small_line_right_above_a_large_one_stays_a_line_of_its_own() -> None:
    seen = without_small(page(*text(60, 80, "2023", size=22), *text(70, 61, "2024", size=12))).glyphs
    assert {round(glyph.middle[1]) for glyph in seen} == {80, 61}


def test_a_small_digit_level_with_a_figure_is_nobodys() -> None:
    assert signs(without_small(page(*text(60, 80, "22"), *text(68, 80.3, "1", size=4.5))).glyphs) == "22" + TORN


def test_a_small_figure_of_its_own_is_read() -> None:
    assert signs(without_small(page(*text(60, 80, "22"), *text(90, 80, "15", size=5))).glyphs) == "2215"


def test_specks_are_not_read() -> None:
    assert signs(without_small(page(*text(60, 80, "22"), *text(62, 80, "71", size=0.5))).glyphs) == "22"


def test_what_an_opaque_box_covers_is_gone_and_what_is_drawn_over_it_is_read() -> None:
    glyphs = [*text(60, 80, "35"), *text(60, 80, "42")]
    seen = uncovered(glyphs, [Cover((58, 74, 70, 86), 2, is_paper=True)])
    assert signs(seen.glyphs) == "42"
    assert seen.blackened == []


def test_the_place_of_a_blackened_figure_is_known() -> None:
    figure = text(60, 80, "3")
    assert uncovered(figure, [Cover((58, 74, 70, 86), 1, is_paper=False)]) == ([], [(60, 76, 64, 84)])


def test_what_is_half_covered_is_nobodys() -> None:
    assert signs(uncovered(text(60, 80, "35"), [Cover((58, 80, 70, 86), 2, is_paper=True)]).glyphs) == TORN * 2
