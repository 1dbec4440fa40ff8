"""Figures that stand in no ruled cell, as those of a table without lines, and ink among them that no word covers.

A figure that the recogniser passed over would be a blank: where nothing is ruled, only ink tells that something stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from flows.extract.layout.page import Box
from flows.extract.ocr.engine import Word
from flows.extract.ocr.looks import may_be_figure

# Words of prose stand nearer to each other than this share of their height.
_APART = 0.6
# How high a digit is beside other figures' ink, how wide at most, and how near to the next one of its figure.
_LOWEST, _HIGHEST, _WIDEST, _NEAR = 0.6, 1.5, 1.6, 0.6
_ROOM = 0.4
# How high the box around a word is at most, beside a digit.
_LINE = 3.0
# In a row with so many figures another one may have been passed over.
_MANY = 2
# Words so many heights apart stand in columns; so many of them in one line are a row.
_IN_COLUMNS, _ROW = 1.2, 4


def loose_figures(words: Sequence[Word], cells: Sequence[Box], ink: Any) -> list[Box]:
    """The boxes of the figures outside of the ruled cells, found by the recogniser or passed over; all in pixels.

    `ink` is the mask of what is printed on the picture.
    """
    found = [
        word.box
        for word in words
        if may_be_figure(word.text) and _is_alone(word, words) and not _stands_in(cells, word.box)
    ]
    return found + _passed_over(found, [word.box for word in words], cells, ink)


def is_row(box: Box, words: Sequence[Word]) -> bool:
    """Whether what lines enclose is no cell but a row without lines between its columns: its words stand far apart in one line."""
    held = sorted(word.box for word in words if _stands_in([box], word.box))
    level = [one for one in held if one[1] < (held[0][1] + held[0][3]) / 2 < one[3]]
    gaps = sum(after[0] - before[2] > _IN_COLUMNS * (before[3] - before[1]) for before, after in pairwise(level))
    return gaps >= _ROW - 1


def _is_alone(figure: Word, words: Sequence[Word]) -> bool:
    """Whether no word of prose is near a figure."""
    x0, top, x1, bottom = figure.box
    near, middle = (bottom - top) * _APART, (top + bottom) / 2
    beside = (word.box for word in words if not may_be_figure(word.text) and word.box[1] < middle < word.box[3])
    return all(box[2] < x0 - near or box[0] > x1 + near for box in beside)


def _passed_over(figures: Sequence[Box], words: Sequence[Box], cells: Sequence[Box], ink: Any) -> list[Box]:
    """The marks as high as the digits of these figures that stand in a row with some and in none of the words and cells."""
    marks = _marks(ink) if figures else []
    digits = [mark[3] - mark[1] for mark in marks if _stands_in(figures, mark)]
    if not digits:
        return []
    size = median(digits)
    # The box around a line that leans, as a watermark does, is no place of its own.
    known = [*cells, *(box for box in words if box[3] - box[1] <= _LINE * size)]
    left, right = min(box[0] for box in figures) - size, max(box[2] for box in figures) + size
    missed = [
        mark
        for mark in marks
        if _LOWEST * size <= mark[3] - mark[1] <= _HIGHEST * size
        and mark[2] - mark[0] <= _WIDEST * size
        and left <= mark[0]
        and mark[2] <= right
        and not _stands_in(known, mark)
        and sum(box[1] <= (mark[1] + mark[3]) / 2 <= box[3] for box in figures) >= _MANY
    ]
    # The recogniser's boxes leave as much room above and below.
    room = _ROOM * size
    return [(x0, y0 - room, x1, y1 + room) for x0, y0, x1, y1 in _joined(missed, _NEAR * size)]


def _marks(ink: Any) -> list[Box]:
    """The boxes of everything that hangs together on a mask."""
    import cv2

    count, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    return [(float(x), float(y), float(x + w), float(y + h)) for x, y, w, h, _ in boxes[1:count].tolist()]


def _joined(marks: Sequence[Box], near: float) -> list[Box]:
    """Marks that stand beside each other as the digits of one figure do, as one."""
    whole: list[Box] = []
    for mark in sorted(marks):
        middle = (mark[1] + mark[3]) / 2
        at = next((at for at, box in enumerate(whole) if mark[0] - box[2] <= near and box[1] < middle < box[3]), None)
        if at is None:
            whole.append(mark)
        else:
            box = whole[at]
            whole[at] = (box[0], min(box[1], mark[1]), max(box[2], mark[2]), max(box[3], mark[3]))
    return whole


def _stands_in(boxes: Sequence[Box], box: Box) -> bool:
    """Whether the middle of a box stands in one of these."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes)
