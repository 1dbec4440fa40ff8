"""Long pictures recognised part by part, each about as high as a page: as one they would be shrunk until small print is lost.

So are the pictures that social media make of an article.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil
from typing import Any

from flows.extract.ocr.engine import Word, words_on

# The height of a part, and of what is no longer than a page, as shares of its width.
_PART, _PAGE = 1.4, 1.6
# How far from an even part, as a share of it, a cut may move to pass between lines of text.
_MOVED = 0.25


def words_of(image: Any, ink: Any) -> list[Word]:
    """The words on a picture (a numpy array, BGR); `ink` is the mask of what is printed on it."""
    cuts = pairwise(_cuts(ink.sum(axis=1, dtype=float), ink.shape[1]))
    return [_moved(word, y0) for y0, y1 in cuts for word in words_on(image[y0:y1], ink[y0:y1])]


def _cuts(inked: Any, width: int) -> list[int]:
    """Where to cut a picture across, with both of its ends; `inked` is how much ink each row of pixels has."""
    size = len(inked)
    count = ceil(size / (_PART * width)) if size > _PAGE * width else 1
    return [0, *_between(inked, size / count, count), size]


def _between(inked: Any, part: float, count: int) -> Iterator[int]:
    for number in range(1, count):
        reach = int(part * _MOVED)
        start = int(number * part) - reach
        yield start + int(inked[start : start + 2 * reach].argmin())


def _moved(word: Word, y: float) -> Word:
    x0, y0, x1, y1 = word.box
    return Word(word.text, (x0, y0 + y, x1, y1 + y), word.confidence)
