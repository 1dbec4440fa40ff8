"""The heads of tables that are white on a colour are read like any print; fills under dark print stay what they are."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr.negative import dark_print  # noqa: E402  (what needs the extra comes after the question for it)


def table(fill: tuple[int, int, int], print_: int) -> Any:
    """A table whose head has this fill (BGR) and print of this shade."""
    image = np.full((400, 1000, 3), 255, np.uint8)
    image[20:120, 20:980] = fill
    for x in range(60, 900, 200):
        cv2.putText(image, "TOTAL", (x, 78), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (print_,) * 3, 2)
        cv2.putText(image, "1207", (x, 200), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (0,) * 3, 2)
    return image


@pytest.mark.parametrize("fill", [(181, 109, 47), (196, 114, 68), (80, 80, 80), (60, 60, 190)])
def test_white_print_on_a_filled_head_is_black_on_white_afterwards(fill: tuple[int, int, int]) -> None:
    given = table(fill, 255)
    turned = dark_print(given)
    assert int(turned[30:110, 30:970][(given[30:110, 30:970] == 255).all(axis=2)].max()) < 60
    assert int(turned[30:50, 30:970].min()) > 240
    assert (turned[130:] == given[130:]).all()


@pytest.mark.parametrize("fill", [(243, 226, 217), (170, 170, 170), (150, 150, 150)])
def test_dark_print_on_a_fill_stays_as_it_is(fill: tuple[int, int, int]) -> None:
    given = table(fill, 0)
    assert (dark_print(given) == given).all()


def test_dark_places_without_print_stay_as_they_are() -> None:
    given = table((255, 255, 255), 0)
    given[:, :30] = 40
    given[300:360, 100:400] = 20
    assert (dark_print(given) == given).all()


def test_black_lines_between_the_cells_of_a_dark_head_stay_lines() -> None:
    given = table((80, 80, 80), 255)
    given[20:120, 500] = 0
    assert int(dark_print(given)[30:110, 500].max()) < 60


def test_little_print_on_a_long_dark_head_with_black_lines_is_turned() -> None:
    given = np.full((300, 1000, 3), 255, np.uint8)
    given[100:160, 20:980] = 64
    given[100:160:29, 20:980] = 0
    cv2.putText(given, "ARTICLE 20 NO 5", (470, 122), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (255,) * 3, 1)
    assert int(dark_print(given)[104:125, 30:460].min()) > 240


def test_print_near_the_edge_of_a_dark_head_is_turned_whole() -> None:
    given = np.full((300, 1000, 3), 255, np.uint8)
    given[100:160, 20:980] = (80, 80, 190)
    cv2.putText(given, "ARTICLE TWENTY", (300, 153), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (255,) * 3, 2)
    turned = dark_print(given)
    is_print = (given[104:157, 30:970] == 255).all(axis=2)
    assert int(turned[104:157, 30:970][is_print].max()) < 60
    assert int(turned[104:157, 30:970][~is_print].min()) > 60


def test_the_ring_of_a_seal_stays_though_its_star_is_filled() -> None:
    given = np.full((600, 1000, 3), 255, np.uint8)
    cv2.circle(given, (500, 300), 150, (60, 60, 200), 8)
    cv2.rectangle(given, (470, 270), (530, 330), (60, 60, 200), -1)
    cv2.putText(given, "SEAL", (440, 230), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (60, 60, 200), 6)
    assert (dark_print(given) == given).all()
