"""Ruled lines are told from rows of characters: by the ink beside them and by how even they are."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.layout.page import Rule  # noqa: E402  (what needs the extra comes after the question for it)
from flows.extract.ocr.picture import dark_parts  # noqa: E402
from flows.extract.ocr.ruling import ruled_lines  # noqa: E402

WIDTH, HEIGHT = 1000, 500


def rules(image: Any) -> list[Rule]:
    return ruled_lines(image, dark_parts(image), 0.6)


def test_a_line_down_through_rows_as_low_as_print_is_one_though_thick_lines_cross_it() -> None:
    image = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    levels = (40, 68, 96, 124)
    for y in levels:
        cv2.line(image, (20, y), (980, y), (60,) * 3, 3)
    for x in (20, 480, 980):
        cv2.line(image, (x, levels[0]), (x, levels[-1]), (60,) * 3, 3)
    found = [rule.at / 0.6 for rule in rules(image) if not rule.horizontal]
    assert found == pytest.approx([20, 480, 980], abs=1.5)


@pytest.mark.parametrize("seed", range(4))
def test_a_row_of_small_characters_set_close_between_pale_lines_is_none(seed: int) -> None:
    image = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    levels = (40, 100, 160, 220)
    for y in levels:
        cv2.line(image, (20, y), (980, y), (212,) * 3, 1)
    for x in range(20, 981, 64):
        cv2.line(image, (x, levels[0]), (x, levels[-1]), (212,) * 3, 1)
    chance = np.random.default_rng(seed)
    for x in range(24, 470, 12):
        image[124:136, x : x + 12] = np.minimum(image[124:136, x : x + 12], character(chance)[:, :, None])
    across = sorted({round(rule.at / 0.6) for rule in rules(image) if rule.horizontal})
    assert across == list(levels)


def character(chance: Any) -> Any:
    """12 pixels of strokes such as a small Chinese character has, as a screen draws them."""
    strokes = np.full((12, 12), 255, np.uint8)
    for _ in range(3):
        cv2.line(strokes, (0, int(chance.integers(12))), (11, int(chance.integers(12))), 90, 1, cv2.LINE_AA)
    cv2.line(strokes, (int(chance.integers(3, 9)), 0), (int(chance.integers(3, 9)), 11), 90, 1, cv2.LINE_AA)
    return strokes


def grid(columns: list[int], levels: list[int]) -> Any:
    """A table drawn on a screen, its lines a pixel thick."""
    image = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    for y in levels:
        cv2.line(image, (columns[0], y), (columns[-1], y), (0,) * 3, 1)
    for x in columns:
        cv2.line(image, (x, levels[0]), (x, levels[-1]), (0,) * 3, 1)
    return image


def test_the_strokes_of_a_figure_that_fills_a_narrow_cell_are_no_lines_of_it() -> None:
    levels = [40, 64, 88, 112]
    image = grid([20, 300, 600, 900, 937], levels)
    for left in range(903, 930, 8):
        # Digits with a flat top and foot, a few pixels from each other.
        for start, end in (((0, 71), (5, 71)), ((2, 71), (2, 81)), ((0, 81), (5, 81))):
            cv2.line(image, (left + start[0], start[1]), (left + end[0], end[1]), (0,) * 3, 1)
    assert sorted({round(rule.at / 0.6) for rule in rules(image) if rule.horizontal}) == levels


def test_a_line_that_characters_nearly_touch_from_above_and_below_is_one() -> None:
    levels = [40, 64, 88, 112]
    image = grid([20, 300, 600, 900], levels)
    chance = np.random.default_rng(1)
    for x in [*range(60, 280, 13), *range(340, 560, 13), *range(640, 860, 13)]:
        for top in (51, 66):
            image[top : top + 12, x : x + 12] = np.minimum(
                image[top : top + 12, x : x + 12], character(chance)[:, :, None]
            )
    assert sorted({round(rule.at / 0.6) for rule in rules(image) if rule.horizontal}) == levels


@pytest.mark.parametrize("fill", [238, 245])
def test_lines_a_shade_darker_than_the_fill_of_a_head_are_lines_on_a_screen(fill: int) -> None:
    columns, levels = [20, 260, 500, 740, 980], [40, 90, 140, 190, 240]
    image = grid(columns, levels)
    image[image == 0] = fill - 9
    head = image[levels[0] : levels[2] + 1]
    head[head == 255] = fill
    larger = cv2.resize(image, None, fx=1.46, fy=1.46, interpolation=cv2.INTER_CUBIC)
    found = ruled_lines(larger, dark_parts(larger), 0.6 / 1.46)
    for across, wanted in ((True, levels), (False, columns)):
        assert sorted({round(rule.at / 0.6) for rule in found if rule.horizontal is across}) == pytest.approx(
            wanted, abs=1
        )


def test_a_heading_across_half_of_a_flat_picture_is_no_line() -> None:
    image = np.full((140, 1000, 3), 255, np.uint8)
    for y in (10, 60, 120):
        cv2.line(image, (20, y), (980, y), (0,) * 3, 1)
    cv2.line(image, (400, 35), (560, 35), (0,) * 3, 2)
    assert sorted({round(rule.at / 0.6) for rule in rules(image) if rule.horizontal}) == [10, 60, 120]


@pytest.mark.parametrize("gap", [0, 4])
def test_strokes_from_side_to_side_of_a_narrow_cell_are_no_line_where_they_have_a_gap(gap: int) -> None:
    """The upper strokes of 7085 in bold print, run together by a scanner's blur: but for a gap they fill the cell."""
    columns, levels = [100, 156, 212, 500], [40, 100, 160]
    image = grid(columns, levels)
    cv2.line(image, (100, 75), (156, 75), (0,) * 3, 2)
    image[70:80, 126 : 126 + gap] = 255
    crossing = [rule for rule in rules(image) if rule.horizontal and abs(rule.at / 0.6 - 75) < 4]
    assert bool(crossing) == (not gap)


