"""Pieces of text that only have places, as converters write a PDF's → the glyphs of its page.

How wide a character is nobody says there: one of Chinese is taken for as wide as high, others for half of that, all for less
where the next piece in the line would be written over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import east_asian_width

from flows.extract.layout.page import Glyph, PageLayout

FEWEST, SHARE = 60, 0.7
"""So many placed pieces, which hold such a share of a document's text, are a PDF's."""


class Run(NamedTuple):
    """Characters one behind the other from a place on; `left`, `top` and `size` in one unit."""

    text: str
    left: float
    top: float
    size: float

    @property
    def width(self) -> float:
        """How wide it is taken for."""
        return self.size * sum(map(_share, self.text))


def page_of_runs(number: int, runs: Sequence[Run], width: float = 0.0, height: float = 0.0) -> PageLayout:
    """The page on which these runs stand, one at least; `width` and `height` are what it is said to measure."""
    glyphs: list[Glyph] = []
    for run, after in pairwise([*sorted(runs, key=lambda run: (run.top, run.left)), None]):
        if run is not None:
            is_beside = after is not None and abs(after.top - run.top) < run.size / 2 and after.left > run.left
            room = after.left - run.left if after is not None and is_beside else run.width
            glyphs += _glyphs(run, min(1.0, room / run.width) if run.width else 1.0)
    right, foot = max(glyph.x1 for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
    return PageLayout(number, max(width, right), max(height, foot), tuple(glyphs), ())


def _glyphs(run: Run, narrowed: float) -> Iterator[Glyph]:
    at = run.left
    for sign in run.text:
        width = run.size * _share(sign) * narrowed
        if not sign.isspace():
            yield Glyph(sign, at, run.top, at + width, run.top + run.size, run.size * narrowed)
        at += width


def _share(sign: str) -> float:
    return 1.0 if east_asian_width(sign) in "WF" else 0.5
