"""White lines between filled cells become lines on paper; lines and characters of other tables stay as they are."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr.gaps import gaps_ruled  # noqa: E402  (what needs the extra comes after the question for it)

COLUMNS, LEVELS = [40, 400, 560, 720, 960], [30, 60, 90, 120, 150, 180]


def table(ground: int, fill: int, line: int, thickness: int = 2) -> Any:
    """A table on a ground, its cells filled, its lines of a shade of their own, figures in it."""
    image = np.full((220, 1000, 3), ground, np.uint8)
    image[LEVELS[0] : LEVELS[-1], COLUMNS[0] : COLUMNS[-1]] = fill
    for y in LEVELS[1:-1]:
        cv2.line(image, (COLUMNS[0], y), (COLUMNS[-1], y), (line,) * 3, thickness)
    for x in COLUMNS[1:-1]:
        cv2.line(image, (x, LEVELS[0]), (x, LEVELS[-1]), (line,) * 3, thickness)
    for y in LEVELS[:-1]:
        for x in COLUMNS[:-1]:
            cv2.putText(image, "108", (x + 60, y + 22), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (0,) * 3, 1, cv2.LINE_AA)
    return image


def test_white_lines_between_fills_are_dark_lines_on_paper_within_a_frame() -> None:
    ruled = gaps_ruled(table(255, 215, 255))
    for y in LEVELS:
        assert int(ruled[y - 2 : y + 2, 60:90].min(axis=0).max()) < 100
    for x in COLUMNS:
        assert int(ruled[35:55, x - 2 : x + 2].min(axis=1).max()) < 100
    assert int(ruled[66:84, 420:450].min()) > 240
    assert int(ruled[64:88, 460:500].min()) < 60


@pytest.mark.parametrize(("ground", "fill", "line"), [(255, 255, 0), (255, 215, 90), (255, 215, 215), (200, 200, 60)])
def test_other_tables_stay_as_they_are(ground: int, fill: int, line: int) -> None:
    given = table(ground, fill, line)
    assert (gaps_ruled(given) == given).all()
