"""A picture that was drawn has the same paper everywhere, however wide its fills are; a scan has paper of its own at each place."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr.fills import without_fills  # noqa: E402  (what needs the extra comes after the question for it)
from flows.extract.ocr.tones import is_screen, tones_of  # noqa: E402


def drawn() -> Any:
    """A table on a screen whose head and first column are filled, wider than any neighbourhood."""
    image = np.full((600, 1000, 3), 255, np.uint8)
    image[40:560, 40:420] = (217, 239, 226)
    image[40:220, 40:960] = (217, 239, 226)
    image[40:560:40, 40:960] = (71, 173, 112)
    for y in range(70, 560, 40):
        cv2.putText(image, "0 12 345 6 78 90 0 12 345 6 78 90", (430, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2)
    return image


def scanned(image: Any) -> Any:
    """The same with the grain of paper, which darkens to one side."""
    grain = np.random.default_rng(1).normal(0, 4, image.shape)
    return np.clip(image * np.linspace(1, 0.7, image.shape[1])[None, :, None] + grain, 0, 255).astype(np.uint8)


def test_wide_fills_of_a_drawn_table_are_paper_afterwards() -> None:
    bare = without_fills(drawn())
    assert int(bare[45:75, 60:400].min()) > 245
    assert int(bare[300:310, 60:400].min()) > 245
    assert int(bare[80, 60:400, 0].max()) < 200


def test_the_paper_of_a_scan_is_as_dark_as_its_light() -> None:
    paper = tones_of(scanned(np.full((600, 1000, 3), 255, np.uint8))).paper
    assert int(paper[300, 50]) > int(paper[300, 950]) + 40


def test_what_is_drawn_in_fills_is_a_screen() -> None:
    assert is_screen(drawn())
    assert not is_screen(np.full((600, 1000, 3), 255, np.uint8))
    assert not is_screen(scanned(drawn()))
