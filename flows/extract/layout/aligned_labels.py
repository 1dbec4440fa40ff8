"""The labels of a table without ruled lines: which pieces under each other are one label, and whose figures are whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from flows.extract.layout.lines import GAP
from flows.extract.layout.page import Box
from flows.extract.layout.pagebreak import NUMBERED
from flows.extract.layout.words import Word, empty_half, together

# In characters: how far apart pieces of one label stand, and figures from their label.
_LEADING = 0.9
# What follows a numbered label without a number is its next line, even where lines stand as far apart as rows.
_NUMBERED_LEADING = 1.3
_REACH = 0.8
_CELL_GAP = 1.1
_MOST_SHORT = 2.2
# Points: places nearer than this are one margin; digits do not fill their width alike.
_SAME = 2.5
# Of the distance between rows: what stands further apart than that may be two rows.
_AS_ROWS = 0.9
# Words of no more characters stand under each other where a label is written upright.
_UPRIGHT = 2
_OPENING = ("（", "(", "《", "“")
# A label does not end behind its number.
_NUMBER = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]")


@dataclass(slots=True)
class Label:
    """One label of possibly several lines; `column` counts label columns from the left."""

    pieces: list[Word]
    column: int
    anchors: list[int] = field(default_factory=list)

    @property
    def word(self) -> Word:
        """The whole label as one word."""
        return together(self.pieces)

    @property
    def is_numbered(self) -> bool:
        """Whether it begins with a number, as the rows of a long form do."""
        return NUMBERED.match(self.word.text) is not None

    def holds(self, height: float, slack: float) -> bool:
        """Whether a height on the page lies within the label, give or take `slack` points."""
        return self.pieces[0].box[1] - slack <= height <= self.pieces[-1].box[3] + slack


class Parting(NamedTuple):
    """What parts rows: lines drawn across at these heights, and how far apart two rows with figures stand at least."""

    rules: Sequence[float] = ()
    pitch: float = inf


def labels_of(lines: Sequence[Sequence[Word]], anchors: set[int], parting: Parting) -> list[Label]:
    """The labels in these lines' words; `anchors` are the lines that have figures."""
    margins = _margins(lines)
    tokens = [token for line in lines for token in _tokens(line, margins)]
    columns = _clusters([token.box[0] for token in tokens])
    labels: list[Label] = []
    for token in tokens:
        above = _above(labels, token)
        if above and _goes_on(above, token, anchors, parting):
            above.pieces.append(token)
        else:
            labels.append(Label([token], _nearest(token.box[0], columns)))
    return labels


def _above(labels: Sequence[Label], token: Word) -> Label | None:
    """The label whose last line stands nearest above a piece, under or over at least its middle."""
    over = [
        label for label in labels if _overlap(label.pieces[-1].box, token.box) and label.pieces[-1].line < token.line
    ]
    return max(over, key=lambda label: label.pieces[-1].line, default=None)


def _overlap(upper: Box, lower: Box) -> bool:
    return any(box[0] - 2 <= (other[0] + other[2]) / 2 <= box[2] + 2 for box, other in ((upper, lower), (lower, upper)))


def assign(labels: Sequence[Label], heights: dict[int, float], size: float) -> list[int]:
    """Give every line of figures to its label, the one nearest to the figures; the lines that have none come back.

    A line close to a label is its own only where the label has no line beside it.
    """
    waiting = {}
    for line, height in heights.items():
        if holding := [label for label in labels if label.holds(height, 0.0)]:
            max(holding, key=lambda label: label.column).anchors.append(line)
        else:
            waiting[line] = height
    loose = []
    for line, height in waiting.items():
        if near := [label for label in labels if label.holds(height, _REACH * size) and not label.anchors]:
            max(near, key=lambda label: label.column).anchors.append(line)
        else:
            loose.append(line)
    return loose


def _margins(lines: Sequence[Sequence[Word]]) -> list[float]:
    """Where labels begin: places at which several numbered ones do, and their next lines, left of a bracket's empty half."""
    starts = [word for line in lines for word in numbered_in(line)]
    common = [word for word in starts if sum(abs(word.box[0] - other.box[0]) < _SAME for other in starts) > 1]
    return [place for word in common for place in {word.box[0], word.box[0] - empty_half("", word.text) * word.size}]


def numbered_in(line: Sequence[Word]) -> list[Word]:
    """The words of a line at which numbered labels begin."""
    return [line[at] for at in range(len(line)) if _stands_off(line, at) and _is_numbered(line, at)]


def _stands_off(line: Sequence[Word], at: int) -> bool:
    return at == 0 or line[at].box[0] - line[at - 1].box[2] > _CELL_GAP * line[at].size


def _is_numbered(line: Sequence[Word], at: int) -> bool:
    return NUMBERED.match("".join(word.text for word in line[at : at + 4])) is not None


def _tokens(line: Sequence[Word], margins: Sequence[float]) -> list[Word]:
    """The labels' pieces on a line: parted by a wide gap, by a narrow one before a margin, by none before a number there."""
    groups: list[list[Word]] = []
    for at, word in enumerate(line):
        gap = _gap(groups[-1][-1], word) if groups else _CELL_GAP + 1
        at_margin = any(abs(word.box[0] - margin) < _SAME for margin in margins)
        begun = groups and _NUMBER.fullmatch("".join(piece.text for piece in groups[-1]))
        if gap > _CELL_GAP or (at_margin and (_is_numbered(line, at) or (gap > GAP and not begun))):
            groups.append([word])
        else:
            groups[-1].append(word)
    return [together(group) for group in groups]


def _gap(before: Word, after: Word) -> float:
    """How far apart two words are in characters, the empty half of a bracket's place not counted."""
    return (after.box[0] - before.box[2]) / after.size - empty_half(before.text, after.text)


def _goes_on(label: Label, token: Word, anchors: set[int], parting: Parting) -> bool:
    """Whether a piece is the next line of a label: close under it, not numbered, no longer than a full line."""
    last = label.pieces[-1]
    close = token.box[1] - last.box[3] < (_NUMBERED_LEADING if label.is_numbered else _LEADING) * token.size
    # A line break may not part a mark from the character before it, so that a full line is a character or two short.
    short = _MOST_SHORT if label.is_numbered else 1.0
    bracketed = label.is_numbered and token.text.startswith(_OPENING)  # a line breaks before it, however short
    full = bracketed or last.box[2] - last.box[0] >= token.box[2] - token.box[0] - short * token.size
    figures = {piece.line for piece in label.pieces} & anchors
    parted = any(last.middle < height < token.middle for height in parting.rules)
    # A label without a number may end anywhere: what stands as far below it as rows do is another one. Upright ones go on.
    is_upright = min(len(token.text), len(last.text)) <= _UPRIGHT
    is_next_row = token.middle - last.middle > _AS_ROWS * parting.pitch and not (label.is_numbered or is_upright)
    second = token.line in anchors and bool(figures)
    return close and full and not (parted or is_next_row) and not second and not NUMBERED.match(token.text)


def _clusters(places: Sequence[float], most_apart: float = 6.0) -> list[float]:
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] <= most_apart:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _nearest(place: float, places: Sequence[float]) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - place))
