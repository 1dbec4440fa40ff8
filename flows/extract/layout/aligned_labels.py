"""The labels of a table without ruled lines: which pieces under each other are one label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from flows.extract.layout.lines import GAP
from flows.extract.layout.words import NUMBERED, Word, empty_half, together

# In characters: how far apart pieces of one label stand.
_LEADING = 0.9
# What follows a numbered label without a number is its next line, even where lines stand as far apart as rows.
_NUMBERED_LEADING = 1.3
# Where a text has its lines further apart, they are in its tables too: no further than the first, give or take the second.
_MOST_LEADING, _SLACK = 2.5, 0.15
# Of so many that stand under each other the numbers tell where labels begin.
_FEWEST_NUMBERED = 3
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
    """What parts rows: lines drawn across at these heights, how far apart two rows with figures stand at least, and how far the
    lines of one label."""

    rules: Sequence[float] = ()
    pitch: float = inf
    leading: float = 0.0


def labels_of(lines: Sequence[Sequence[Word]], anchors: set[int], parting: Parting) -> list[Label]:
    """The labels in these lines' words; `anchors` are the lines that have figures."""
    margins = _margins(lines)
    rows = [_tokens(line, margins) for line in lines]
    tokens = [token for row in rows for token in row]
    beside = {row[-1] for row in rows if row and row[-1].line in anchors}
    columns = _clusters([_start(token) for token in tokens])
    parting = parting._replace(leading=_leading(tokens, columns))
    labels: list[Label] = []
    for token in tokens:
        above = _above(labels, token)
        if above and not _begins(token, tokens) and _goes_on(above, token, beside, parting):
            above.pieces.append(token)
        else:
            labels.append(Label([token], _nearest(_start(token), columns)))
    return labels


def _start(token: Word) -> float:
    """Where a piece begins, with the empty half of its bracket."""
    return token.box[0] - (empty_half("", token.text) * token.size if token.text.startswith(_OPENING) else 0.0)


def _leading(tokens: Sequence[Word], columns: Sequence[float]) -> float:
    """How far apart the lines of one label usually are, in points: what has no number stands below what it goes on from.

    0 where labels are not numbered.
    """
    gaps: list[float] = []
    for column in range(len(columns)):
        own = [token for token in tokens if _nearest(_start(token), columns) == column]
        if sum(NUMBERED.match(token.text) is not None for token in own) >= _FEWEST_NUMBERED:
            gaps += [
                low.box[1] - up.box[3]
                for up, low in pairwise(own)
                if up.line < low.line and not NUMBERED.match(low.text)
            ]
    return median(gaps) if gaps else 0.0


def _above(labels: Sequence[Label], token: Word) -> Label | None:
    """The label whose last line stands nearest above a piece, under or over at least its middle."""
    over = [label for label in labels if _overlap(label.pieces[-1], token) and label.pieces[-1].line < token.line]
    return max(over, key=lambda label: label.pieces[-1].line, default=None)


def _overlap(upper: Word, lower: Word) -> bool:
    """Whether the middle of one of two pieces stands over the other, or both begin at one place."""
    middles = [(word.box[0] + word.box[2]) / 2 for word in (upper, lower)]
    over = any(
        _start(word) - _SAME <= middle <= word.box[2] + _SAME
        for word, middle in zip((upper, lower), reversed(middles), strict=True)
    )
    return over or abs(_start(upper) - _start(lower)) < _SAME


def _margins(lines: Sequence[Sequence[Word]]) -> list[float]:
    """Where labels begin: places at which several numbered ones do, and their next lines, left of a bracket's empty half."""
    starts = [word for line in lines for word in numbered_in(line)]
    common = [word for word in starts if sum(abs(word.box[0] - other.box[0]) < _SAME for other in starts) > 1]
    return [place for word in common for place in {word.box[0], word.box[0] - empty_half("", word.text) * word.size}]


def numbered_in(line: Sequence[Word]) -> list[Word]:
    """The words of a line at which numbered labels begin."""
    return [line[at] for at in range(len(line)) if stands_off(line, at) and _is_numbered(line, at)]


def stands_off(line: Sequence[Word], at: int) -> bool:
    """Whether a word of a line begins a cell: it is the first, or stands apart from the one before."""
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


def _goes_on(label: Label, token: Word, beside: set[Word], parting: Parting) -> bool:
    """Whether a piece is the next line of a label: close under it, no longer than a full line.

    `beside` are the pieces right before figures: no label has two.
    """
    last = label.pieces[-1]
    # Upright ones go on, and so does what is numbered, however far the lines of the table stand apart.
    is_upright = min(len(token.text), len(last.text)) <= _UPRIGHT
    is_long = label.is_numbered or max(len(token.text), len(last.text)) <= _UPRIGHT
    usual = min(parting.leading, _MOST_LEADING * token.size) + _SLACK * token.size if is_long else 0.0
    least = (_NUMBERED_LEADING if label.is_numbered else _LEADING) * token.size
    close = token.box[1] - last.box[3] < max(least, usual)
    # A line break may not part a mark from the character before it, so that a full line is a character or two short.
    short = _MOST_SHORT if label.is_numbered else 1.0
    bracketed = label.is_numbered and token.text.startswith(_OPENING)  # a line breaks before it, however short
    full = bracketed or last.box[2] - last.box[0] >= token.box[2] - token.box[0] - short * token.size
    parted = any(last.middle < height < token.middle for height in parting.rules)
    # A label without a number may end anywhere: what stands as far below it as rows do is another one.
    is_next_row = token.middle - last.middle > _AS_ROWS * parting.pitch and not (label.is_numbered or is_upright)
    second = token in beside and any(piece in beside for piece in label.pieces)
    return close and full and not (parted or is_next_row or second)


def _begins(token: Word, tokens: Sequence[Word]) -> bool:
    """Whether a label begins with a piece: with its number, which may stand upright."""
    below = (other for other in tokens if other.line > token.line and _overlap(token, other))
    rest = next(below, None) if len(token.text) == 1 else None
    return NUMBERED.match(token.text + (rest.text if rest else "")) is not None


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
