"""Crops that are the same to the pixel are recognised once, and each has its answer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr import engine  # noqa: E402  (what needs the extra comes after the question for it)


def test_crops_that_are_the_same_are_recognised_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def recognise(images: list[Any]) -> SimpleNamespace:
        asked.extend(int(image[0, 0, 0]) for image in images)
        return SimpleNamespace(txts=[str(image[0, 0, 0]) for image in images], scores=[0.9] * len(images))

    monkeypatch.setattr(engine, "_engine", lambda: SimpleNamespace(recognize_txt=recognise))
    crops = [np.full((4, width, 3), shade, np.uint8) for shade, width in ((1, 8), (2, 8), (1, 8), (1, 6), (2, 8))]
    assert [text for text, _ in engine.texts_of(crops)] == ["1", "2", "1", "1", "2"]
    assert asked == [1, 2, 1]
