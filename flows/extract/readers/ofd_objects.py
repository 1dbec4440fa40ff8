"""The graphic objects of an OFD page → glyphs, ruled lines, pictures and fills, turned so that the text stands upright.

Source: GB/T 33190-2016, clauses 8 (pages), 9 (graphics) and 11 (text).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, repeat
from typing import NamedTuple

from lxml import etree

from flows.extract.layout.page import Box, Glyph, Rule
from flows.extract.layout.strokes import (
    DARK,
    IDENTITY,
    Matrix,
    Point,
    combined,
    fill_of,
    leans,
    lightness,
    rules_of,
    transformed,
)
from flows.extract.readers.ofd_xml import POINTS, all_of, box_of, local, number_of
from flows.extract.script import settle

MOST_GLYPHS = 200_000
_MOST_DEPTH = 50
_PATH = re.compile(r"[SMLQBAC]|[-+]?[\d.]+(?:[eE][-+]?\d+)?")
_NUMBERS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_MOST_OBJECTS = 200_000
_SHOWN = ("TextObject", "PathObject", "ImageObject", "CompositeObject")
_HOLDERS = ("Content", "Layer", "PageBlock", "Page", "Appearance")
# The share of a page's characters that must run one way to tell how it is held.
_MOST = 0.8
# How far a character reaches below its baseline, in characters.
_BELOW = 0.12


class Item(NamedTuple):
    """A text, path or image object, and the transform from its own coordinates to the page's, in millimetres."""

    element: etree._Element
    matrix: Matrix


def objects_of(layers: Sequence[etree._Element], units: Mapping[str, etree._Element]) -> list[Item]:
    """All visible objects of a page, lowest first; `units` are graphics that it shows by their names."""
    return [item for layer in layers for item in islice(_objects(layer, units, IDENTITY, 0), _MOST_OBJECTS)]


def upright(items: Sequence[Item], width: float, height: float) -> tuple[Matrix, float, float]:
    """The turn by quarters that sets most of the text upright, and the page's width and height after it."""
    quarters: Counter[int] = Counter()
    for element, matrix in items:
        if local(element) == "TextObject":
            quarters[round(_angle(matrix) / (math.pi / 2)) % 4] += sum(
                len(c.text or "") for c in all_of(element, "TextCode")
            )
    quarter, count = quarters.most_common(1)[0] if quarters else (0, 0)
    if count < _MOST * quarters.total():
        quarter = 0
    turns: tuple[Matrix, ...] = (
        IDENTITY,
        (0.0, -1.0, 1.0, 0.0, 0.0, width),
        (-1.0, 0.0, 0.0, -1.0, width, height),
        (0.0, 1.0, -1.0, 0.0, height, 0.0),
    )
    return turns[quarter], *((height, width) if quarter % 2 else (width, height))


def _objects(element: etree._Element, units: Mapping[str, etree._Element], outer: Matrix, depth: int) -> Iterator[Item]:
    if depth > _MOST_DEPTH:
        return
    if local(element) == "Appearance":
        outer = combined(_shift(element), outer)
    for child in element:
        kind = local(child)
        if kind in _HOLDERS:
            yield from _objects(child, units, outer, depth + 1)
        elif kind not in _SHOWN or child.get("Visible", "true") == "false":
            continue
        elif kind == "CompositeObject":
            unit = units.get(child.get("ResourceID", ""))
            if unit is not None:
                yield from _objects(unit, units, combined(combined(matrix_of(child), _shift(child)), outer), depth + 1)
        else:
            own = IDENTITY if kind == "ImageObject" else matrix_of(child)
            yield Item(child, combined(combined(own, _shift(child)), outer))


def _shift(element: etree._Element) -> Matrix:
    left, top, _, _ = box_of(element, "Boundary")
    return (1.0, 0.0, 0.0, 1.0, left, top)


def _angle(matrix: Matrix) -> float:
    return math.atan2(matrix[1], matrix[0])


