"""A line of dust over the whole page goes; the lines of a table, which end within it, stay."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr.streaks import without_streaks  # noqa: E402  # it needs what may not be installed

HEIGHT, WIDTH = 800, 600


def table() -> Any:
    """A table of three columns that fills its page but for the margins."""
    page = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    for y in range(30, HEIGHT - 29, 74):
        page[y : y + 2, 40 : WIDTH - 40] = 0
    for x in (40, 200, 380, WIDTH - 42):
        page[30 : HEIGHT - 30, x : x + 2] = 0
    return page


def streaked(page: Any, at: int, shade: int = 110) -> Any:
    dusty = page.copy()
    dusty[:, at : at + 2] = np.minimum(dusty[:, at : at + 2], shade)
    return dusty


@pytest.mark.parametrize("at", [120, 290, 500])
def test_a_line_from_edge_to_edge_is_taken_off(at: int) -> None:
    assert (without_streaks(streaked(table(), at)) == table()).all()


def test_a_line_across_is_taken_off_as_well() -> None:
    page = table()
    assert (without_streaks(streaked(page.swapaxes(0, 1), 50).swapaxes(0, 1)) == page).all()


def test_the_lines_of_a_table_stay() -> None:
    assert (without_streaks(table()) == table()).all()


def test_a_picture_cut_along_the_frame_of_its_table_keeps_its_lines() -> None:
    cut = table()[28:-28, 38:-38]
    assert (without_streaks(cut) == cut).all()


def test_print_under_a_streak_stays() -> None:
    page = table()
    page[410:440, 290:292] = 0
    cleaned = without_streaks(streaked(page, 290))
    assert (cleaned[410:440, 290:292] == 0).all()
    assert (cleaned[450:470, 290:292] == 255).all()


def test_a_pale_frame_along_which_a_picture_was_cut_keeps_the_lines_across() -> None:
    cut = np.where(table() == 0, np.uint8(232), np.uint8(245))[27:-27, 37:-37]
    assert (without_streaks(cut) == cut).all()


def test_the_lines_of_a_table_without_a_frame_on_a_screen_stay() -> None:
    cut = table()[33:-33, 43:-43]
    shown = np.pad(cut, ((3, 3), (3, 3), (0, 0)), constant_values=255)
    assert (without_streaks(shown) == shown).all()
