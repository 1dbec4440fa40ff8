"""A page without ruled lines is held straight by its lines of text."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr.lean import lean_of_text  # noqa: E402  (what needs the extra comes after the question for it)


def text(lines: int = 30) -> Any:
    image = np.full((1700, 1200, 3), 255, np.uint8)
    for line in range(lines):
        cv2.putText(image, "0 12 345 6 78 90 0 0", (150, 150 + 48 * line), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 2)
    return image


def leaning(image: Any, degrees: float) -> Any:
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return cv2.warpAffine(image, turn, (width, height), borderValue=(255, 255, 255))


@pytest.mark.parametrize("degrees", [0.0, 0.4, -1.3, 2.6, -4.8])
def test_lines_of_text_tell_how_much_a_page_leans(degrees: float) -> None:
    assert lean_of_text(leaning(text(), degrees)) == pytest.approx(degrees, abs=0.1)


def test_an_empty_page_is_straight() -> None:
    assert lean_of_text(text(lines=0)) == 0.0
