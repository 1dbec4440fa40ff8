"""What the recogniser is asked: each crop once, lines on a picture made smaller, which way up a page is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from PIL import Image  # noqa: E402  (what needs the extra comes after the question for it)

from flows.extract.ocr import engine  # noqa: E402
from flows.extract.ocr.upright import quarter_turns  # noqa: E402
from tests.accuracy.figures import invent  # noqa: E402
from tests.accuracy.formats.scan import pictures_of  # noqa: E402
from tests.accuracy.report import pieces_of  # noqa: E402


def test_crops_that_are_the_same_are_recognised_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def recognise(images: list[Any]) -> SimpleNamespace:
        asked.extend(int(image[0, 0, 0]) for image in images)
        return SimpleNamespace(txts=[str(image[0, 0, 0]) for image in images], scores=[0.9] * len(images))

    monkeypatch.setattr(engine, "_engine", lambda: SimpleNamespace(recognize_txt=recognise))
    crops = [np.full((4, width, 3), shade, np.uint8) for shade, width in ((1, 8), (2, 8), (1, 8), (1, 6), (2, 8))]
    assert [text for text, _ in engine.texts_of(crops)] == ["1", "2", "1", "1", "2"]
    assert asked == [1, 2, 1]


class Finder:
    """A recogniser that finds one line as high as a share of the picture's side; `sides` are those of the pictures it was shown."""

    def __init__(self, share: float) -> None:
        self.share, self.sides = share, list[int]()

    def __call__(self, image: Any, **_: bool) -> SimpleNamespace:
        side = image.shape[0]
        self.sides.append(side)
        high = self.share * side
        return SimpleNamespace(boxes=[[(0, 0), (side / 2, 0), (side / 2, high), (0, high)]])

    def crop_text_regions(self, image: Any, corners: Any) -> list[Any]:
        return [image[: round(corner[:, 1].max()), : round(corner[:, 0].max())] for corner in corners]

    def recognize_txt(self, images: list[Any]) -> SimpleNamespace:
        return SimpleNamespace(
            txts=[f"{image.shape[1]}×{image.shape[0]}" for image in images], scores=[0.9] * len(images)
        )


def test_lines_are_found_on_a_smaller_picture_and_read_on_the_picture_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    finder = Finder(40 / 2400)
    monkeypatch.setattr(engine, "_engine", lambda: finder)
    (word,) = engine.words_on(np.zeros((2400, 1600, 3), np.uint8), np.zeros((2400, 1600), np.uint8))
    assert finder.sides == [1280]
    assert word.text == "1200×40"
    assert word.box == pytest.approx((0, 0, 1200, 40))


def test_lines_that_are_low_on_the_smaller_picture_are_looked_for_on_a_larger_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finder = Finder(20 / 2400)
    monkeypatch.setattr(engine, "_engine", lambda: finder)
    (corners,) = engine.lines_on(np.zeros((2400, 1600, 3), np.uint8))
    assert corners.tolist() == [pytest.approx(corner) for corner in ([0, 0], [1200, 0], [1200, 20], [0, 20])]
    assert finder.sides == [1280, 2000]


@pytest.mark.parametrize(("degrees", "turns"), [(6.0, 0), (-6.0, 0), (174.0, 2)])
def test_which_way_is_up_is_told_on_a_page_that_leans(degrees: float, turns: int) -> None:
    (page, _), *_ = pictures_of(pieces_of(invent(3, "2021")))
    leaning = page.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255), expand=True)
    assert quarter_turns(np.asarray(leaning)) == turns
