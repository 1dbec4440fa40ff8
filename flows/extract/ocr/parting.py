"""Words as they are printed: their boxes close around the ink, and parted where columns meet.

The recogniser finds words with a margin that may reach into the next column, and takes names that stand close for one: in a
table without ruled lines nothing else tells a head's four names from a long one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.extract.layout.page import Box
from flows.extract.ocr.engine import Word, texts_of

# A gap between columns as a share of the height of a word's ink. Measured on scans: between the digits of one figure up to
# 0.4, of a full-width one up to 0.8; between columns set close from 0.9 on.
_GAP = 0.85
# Of a word's box above and below: lines of the table run there.
_EDGE = 0.1
# Pixels of paper that the recogniser is shown around a piece.
_MARGIN = 4


def as_printed(words: Sequence[Word], image: Any, ink: Any) -> list[Word]:
    """The words of a picture (BGR), those with a wide gap piece by piece and read again; `ink` is the mask of its ink."""
    boxes = [_pieces(word, ink) for word in words]
    again = iter(texts_of([_crop(image, box) for pieces in boxes if len(pieces) > 1 for box in pieces]))
    found: list[Word] = []
    for word, pieces in zip(words, boxes, strict=True):
        read = [(word.text, word.confidence)] if len(pieces) == 1 else [next(again) for _ in pieces]
        found += [Word(text, box, sure) for (text, sure), box in zip(read, pieces, strict=True) if text]
    return found


def _pieces(word: Word, ink: Any) -> list[Box]:
    """The boxes of a word's pieces, mostly one. Beside a mark of punctuation a gap tells nothing."""
    import numpy as np

    x0, y0, x1, y1 = word.box
    edge = (y1 - y0) * _EDGE
    left = max(int(x0), 0)
    inked = ink[max(int(y0 + edge), 0) : int(y1 - edge), left : int(x1)] > 0
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if not len(columns):
        return [word.box]
    parts = [columns]
    if "".join(word.text.split()).isalnum():
        least = _GAP * (int(rows[-1]) - int(rows[0]) + 1)
        parts = np.split(columns, np.flatnonzero(np.diff(columns) > least) + 1)
    return [(float(left + part[0]), y0, float(left + part[-1] + 1), y1) for part in parts]


def _crop(image: Any, box: Box) -> Any:
    x0, y0, x1, y1 = (int(value) for value in box)
    return image[max(y0, 0) : y1, max(x0 - _MARGIN, 0) : x1 + _MARGIN]
