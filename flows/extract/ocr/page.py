"""One picture of a page → `PageLayout`: held upright, its lines found, its text recognised, its figures read again."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import Any

from flows.extract.layout.page import A4_WIDTH_POINTS, Box, Doubtful, Glyph, PageLayout
from flows.extract.layout.ruled import ruled_tables
from flows.extract.ocr.bend import flattened
from flows.extract.ocr.cells import BLANK, INSET, Sight, holds, read_cells
from flows.extract.ocr.engine import Word
from flows.extract.ocr.fills import without_fills
from flows.extract.ocr.gaps import gaps_ruled
from flows.extract.ocr.legibility import is_hard_to_read
from flows.extract.ocr.light import dark_on_light, evenly_lit
from flows.extract.ocr.looks import Seen, in_doubt
from flows.extract.ocr.loose import is_row, loose_figures
from flows.extract.ocr.negative import dark_print
from flows.extract.ocr.overlay import without_overlays
from flows.extract.ocr.paper import paper
from flows.extract.ocr.parting import as_printed
from flows.extract.ocr.picture import dark_parts, without_specks
from flows.extract.ocr.place import matrix_in_points, net_in_points
from flows.extract.ocr.ruling import ruled_lines
from flows.extract.ocr.seals import without_seals
from flows.extract.ocr.showthrough import without_showthrough
from flows.extract.ocr.streaks import without_streaks
from flows.extract.ocr.tiles import words_of
from flows.extract.ocr.tones import Cleaned, is_screen
from flows.extract.ocr.upright import upright
from flows.extract.script import settle

# The recogniser puts spaces between characters that stand as close as any (3. 其他); words that do not are other words.
_SPACE = re.compile(r"\s+(?=[\u2e80-\u9fff])|(?<=[\u2e80-\u9fff])\s+")
_WHITE = 255
# Pixels left around a figure that stands in no cell: columns set close are twice as far apart.
_ROOM = 6


def read_page(image: Any, number: int, width_points: float = A4_WIDTH_POINTS) -> PageLayout:
    """The layout of a page photographed or scanned (a numpy array, BGR); `width_points` is its width on paper."""
    given = width_points / image.shape[1]
    unsealed = without_seals(gaps_ruled(dark_print(dark_on_light(image))))
    held = upright(without_streaks(evenly_lit(unsealed.image)))
    # Light made even takes the desk for paper in the shade.
    bounds = paper(held.of(unsealed.image, _WHITE))
    # Paper is as wide as it is, however little of a photograph it fills.
    scale = given * held.image.shape[1] / (bounds[2] - bounds[0])
    held = held.cut(bounds)
    flat = flattened(held.image)
    sealed = flat.of(held.of(unsealed.taken))
    # A feeder's streak is straight on the picture as given, the crease of a fold on the page as it lies now.
    image, taken = _bare(without_streaks(flat.image))
    ink = dark_parts(image)
    height, width = (side * scale for side in image.shape[:2])
    rules = tuple(ruled_lines(image, ink, scale))
    back = matrix_in_points(held.back, scale, given)
    net = net_in_points(flat.before, scale)
    bare = PageLayout(number, width, height, (), rules, given=back, net=net)
    bare_print, covered = without_overlays(image)
    ink = dark_parts(bare_print)
    words = as_printed(words_of(bare_print, ink), bare_print, ink)
    glyphs = [glyph for word in words for glyph in _glyphs(word, scale)]
    print_only = without_specks(ink)
    enclosed = (cell.where.bbox for table in ruled_tables(bare, "") for cell in table.grid.cells if cell.where.bbox)
    cells = [box for box in enclosed if not is_row(_times(box, 1 / scale), words)]
    loose = loose_figures(words, [_times(box, 1 / scale) for box in cells], print_only)
    places = [*cells, *(_times(box, scale) for box in loose)]
    boxes = [*cells, *(_times(_widened(box), scale) for box in loose)]
    # One look is at the picture as it is: a stroke taken off with a watermark is seen there.
    seen = read_cells(Sight(image, print_only, taken | sealed | covered, sealed | covered), boxes, glyphs, scale)
    blank = Seen("", BLANK)
    if is_hard_to_read(words):
        blank, *seen = map(in_doubt, [blank, *seen])
    kept = [glyph for glyph in glyphs if not any(holds(box, glyph) for box in boxes)]
    found = [glyph for box, one in zip(places, seen, strict=True) for glyph in _set_in(box, one)]
    return replace(bare, glyphs=(*kept, *found), blank_confidence=blank.confidence)


def _bare(image: Any) -> Cleaned:
    """The picture without fills, and without what shines through the paper where there is any."""
    import numpy as np

    bare = without_fills(image)
    return Cleaned(bare, np.zeros(bare.shape[:2], np.uint8)) if is_screen(image) else without_showthrough(bare)


def _times(box: Box, factor: float) -> Box:
    """A box in pixels as one in points, or back."""
    return box[0] * factor, box[1] * factor, box[2] * factor, box[3] * factor


def _glyphs(word: Word, scale: float) -> list[Glyph]:
    """A word's characters at their share of its box: an ASCII character takes half the room of a Chinese one."""
    text = _SPACE.sub("", settle(word.text))
    x0, top, x1, bottom = _times(word.box, scale)
    weights = [0.55 if sign.isascii() else 1.0 for sign in text]
    unit = (x1 - x0) / max(sum(weights), 0.1)
    size = (bottom - top) * 0.8
    glyphs = []
    for sign, weight in zip(text, weights, strict=True):
        if sign.strip():
            glyphs.append(Glyph(sign, x0, top, x0 + unit * weight, bottom, size, word.confidence))
        x0 += unit * weight
    return glyphs


def _widened(box: Box) -> Box:
    """A figure's box as that of a cell around it, whose edges are left out and which leaves it some room."""
    margin = INSET + _ROOM
    return box[0] - margin, box[1] - INSET, box[2] + margin, box[3] + INSET


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
