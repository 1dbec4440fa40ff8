"""The figures of table 4 where text made of a page has them between the names of its head → in the form's order.

What writes a page block by block may put a total, whose name stands lower or higher than those beside it, behind the figures
that follow it. The results of a block stand together, behind their names, and blocks and totals in their order; which figure is a
total the sums say, and where they leave a choice nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.extract.match.flat_pieces import adds_up

_RESULTS, _TOTAL = "维纠其尚", "总"
"""Letters that each stand in the name of one column only."""


class _Run(NamedTuple):
    """Figures that stand together, and how many results and totals the words before them name."""

    figures: Sequence[str]
    results: int
    totals: int


Suits = tuple[tuple[str, ...], ...]


def by_turns(turns: Sequence[tuple[str, Sequence[str]]], blocks: int, width: int) -> tuple[str, ...]:
    """The figures, `width` of each block with its total last; empty where not just one order of them adds up.

    `turns` are words, or figures, that stand together.
    """
    runs = list(_runs(turns))
    if all(len(run.figures) % width == 0 for run in runs):
        return _straight(runs, width)
    found = set(_orders(runs, blocks, width - 1))
    return found.pop() if len(found) == 1 else ()


def _runs(turns: Sequence[tuple[str, Sequence[str]]]) -> Iterator[_Run]:
    words = ""
    for said, figures in turns:
        words += said
        if figures:
            yield _Run(figures, sum(words.count(letter) for letter in _RESULTS), words.count(_TOTAL))


def _straight(runs: Sequence[_Run], width: int) -> tuple[str, ...]:
    """The figures as they stand, if whole blocks of them stand behind their names and add up."""
    figures: tuple[str, ...] = ()
    for run in runs:
        figures += tuple(run.figures)
        if len(figures) > min(run.totals * width, run.results + run.totals):
            return ()
    chunks = (figures[at : at + width] for at in range(0, len(figures), width))
    return figures if all(map(adds_up, chunks)) else ()


def _orders(runs: Sequence[_Run], blocks: int, width: int) -> Iterator[tuple[str, ...]]:
    """The figures in every order that adds up, in which the `width` results of each block stand in one run."""
    waiting: list[tuple[int, int, Suits, tuple[str, ...]]] = [(0, 0, (), ())]
    while waiting:
        at, start, suits, totals = waiting.pop()
        if at == len(runs):
            if len(suits) == len(totals) == blocks:
                yield tuple(figure for suit, total in zip(suits, totals, strict=True) for figure in (*suit, total))
            continue
        run = runs[at]
        if start == len(run.figures):
            waiting.append((at + 1, 0, suits, totals))
            continue
        suit = tuple(run.figures[start : start + width])
        if len(suit) == width and (len(suits) + 1) * width <= run.results:
            waiting.append((at, start + width, (*suits, suit), totals))
        total = run.figures[start]
        if len(totals) < min(len(suits), run.totals) and adds_up([*suits[len(totals)], total]):
            waiting.append((at, start + 1, suits, (*totals, total)))
