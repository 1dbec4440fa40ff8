"""Cells drawn as coloured tiles on the page instead of by lines → the lines around them.

A shading behind a paragraph, or behind every other row, is no tiling: only where tiles cover a whole table, side by side
and under each other, do they part its cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.extract.layout.page import Box, Glyph, Rule
from flows.extract.layout.strokes import Point

# Points: tiles nearer than this stand beside each other, and half of it is added around each.
_GAP = 4.5
_MOST_TILES = 1200
# A tiling leaves no more of its box open than the gaps between tiles.
_COVERED = 0.75
_FEWEST_ROWS, _FEWEST_TILES = 2, 4
# Of the tallest tile: what is left open between two tilings and is no higher may be a row.
_AS_ROW = 1.6


def rules_around(fills: Sequence[Box], glyphs: Sequence[Glyph]) -> list[Rule]:
    """The edges of the tiles in every tiling that holds figures; `fills` are boxes filled with one colour."""
    tiles = sorted(set(fills))
    if not _FEWEST_TILES <= len(tiles) <= _MOST_TILES:
        return []
    digits = [glyph.middle for glyph in glyphs if glyph.text.strip().isdigit()]
    groups = sorted(_tilings(tiles), key=lambda group: min(tile[1] for tile in group))
    beside = [(at, at + 1) for at in range(len(groups) - 1) if _are_striped(groups[at], groups[at + 1], digits)]
    striped = {at for pair in beside for at in pair}
    tilings = [group for at, group in enumerate(groups) if at not in striped and _holds_figures(group, digits)]
    return [rule for group in tilings for tile in group for rule in _edges(tile)]


def _tilings(tiles: Sequence[Box]) -> Iterator[list[Box]]:
    for group in _touching(tiles):
        x0, y0, x1, y1 = _around(group)
        covered = sum((tile[2] - tile[0]) * (tile[3] - tile[1]) for tile in group)
        rows = len({round(tile[1]) for tile in group})
        if (
            len(group) >= _FEWEST_TILES
            and rows >= _FEWEST_ROWS
            and _COVERED <= covered / ((x1 - x0) * (y1 - y0)) < 1.02
        ):
            yield group


def _touching(tiles: Sequence[Box]) -> list[list[Box]]:
    """Groups of tiles that hang together; `tiles` come from left to right."""
    groups: list[list[Box]] = []
    for tile in tiles:
        near = [group for group in groups if any(_are_beside(tile, other) for other in group)]
        groups = [group for group in groups if not any(group is other for other in near)]
        groups.append([tile, *(other for group in near for other in group)])
    return groups


def _are_beside(tile: Box, other: Box) -> bool:
    return (
        tile[0] <= other[2] + _GAP
        and other[0] <= tile[2] + _GAP
        and tile[1] <= other[3] + _GAP
        and other[1] <= tile[3] + _GAP
    )


def _are_striped(upper: Sequence[Box], lower: Sequence[Box], digits: Sequence[Point]) -> bool:
    """Whether figures stand in an uncoloured row between two tilings of one table, of which only some rows are coloured."""
    (left, _, right, top), (start, bottom, end, _) = _around(upper), _around(lower)
    is_row = 0 < bottom - top < _AS_ROW * max(tile[3] - tile[1] for tile in (*upper, *lower))
    is_below = abs(left - start) < _GAP and abs(right - end) < _GAP
    return is_row and is_below and any(left < x < right and top < y < bottom for x, y in digits)


def _holds_figures(group: Sequence[Box], digits: Sequence[Point]) -> bool:
    return any(tile[0] < x < tile[2] and tile[1] < y < tile[3] for tile in group for x, y in digits)


def _around(group: Sequence[Box]) -> Box:
    x0, y0, x1, y1 = zip(*group, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _edges(tile: Box) -> Iterator[Rule]:
    half = _GAP / 4
    x0, y0, x1, y1 = tile[0] - half, tile[1] - half, tile[2] + half, tile[3] + half
    yield from (Rule(True, y, x0, x1) for y in (y0, y1))
    yield from (Rule(False, x, y0, y1) for x in (x0, x1))
