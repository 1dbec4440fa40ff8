"""The graphic objects of an OFD page, in the order in which they are drawn, turned so that the text stands upright.

Source: GB/T 33190-2016, clauses 7.7 (layers) and 8 (graphic objects).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from flows.extract.layout.page import Box
from flows.extract.layout.strokes import IDENTITY, Matrix, combined, transformed
from flows.extract.readers.ofd_resources import Resources
from flows.extract.readers.ofd_xml import POINTS, all_of, box_of, local, number_of

_MOST_DEPTH = 50
_MOST_OBJECTS = 200_000
_SHOWN = ("TextObject", "PathObject", "ImageObject", "CompositeObject")
_HOLDERS = ("Content", "Layer", "PageBlock", "Page", "Appearance")
# The layers of a page from the lowest to the highest; one that does not tell is of the body.
_HEIGHTS = {"Background": 0, "Body": 1, "Foreground": 2}
# The share of a page's characters that must run one way to tell how it is held.
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Item:
    """A text, path or image object as it lies on its page, in millimetres.

    `matrix` takes its own coordinates to the page, `frame` those of its boundary alone; `styles` are the elements that
    tell how it looks, the nearest first.
    """

    element: etree._Element
    matrix: Matrix
    frame: Matrix
    styles: tuple[etree._Element, ...]

    def under(self, outer: Matrix) -> Item:
        """The object where another transform of the whole page takes it."""
        return replace(self, matrix=combined(self.matrix, outer), frame=combined(self.frame, outer))


def objects_of(layers: Sequence[etree._Element], resources: Resources, origin: Matrix = IDENTITY) -> list[Item]:
    """All visible objects of a page, lowest first; `origin` takes the coordinates of the file to the page's corner."""
    walk = _Walk(resources)
    return [item for layer in layers for item in walk.within(layer, origin, (), 0)]


def upright(items: Sequence[Item], width: float, height: float) -> tuple[Matrix, float, float]:
    """The turn by quarters that sets most of the text upright, and the page's width and height after it."""
    quarters: Counter[int] = Counter()
    for item in items:
        if local(item.element) == "TextObject":
            quarters[round(angle_of(item.matrix) / (math.pi / 2)) % 4] += sum(
                len(c.text or "") for c in all_of(item.element, "TextCode")
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


class _Walk:
    """Walks over what holds objects, composites within composites included, for no more than so many steps."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._left = _MOST_OBJECTS

    def within(
        self, element: etree._Element, outer: Matrix, styles: tuple[etree._Element, ...], depth: int
    ) -> Iterator[Item]:
        if depth > _MOST_DEPTH:
            return
        if local(element) == "Appearance":
            outer = combined(shift_of(element), outer)
        styles = (*self._resources.styles(element.get("DrawParam", "")), *styles)
        for child in _by_height(element):
            self._left -= 1
            if self._left < 0:
                return
            kind = local(child)
            if kind in _HOLDERS:
                yield from self.within(child, outer, styles, depth + 1)
            elif kind in _SHOWN and child.get("Visible", "true") != "false":
                yield from self._shown(child, outer, styles, depth)

    def _shown(
        self, child: etree._Element, outer: Matrix, styles: tuple[etree._Element, ...], depth: int
    ) -> Iterator[Item]:
        frame = combined(shift_of(child), outer)
        kind = local(child)
        matrix = frame if kind == "ImageObject" else combined(matrix_of(child), frame)
        if kind != "CompositeObject":
            yield Item(child, matrix, frame, (child, *self._resources.styles(child.get("DrawParam", "")), *styles))
        elif (unit := self._resources.units.get(child.get("ResourceID", ""))) is not None:
            yield from self.within(unit, matrix, styles, depth + 1)


def _by_height(element: etree._Element) -> Iterable[etree._Element]:
    """What an element holds, the layers of a page from the lowest to the highest."""
    if local(element) != "Content":
        return iter(element)
    return sorted(element, key=lambda child: _HEIGHTS.get(child.get("Type", "Body"), 1))


def shift_of(element: etree._Element) -> Matrix:
    """The way from the corner of an object's boundary to what it lies on."""
    left, top, _, _ = box_of(element, "Boundary")
    return (1.0, 0.0, 0.0, 1.0, left, top)


def angle_of(matrix: Matrix) -> float:
    """How text under a transform is turned, in radians."""
    return math.atan2(matrix[1], matrix[0])


def on_page(box: Box, matrix: Matrix) -> Box:
    """The box in points around a box in an object's own millimetres."""
    (x0, y0), (x1, y1) = transformed(matrix, box[0], box[1]), transformed(matrix, box[2], box[3])
    return (min(x0, x1) * POINTS, min(y0, y1) * POINTS, max(x0, x1) * POINTS, max(y0, y1) * POINTS)


def matrix_of(element: etree._Element) -> Matrix:
    """The transform that an object's CTM gives; none where it is not six numbers."""
    numbers = [number_of(part, 0.0) for part in element.get("CTM", "").split()]
    if len(numbers) != 6:
        return IDENTITY
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
