"""Words of a table without ruled lines that run over where two columns part: parted where the figures of other rows tell how,
else torn, so that one of them spoils its own row only.

Most rows decide where columns part: those with a figure on either side against those with one across.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from flows.extract.layout.page import TORN
from flows.extract.layout.setting import Setting, Span, setting_of, span_of
from flows.extract.layout.words import Word

# Rows with a figure on either side for each with one across, more than which part two columns.
_MAJORITY = 2


def torn_at_columns(rows: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The rows' figures; a word across the gap between two columns is two, which are set in them as those of other rows are.

    Where that tells not just one way to part it, nobody can say what they read.
    """
    cuts = sorted(_cuts(rows))
    if not cuts:
        return [*map(list, rows)]
    setting = _setting(rows, cuts)
    return [[piece for word in row for piece in _pieces(word, cuts, setting)] for row in rows]


def _setting(rows: Sequence[Sequence[Word]], cuts: Sequence[float]) -> Setting | None:
    """How the figures are set that stand in one column each."""
    columns: defaultdict[int, list[Span]] = defaultdict(list)
    for word in (word for row in rows for word in row if word.text.isdecimal()):
        if len(held := _columns(word, cuts)) == 1:
            columns[held.start].append((word.box[0], word.box[2]))
    return setting_of(columns, median(word.size for row in rows for word in row))


def _columns(word: Word, cuts: Sequence[float]) -> range:
    return range(bisect_right(cuts, word.box[0]), bisect_left(cuts, word.box[2]) + 1)


def _cuts(rows: Sequence[Sequence[Word]]) -> Iterator[float]:
    """Where columns part, in no order; a word across one of them does not count for the next ones."""
    waiting = [[row for row in rows if row]]
    while waiting:
        held = waiting.pop()
        cut = _best_cut(held)
        if cut is not None:
            yield cut
            sides = (
                [[word for word in row if word.box[0] < cut and word.box[2] <= cut] for row in held],
                [[word for word in row if word.box[0] >= cut] for row in held],
            )
            waiting += [[row for row in side if row] for side in sides]


def _best_cut(rows: Sequence[Sequence[Word]]) -> float | None:
    """The place that the most rows keep free between two figures for each word across; None where no majority does."""
    gaps = [(left.box[2], right.box[0]) for row in rows for left, right in pairwise(row) if left.box[2] < right.box[0]]
    begun, ended = sorted(left for left, _ in gaps), sorted(right for _, right in gaps)
    starts = sorted(word.box[0] for row in rows for word in row)
    ends = sorted(word.box[2] for row in rows for word in row)
    best: tuple[int, int, float] | None = None
    for place in {(left + right) / 2 for left, right in gaps} | {right for _, right in gaps}:
        apart = bisect_right(begun, place) - bisect_left(ended, place)
        across = bisect_left(starts, place) - bisect_right(ends, place)
        if apart > _MAJORITY * across and (best is None or (across, -apart) < best[:2]):
            best = (across, -apart, place)
    return best[2] if best else None


def _pieces(word: Word, cuts: Sequence[float], setting: Setting | None) -> Iterator[Word]:
    columns = _columns(word, cuts)
    if len(columns) == 1:
        yield word
        return
    parts = setting.parted(word.glyphs, columns) if setting and word.text.isdecimal() else []
    for glyphs in parts:
        left, right = span_of(glyphs)
        yield replace(
            word,
            text="".join(g.text for g in glyphs),
            box=(left, word.box[1], right, word.box[3]),
            glyphs=tuple(glyphs),
        )
    if not parts:
        inside = cuts[columns.start : columns.stop - 1]
        for left, right in pairwise((word.box[0], *inside, word.box[2])):
            yield replace(word, text=word.text + TORN, box=(left, word.box[1], right, word.box[3]))