def test_the_sides_of_a_seals_ring_across_low_rows_are_no_lines() -> None:
    image = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    levels, columns = range(40, 440, 34), [20, 480, 980]
    for y in levels:
        cv2.line(image, (20, y), (980, y), (0,) * 3, 2)
    for x in columns:
        cv2.line(image, (x, levels[0]), (x, levels[-1]), (0,) * 3, 2)
    cv2.circle(image, (700, 200), 130, (60,) * 3, 4)
    found = sorted(rule.at / 0.6 for rule in rules(image) if not rule.horizontal)
    assert found == pytest.approx(columns, abs=1.5)


def test_a_line_that_a_stroke_touches_runs_where_most_of_it_does() -> None:
    image = grid([100, 300, 500], [40, 100, 160])
    cv2.rectangle(image, (150, 101), (230, 107), (0,) * 3, -1)
    (level,) = [rule.at / 0.6 for rule in rules(image) if rule.horizontal and abs(rule.at / 0.6 - 100) < 12]
    assert level == pytest.approx(100, abs=1.5)


@pytest.mark.parametrize(("width", "is_sheet"), [(1000, True), (1100, False)])
def test_marks_a_shade_darker_than_their_ground_are_lines_on_screens_and_creases_on_sheets(
    width: int, is_sheet: bool
) -> None:
    image = np.full((1414, width, 3), 250, np.uint8)
    for x in (20, 400, 800):
        cv2.line(image, (x, 100), (x, 300), (0,) * 3, 2)
    for y in (100, 200, 300):
        cv2.line(image, (20, y), (800, y), (241 if y == 200 else 0,) * 3, 2)
    assert any(abs(rule.at / 0.6 - 200) < 3 for rule in rules(image) if rule.horizontal) != is_sheet
