"""Digits that may not be what they say: struck out, or of a font that spells no year."""

from __future__ import annotations

import pytest

from flows.extract.layout.doubtful import without_doubtful
from flows.extract.layout.page import TORN, Box, Glyph, PageLayout, Rule
from tests.extract.layout.sheet import text


def signs(glyphs: list[Glyph], *rules: Rule) -> str:
    (page,) = without_doubtful([PageLayout(1, 400, 600, tuple(glyphs), rules)])
    return "".join(glyph.text for glyph in page.glyphs)


YEARS = text(40, 50, "2023年至2024年")


def test_a_digit_that_is_struck_out_is_nobodys() -> None:
    assert signs(YEARS + text(40, 80, "35"), Rule(True, 80.5, 44, 48)) == "2023年至2024年3" + TORN


def test_a_line_below_a_figure_or_beside_it_strikes_nothing_out() -> None:
    below, beside = Rule(True, 84.5, 40, 48), Rule(True, 80, 50, 90)
    assert signs(YEARS + text(40, 80, "35"), below, beside) == "2023年至2024年35"


def test_digits_that_spell_no_year_are_no_digits() -> None:
    assert signs(text(40, 50, "3538年至3539年") + text(40, 80, "规章5")) == f"{TORN * 4}年至{TORN * 4}年规章{TORN}"


def test_a_text_without_years_says_nothing_against_its_digits() -> None:
    assert signs(text(40, 50, "规章5") + text(40, 80, "3538年")) == "规章53538年"


@pytest.mark.parametrize(
    ("slant", "is_crossed"),
    [
        ((98.0, 108.0, 112.0, 92.0), True),
        ((98.0, 92.0, 112.0, 108.0), True),
        ((60.0, 80.0, 100.0, 92.0), False),
        ((98.0, 92.0, 130.0, 93.5), False),
        ((20.0, 300.0, 300.0, 20.0), False),
    ],
)
def test_a_figure_that_a_line_aslant_runs_through_is_nobodys(slant: Box, is_crossed: bool) -> None:
    drawn = PageLayout(1, 400, 600, tuple(text(100, 100, "153")), (), slants=(slant,))
    (page,) = without_doubtful([drawn])
    assert (page != drawn) is is_crossed
