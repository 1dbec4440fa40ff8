"""A shadow over a page goes with its edges; evenly lit pages, and what is printed, stay as they are."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr.light import dark_on_light, evenly_lit  # noqa: E402  # it needs what may not be installed

HEIGHT, WIDTH = 1200, 900


def page() -> Any:
    """A page of strokes as thin as print's."""
    image = np.full((HEIGHT, WIDTH, 3), 250, np.uint8)
    for y in range(60, HEIGHT - 60, 40):
        image[y : y + 3, 60 : WIDTH - 60 : 2] = 20
    return image


def shaded(image: Any, depth: float, sharp: float) -> Any:
    """The page under a slanting shadow."""
    light = np.ones((HEIGHT, WIDTH), np.float32)
    cv2.fillPoly(light, [np.array([[250, 0], [700, 0], [500, HEIGHT], [50, HEIGHT]])], depth)
    return (image * cv2.GaussianBlur(light, (0, 0), sharp)[:, :, None]).astype(np.uint8)


@pytest.mark.parametrize(("depth", "sharp"), [(0.35, 4), (0.5, 20), (0.6, 60)])
def test_paper_in_a_shadow_is_as_bright_as_other_paper_and_print_as_dark(depth: float, sharp: float) -> None:
    even = evenly_lit(shaded(page(), depth, sharp))
    assert np.percentile(even[20:40], 1) > 225
    assert (even[61, 60 : WIDTH - 60 : 2] < 60).mean() > 0.95


def test_a_page_lit_evenly_stays_as_it_is() -> None:
    image = page()
    image[300:330, 100:800] = (230, 210, 190)
    assert evenly_lit(image) is image


@pytest.mark.parametrize("fill", [(213, 155, 91), (110, 110, 110)])
def test_the_filled_head_of_a_table_is_no_shadow(fill: tuple[int, int, int]) -> None:
    image = page()
    top, left = (0, 0) if len(set(fill)) > 1 else (40, 40)
    image[top : top + 200, left : WIDTH - left] = fill
    assert evenly_lit(image) is image


def test_light_print_on_a_dark_ground_is_turned_to_dark_on_light() -> None:
    night = 255 - page() // 8 * 7
    assert np.median(dark_on_light(night)) > 200


@pytest.mark.parametrize("dimmed", [1.0, 0.3])
def test_dark_print_stays_dark_however_dim_the_light(dimmed: float) -> None:
    dim = (page() * dimmed).astype(np.uint8)
    assert dark_on_light(dim) is dim
    desk = np.full((HEIGHT * 2, WIDTH * 2, 3), 50, np.uint8)
    desk[200 : 200 + HEIGHT, 200 : 200 + WIDTH] = dim
    assert dark_on_light(desk) is desk
