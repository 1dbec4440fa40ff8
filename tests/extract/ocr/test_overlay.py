"""Watermarks, grey seals and fills are taken off a page by their thickness; thin pale print and what is over them stays."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr.overlay import without_overlays  # noqa: E402  (what needs the extra comes after the question for it)

PALE = 190


def page(shade: int = 0) -> Any:
    """A white page with rows of figures."""
    image = np.full((600, 1000, 3), 255, np.uint8)
    for y in range(60, 580, 60):
        cv2.putText(
            image, "0 12 345 6 78 90 0 12 345 6 78 90 0 1", (100, y), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (shade,) * 3, 2
        )
    return image


def stamped(image: Any, shade: int = PALE) -> Any:
    """The page with a pale ring and a pale letter over it."""
    over = np.full_like(image, 255)
    cv2.circle(over, (600, 300), 180, (shade,) * 3, 9)
    cv2.putText(over, "W", (480, 380), cv2.FONT_HERSHEY_SIMPLEX, 6.0, (shade,) * 3, 14)
    return np.minimum(image, over)


@pytest.mark.parametrize("shade", [PALE, 110])
def test_a_watermark_is_paper_afterwards_and_the_print_over_it_is_not(shade: int) -> None:
    given = stamped(page(), shade)
    cleaned = without_overlays(given).image
    printed = page() < 100
    assert (cleaned[printed] < 120).all()
    left = (cleaned < 230) & (cv2.erode(page(), np.ones((15, 15), np.uint8)) > 200)
    assert left.sum() < 0.02 * (given == shade).sum()


def test_a_fill_behind_figures_is_paper_afterwards() -> None:
    filled = page()
    filled[200:260][filled[200:260] > 220] = 215
    assert int(without_overlays(filled).image[210, 20].min()) > 245


@pytest.mark.parametrize("shade", [0, 120, PALE])
def test_print_in_any_shade_stays(shade: int) -> None:
    given = page(shade)
    given[20:40, 20:60] = 0
    assert (without_overlays(given).image == given).all()


def test_coarse_print_that_is_paler_and_broader_than_the_lines_around_it_stays() -> None:
    sharp = page()
    coarse = cv2.resize(cv2.resize(sharp, None, fx=0.35, fy=0.35, interpolation=cv2.INTER_AREA), (1000, 600))
    given = (255 - (255 - coarse.astype(np.float32)) * 0.6).astype(np.uint8)
    for y in range(30, 600, 60):
        cv2.line(given, (60, y), (940, y), (0, 0, 0), 4)
    assert (without_overlays(given).image == given).all()


def test_a_dark_heading_that_nothing_is_printed_over_stays() -> None:
    given = page()
    given[:70] = 255
    cv2.putText(given, "2025", (300, 60), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (80,) * 3, 8)
    assert (without_overlays(given).image[:60] < 120).sum() > 0.9 * (given[:60] < 120).sum()


def test_what_was_taken_off_beside_print_is_told_and_what_lay_apart_is_not() -> None:
    given = stamped(page())
    beside = without_overlays(given).taken > 0
    printed = page().min(axis=2) < 128
    assert beside.any()
    assert not (beside & ~(cv2.dilate(printed.astype(np.uint8), np.ones((25, 25), np.uint8)) > 0)).any()


def test_thin_pieces_of_a_watermark_are_paper_and_told_and_pale_print_far_from_it_stays() -> None:
    given = page()
    cv2.line(given, (700, 85), (700, 275), (PALE,) * 3, 12)
    pieces = [(711, 130, 719, 134), (686, 196, 689, 204)]
    for x0, y0, x1, y1 in pieces:
        given[y0:y1, x0:x1] = PALE
    given[430:434, 120:130] = PALE
    cleaned = without_overlays(given)
    for x0, y0, x1, y1 in pieces:
        assert int(cleaned.image[y0:y1, x0:x1].min()) > 245
        assert (cleaned.taken[y0:y1, x0:x1] > 0).all()
    assert int(cleaned.image[430:434, 120:130].max()) == PALE


def test_bold_grey_print_beside_black_lines_stays() -> None:
    image = np.full((600, 1000, 3), 255, np.uint8)
    for y in range(30, 600, 60):
        cv2.line(image, (20, y), (980, y), (0,) * 3, 2)
        cv2.putText(image, "0 12 345 6 78 90", (100, y + 40), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (60,) * 3, 2)
    cv2.putText(image, "1547 6", (600, 70), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (130,) * 3, 6)
    assert (without_overlays(image).image == image).all()
