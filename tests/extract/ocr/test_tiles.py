"""A long picture is recognised part by part, cut between its lines of text; a page is not cut."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr import tiles  # noqa: E402  (what needs the extra comes after the question for it)
from flows.extract.ocr.engine import Word  # noqa: E402


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The heights of the pictures that the recogniser was shown; it sees a word at the top of each."""
    heights: list[int] = []

    def see(image: Any, _ink: Any) -> list[Word]:
        heights.append(len(image))
        return [Word("一", (0.0, 1.0, 9.0, 9.0), 0.9)]

    monkeypatch.setattr(tiles, "words_on", see)
    return heights


def lines_of_text(height: int, width: int) -> Any:
    ink = np.zeros((height, width), np.uint8)
    for top in range(0, height, 40):
        ink[top : top + 25] = 255
    return ink


@pytest.mark.parametrize("size", [(3508, 2480), (1754, 2480), (300, 2400)])
def test_a_page_is_read_whole(shown: list[int], size: tuple[int, int]) -> None:
    tiles.words_of(np.zeros((*size, 3), np.uint8), lines_of_text(*size))
    assert shown == [size[0]]


def test_a_long_picture_is_cut_where_no_ink_is(shown: list[int]) -> None:
    ink = lines_of_text(4000, 1000)
    words = tiles.words_of(np.zeros((4000, 1000, 3), np.uint8), ink)
    assert len(shown) == 3
    assert sum(shown) == 4000
    tops = [int(word.box[1]) - 1 for word in words]
    assert not ink[tops[1:]].any()
