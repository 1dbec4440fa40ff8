"""Tables without ruled lines on pictures: columns set close stay apart, and a figure passed over is no blank."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr import parting  # noqa: E402  (what needs the extra comes after the question for it)
from flows.extract.ocr.engine import Word  # noqa: E402
from flows.extract.ocr.loose import is_row, loose_figures  # noqa: E402

HEIGHT = 20


def sheet(*figures: tuple[str, int, int]) -> Any:
    """The mask of figures printed 20 pixels high at these places (left, baseline)."""
    mask = np.zeros((300, 600), np.uint8)
    for text, left, baseline in figures:
        cv2.putText(mask, text, (left, baseline), cv2.FONT_HERSHEY_SIMPLEX, HEIGHT / 22, 255, 2)
    return mask


def word(text: str, left: float, baseline: float, right: float) -> Word:
    """A word as the recogniser finds it, with a margin on every side."""
    return Word(text, (left - 6, baseline - HEIGHT - 6, right + 6, baseline + 6), 0.99)


def printed(words: list[Word], mask: Any) -> list[Word]:
    return parting.as_printed(words, cv2.cvtColor(255 - mask, cv2.COLOR_GRAY2BGR), mask)


def test_a_word_reaches_no_further_than_its_ink() -> None:
    (found,) = printed([word("43", 100, 100, 136)], sheet(("43", 100, 100)))
    assert 99 <= found.box[0] <= 104
    assert 130 <= found.box[2] <= 138


def test_a_run_of_text_is_parted_where_columns_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parting, "texts_of", lambda crops: [(str(number), 0.9) for number in range(len(crops))])
    parts = printed([word("43215", 100, 100, 210)], sheet(("43", 100, 100), ("215", 160, 100)))
    assert [part.text for part in parts] == ["0", "1"]
    assert parts[0].box[2] < 140 < 158 < parts[1].box[0]


def test_the_digits_of_one_figure_stay_together() -> None:
    assert [found.text for found in printed([word("111", 100, 100, 150)], sheet(("111", 100, 100)))] == ["111"]


def test_a_mark_of_punctuation_parts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parting, "texts_of", lambda crops: [("?", 0.9) for _ in crops])
    words = [word("3、5", 100, 100, 200)]
    assert [found.text for found in printed(words, sheet(("3", 100, 100), ("5", 180, 100)))] == ["3、5"]


def test_a_figure_that_was_passed_over_among_others_is_looked_at() -> None:
    mask = sheet(("0", 100, 100), ("17", 200, 100), ("0", 300, 100), ("2024", 100, 250))
    words = [word("0", 100, 100, 116), word("0", 300, 100, 316)]
    boxes = loose_figures(words, [], mask)
    assert len(boxes) == 3
    assert 195 <= boxes[2][0] <= 206
    assert 230 <= boxes[2][2] <= 240


def test_a_figure_in_prose_is_none_of_a_table() -> None:
    words = [word("全年", 40, 100, 90), word("12", 100, 100, 130)]
    assert loose_figures(words, [], sheet(("12", 100, 100))) == []


def test_a_figure_in_a_ruled_cell_is_the_cells() -> None:
    assert loose_figures([word("12", 100, 100, 130)], [(90, 70, 150, 110)], sheet(("12", 100, 100))) == []


def test_the_box_around_a_watermark_that_leans_hides_no_figure_that_was_passed_over() -> None:
    mask = sheet(("43", 100, 100), ("0", 250, 100), ("7", 400, 100))
    words = [word("43", 100, 100, 136), word("7", 400, 100, 418), Word("内部资料", (190, 40, 370, 180), 0.8)]
    assert [box for box in loose_figures(words, [], mask) if 245 <= box[0] <= 260]


def test_a_heading_beside_figures_is_no_figure_that_was_passed_over() -> None:
    mask = sheet(("43", 100, 100), ("0", 250, 100), ("7", 400, 100))
    words = [word("43", 100, 100, 136), word("7", 400, 100, 418), word("项目数", 250, 100, 268)]
    assert len(loose_figures(words, [], mask)) == 2


def test_words_far_apart_in_one_line_are_a_row_and_no_cell() -> None:
    figures = [word("0", left, 100, left + 12) for left in (300, 380, 460, 540)]
    label = word("2.重复申请", 100, 100, 200)
    assert is_row((0, 60, 600, 130), [label, *figures])
    assert not is_row((0, 60, 600, 80), [label, *figures])
    assert not is_row((0, 60, 600, 130), [label, *figures[:2]])


def test_lines_of_text_and_spaced_characters_are_one_cell() -> None:
    lines = [word("行政机关不再处理", 100, base, 260) for base in (100, 130, 160, 190)]
    assert not is_row((0, 60, 600, 220), lines)
    spaced = [word(one, 100 + 45 * at, 100, 120 + 45 * at) for at, one in enumerate("行政诉讼")]
    assert not is_row((0, 60, 600, 130), spaced)
