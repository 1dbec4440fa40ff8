"""Figures of a table without ruled lines that are too long for their cell, so that their last digits stand below: whole again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from flows.extract.layout.aligned_homes import overlap
from flows.extract.layout.aligned_labels import Label
from flows.extract.layout.page import TORN
from flows.extract.layout.words import BEGUN, REST, Word, are_alike, around

# In characters: lines of one cell stand closer than this.
_LEADING = 1.8
# Of the distance between rows: lines of one cell stand closer than that.
_WITHIN = 0.85
# Points: pieces of one figure begin, end, or have their middle at one place.
_SAME = 1.5
# In characters: by so much more the widest figure of a column is wider than the first line of one that had no room for another
# digit, at most.
_ROOM = 0.4


def without_wraps(
    loose: Sequence[int], labels: Sequence[Label], heights: Mapping[int, float], figures: dict[int, list[Word]]
) -> list[int]:
    """Makes the figures in `figures` whole that go on in a line without a label; the lines that are none of this come back.

    `heights` are where lines stand, `figures` the figures of each line.
    """
    anchored = [label.anchors for label in labels if label.anchors]
    rows = sorted(sum(heights[line] for line in lines) / len(lines) for lines in anchored)
    most = _WITHIN * min((below - above for above, below in pairwise(rows)), default=0.0)
    anchors = [line for lines in anchored for line in lines]
    around_rows = [pair for anchor in anchors for pair in _take_in(figures, anchor, loose, heights)]
    left = []
    for line in (line for line in loose if line not in around_rows):
        near = sorted(anchors, key=lambda other: abs(heights[other] - heights[line]))
        if not any(_make_whole(figures, anchor, line, most) for anchor in near):
            left.append(line)
            any(_tear(figures, anchor, line) for anchor in near)
    return left


def _take_in(
    figures: dict[int, list[Word]], anchor: int, loose: Sequence[int], heights: Mapping[int, float]
) -> tuple[int, ...]:
    """The two lines, half above a row and half below it, of figures that this row has not; it has them whole afterwards."""
    for upper, lower in pairwise(sorted(loose, key=lambda line: heights[line])):
        own, first, last = figures[anchor], figures[upper], figures[lower]
        middle = (heights[upper] + heights[lower]) / 2
        is_around = len(first) == len(last) and abs(middle - heights[anchor]) < _SAME
        whole = _joined(first, last, inf, figures) if is_around else None
        if whole and not any(overlap(word.box, other.box) for word in whole for other in own):
            figures[anchor] = sorted([*own, *whole], key=lambda word: word.box[0])
            return upper, lower
    return ()


def _make_whole(figures: dict[int, list[Word]], anchor: int, line: int, most: float) -> bool:
    whole = _joined(figures[anchor], figures[line], most, figures)
    figures[anchor] = whole or figures[anchor]
    return whole is not None


def _tear(figures: dict[int, list[Word]], anchor: int, line: int) -> bool:
    """Where rows stand as close as the lines of a cell, nobody can say whether the figures above end there."""
    whole = _joined(figures[anchor], figures[line], inf, figures)
    if whole is None:
        return False
    figures[anchor] = [
        own if own == word else replace(own, text=own.text + TORN)
        for own, word in zip(figures[anchor], whole, strict=True)
    ]
    return True


def _joined(
    own: Sequence[Word], rest: Sequence[Word], most: float, figures: Mapping[int, Sequence[Word]]
) -> list[Word] | None:
    """The figures of a row with those of a line beside it; None unless each of these can only be a piece of one of the row's.

    One that had no need of a second line is two prints in one cell, which nobody can tell apart.
    """
    whole = list(own)
    for piece in rest:
        mates = [place for place, word in enumerate(whole) if _is_piece(word, piece)]
        near = len(mates) == 1 and abs(whole[mates[0]].middle - piece.middle) < min(most, _LEADING * piece.size)
        if not near:
            return None
        word = whole[mates[0]]
        upper, lower = sorted((word, piece), key=lambda one: one.middle)
        if not (BEGUN.match(upper.text) and REST.match(lower.text) and len(upper.text) >= len(lower.text)):
            return None
        between = "" if _goes_on(upper, lower, figures) else TORN
        whole[mates[0]] = replace(word, text=upper.text + between + lower.text, box=around((word.box, piece.box)))
    return whole


def _goes_on(upper: Word, lower: Word, figures: Mapping[int, Sequence[Word]]) -> bool:
    """Whether a figure had to go on in a second line: no figure of its column is wider than the first one."""
    widest = upper.box[2] - upper.box[0] + _ROOM * upper.size
    column = (word.box for words in figures.values() for word in words if overlap(word.box, upper.box))
    return are_alike((upper, lower)) and all(box[2] - box[0] < widest for box in column)


def _is_piece(word: Word, piece: Word) -> bool:
    left, right = word.box[0] - piece.box[0], word.box[2] - piece.box[2]
    return min(abs(left), abs(right), abs(left + right) / 2) < _SAME
