"""Digits of table 3 that stand in the wrong cell: one figure torn over two neighbours, or two run together into one.

Where the neighbour was lost with its border, the rest of the row has moved up to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from checks.idea import Idea, cells_of
from checks.web import Figures, Web


def torn_digits(web: Web, figures: Figures, row: str, empty: frozenset[str]) -> Iterator[Idea]:
    """Every way to join or part digits in this row."""
    cells = cells_of(web, row)
    vacant = [cell for cell in cells if cell in empty]
    for left, right in pairwise(cells):
        one, other = figures[left], figures[right]
        if not _are_counts(one, other):
            continue
        if one and other:
            joined = float(f"{int(one)}{int(other)}")
            yield Idea("join", row, {left: joined, right: 0})
            yield Idea("join", row, {left: 0, right: joined})
        elif one or other:
            sole = vacant in ([left], [right])
            for a, b in _parted(one or other or 0, sole):
                yield Idea("part", row, {left: a, right: b}, sole)
    yield from _with_the_rest(row, cells, [figures[cell] for cell in cells])


def _with_the_rest(row: str, cells: Sequence[str], old: Sequence[float | None]) -> Iterator[Idea]:
    """Two cells that became one, so that all behind stands one to the left and the last is empty; and the reverse."""
    for at, figure in enumerate(old[:-1]):
        before, behind = old[:at], old[at + 1 :]
        if not figure or not _are_counts(*old):
            continue
        if not old[-1]:
            for a, b in _parted(figure, with_zero=True):
                yield from _laid_out("part_on", row, cells, [*before, a, b, *behind[:-1]])
        if behind[0] is not None and len(behind) > 1:
            joined = float(f"{int(figure)}{int(behind[0])}")
            kept = [*before, joined, *behind[1:]]
            yield from _laid_out("join_on", row, cells, [*kept, sum(figure or 0 for figure in kept)])


def _laid_out(kind: str, row: str, cells: Sequence[str], new: Sequence[float | None]) -> Iterator[Idea]:
    changes = {cell: figure or 0 for cell, figure in zip(cells, new, strict=True)}
    if changes[cells[-1]] == sum(changes[cell] for cell in cells[:-1]):
        yield Idea(kind, row, changes)


def _are_counts(*figures: float | None) -> bool:
    return all(figure is None or (figure >= 0 and figure == int(figure)) for figure in figures)


def _parted(figure: float, with_zero: bool) -> Iterator[tuple[float, float]]:
    digits = str(int(figure))
    for at in range(1, len(digits)):
        tail = digits[at:]
        if not tail.startswith("0") or (tail == "0" and with_zero):
            yield float(digits[:at]), float(tail)
