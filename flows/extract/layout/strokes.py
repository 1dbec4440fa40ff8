"""Paths → ruled lines, the same for every format that draws: transforms, strokes, and what is too thin to be a background."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from flows.extract.layout.page import Box, Rule

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# A filled box thinner than this (points) is a drawn line, a thicker one a background.
THIN = 3.0
_STRAIGHT = 1.0
# Points: what is higher than this, and no larger, may be a character.
_LEAST_MARK, _MOST_MARK = 2.0, 40.0
# A rectangle drawn back to where it began, and once more.
_MOST_CORNERS = 6
# A dot as broad as it is high may be part of a dotted line either way.
_DOT = 0.5
_QUARTER = math.pi / 2
# Of the shorter side of a cover: how far from its corner a rounded one may begin.
_CORNER = 0.35
# Lightness below which a filled box is a ground for light text.
DARK = 0.7
# A page laid askew on a scanner leans less than this.
_STEEPEST = math.radians(12)


def rules_of(
    points: Sequence[Point], *, stroke: bool, fill: bool, curved: Collection[int] = frozenset()
) -> Iterator[Rule]:
    """The axis-parallel lines that one subpath draws; `points` are corners on the page, in points.

    `curved` are the indices of points that a curve leads to: a seal's ring is no line anywhere.
    """
    box = box_of(points)
    if min(box[2] - box[0], box[3] - box[1]) <= THIN:
        is_line = stroke or (fill and not is_drawn(points, box))
        yield from rules_in(box) if is_line else ()
    elif stroke:
        for index, ((x0, y0), (x1, y1)) in enumerate(pairwise(points), 1):
            if index not in curved and min(abs(x1 - x0), abs(y1 - y0)) <= _STRAIGHT:
                yield from rules_in((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def slants_of(points: Sequence[Point], curved: Collection[int] = frozenset()) -> Iterator[Box]:
    """The straight lines of a stroked subpath that run aslant, as through a figure that is crossed out."""
    for index, ((x0, y0), (x1, y1)) in enumerate(pairwise(points), 1):
        if not {index, index - 1} & set(curved) and min(abs(x1 - x0), abs(y1 - y0)) > _STRAIGHT:
            yield x0, y0, x1, y1


def is_drawn(points: Sequence[Point], box: Box) -> bool:
    """Whether a filled shape is more than a line or a dot: curved, or leaning from one end to the other, as 1 and / are."""
    width, height = box[2] - box[0], box[3] - box[1]
    if max(width, height) <= THIN:
        return False
    along, across = (0, 1) if width > height else (1, 0)
    ends = [[p[across] for p in points if abs(p[along] - box[along + side]) <= _STRAIGHT] for side in (0, 2)]
    leans_over = abs(sum(ends[0]) / len(ends[0]) - sum(ends[1]) / len(ends[1])) > min(width, height) / 3
    return len(points) > _MOST_CORNERS or (min(width, height) > _STRAIGHT and leans_over)


def box_of(points: Sequence[Point]) -> Box:
    """The box around points."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return (min(xs), min(ys), max(xs), max(ys))


def is_mark(box: Box) -> bool:
    """Whether a shape or a picture is of the size of a character, or of a few beside each other."""
    width, height = box[2] - box[0], box[3] - box[1]
    return _LEAST_MARK < height < _MOST_MARK and 1.0 < width < 3 * _MOST_MARK


def mark_of(points: Sequence[Point]) -> Box | None:
    """The box of a filled shape that may be a character, or a few beside each other."""
    box = box_of(points)
    is_shape = min(box[2] - box[0], box[3] - box[1]) > THIN or is_drawn(points, box)
    return box if is_mark(box) and is_shape else None


def rules_in(box: Box) -> Iterator[Rule]:
    """The line that a thin box is; a dot is one either way."""
    width, height = box[2] - box[0], box[3] - box[1]
    is_dot = abs(width - height) <= _DOT
    if is_dot or width > height:
        yield Rule(True, box[1] + height / 2, box[0], box[2])
    if is_dot or width < height:
        yield Rule(False, box[0] + width / 2, box[1], box[3])


def fill_of(points: Sequence[Point]) -> Box | None:
    """The box that a filled subpath colours, where it is an upright rectangle and no line."""
    box = box_of(points)
    at_edges = all(
        min(x - box[0], box[2] - x) <= _STRAIGHT and min(y - box[1], box[3] - y) <= _STRAIGHT for x, y in points
    )
    return box if len(points) >= 4 and at_edges and min(box[2] - box[0], box[3] - box[1]) > THIN else None


def cover_of(points: Sequence[Point]) -> Box | None:
    """The box that a filled subpath hides, whose corners may be rounded or a little askew; no seal's star and no disc."""
    box = box_of(points)
    width, height = box[2] - box[0], box[3] - box[1]
    slack = min(width, height) * _CORNER
    in_corners = all(min(x - box[0], box[2] - x) <= slack and min(y - box[1], box[3] - y) <= slack for x, y in points)
    return box if len(points) >= 4 and in_corners and min(width, height) > THIN else None


def transformed(matrix: Matrix, x: float, y: float) -> Point:
    """A point under an affine transform (a b c d e f), as PDF and OFD write it."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def lightness(red: float, green: float, blue: float, opacity: float = 1.0) -> float:
    """How light a colour is on white paper, from 0 (black) to 1; its parts and its opacity count from 0 to 1."""
    return 1 - (1 - (0.3 * red + 0.59 * green + 0.11 * blue)) * opacity


def leans(angle: float) -> bool:
    """Whether text at this angle (radians) stands askew on its page: a watermark or a stamp, not to be read."""
    rest = angle % _QUARTER
    return min(rest, _QUARTER - rest) > _STEEPEST


def combined(inner: Matrix, outer: Matrix) -> Matrix:
    """The transform that applies `inner` first and `outer` after it."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def inverse(matrix: Matrix) -> Matrix | None:
    """The transform that undoes another; None for one that flattens the page to a line."""
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    if abs(area) < 1e-9:
        return None
    return (d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area)
