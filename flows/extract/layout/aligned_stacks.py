"""Figures of one row on several lines of a table without ruled lines down: whole again, on one line.

A figure too long for its cell goes on in the cell's next line. Which lines are one row is told by how near they stand, by
lines drawn across between rows, or by the rest of the table: where every other row has a figure in every column, a line of
a few figures that end those above it is no row.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from flows.extract.layout.aligned_columns import bands_of, stands_in
from flows.extract.layout.aligned_homes import overlap
from flows.extract.layout.aligned_labels import numbered_in, stands_off
from flows.extract.layout.page import TORN
from flows.extract.layout.words import BEGUN, REST, Word, are_alike, around

# In characters: lines of figures nearer to each other than this are no two rows, of two with labels those nearer than that,
# and further apart than the last no one cell's.
_ONE_ROW, _LABELLED, _LEADING = 0.95, 0.8, 1.9
# In characters: a figure goes on below where it fills its cell but for less than this.
_FULL = 0.7
# Points: what stands about the middle of its row does so give or take this.
_SAME = 1.5
_ITEM = re.compile(r"^\d+\s*[.、．]")


class _Line(NamedTuple):
    """A line of a table: the pieces of its labels and its figures."""

    labels: list[Word]
    figures: list[Word]


def unstacked(
    rows: Sequence[Sequence[Word]], is_label: Callable[[Word], bool], rules: Sequence[float]
) -> list[list[Word]]:
    """The lines of a table, in which all figures of one row stand on one line.

    `is_label` tells labels from figures, `rules` are heights of lines drawn across.
    """
    lines = [_Line([w for w in row if is_label(w)], [w for w in row if not is_label(w)]) for row in rows]
    for groups_of in (_about_one_middle, lambda given: _between_rules(given, rules), _hanging):
        for group in groups_of(lines):
            _gather(lines, group)
    return [[*line.labels, *line.figures] for line in lines]


def _gather(lines: list[_Line], group: Sequence[int]) -> None:
    """Puts the figures of a group of lines on the one that has the most of them, the middle one of several such.

    Where some are no pieces of one figure, and several lines have labels, nobody can say whose row any of them is.
    """
    words = [word for number in group for word in lines[number].figures]
    stacks = [[word for word in words if stands_in(word, band)] for band in bands_of(words)]
    if sum(bool(lines[number].labels) for number in group) > 1 and not all(map(_is_whole, stacks)):
        for number in group:
            torn = [replace(word, text=word.text + TORN) for word in lines[number].figures]
            lines[number] = lines[number]._replace(figures=torn)
        return
    middle = (words[0].middle + words[-1].middle) / 2
    home = max(group, key=lambda number: (len(lines[number].figures), -abs(_height(lines[number]) - middle)))
    whole = [replace(_joined(stack), line=lines[home].figures[0].line) for stack in stacks]
    for number in group:
        lines[number] = lines[number]._replace(figures=whole if number == home else [])


def _joined(stack: Sequence[Word]) -> Word:
    """Pieces under each other as one figure; unknown where they cannot be that of one."""
    text = "".join(word.text for word in stack)
    return replace(stack[0], text=text if _is_whole(stack) else text + TORN, box=around(word.box for word in stack))


def _is_whole(stack: Sequence[Word]) -> bool:
    return len(stack) == 1 or _are_pieces(stack)


def _are_pieces(stack: Sequence[Word]) -> bool:
    """Whether words under each other can be the lines of one figure."""
    falls = all(len(u.text) >= len(low.text) or u.text.endswith(",") for u, low in pairwise(stack))
    return (
        falls
        and are_alike(stack)
        and all(BEGUN.match(word.text) for word in stack[:-1])
        and bool(REST.match(stack[-1].text))
    )


def _height(line: _Line) -> float:
    return line.figures[0].middle


def _runs(lines: Sequence[_Line], goes_on: Callable[[int, int], bool]) -> list[list[int]]:
    """Groups of lines with figures, by their numbers, of which each goes on in the next one."""
    groups: list[list[int]] = []
    for number in (number for number, line in enumerate(lines) if line.figures):
        if groups and goes_on(groups[-1][-1], number):
            groups[-1].append(number)
        else:
            groups.append([number])
    return [group for group in groups if len(group) > 1]


def _about_one_middle(lines: Sequence[_Line]) -> list[list[int]]:
    """Lines nearer to each other than rows can be, or about a label, whose figures stand about the middle of their row."""

    def goes_on(above: int, below: int) -> bool:
        upper, lower = lines[above].figures[0], lines[below].figures[0]
        least = _LABELLED if lines[above].labels and lines[below].labels else _ONE_ROW
        return lower.middle - upper.middle < least * max(upper.size, lower.size) or _are_about(lines, above, below)

    return [group for group in _runs(lines, goes_on) if _is_balanced([w for at in group for w in lines[at].figures])]


def _are_about(lines: Sequence[_Line], above: int, below: int) -> bool:
    """Whether two lines without labels have one in their middle: the label of a row whose figures fill two lines each."""
    between = [word for line in lines[above + 1 : below] for word in line.labels]
    middle = (_height(lines[above]) + _height(lines[below])) / 2
    beside = lines[above].labels or lines[below].labels or len(lines[above].figures) != len(lines[below].figures)
    apart = _height(lines[below]) - _height(lines[above]) > _LEADING * lines[above].figures[0].size
    return not (beside or apart) and any(abs(word.middle - middle) < 2 * _SAME for word in between)


def _is_balanced(words: Sequence[Word]) -> bool:
    middles = []
    for band in bands_of(words):
        stack = [word for word in words if stands_in(word, band)]
        middles.append((stack[0].middle + stack[-1].middle) / 2)
    return max(middles) - min(middles) <= 2 * _SAME


def _between_rules(lines: Sequence[_Line], rules: Sequence[float]) -> list[list[int]]:
    """Lines between the same two lines drawn across, in a table that has one between all its rows."""
    columns = len(bands_of([word for line in lines for word in line.figures]))
    rows = [
        bisect(rules, next(w.middle for w in (*line.figures, *line.labels)))
        for line in lines
        if len(line.figures) == columns or any(_ITEM.match(word.text) for word in line.labels)
    ]
    if len(rows) < 2 or len(set(rows)) < len(rows):
        return []
    return _runs(
        lines, lambda above, below: bisect(rules, _height(lines[above])) == bisect(rules, _height(lines[below]))
    )


def _hanging(lines: Sequence[_Line]) -> list[list[int]]:
    """Lines of a few figures with the row that they belong to: all of them end the one above, or all begin the one below."""
    words = [word for line in lines for word in line.figures]
    columns, widest = len(bands_of(words)), max((word.box[2] - word.box[0] for word in words), default=0.0)
    items = min((word.box[0] for line in lines for word in line.labels if _ITEM.match(word.text)), default=0.0)
    labels = [word for line in lines for run in _label_runs(line.labels) if run[-1].box[2] > items for word in run]
    held = [number for number, line in enumerate(lines) if line.figures]
    few = [at for at, number in enumerate(held) if len(lines[number].figures) < columns]
    ways = []
    for step in (-1, 1):
        pairs = [(held[at], held[at + step]) for at in few if 0 <= at + step < len(held)]
        beside = [(lines[one], lines[row]) for one, row in pairs if len(lines[row].figures) == columns]
        if len(beside) == len(few) and all(
            _are_one(one, row, labels) and _go_on(one, row, widest) for one, row in beside
        ):
            ways.append([sorted(pair) for pair in pairs])
    return ways[0] if few and len(ways) == 1 else []


def _label_runs(labels: Sequence[Word]) -> list[list[Word]]:
    """The labels on a line, each with all its words."""
    starts = [at for at in range(len(labels)) if stands_off(labels, at)]
    return [list(labels[start:stop]) for start, stop in pairwise([*starts, len(labels)])]


def _are_one(few: _Line, row: _Line, labels: Sequence[Word]) -> bool:
    """Whether the labels near two lines name no more than one row; `labels` are all that do not end before the items begin."""
    upper, lower = (_near(line, labels) for line in sorted((few, row), key=_height))
    own = [word for word in lower if word not in upper]
    return not own or not upper or (not numbered_in(own) and bool(numbered_in(upper)))


def _near(line: _Line, labels: Sequence[Word]) -> list[Word]:
    """The labels' pieces at the height of a line's figures, or a little higher or lower."""
    height, size = _height(line), line.figures[0].size
    return [word for word in labels if abs(word.middle - height) < _ONE_ROW * size]


def _go_on(few: _Line, row: _Line, widest: float) -> bool:
    """Whether a few figures can only be pieces of those of a whole row: each of them ends, or begins, one that fills its cell."""
    for piece in few.figures:
        mate = next((word for word in row.figures if overlap(word.box, piece.box)), None)
        if mate is None:
            return False
        upper, lower = sorted((piece, mate), key=lambda word: word.middle)
        fills = upper.box[2] - upper.box[0] > widest - _FULL * upper.size
        near = lower.middle - upper.middle < _LEADING * upper.size
        if not (fills and near and _are_pieces((upper, lower)) and len(lower.text) < len(upper.text)):
            return False
    return True
