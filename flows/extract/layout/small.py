"""What is set much smaller than the text: specks that nobody reads → gone, and the numbers of notes at a figure → marked as such.

A small digit behind a figure is no digit of it: 22 with a raised 1 is 22 with a note, never 221.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.extract.layout.page import A4_WIDTH_POINTS, MOST_LOOKED_AT, MOST_NEAR, TORN, Glyph, PageLayout

# Points; fewer on a page smaller than A4.
_SPECK = 1.2
# Of the size of the figure: a note's number is smaller; how far its middle stands above that of the figure, at least.
_SMALL, _RAISED = 0.75, 0.12
# In characters: how near to its figure it stands.
_NEAR = 0.4
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def without_small(page: PageLayout) -> PageLayout:
    """The page without specks; a small digit at a figure becomes a raised one, or, level with it, an unknown one."""
    speck = _SPECK * min(page.width / A4_WIDTH_POINTS, 1.0)
    glyphs = [glyph for glyph in page.glyphs if glyph.size > speck or glyph.confidence < 1]
    digits = [glyph for glyph in glyphs if glyph.confidence == 1 and glyph.text.strip().isdecimal()]
    changed = {id(small): _told(small, figure) for small, figure in _at_figures(digits)}
    if not changed and len(glyphs) == len(page.glyphs):
        return page
    return replace(page, glyphs=tuple(changed.get(id(glyph), glyph) for glyph in glyphs))


def _told(small: Glyph, figure: Glyph) -> Glyph:
    is_raised = figure.middle[1] - small.middle[1] > _RAISED * figure.size
    return replace(small, text=small.text.translate(_RAISED_DIGITS) if is_raised else TORN)


def _at_figures(digits: Sequence[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    """The small digits right behind another digit, or behind a small one there, with the digit of full size."""
    least = min((glyph.size for glyph in digits), default=0.0)
    if len(digits) > MOST_LOOKED_AT:
        return
    # What a digit can be small beside: only those are compared with it.
    larger = sorted((glyph for glyph in digits if glyph.size * _SMALL > least), key=_start)
    figures: dict[int, Glyph] = {}
    for glyph in sorted(digits, key=_start) if larger else ():
        first = bisect_left(larger, glyph.x0 - 2 * glyph.size / _SMALL, key=_start)
        for before in larger[first : min(bisect_right(larger, glyph.x0, key=_start), first + MOST_NEAR)]:
            figure = figures.get(id(before), before)
            if glyph.size < _SMALL * figure.size and _stands_at(glyph, before, figure):
                figures[id(glyph)] = figure
                insort(larger, glyph, key=_start)
                yield glyph, figure
                break


def _start(glyph: Glyph) -> float:
    return glyph.x0


def _stands_at(small: Glyph, before: Glyph, figure: Glyph) -> bool:
    return (
        before is not small
        and -0.5 * small.size < small.x0 - before.x1 < _NEAR * figure.size
        and abs(small.middle[1] - figure.middle[1]) < figure.size
    )
