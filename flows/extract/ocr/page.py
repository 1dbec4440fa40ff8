"""One picture of a page → `PageLayout`: held upright, its lines found, its text recognised, its figures read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from flows.extract.layout.page import A4_WIDTH_POINTS, Box, Doubtful, Glyph, PageLayout
from flows.extract.layout.ruled import ruled_tables
from flows.extract.ocr.cells import BLANK, INSET, Sight, holds, read_cells
from flows.extract.ocr.engine import Word
from flows.extract.ocr.looks import FIGURE, Seen
from flows.extract.ocr.paper import paper
from flows.extract.ocr.picture import dark_parts, without_specks
from flows.extract.ocr.place import matrix_in_points
from flows.extract.ocr.ruling import ruled_lines
from flows.extract.ocr.seals import without_seals
from flows.extract.ocr.showthrough import without_showthrough
from flows.extract.ocr.streaks import without_streaks
from flows.extract.ocr.tiles import words_of
from flows.extract.ocr.upright import upright
from flows.extract.script import settle

# Words of prose stand nearer to each other than this share of their height.
_APART = 0.6


def read_page(image: Any, number: int, width_points: float = A4_WIDTH_POINTS) -> PageLayout:
    """The layout of a page photographed or scanned (a numpy array, BGR); `width_points` is its width on paper."""
    given = width_points / image.shape[1]
    held = upright(without_streaks(without_seals(image)))
    bounds = paper(held.image)
    # Paper is as wide as it is, however little of a photograph it fills.
    scale = given * held.image.shape[1] / (bounds[2] - bounds[0])
    held = held.cut(bounds)
    # A feeder's streak is straight on the picture as given, the crease of a fold on the page as it lies now.
    image, taken = without_showthrough(without_streaks(held.image))
    ink = dark_parts(image)
    height, width = (side * scale for side in image.shape[:2])
    rules = tuple(ruled_lines(image, ink, scale))
    back = matrix_in_points(held.back, scale, given)
    bare = PageLayout(number, width, height, (), rules, blank_confidence=BLANK, given=back)
    words = [_scaled(word, scale) for word in words_of(image, ink)]
    glyphs = [glyph for word in words for glyph in _glyphs(word)]
    boxes = [cell.where.bbox for table in ruled_tables(bare, "") for cell in table.grid.cells if cell.where.bbox]
    boxes += [_widened(word.box, scale) for word in words if _is_lone_figure(word, words, boxes)]
    seen = read_cells(Sight(image, without_specks(ink), taken), boxes, glyphs, scale)
    kept = [glyph for glyph in glyphs if not any(holds(box, glyph) for box in boxes)]
    found = [glyph for box, one in zip(boxes, seen, strict=True) for glyph in _set_in(box, one)]
    return replace(bare, glyphs=(*kept, *found))


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


def _is_lone_figure(word: Word, words: Sequence[Word], boxes: Sequence[Box]) -> bool:
    """Whether a word is a figure in no ruled cell that stands by itself, as in a table without lines; not one in prose."""
    if not FIGURE.match(word.text) or any(holds(box, glyph) for box in boxes for glyph in _glyphs(word)):
        return False
    x0, top, x1, bottom = word.box
    near, middle = (bottom - top) * _APART, (top + bottom) / 2
    beside = (other.box for other in words if other is not word and other.box[1] < middle < other.box[3])
    return all(box[2] < x0 - near or box[0] > x1 + near for box in beside)


def _widened(box: Box, scale: float) -> Box:
    """A word's box as that of a cell around it, whose edges are left out."""
    margin = (INSET + 1) * scale
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def _set_in(box: Box, seen: Seen) -> list[Glyph]:
    """A cell's text as glyphs in its middle, so that a page read by eye goes the way of every other page."""
    if not seen.text:
        return []
    size = min(8.0, (box[3] - box[1]) * 0.7)
    middle, step = (box[1] + box[3]) / 2, (box[2] - box[0]) * 0.9 / len(seen.text)
    start = box[0] + (box[2] - box[0]) * 0.05
    places = ((start + step * i, start + step * (i + 1)) for i in range(len(seen.text)))
    kind = partial(Doubtful, readings=seen.readings) if seen.readings else Glyph
    return [
        kind(sign, x0, middle - size / 2, x1, middle + size / 2, size, seen.confidence)
        for sign, (x0, x1) in zip(seen.text, places, strict=True)
    ]
