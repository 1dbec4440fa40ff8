"""One picture of a page → `PageLayout`, every cell of a table read twice.

A figure counts as read only where two readings of differently prepared pictures agree; where they do not, the cell
holds the sign for an unreadable one, never the likelier guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from flows.extract.layout.lines import lines_of
from flows.extract.layout.page import TORN, Box, Glyph, PageLayout
from flows.extract.layout.ruled import ruled_tables
from flows.extract.ocr.engine import Word, texts_of, words_on
from flows.extract.ocr.picture import dark_parts, ruled_lines, straightened, without_specks
from flows.extract.ocr.seals import without_seals
from flows.extract.script import settle

_A4_POINTS = 595.0
_FIGURE = re.compile(r"^[-\d.,/—一OoQD。○〇Il|\s]{0,14}$")
# Letters that the recogniser takes for a digit standing alone in a narrow cell.
_LOOKALIKES = str.maketrans("OoQD。○〇Il|", "0000000111")
_STROKE = re.compile(r"[Il|]")
_LEAST_INK = 6
_SURE = 0.6
# A place where two looks found no ink; a faint mark may be lost on both.
_BLANK = 0.9


def read_page(image: Any, number: int, width_points: float = _A4_POINTS) -> PageLayout:
    """The layout of a page photographed or scanned (a numpy array, BGR); `width_points` is its width on paper."""
    image = straightened(without_seals(image))
    ink = dark_parts(image)
    scale = width_points / image.shape[1]
    rules = tuple(ruled_lines(ink, scale))
    height = image.shape[0] * scale
    bare = PageLayout(number, width_points, height, (), rules, blank_confidence=_BLANK)
    boxes = [cell.where.bbox for table in ruled_tables(bare, "") for cell in table.grid.cells if cell.where.bbox]
    words = [_scaled(word, scale) for word in words_on(image)]
    glyphs = [glyph for word in words for glyph in _glyphs(word)]
    outside = [glyph for glyph in glyphs if not any(_holds(box, glyph) for box in boxes)]
    for box, text, confidence in _cells(image, without_specks(ink), boxes, glyphs, scale):
        outside += _set_in(box, text, confidence)
    return replace(bare, glyphs=tuple(outside))


def _scaled(word: Word, scale: float) -> Word:
    x0, y0, x1, y1 = word.box
    return Word(settle(word.text), (x0 * scale, y0 * scale, x1 * scale, y1 * scale), word.confidence)


def _glyphs(word: Word) -> list[Glyph]:
    """A word's characters at their share of its box: an ASCII character takes half the room of a Chinese one."""
    x0, top, x1, bottom = word.box
    weights = [0.55 if sign.isascii() else 1.0 for sign in word.text]
    unit = (x1 - x0) / max(sum(weights), 0.1)
    size = (bottom - top) * 0.8
    glyphs = []
    for sign, weight in zip(word.text, weights, strict=True):
        if sign.strip():
            glyphs.append(Glyph(sign, x0, top, x0 + unit * weight, bottom, size, word.confidence))
        x0 += unit * weight
    return glyphs


def _holds(box: Box, glyph: Glyph) -> bool:
    x, y = glyph.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cells(image: Any, ink: Any, boxes: list[Box], glyphs: list[Glyph], scale: float) -> list[tuple[Box, str, float]]:
    """What stands in each cell by two readings: the whole page's and the cell's own, enlarged."""
    first = [_page_reading(box, glyphs) for box in boxes]
    narrow = [
        index
        for index, (text, _) in enumerate(first)
        if text != TORN and _FIGURE.match(text) and _has_ink(ink, boxes[index], scale)
    ]
    second = texts_of([_crop(image, ink, boxes[index], scale, 2) for index in narrow])
    third = texts_of([_crop(ink_only(ink), ink, boxes[index], scale, 3) for index in narrow])
    again = dict(zip(narrow, zip(second, third, strict=True), strict=True))
    readings = []
    for index, box in enumerate(boxes):
        text, confidence = first[index]
        if index in again:
            text, confidence = _agreed([(text, confidence), *again[index]])
        readings.append((box, text, confidence))
    return readings


def ink_only(ink: Any) -> Any:
    """The mask of ink as a black-on-white picture: the same cell, prepared another way."""
    import cv2

    return cv2.cvtColor(255 - ink, cv2.COLOR_GRAY2BGR)


def _page_reading(box: Box, glyphs: list[Glyph]) -> tuple[str, float]:
    inside = [glyph for glyph in glyphs if _holds(box, glyph)]
    text = "".join(line.text for line in lines_of(inside))
    if _FIGURE.match(text) and _is_parted(inside):
        return TORN, 0.0
    return text, min((glyph.confidence for glyph in inside), default=_BLANK)


def _is_parted(figures: Sequence[Glyph]) -> bool:
    """Whether figures stand as far apart as those of two cells do: the line between them was lost in the print."""
    ordered = sorted(figures, key=lambda glyph: glyph.x0)
    return any(right.x0 - left.x1 > max(left.size, right.size) for left, right in pairwise(ordered))


def _agreed(readings: list[tuple[str, float]]) -> tuple[str, float]:
    """The text that two readings share, with the lower of their confidences; else the sign for an unreadable cell."""
    plain = [(_figure(text.strip()), confidence) for text, confidence in readings]
    for index, (text, confidence) in enumerate(plain):
        for other, other_confidence in plain[index + 1 :]:
            if text and text == other and min(confidence, other_confidence) >= _SURE:
                return text, min(confidence, other_confidence)
    return TORN, 0.0


def _figure(text: str) -> str:
    """A reading as figures; empty where a stroke beside a digit may be a 1 or the edge of a line or seal: 2| is not 21."""
    return "" if len(text) > 1 and _STROKE.search(text) else text.translate(_LOOKALIKES)


def _pixels(box: Box, scale: float, inset: float) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (value / scale for value in box)
    return int(x0 + inset), int(y0 + inset), int(x1 - inset), int(y1 - inset)


def _has_ink(ink: Any, box: Box, scale: float) -> bool:
    x0, y0, x1, y1 = _pixels(box, scale, 5)
    return bool((ink[y0:y1, x0:x1] > 0).sum() > _LEAST_INK) if x1 > x0 and y1 > y0 else False


def _crop(image: Any, ink: Any, box: Box, scale: float, enlarged: int) -> Any:
    """The part of a cell that holds ink, with a margin, enlarged."""
    import cv2
    import numpy as np

    x0, y0, x1, y1 = _pixels(box, scale, 5)
    rows, columns = np.where(ink[y0:y1, x0:x1] > 0)
    if len(rows):
        y1, y0 = min(y0 + int(rows.max()) + 7, y1), max(y0 + int(rows.min()) - 6, y0)
        x1, x0 = min(x0 + int(columns.max()) + 9, x1), max(x0 + int(columns.min()) - 8, x0)
    part = image[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]
    return cv2.resize(part, None, fx=enlarged, fy=enlarged, interpolation=cv2.INTER_CUBIC)


def _set_in(box: Box, text: str, confidence: float) -> list[Glyph]:
    """A cell's text as glyphs in its middle, so that a page read by eye goes the way of every other page."""
    if not text:
        return []
    size = min(8.0, (box[3] - box[1]) * 0.7)
    middle, step = (box[1] + box[3]) / 2, (box[2] - box[0]) * 0.9 / len(text)
    start = box[0] + (box[2] - box[0]) * 0.05
    return [
        Glyph(sign, start + step * i, middle - size / 2, start + step * (i + 1), middle + size / 2, size, confidence)
        for i, sign in enumerate(text)
    ]
