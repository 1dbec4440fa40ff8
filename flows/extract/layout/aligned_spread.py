"""Labels whose characters are spread over the width of their cell (分散对齐) → one word each.

Only in the columns of labels: names that stand upright over narrow columns are as far apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from flows.extract.layout.words import Word, empty_half, together

# Characters that tell that they are spread, and as many of a label's number may hold together (1. （一）).
_FEWEST, _MOST_LETTERS = 3, 4
# In characters: the gaps in a run of them, and around two that stand alone, how much one gap differs from the next, and
# points: one edge.
_LOOSE, _APART, _EVEN, _SAME = 0.3, 0.5, 0.35, 3.0


def with_spread_joined(rows: Sequence[Sequence[Word]], edge: float) -> list[list[Word]]:
    """The rows with their spread labels as one word each; `edge` is where the figures begin."""
    found = [list(_joined(row, edge)) for row in rows]
    spread = [word for row, given in zip(found, rows, strict=True) for word in row if word not in given]
    return [_with_pair(row, spread, edge) for row in found]


def _joined(row: Sequence[Word], edge: float) -> Iterator[Word]:
    start = 0
    while start < len(row):
        stop = _end(row, start, edge)
        group = row[start:stop] if stop - start >= _FEWEST else row[start : start + 1]
        yield together(group) if len(group) > 1 else group[0]
        start += len(group)


def _end(row: Sequence[Word], start: int, edge: float) -> int:
    """Where a run of single characters that stand equally far apart ends."""
    stop, step = start + 1, 0.0
    while stop < len(row) and _is_piece(row[start], edge) and _is_piece(row[stop], edge, 1):
        gap = _gap(row[stop - 1], row[stop])
        if gap < _LOOSE or (step and abs(gap - step) > _EVEN):
            break
        step, stop = step or gap, stop + 1
    return stop


def _is_piece(word: Word, edge: float, most: int = _MOST_LETTERS) -> bool:
    is_short = len(word.text) == 1 or (len(word.text) <= most and not word.text.isalpha())
    return is_short and word.box[2] <= edge and not word.text.isdecimal()


def _gap(before: Word, after: Word) -> float:
    return (after.box[0] - before.box[2]) / after.size - empty_half(before.text, after.text)


def _with_pair(row: list[Word], spread: Sequence[Word], edge: float) -> list[Word]:
    """A row in which two characters at the edges of spread labels of other rows are one label too."""
    for at, (first, second) in enumerate(pairwise(row) if spread else ()):
        if not _is_piece(first, edge) or not _is_piece(second, edge):
            continue
        pair = together([first, second])
        alone = all(_gap(*beside) >= _APART for beside in pairwise(row[max(at - 1, 0) : at + 3]))
        if alone and any(_fill_one_cell(pair, word) for word in spread):
            return [*row[:at], pair, *row[at + 2 :]]
    return row


def _fill_one_cell(word: Word, other: Word) -> bool:
    """Whether two words reach from one edge to the other; a bracket or a mark leaves half of its place empty."""
    (left, right), (start, stop) = _edges(word), _edges(other)
    return abs(left - start) < _SAME and abs(right - stop) < _SAME


def _edges(word: Word) -> tuple[float, float]:
    before, after = empty_half("", word.text), empty_half(word.text, "")
    return word.box[0] - before * word.size, word.box[2] + after * word.size
