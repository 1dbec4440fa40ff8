"""Filled rows become paper, whatever the fill's tone; the figures on them and all other print stay as they are."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr.fills import without_fills  # noqa: E402  (what needs the extra comes after the question for it)

ROWS = range(100, 500, 40)


def table(*fills: tuple[int, int, int]) -> Any:
    """Ruled rows of figures, every second one filled, with these fills (BGR) in turn."""
    image = np.full((600, 1000, 3), 255, np.uint8)
    for at, y in enumerate(ROWS):
        if fills and at % 2:
            image[y : y + 40, 80:920] = fills[at // 2 % len(fills)]
        cv2.putText(image, "0     37", (100, y + 28), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (0, 0, 0), 2)
        cv2.putText(image, "1207", (840, y + 28), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (0, 0, 0), 2)
        cv2.rectangle(image, (80, y), (920, y + 40), (0, 0, 0), 2)
    return image


@pytest.mark.parametrize("fill", [(230, 230, 230), (200, 200, 200), (243, 226, 217)])
def test_filled_rows_are_as_white_as_the_others_and_their_figures_as_dark(fill: tuple[int, int, int]) -> None:
    plain = table()
    cleaned = without_fills(table(fill))
    assert int(cleaned[plain.min(axis=2) == 255].min()) > 240
    assert int(cleaned[plain.max(axis=2) == 0].max()) < 40


def test_fills_of_two_tones_on_grainy_paper_are_both_taken_off() -> None:
    grain = np.random.default_rng(3).normal(0, 4, (600, 1000, 1))
    given = np.clip(table((225, 225, 225), (190, 190, 190)) + grain, 0, 255).astype(np.uint8)
    cleaned = without_fills(given)
    empty = [cleaned[y + 8 : y + 32, 400:800].mean() for y in ROWS]
    assert min(empty) > 240


def test_pale_print_and_a_narrow_watermark_are_left_alone() -> None:
    given = np.full((600, 1000, 3), 255, np.uint8)
    given[20:40, 20:60] = 0
    cv2.putText(given, "0 12 345 6", (100, 100), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (170, 170, 170), 2)
    cv2.putText(given, "W", (480, 380), cv2.FONT_HERSHEY_SIMPLEX, 6.0, (190, 190, 190), 8)
    assert (without_fills(given) == given).all()
