"""The text objects of an OFD page → the glyphs that are seen of them.

Source: GB/T 33190-2016, clauses 8.4 (clipping) and 11 (text).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, pairwise, repeat
from typing import NamedTuple

from lxml import etree

from flows.extract.layout.page import TORN, Box, Glyph
from flows.extract.layout.strokes import Matrix, combined, leans
from flows.extract.layout.strokes import box_of as box_around
from flows.extract.readers.ofd_colour import lightness_of, opacity_of
from flows.extract.readers.ofd_objects import Item, angle_of, matrix_of, on_page, shift_of
from flows.extract.readers.ofd_paths import subpaths_of
from flows.extract.readers.ofd_xml import POINTS, all_of, box_of, local, number_of
from flows.extract.script import settle

MOST_GLYPHS = 200_000
_OF_FIGURE = re.compile(r"[\d/／—–-]")
# How far a character reaches below its baseline, and its place above its ink, in characters.
_BELOW, _ABOVE = 0.12, 0.18
# The share of a digit that must be seen for it to be told.
_TOLD = 0.8
# Of body text, where nothing else tells it: 8.5 points.
_USUAL_SIZE = 3.0
# The cosine of the angle from which on characters lie on their sides; fewer than these beside each other run nowhere.
_UPRIGHT, _FEW = 0.5, 2
# How much a line of text that is set straight rises.
_LEVEL = 1e-4


class Seen(NamedTuple):
    """The characters that are seen of a text object, and the places of figures that are cut away."""

    glyphs: list[Glyph]
    cut_away: list[Box]


def glyphs_of(item: Item) -> Seen:
    """The characters of a text object; none of what is not drawn, or cut away. Digits that stand on their heads or sides, or
    of which too much is cut off, are unknown: a 6 may be a 9, and the last one the first.
    """
    seen = Seen([], [])
    if not _is_drawn(item):
        return seen
    windows = _windows(item)
    is_turned = _is_turned(item)
    for glyph in chain.from_iterable(_lines(item)):
        is_figure = _OF_FIGURE.match(glyph.text) is not None
        share = min((max((_share(glyph, box) for box in window), default=0.0) for window in windows), default=1.0)
        if share <= (0.0 if is_figure else 0.5):
            seen.cut_away.extend([(glyph.x0, glyph.top, glyph.x1, glyph.bottom)] if is_figure else [])
        elif is_figure and (share < _TOLD or (is_turned and glyph.text.isdigit())):
            seen.glyphs.append(replace(glyph, text=TORN))
        else:
            seen.glyphs.append(glyph)
    if not seen.cut_away:
        return seen
    # What is left of a figure is none.
    return seen._replace(glyphs=[replace(g, text=TORN) if _OF_FIGURE.match(g.text) else g for g in seen.glyphs])


def _share(glyph: Glyph, window: Box) -> float:
    """The share of a character's ink that is seen through a window."""
    top, bottom = glyph.top + _ABOVE * glyph.size, glyph.bottom - _BELOW * glyph.size
    across = min(glyph.x1, window[2]) - max(glyph.x0, window[0])
    down = min(bottom, window[3]) - max(top, window[1])
    return max(across, 0.0) * max(down, 0.0) / max((glyph.x1 - glyph.x0) * (bottom - top), 0.01)


def stands_askew(item: Item) -> bool:
    """Whether a text object runs aslant, by its transform or by all the steps between its characters."""
    if leans(angle_of(item.matrix)):
        return True
    steps_down = any(code.get("DeltaY") for code in all_of(item.element, "TextCode"))
    return steps_down and any(
        len(line) > _FEW and all(leans(_angle(before, after)) for before, after in pairwise(line))
        for line in _lines(item)
    )


def _angle(before: Glyph, after: Glyph) -> float:
    (x0, y0), (x1, y1) = before.middle, after.middle
    return math.atan2(y1 - y0, x1 - x0)


def _is_turned(item: Item) -> bool:
    """Whether the characters of a text object stand otherwise than upright on their page."""
    own = math.radians(number_of(item.element.get("CharDirection", ""), 0.0))
    return math.cos(angle_of(item.matrix) + own) < _UPRIGHT


def _is_drawn(item: Item) -> bool:
    element = item.element
    is_inked = element.get("Fill", "true") != "false" or element.get("Stroke", "false") == "true"
    return is_inked and opacity_of(item) > 0


def _lines(item: Item) -> Iterator[list[Glyph]]:
    """The characters of each piece of a text object."""
    element, matrix = item.element, item.matrix
    size = _size(element)
    stretch = number_of(element.get("HScale", ""), 1.0)
    light = lightness_of(item)
    start = 0.0, 0.0
    for code in all_of(element, "TextCode"):
        # One that does not tell where it begins begins where the one before it did (clause 11.3).
        x, y = start = number_of(code.get("X", ""), start[0]), number_of(code.get("Y", ""), start[1])
        line: list[Glyph] = []
        across, down = _deltas(code.get("DeltaX", "")), _deltas(code.get("DeltaY", ""))
        for sign in "".join(map(str, code.itertext())):
            step_x, step_y = next(across, None), next(down, 0.0)
            width = size * stretch * (0.5 if sign.isascii() else 1.0)
            if sign.strip("\u3000\u00a0 \t\r\n"):
                # The next character says how wide this one is, where it stands nearer than usual.
                right = x + (min(width, step_x) if step_x and step_x > 0 else width)
                line.append(_glyph(sign, (x, y - (1 - _BELOW) * size, right, y + _BELOW * size), size, matrix, light))
            x += step_x if step_x is not None else (width if not step_y else 0.0)
            y += step_y
        yield line


def _size(element: etree._Element) -> float:
    """The size of its characters in millimetres (clause 11.3); where it is not told they are no higher than their boundary."""
    # Some writers spell it small, and all who show their files go by it.
    told = element.get("Size", element.get("size", ""))
    _, top, _, bottom = box_of(element, "Boundary")
    return number_of(told, min(_USUAL_SIZE, bottom - top) or _USUAL_SIZE)


def _glyph(sign: str, box: Box, size: float, matrix: Matrix, light: float) -> Glyph:
    x0, top, x1, bottom = on_page(box, matrix)
    if abs(matrix[1]) < _LEVEL:
        # Letters that are slanted to look italic are no wider than before.
        middle = (box[1] + box[3]) / 2
        x0, _, x1, _ = on_page((box[0], middle, box[2], middle), matrix)
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
                yield from (box_around(found.corners) for found in subpaths_of(path, combined(own, outer)))
