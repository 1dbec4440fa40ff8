"""The paths of an OFD → corner points on the page.

Source: GB/T 33190-2016, clause 9.1 (abbreviated path data).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from flows.extract.layout.strokes import Matrix, Point, transformed
from flows.extract.readers.ofd_xml import POINTS, all_of, number_of

_PATH = re.compile(r"[SMLQBAC]|[-+]?[\d.]+(?:[eE][-+]?\d+)?")
_NUMBERS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


class Subpath(NamedTuple):
    """The corners of a subpath, in points on the page, and the indices of those that a curve leads to."""

    corners: list[Point]
    curved: set[int]


def subpaths_of(element: etree._Element, matrix: Matrix) -> Iterator[Subpath]:
    """The subpaths of a path; `matrix` takes its coordinates to the page, in millimetres.

    Of a curve there is only its end; an arc parts its path.
    """
    points: list[Point] = []
    curved: set[int] = set()
    for token, numbers in steps_of(element):
        if token in "SMA":
            if len(points) > 1:
                yield _placed(points, curved, matrix)
            points, curved = [], set()
        elif token in "QB":
            curved.add(len(points))
        points += [(numbers[-2], numbers[-1])] if numbers else points[:1]
    if len(points) > 1:
        yield _placed(points, curved, matrix)


def _placed(points: list[Point], curved: set[int], matrix: Matrix) -> Subpath:
    on_page = (transformed(matrix, *point) for point in points)
    return Subpath([(x * POINTS, y * POINTS) for x, y in on_page], curved)


def steps_of(element: etree._Element) -> Iterator[tuple[str, list[float]]]:
    """The letters of a path, each with its numbers, the point that it leads to at their end; none for the way back."""
    data = next((child.text or "" for child in all_of(element, "AbbreviatedData")), "")
    tokens = iter(_PATH.findall(data))
    for token in tokens:
        if token in _NUMBERS:
            yield token, [number_of(next(tokens, ""), 0.0) for _ in range(_NUMBERS[token])]
