"""The text objects of an OFD page → the glyphs that are seen of them.

Source: GB/T 33190-2016, clauses 8.4 (clipping) and 11 (text).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from lxml import etree

from flows.extract.layout.page import Box, Glyph
from flows.extract.layout.strokes import Matrix, box_of, combined, leans
from flows.extract.readers.ofd_colour import lightness_of, opacity_of
from flows.extract.readers.ofd_objects import Item, angle_of, matrix_of, on_page, shift_of
from flows.extract.readers.ofd_paths import subpaths_of
from flows.extract.readers.ofd_xml import POINTS, all_of, local, number_of
from flows.extract.script import settle

MOST_GLYPHS = 200_000
# How far a character reaches below its baseline, in characters.
_BELOW = 0.12


def glyphs_of(item: Item) -> Iterator[Glyph]:
    """The characters of a text object; none of one that stands askew, is not drawn, or is cut away."""
    if leans(angle_of(item.matrix)) or not _is_drawn(item):
        return
    windows = _windows(item)
    for glyph in _written(item):
        x, y = glyph.middle
        if all(any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in window) for window in windows):
            yield glyph


def _is_drawn(item: Item) -> bool:
    element = item.element
    is_inked = element.get("Fill", "true") != "false" or element.get("Stroke", "false") == "true"
    return is_inked and opacity_of(item) > 0


def _written(item: Item) -> Iterator[Glyph]:
    element, matrix = item.element, item.matrix
    size = number_of(element.get("Size", ""), 3.0)
    stretch = number_of(element.get("HScale", ""), 1.0)
    light = lightness_of(item)
    start = 0.0, 0.0
    for code in all_of(element, "TextCode"):
        # One that does not tell where it begins begins where the one before it did (clause 11.3).
        x, y = start = number_of(code.get("X", ""), start[0]), number_of(code.get("Y", ""), start[1])
        across, down = _deltas(code.get("DeltaX", "")), _deltas(code.get("DeltaY", ""))
        for sign in "".join(map(str, code.itertext())):
            step_x, step_y = next(across, None), next(down, 0.0)
            width = size * stretch * (0.5 if sign.isascii() else 1.0)
            if sign.strip("\u3000\u00a0 \t\r\n"):
                # The next character says how wide this one is, where it stands nearer than usual.
                right = x + (min(width, step_x) if step_x and step_x > 0 else width)
                yield _glyph(sign, (x, y - (1 - _BELOW) * size, right, y + _BELOW * size), size, matrix, light)
            x += step_x if step_x is not None else (width if not step_y else 0.0)
            y += step_y


def _glyph(sign: str, box: Box, size: float, matrix: Matrix, light: float) -> Glyph:
    x0, top, x1, bottom = on_page(box, matrix)
    scale = max((matrix[2] ** 2 + matrix[3] ** 2) ** 0.5, 0.01)
    return Glyph(settle(sign), x0, top, x1, bottom, size * scale * POINTS, lightness=light)


def _deltas(text: str) -> Iterator[float]:
    """The steps between glyphs; `g n v` stands for n times v (clause 11.3)."""
    parts = iter(text.split())
    for part in parts:
        if part == "g":
            times, value = next(parts, "0"), next(parts, "0")
            yield from repeat(number_of(value, 0.0), min(int(number_of(times, 0.0)), MOST_GLYPHS))
        else:
            yield number_of(part, 0.0)


def _windows(item: Item) -> list[list[Box]]:
    """What an object is cut to: something is seen of it where it lies in one box of each list."""
    return [list(_areas(clip, item)) for clip in all_of(item.element, "Clip")]


def _areas(clip: etree._Element, item: Item) -> Iterator[Box]:
    for area in all_of(clip, "Area"):
        for path in (child for child in area if local(child) == "Path"):
            own = combined(combined(matrix_of(path), shift_of(path)), matrix_of(area))
            # Writers differ in whether the object's own transform moves its clip too: what lies in either is seen.
            for outer in (item.matrix, item.frame):
                yield from (box_of(found.corners) for found in subpaths_of(path, combined(own, outer)))
