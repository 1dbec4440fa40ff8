"""Ruled lines of which a copier ate pieces: each side of a cell that is drawn in part is whole.

A side of which nothing is left stays open: a cell that goes over it looks the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from flows.extract.layout.joints import SNAP
from flows.extract.layout.page import Rule

# Points: how far from a line what comes from it begins, and how long it is at least; characters keep away from the lines around
# them. And the least side of a cell.
_TOUCHING, _LEFT, _SIDE = 1.5, 3.5, 5.0
# Between these shares a side is drawn in part; a page of which so many are is worn.
_IN_PART, _WORN = (0.1, 0.9), 0.3
# A row of characters makes no line across over so much of a table, and nothing but a line goes over several sides.
_OVER, _FEWEST = 0.5, 2


class _Side(NamedTuple):
    """A stretch of a line from one crossing to the next, the share of it that is drawn, whether something comes from its ends."""

    rule: Rule
    drawn: float
    comes_from_an_end: bool


def mended(rules: Sequence[Rule], scraps: Sequence[Rule], others: Sequence[Rule]) -> list[Rule]:
    """These lines of one direction, and on a worn page the sides of cells of which these and the `scraps` draw a part.

    `others` are the lines of the other direction.
    """
    crossings = [_whole(level) for level in _levels(others)]
    levels = _levels(rules)
    # What is as short as a scrap is mostly a stroke of a character where another table has a line: it mends, but does not tell.
    begun = [side.drawn for level in levels for side in _sides(level, (), crossings) if side.drawn > _IN_PART[0]]
    if sum(drawn < _IN_PART[1] for drawn in begun) <= _WORN * len(begun):
        return list(rules)
    lines = [list(_sides(level, scraps, crossings)) for level in levels]
    return [*rules, *(side.rule for line in lines if _is_line(line) for side in line if side.comes_from_an_end)]


def _is_line(sides: Sequence[_Side]) -> bool:
    drawn = [side for side in sides if side.comes_from_an_end]
    over, whole = (sum(side.rule.end - side.rule.start for side in some) for some in (drawn, sides))
    return len(drawn) >= _FEWEST and (not sides[0].rule.horizontal or over >= _OVER * whole)


def _levels(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The lines of one direction, those at one place together."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if levels and rule.at - levels[-1][0].at <= SNAP:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return levels


def _whole(level: Sequence[Rule]) -> Rule:
    longest = max(level, key=lambda rule: rule.end - rule.start)
    return replace(longest, start=min(rule.start for rule in level), end=max(rule.end for rule in level))


def _sides(level: Sequence[Rule], scraps: Sequence[Rule], others: Sequence[Rule]) -> Iterator[_Side]:
    line = _whole(level)
    pieces = [*level, *(scrap for scrap in scraps if abs(scrap.at - line.at) <= SNAP / 2)]
    crossings = sorted(other.at for other in others if other.start - SNAP <= line.at <= other.end + SNAP)
    for start, end in pairwise(crossings):
        inside = [(max(piece.start, start), min(piece.end, end)) for piece in pieces]
        drawn = sorted(stretch for stretch in inside if stretch[0] < stretch[1])
        comes_from = any(min(low - start, end - high) <= _TOUCHING and high - low >= _LEFT for low, high in drawn)
        if end - start >= _SIDE:
            yield _Side(replace(line, start=start, end=end), _length(drawn) / (end - start), comes_from)


def _length(stretches: Sequence[tuple[float, float]]) -> float:
    """How long these stretches, in order, are together."""
    total, reached = 0.0, float("-inf")
    for low, high in stretches:
        total += max(high - max(low, reached), 0.0)
        reached = max(reached, high)
    return total
