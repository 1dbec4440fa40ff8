"""Figures of one row on several lines of a table without ruled lines: half above its middle, half below it, whole again.

A figure too long for its cell goes on in the cell's next line, and a row's figures stand about its middle, however many
lines each of them fills.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flows.extract.layout.aligned_columns import bands_of
from flows.extract.layout.page import TORN
from flows.extract.layout.words import BEGUN, REST, Word, around

# In characters: lines of figures nearer to each other than this are no two rows.
_ONE_ROW = 0.95
# Points: what stands about the middle of its row does so give or take this.
_SAME = 1.5

Rows = list[list[Word]]


def unstacked(rows: Sequence[Sequence[Word]], is_label: Callable[[Word], bool]) -> Rows:
    """The lines of a table, in which all figures of one row stand on one line; `is_label` tells labels from figures."""
    lines = [*map(list, rows)]
    figures = [[word for word in row if not is_label(word)] for row in lines]
    labels = [[word for word in row if is_label(word)] for row in lines]
    for group in _groups(figures, labels):
        whole = _whole([figures[number] for number in group])
        if whole is None:
            continue
        middle = (whole[0].box[1] + whole[0].box[3]) / 2
        home = min(group, key=lambda number: abs(figures[number][0].middle - middle))
        for number in group:
            own = whole if number == home else []
            lines[number] = [*labels[number], *(replace(word, line=figures[home][0].line) for word in own)]
    return lines


def _groups(figures: Rows, labels: Rows) -> Iterator[list[int]]:
    """Lines, by their numbers, of which each is of one row with the next one."""
    held = [number for number, row in enumerate(figures) if row]
    group = held[:1]
    for above, below in pairwise(held):
        if not (_are_close(figures[above][0], figures[below][0]) or _are_about(above, below, figures, labels)):
            if len(group) > 1:
                yield group
            group = []
        group.append(below)
    if len(group) > 1:
        yield group


def _are_close(upper: Word, lower: Word) -> bool:
    """Whether two lines are nearer to each other than two rows can be."""
    return lower.middle - upper.middle < _ONE_ROW * max(upper.size, lower.size)


def _are_about(above: int, below: int, figures: Rows, labels: Rows) -> bool:
    """Whether two lines without labels have one in their middle: the label of a row whose figures fill two lines each."""
    between = [word for row in labels[above + 1 : below] for word in row]
    middle = (figures[above][0].middle + figures[below][0].middle) / 2
    beside = labels[above] or labels[below] or len(figures[above]) != len(figures[below])
    return not beside and any(abs(word.middle - middle) < 2 * _SAME for word in between)


def _whole(lines: Sequence[Sequence[Word]]) -> list[Word] | None:
    """The figures of one row, whole; None where they do not stand about one middle."""
    words = [word for line in lines for word in line]
    stacks = [[word for word in words if band[0] <= word.box[0] and word.box[2] <= band[2]] for band in bands_of(words)]
    middles = [(stack[0].middle + stack[-1].middle) / 2 for stack in stacks]
    if max(middles) - min(middles) > 2 * _SAME:
        return None
    return [_joined(stack) for stack in stacks]


def _joined(stack: Sequence[Word]) -> Word:
    """Pieces under each other as one figure; unknown where they cannot be that of one."""
    text = "".join(word.text for word in stack)
    is_one = all(BEGUN.match(word.text) for word in stack[:-1]) and REST.match(stack[-1].text)
    falls = all(len(upper.text) >= len(lower.text) for upper, lower in pairwise(stack))
    whole = len(stack) == 1 or (is_one and falls)
    return replace(stack[0], text=text if whole else text + TORN, box=around(word.box for word in stack))
