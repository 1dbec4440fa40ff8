"""The number of a page that lies on its side at its edge is none of the figures beside it."""

from __future__ import annotations

from flows.extract.layout.page import TORN, Glyph, PageLayout
from flows.extract.layout.side_numbers import without_side_numbers
from tests.extract.layout.sheet import text


def read(x: float, *signs: str) -> str:
    """What is left of a page on which these characters stand above each other."""
    stack = [Glyph(sign, x, 400 + 8 * at, x + 6, 409 + 8 * at, 9.0) for at, sign in enumerate(signs)]
    (page,) = without_side_numbers([PageLayout(1, 595, 842, (*text(100, 410, "12"), *stack), ())])
    return "".join(glyph.text.strip() for glyph in page.glyphs)


def test_a_number_between_dashes_on_its_side_at_the_edge_is_left_out() -> None:
    assert read(550, "-", f" {TORN}", TORN, " -") == "12"


def test_what_stands_above_each_other_within_the_page_stays() -> None:
    assert read(400, "-", TORN, "-") == f"12-{TORN}-"


def test_figures_above_each_other_at_the_edge_stay() -> None:
    assert read(550, "-", "3", "-") == "12-3-"
    assert read(550, TORN, TORN) == f"12{TORN}{TORN}"
