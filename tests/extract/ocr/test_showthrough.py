"""The back of the sheet is taken off a page by its softness; what is printed pale stays."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr.showthrough import without_showthrough  # noqa: E402  # it needs what may not be installed

BLACK, PALE = 0, 190


def page(*, shade: int, left: int = 500, soft: float = 0.0) -> Any:
    """A white page with black words on its left, and others in a shade and softness farther right."""
    printed = np.full((500, 1000, 3), 255, np.uint8)
    more = printed.copy()
    for y in range(40, 480, 40):
        cv2.putText(printed, "0123456789", (20, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (BLACK,) * 3, 2)
        cv2.putText(more, "0123456789", (left, y + 8), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (shade,) * 3, 2)
    if soft:
        more = cv2.GaussianBlur(more, (0, 0), soft)
    return np.minimum(printed, more)


def darkest(image: Any, left: int) -> int:
    return int(image[:, left:].min())


def test_what_shines_through_is_paper_afterwards() -> None:
    cleaned = without_showthrough(page(shade=150, soft=1.6))
    assert darkest(cleaned.image, 480) > 235
    assert cleaned.taken[:, 480:].any()


@pytest.mark.parametrize("shade", [PALE, 120])
def test_what_is_printed_pale_stays(shade: int) -> None:
    given = page(shade=shade)
    cleaned = without_showthrough(given)
    assert (cleaned.image == given).all()
    assert not cleaned.taken.any()


def test_print_stays_where_the_back_shines_through_it() -> None:
    cleaned = without_showthrough(page(shade=150, left=30, soft=1.6))
    black = (page(shade=255) < 100).all(axis=2)
    assert (cleaned.image[black] < 100).all()


def test_a_pale_grid_that_is_softer_than_the_print_stays_where_nothing_shines_through() -> None:
    given = page(shade=255)
    grid = np.full_like(given, 255)
    for x in range(15, 1000, 230):
        cv2.line(grid, (x, 12), (x, 460), (PALE,) * 3, 3)
    for y in range(12, 490, 40):
        cv2.line(grid, (15, y), (935, y), (PALE,) * 3, 3)
    given = np.minimum(given, cv2.GaussianBlur(grid, (0, 0), 1.0))
    lines = (grid < 255).all(axis=2) & (page(shade=255) > 250).all(axis=2)
    assert (without_showthrough(given).image[lines] == given[lines]).all()


def test_a_bare_page_stays_bare() -> None:
    bare = np.full((200, 300, 3), 240, np.uint8)
    assert (without_showthrough(bare).image == bare).all()


def test_a_grain_of_the_paper_is_nothing_that_was_taken_off() -> None:
    """A place of which ink was taken is not said to be blank; every paper has grains."""
    given = page(shade=150, soft=1.6)
    given[20, 440:443] = 225
    assert not without_showthrough(given).taken[:, 430:450].any()
