"""A stroke is told by how it leans, where a recogniser sees a 1 in everything that is thin and tall."""

from __future__ import annotations

from typing import Any

import pytest

cv2 = pytest.importorskip("cv2", reason="pictures are read with the optional extra `ocr`: make setup-ocr")
np = pytest.importorskip("numpy")

from flows.extract.ocr.picture import without_specks  # noqa: E402  # it needs what may not be installed
from flows.extract.ocr.strokes import Ink, dirt_in, ink_of, is_ring, within  # noqa: E402


def drawn(*lines: tuple[tuple[int, int], tuple[int, int]]) -> Ink:
    mask = np.zeros((40, 60), np.uint8)
    for start, end in lines:
        cv2.line(mask, start, end, 255, 3)
    return ink_of(mask)


def test_a_straight_stroke_to_the_upper_right_is_a_slash() -> None:
    assert drawn(((20, 35), (32, 5))) == Ink(1, True)


@pytest.mark.parametrize(
    "lines",
    [
        [((20, 35), (20, 5))],
        [((20, 35), (23, 5))],
        [((20, 35), (20, 5)), ((20, 5), (14, 11))],
        [((20, 35), (32, 5)), ((32, 5), (14, 5))],
        [((20, 5), (32, 35))],
    ],
    ids=["upright", "italic", "a 1 with its flag", "a 7", "a backslash"],
)
def test_other_strokes_are_none(lines: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    assert drawn(*lines) == Ink(1, False)


def test_two_marks_are_two_digits_and_dirt_is_none() -> None:
    assert drawn(((10, 35), (14, 5)), ((30, 35), (34, 5)), ((50, 33), (50, 35))) == Ink(2, False)


def test_no_ink_makes_no_mark() -> None:
    assert drawn() == Ink(0, False)


def test_a_dash_as_thin_as_a_pixel_is_ink_and_a_speck_is_none() -> None:
    mask = np.zeros((40, 60), np.uint8)
    mask[20, 10:22] = 255
    mask[30:32, 40:42] = 255
    kept = without_specks(mask)
    assert kept[20, 10:22].all()
    assert not kept[30:].any()


def test_one_short_flat_stroke_is_a_dash_and_a_bar_with_something_under_it_is_none() -> None:
    assert drawn(((20, 20), (34, 20))).is_dash
    assert not drawn(((20, 10), (34, 10)), ((28, 18), (24, 34))).is_dash
    assert not drawn(((20, 20), (24, 20))).is_dash


def test_points_around_a_figure_are_dirt_and_one_within_it_is_its_own() -> None:
    figure = np.zeros((60, 160), np.uint8)
    cv2.putText(figure, "13 75", (30, 42), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (255,), 2)
    figure[38:42, 66:70] = 255
    dirty = figure.copy()
    for x, y in ((8, 38), (140, 40), (60, 6), (75, 52)):
        dirty[y : y + 4, x : x + 4] = 255
    assert not dirt_in(figure).any()
    assert (dirty - dirt_in(dirty) == figure).all()


def test_a_minus_and_points_alone_are_no_dirt() -> None:
    cell = np.zeros((60, 160), np.uint8)
    cv2.putText(cell, "-5", (30, 42), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (255,), 2)
    assert not dirt_in(cell).any()
    points = np.zeros((60, 160), np.uint8)
    points[20:24, 20:24] = points[30:33, 60:63] = 255
    assert not dirt_in(points).any()


def ellipse(height: int, thick: int) -> Any:
    mask = np.zeros((60, 60), np.uint8)
    cv2.ellipse(mask, (30, 30), (height // 3, height // 2), 0, 0, 360, (255,), thick)
    return mask


@pytest.mark.parametrize(("height", "thick"), [(10, 1), (16, 2), (30, 4)])
def test_a_ring_is_a_nought(height: int, thick: int) -> None:
    assert is_ring(ellipse(height, thick))


def test_rings_with_anything_else_are_none() -> None:
    ring = ellipse(30, 3)
    six, nine, eight, two, broken = (ring.copy() for _ in range(5))
    cv2.ellipse(six, (30, 37), (10, 8), 0, 0, 360, (255,), 3)
    cv2.ellipse(nine, (30, 23), (10, 8), 0, 0, 360, (255,), 3)
    cv2.line(eight, (20, 30), (40, 30), (255,), 3)
    cv2.line(two, (50, 15), (50, 45), (255,), 3)
    broken[12:20, 28:33] = 0
    low = np.zeros((60, 60), np.uint8)
    cv2.ellipse(low, (30, 38), (8, 7), 0, 0, 360, (255,), 3)
    cv2.line(low, (23, 38), (32, 14), (255,), 3)
    assert not any(map(is_ring, (six, nine, eight, two, broken, low, np.zeros((60, 60), np.uint8))))


def test_what_goes_on_beyond_the_edges_is_left_out() -> None:
    ring = ellipse(30, 3)
    lined = ring.copy()
    lined[:, :2] = lined[-3:] = 255
    assert not is_ring(lined)
    assert is_ring(within(lined))