def glyphs_of(item: Item) -> Iterator[Glyph]:
    """The characters of a text object; none of one that stands askew."""
    element, matrix = item
    if leans(_angle(matrix)):
        return
    size = number_of(element.get("Size", ""), 3.0)
    stretch = number_of(element.get("HScale", ""), 1.0)
    light = _lightness(element)
    for code in all_of(element, "TextCode"):
        x, y = number_of(code.get("X", ""), 0.0), number_of(code.get("Y", ""), 0.0)
        across, down = _deltas(code.get("DeltaX", "")), _deltas(code.get("DeltaY", ""))
        for sign in code.text or "":
            step_x, step_y = next(across, None), next(down, 0.0)
            width = size * stretch * (0.5 if sign.isascii() else 1.0)
            if sign.strip("\u3000\u00a0 \t\r\n"):
                yield _glyph(sign, (x, y - (1 - _BELOW) * size, x + width, y + _BELOW * size), size, matrix, light)
            x += step_x if step_x is not None else (width if not step_y else 0.0)
            y += step_y


def _glyph(sign: str, box: Box, size: float, matrix: Matrix, light: float) -> Glyph:
    x0, top, x1, bottom = on_page(box, matrix)
    scale = max((matrix[2] ** 2 + matrix[3] ** 2) ** 0.5, 0.01)
    return Glyph(settle(sign), x0, top, x1, bottom, size * scale * POINTS, lightness=light)


def _lightness(element: etree._Element) -> float:
    """That of an object's colour; black where the file gives none, or in another way than as three parts of 255."""
    colour = next((child for child in element if local(child) == "FillColor"), None)
    parts = [number_of(part, 0.0) / 255 for part in (colour.get("Value", "") if colour is not None else "").split()]
    opacity = number_of(element.get("Alpha", "255"), 255.0) / 255
    opacity *= number_of(colour.get("Alpha", "255"), 255.0) / 255 if colour is not None else 1.0
    red, green, blue = parts if len(parts) == 3 else (0.0, 0.0, 0.0)
    return lightness(red, green, blue, opacity)


def on_page(box: Box, matrix: Matrix) -> Box:
    """The box in points around a box in an object's own millimetres."""
    (x0, y0), (x1, y1) = transformed(matrix, box[0], box[1]), transformed(matrix, box[2], box[3])
    return (min(x0, x1) * POINTS, min(y0, y1) * POINTS, max(x0, x1) * POINTS, max(y0, y1) * POINTS)


def _deltas(text: str) -> Iterator[float]:
    """The steps between glyphs; `g n v` stands for n times v (clause 11.3)."""
    parts = iter(text.split())
    for part in parts:
        if part == "g":
            times, value = next(parts, "0"), next(parts, "0")
            yield from repeat(number_of(value, 0.0), min(int(number_of(times, 0.0)), MOST_GLYPHS))
        else:
            yield number_of(part, 0.0)


def is_dark(item: Item) -> bool:
    """Whether light text can be read on what a path object fills."""
    return _lightness(item.element) < DARK


def strokes_of(item: Item) -> Iterator[tuple[list[Rule], Box | None]]:
    """The lines that each subpath of a path object draws, and the box that it fills."""
    element, matrix = item
    data = next((child.text or "" for child in all_of(element, "AbbreviatedData")), "")
    stroke, fill = element.get("Stroke", "true") != "false", element.get("Fill", "false") == "true"
    for points, curved in _subpaths(data):
        corners = [(x * POINTS, y * POINTS) for x, y in (transformed(matrix, *point) for point in points)]
        yield list(rules_of(corners, stroke=stroke, fill=fill, curved=curved)), fill_of(corners) if fill else None


def _subpaths(data: str) -> Iterator[tuple[list[Point], set[int]]]:
    """The corner points of each subpath (clause 9.1, abbreviated path data), and the indices of those that a curve leads to.

    Of a curve there is only its end; an arc parts its path.
    """
    points: list[Point] = []
    curved: set[int] = set()
    for token, end in _steps(data):
        if token in "SMA":
            if len(points) > 1:
                yield points, curved
            points, curved = [], set()
        elif token in "QB":
            curved.add(len(points))
        points += points[:1] if end is None else [end]
    if len(points) > 1:
        yield points, curved


def _steps(data: str) -> Iterator[tuple[str, Point | None]]:
    """The letters of a path, each with the point that it leads to; None for the way back to the beginning."""
    tokens = iter(_PATH.findall(data))
    for token in tokens:
        if token in _NUMBERS:
            numbers = [number_of(next(tokens, ""), 0.0) for _ in range(_NUMBERS[token])]
            yield token, (numbers[-2], numbers[-1]) if numbers else None


def matrix_of(element: etree._Element) -> Matrix:
    """The transform that an object's CTM gives; none where it is not six numbers."""
    numbers = [number_of(part, 0.0) for part in element.get("CTM", "").split()]
    if len(numbers) != 6:
        return IDENTITY
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
