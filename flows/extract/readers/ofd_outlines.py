"""The filled shapes of an OFD's paths that are no boxes → corner points all along their curves.

Source: GB/T 33190-2016, clause 9.1 (abbreviated path data).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from flows.extract.layout.strokes import Matrix, Point, transformed
from flows.extract.readers.ofd_paths import steps_of
from flows.extract.readers.ofd_xml import POINTS

# Straight pieces that stand for a curve; a shape of more corners is not looked at.
_PIECES, _MOST_CORNERS = 12, 4000


def outlines_of(element: etree._Element, matrix: Matrix) -> list[list[Point]]:
    """The closed outlines of a path, in points on the page; none of a shape of too many corners."""
    outlines: list[list[Point]] = []
    corners = 0
    for letter, numbers in islice(steps_of(element), _MOST_CORNERS):
        if letter in "SM":
            outlines.append([])
        drawn = list(_points(letter, numbers, outlines[-1][-1] if outlines and outlines[-1] else None))
        corners += len(drawn)
        if outlines:
            outlines[-1] += drawn
    if corners > _MOST_CORNERS:
        return []
    on_page = [[transformed(matrix, *point) for point in outline] for outline in outlines if len(outline) > 2]
    return [[(x * POINTS, y * POINTS) for x, y in outline] for outline in on_page]


def _points(letter: str, numbers: Sequence[float], start: Point | None) -> Iterator[Point]:
    """The points that a step leads over, its end the last."""
    if len(numbers) < 2:
        return
    end = numbers[-2], numbers[-1]
    if start is None or letter in "SML":
        yield end
    elif letter == "A":
        yield from _arc(start, end, numbers)
    else:
        yield from _curve([start, *zip(numbers[::2], numbers[1::2], strict=True)])


def _curve(held: Sequence[Point]) -> Iterator[Point]:
    """A Bézier curve between the first and the last of its points."""
    degree = len(held) - 1
    for piece in range(1, _PIECES + 1):
        t = piece / _PIECES
        parts = [math.comb(degree, at) * t**at * (1 - t) ** (degree - at) for at in range(degree + 1)]
        yield (
            sum(part * point[0] for part, point in zip(parts, held, strict=True)),
            sum(part * point[1] for part, point in zip(parts, held, strict=True)),
        )


def _arc(start: Point, end: Point, numbers: Sequence[float]) -> Iterator[Point]:
    """An arc of an ellipse (two radii, its turn in degrees, whether it is the larger one and runs clockwise)."""
    across, down, turn, large, clockwise = numbers[:5]
    across, down = abs(across), abs(down)
    if min(across, down) < 1e-6 or start == end:
        yield end
        return
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    # The chord where the ellipse is the unit circle.
    to_circle: Matrix = (cosine / across, -sine / down, sine / across, cosine / down, 0.0, 0.0)
    (x0, y0), (x1, y1) = transformed(to_circle, *start), transformed(to_circle, *end)
    half = math.hypot(x1 - x0, y1 - y0) / 2
    scale = max(half, 1.0)
    off = math.sqrt(max(scale**2 - half**2, 0.0)) / (2 * half) * (1 if bool(large) == bool(clockwise) else -1)
    x, y = (x0 + x1) / 2 + off * (y1 - y0), (y0 + y1) / 2 - off * (x1 - x0)
    first, last = math.atan2(y0 - y, x0 - x), math.atan2(y1 - y, x1 - x)
    sweep = (last - first) % math.tau if clockwise else -((first - last) % math.tau)
    for piece in range(1, _PIECES + 1):
        angle = first + sweep * piece / _PIECES
        u, v = (x + scale * math.cos(angle)) * across, (y + scale * math.sin(angle)) * down
        yield cosine * u - sine * v, sine * u + cosine * v
