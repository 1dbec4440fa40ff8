"""Table 3 in text whose blocks of figures are known → the readings of it as pieces that lie beside and below each other.

pdftotext writes every block that it finds on a page, line by line, before the next, and of blocks none before what is left of it or
above it. So each block is some rows and columns of the table, and fits the place that is free for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from checks.forms import Form
from flows.extract.match.flat_bands import Rows, adds_up
from flows.extract.match.flat_figures import Figure, full_rows

_MOST_STEPS = 10_000
_MOST_READINGS = 400
_MOST_CUTS = 1
"""Blocks of a part that may be two pieces of the table run together."""
_FEWEST_IN_A_BLOCK = 1.5
"""Figures, by the mean: where nearly every one is a block of its own, blocks tell nothing."""


class _Piece(NamedTuple):
    column: int
    tall: int
    wide: int


_NONE = _Piece(0, 0, 0)


class _Laid(NamedTuple):
    """The first figures of a part in their places: where the next stands, the columns' figures from above, the last piece, cuts in blocks."""

    at: int
    columns: tuple[tuple[int, ...], ...]
    last: _Piece = _NONE
    cuts: int = 0


class _Part(NamedTuple):
    """Rows that a page holds, or one beside its label: their figures' places, the first of them, their count, and the blocks' ends."""

    figures: Sequence[Figure]
    places: range
    top: int
    height: int
    ends: Sequence[int]


def tilings(figures: Sequence[Figure], form: Form) -> list[Rows] | None:
    """Every such reading whose rows add up; None where they are too many."""
    if sum(one.begins for one in figures) * _FEWEST_IN_A_BLOCK > len(figures):
        return None
    width, ends = len(form.t3_columns), _ends(figures)
    found: list[list[Rows]] = []
    for (start, top), (stop, bottom) in pairwise([(0, 0), *full_rows(figures, form).items()]):
        rows = _tilings_of(_Part(figures, range(start, stop), top, bottom - top, ends), width)
        if rows is None:
            return None
        found.append(rows)
    count = 1
    for rows in found:
        count *= len(rows)
    return [sum(parts, ()) for parts in product(*found)] if count <= _MOST_READINGS else None


def _tilings_of(part: _Part, width: int) -> list[Rows] | None:
    """The readings of a part with as few blocks cut as any needs."""
    for most_cuts in range(_MOST_CUTS + 1):
        found = _search(part, width, most_cuts)
        if found is None or found:
            return found
    return []


def _search(part: _Part, width: int, most_cuts: int) -> list[Rows] | None:
    waiting = [_Laid(part.places.start, ((),) * width)]
    seen: set[tuple[_Piece, tuple[tuple[str, ...], ...]]] = set()
    found: list[Rows] = []
    for _ in range(_MOST_STEPS):
        if not waiting:
            return found
        laid = waiting.pop()
        if laid.at == part.places.stop:
            found.append(tuple(zip(*laid.columns, strict=True)))
            continue
        for piece in _pieces(part, laid, most_cuts):
            following = _with(laid, piece, part.ends[laid.at])
            told = tuple(tuple(part.figures[at].text for at in column) for column in following.columns)
            if (following.last, told) not in seen and adds_up(part.figures, _whole_since(laid, following)):
                seen.add((following.last, told))
                waiting.append(following)
    return None


def _ends(figures: Sequence[Figure]) -> list[int]:
    """For every figure the place behind the last one of its block."""
    ends, end = [0] * len(figures), len(figures)
    for at in reversed(range(len(figures))):
        ends[at] = end
        end = at if figures[at].begins else end
    return ends


def _pieces(part: _Part, laid: _Laid, most_cuts: int) -> Iterator[_Piece]:
    """The pieces that the next figures can be, up to the end of their block."""
    left = min(part.ends[laid.at], part.places.stop) - laid.at
    for column, wide, free in _room(part, laid):
        for tall in range(1, min(free, left // wide) + 1):
            is_cut = tall * wide < left
            # Blocks of as many figures, one behind the other, are pieces of one shape.
            is_other = laid.last.tall * laid.last.wide == left and laid.last[1:] != (tall, wide)
            if is_cut and laid.cuts == most_cuts or is_other:
                continue
            if _stands(part.figures, laid.at, tall, wide):
                yield _Piece(column, tall, wide)


def _room(part: _Part, laid: _Laid) -> Iterator[tuple[int, int, int]]:
    """(column, columns from it on, rows that are free) where the next piece can be: nothing is left free beside it, or its head names it."""
    deep = [len(column) for column in laid.columns]
    first = part.figures[laid.at]
    beside = _beside(laid, deep) if laid.last[1:] == (1, 1) else []
    for column, top in enumerate(deep):
        free = (deep[column - 1] if column else part.height) - top
        if first.heads:
            free = part.height - top if column == min(first.heads) else 0
        if free <= 0 or first.row not in (None, part.top + top) or (beside and column not in beside):
            continue
        for wide in range(1, len(deep) - column + 1):
            if deep[column + wide - 1] != top:
                break
            yield column, wide, free


def _beside(laid: _Laid, deep: Sequence[int]) -> list[int]:
    """The columns where a figure can stand right behind or right below the last, which was a block of its own: it goes on there, if anywhere."""
    last = laid.last.column
    row = deep[last] - 1
    behind = [last + 1] if last + 1 < len(deep) and deep[last + 1] == row else []
    below = [last] if last == 0 or deep[last - 1] > row + 1 else []
    return behind + below


def _stands(figures: Sequence[Figure], start: int, tall: int, wide: int) -> bool:
    """Whether figures of one line are of one row of a piece, and none behind it goes on with its last line."""
    apart = range(start + wide, start + tall * wide + 1, wide)
    return not any(figures[at].joined for at in apart if at < len(figures))


def _with(laid: _Laid, piece: _Piece, end: int) -> _Laid:
    columns = list(laid.columns)
    stop = laid.at + piece.tall * piece.wide
    for place in range(piece.wide):
        columns[piece.column + place] += tuple(range(laid.at + place, stop, piece.wide))
    return _Laid(stop, tuple(columns), piece, laid.cuts + (stop < end))


def _whole_since(before: _Laid, after: _Laid) -> Rows:
    """The rows that have all their figures now and had not before."""
    first, last = (min(map(len, laid.columns)) for laid in (before, after))
    return tuple(tuple(column[row] for column in after.columns) for row in range(first, last))
