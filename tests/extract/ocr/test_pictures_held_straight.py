"""Pictures of pages that lean, are photographed or turned: straightened by their lines, with the way back to the original."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from checks.report import Where
from flows.extract.document import Paragraph
from flows.extract.layout.page import PageLayout
from flows.extract.ocr.place import around, as_given, net_in_points

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.layout.ruled import ruled_tables  # noqa: E402  (what needs the extra comes after the question for it)
from flows.extract.ocr.bend import flattened  # noqa: E402
from flows.extract.ocr.paper import paper  # noqa: E402
from flows.extract.ocr.picture import dark_parts  # noqa: E402
from flows.extract.ocr.ruling import ruled_lines  # noqa: E402
from flows.extract.ocr.seals import without_seals  # noqa: E402
from flows.extract.ocr.straight import Upright, straightened  # noqa: E402
from flows.extract.ocr.upright import turned  # noqa: E402

ROWS, COLUMNS = 12, 8
WIDTH, HEIGHT = 1400, 1980
LEFT, TOP, RIGHT, BOTTOM = 150, 300, 1250, 900


def page(shade: int = 0, thickness: int = 2) -> Any:
    """A white page with a ruled table of 12 × 8 cells."""
    image = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    for y in np.linspace(TOP, BOTTOM, ROWS + 1):
        cv2.line(image, (LEFT, int(y)), (RIGHT, int(y)), (shade,) * 3, thickness)
    for x in np.linspace(LEFT, RIGHT, COLUMNS + 1):
        cv2.line(image, (int(x), TOP), (int(x), BOTTOM), (shade,) * 3, thickness)
    return image


def photographed(image: Any, margin: int = 90) -> Any:
    """The page on a dark desk, its upper edge further away than its lower one."""
    corners = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.float32)
    seen = np.array([[80, 40], [WIDTH - 60, 0], [WIDTH, HEIGHT - 30], [0, HEIGHT]], np.float32) + margin
    bent = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    size = (WIDTH + 2 * margin, HEIGHT + 2 * margin)
    return cv2.warpPerspective(image, bent, size, borderValue=(40, 50, 60))


def tables(image: Any) -> list[tuple[int, int]]:
    rules = tuple(ruled_lines(image, dark_parts(image), 0.425))
    layout = PageLayout(1, image.shape[1] * 0.425, image.shape[0] * 0.425, (), rules)
    return [(table.grid.height, table.grid.width) for table in ruled_tables(layout, "")]


def spined(image: Any) -> Any:
    """A page of an open book: towards the spine on its left the rows rise above the middle of the page and sink below it."""
    x, y = np.meshgrid(np.arange(WIDTH, dtype=np.float32), np.arange(HEIGHT, dtype=np.float32))
    return cv2.remap(
        image, x, y - 150 * np.exp(-x / WIDTH / 0.3) * (1 - 2 * y / HEIGHT), cv2.INTER_CUBIC, borderValue=(255,) * 3
    )


def wavy(image: Any) -> Any:
    """A sheet that was wet once: its lines run in waves across and down."""
    x, y = np.meshgrid(np.arange(WIDTH, dtype=np.float32), np.arange(HEIGHT, dtype=np.float32))
    return cv2.remap(
        image, x + 8 * np.sin(y / 300), y + 9 * np.sin(x / 180 + y / 900), cv2.INTER_CUBIC, borderValue=(255,) * 3
    )


def crookedness(image: Any) -> int:
    """How many pixels the upper line of the table strays from a level one."""
    tops = (image[:, LEFT + 20 : RIGHT - 20] < 128).any(axis=2).argmax(axis=0)
    return int(np.percentile(tops, 98) - np.percentile(tops, 2))


def leaning(image: Any, degrees: float) -> Any:
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), degrees, 1.0)
    return cv2.warpAffine(image, turn, (WIDTH, HEIGHT), borderValue=(255, 255, 255))


@pytest.mark.parametrize("degrees", [0.0, 1.3, -2.7, 4.0])
def test_a_page_that_leans_is_straightened(degrees: float) -> None:
    assert tables(straightened(leaning(page(), degrees)).image) == [(ROWS, COLUMNS)]


def test_a_photograph_has_its_perspective_taken_out_and_its_desk_cut_off() -> None:
    straight = straightened(photographed(page())).image
    x0, y0, x1, y1 = paper(straight)
    assert min(x0, y0) > 50
    assert tables(straight[y0:y1, x0:x1]) == [(ROWS, COLUMNS)]


@pytest.mark.parametrize("bent", [spined, wavy])
def test_a_page_that_is_bent_is_made_flat(bent: Callable[[Any], Any]) -> None:
    image = bent(page())
    assert crookedness(straightened(image).image) > 12
    flat = flattened(straightened(image).image).image
    assert crookedness(flat) <= 6
    assert tables(flat) == [(ROWS, COLUMNS)]


@pytest.mark.parametrize("bent", [spined, wavy])
def test_a_place_on_a_page_made_flat_is_found_again_on_the_bent_page(bent: Callable[[Any], Any]) -> None:
    image = page()
    cv2.rectangle(image, (LEFT + 30, TOP + 5), (LEFT + 50, TOP + 25), (0, 0, 0), -1)
    given = bent(image)
    flat = flattened(given)
    spot = cv2.erode(dark_parts(flat.image), np.ones((9, 9), np.uint8))
    rows, columns = np.nonzero(spot)
    box = (float(columns.min()), float(rows.min()), float(columns.max()), float(rows.max()))
    layout = PageLayout(1, WIDTH, HEIGHT, (), (), net=net_in_points(flat.before, 1.0))
    (moved,) = as_given([Paragraph("", Where(page=1, bbox=box))], [layout])
    assert moved.where.bbox != box
    x0, y0, x1, y1 = moved.where.bbox or box
    assert given[int(y0 + y1) // 2, int(x0 + x1) // 2].max() < 60


def test_a_flat_page_stays_as_it_is() -> None:
    image = page()
    cv2.circle(image, (700, 1500), 200, (0, 0, 0), 3)
    assert flattened(image).image is image


def test_a_white_page_is_all_paper() -> None:
    assert paper(page()) == (0, 0, WIDTH, HEIGHT)


def test_a_straight_picture_stays_as_it_is() -> None:
    image = page(shade=221, thickness=1)
    assert straightened(image).image is image


@pytest.mark.parametrize("shade", [0, 180, 221])
def test_pale_lines_are_found(shade: int) -> None:
    assert tables(page(shade, thickness=1)) == [(ROWS, COLUMNS)]


def test_a_dark_spot_on_a_straightened_page_is_found_again_on_the_photograph() -> None:
    image = page()
    cv2.rectangle(image, (690, 1490), (710, 1510), (0, 0, 0), -1)
    given = photographed(image)
    straight = straightened(given)
    rows, columns = np.where(dark_parts(straight.image)[1300:1800, 300:1200])
    x, y, factor = straight.back @ np.array([columns.mean() + 300, rows.mean() + 1300, 1.0])
    assert given[int(y / factor), int(x / factor)].max() < 60


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_turned_picture_knows_the_way_back(turns: int) -> None:
    image = page()
    image[100, 200] = (1, 2, 3)
    upright = turned(image, turns)
    y, x = (int(at[0]) for at in np.where((upright.image == (1, 2, 3)).all(axis=2)))
    assert (upright.back @ np.array([x, y, 1.0])).tolist() == [200.0, 100.0, 1.0]


def test_a_part_of_a_picture_knows_where_it_was_cut_out() -> None:
    part = Upright(page(), np.eye(3)).cut((30, 20, 500, 400))
    assert part.image.shape == (380, 470, 3)
    assert (part.back @ np.array([0, 0, 1.0])).tolist() == [30.0, 20.0, 1.0]


def test_a_seal_becomes_paper_and_the_print_under_it_stays() -> None:
    image = np.full((1000, 1000, 3), 255, np.uint8)
    cv2.circle(image, (500, 500), 100, (120, 120, 235), 20)
    cv2.line(image, (350, 500), (650, 500), (20, 20, 20), 3)
    cleaned = without_seals(image).image
    assert cleaned[400, 500].min() > 240
    assert cleaned[500, 400].max() < 60


def test_a_seal_on_yellow_paper_becomes_yellow_paper() -> None:
    paper = np.full((1000, 1000, 3), (180, 236, 250), np.uint8)
    sealed = paper.copy()
    cv2.circle(sealed, (500, 500), 100, (60, 60, 200), 20)
    cleaned = without_seals(sealed).image
    assert int(np.abs(cleaned.astype(int) - paper).max()) < 10


def test_a_table_ruled_in_red_is_no_seal() -> None:
    ruled = page()
    ruled[(ruled == 0).all(axis=2)] = (60, 60, 200)
    assert (without_seals(ruled).image == ruled).all()


def test_places_are_told_on_the_page_as_it_was_given() -> None:
    matrix = (0.0, -1.0, 595.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    block = Paragraph("总计", Where(page=2, bbox=(10.0, 20.0, 30.0, 25.0)))
    layouts = [PageLayout(2, 842, 595, (), (), given=matrix)]
    (moved,) = as_given([block], layouts)
    assert moved.where.bbox == around((10.0, 20.0, 30.0, 25.0), matrix) == (570.0, 10.0, 575.0, 30.0)
