"""Large pictures recognised part by part: the recogniser shrinks what is larger than its window until small print is lost.

Two pages scanned side by side, and the long pictures that social media make of an article, are larger.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil
from typing import Any

from flows.extract.ocr.engine import Word, words_on

# What the recogniser takes in at once, and what it may shrink a little (pixels).
_WINDOW, _LARGEST = 2000, 2200
# How far from an even part, as a share of it, a cut may move to pass between lines of text.
_MOVED = 0.25


def words_of(image: Any, ink: Any) -> list[Word]:
    """The words on a picture (a numpy array, BGR); `ink` is the mask of what is printed on it."""
    columns = _cuts(ink.sum(axis=0, dtype=float))
    words = []
    for x0, x1 in pairwise(columns):
        for y0, y1 in pairwise(_cuts(ink[:, x0:x1].sum(axis=1, dtype=float))):
            words += [_moved(word, x0, y0) for word in words_on(image[y0:y1, x0:x1])]
    return words


def _cuts(inked: Any) -> list[int]:
    """Where to cut a side of a picture, with both of its ends; `inked` is how much ink each line across it meets."""
    size = len(inked)
    count = ceil(size / _WINDOW) if size > _LARGEST else 1
    return [0, *_between(inked, size / count, count), size]


def _between(inked: Any, part: float, count: int) -> Iterator[int]:
    for number in range(1, count):
        reach = int(part * _MOVED)
        start = int(number * part) - reach
        yield start + int(inked[start : start + 2 * reach].argmin())


def _moved(word: Word, x: float, y: float) -> Word:
    x0, y0, x1, y1 = word.box
    return Word(word.text, (x0 + x, y0 + y, x1 + x, y1 + y), word.confidence)
