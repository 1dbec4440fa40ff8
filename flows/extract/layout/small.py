"""What is set much smaller than the text: specks that nobody reads → gone, and the numbers of notes at a figure → marked as such.

A small digit behind a figure is no digit of it: 22 with a raised 1 is 22 with a note, never 221.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.extract.layout.page import A4_WIDTH_POINTS, MOST_LOOKED_AT, MOST_NEAR, TORN, Glyph, PageLayout

# Points; fewer on a page smaller than A4.
_SPECK = 1.2
# Of the size of the figure: a note's number is smaller; how far its middle stands above that of the figure, at least. Browsers
# make it little smaller and raise it more.
_SMALL, _RAISED = 0.75, 0.12
_LITTLE_SMALLER, _WELL_RAISED = 0.97, 0.25
# In characters: how near to its figure it stands; the left half of a wide bracket is empty.
_NEAR, _EMPTY = 0.4, 0.55
_WIDE = tuple("（［〔")
# Of how far apart their middles are where a sign stands right above a figure: what stands beside it is nearer.
_BESIDE = 0.75
# What the sign of a note is made of, beside digits: 注1, [1], ①.
_SIGN = re.compile(r"[\u2460-\u2473注备*＊※()（）\[\]［］〔〕]")
# What a note stands at: 12件¹ as well as 12¹.
_UNIT = re.compile(r"[件条项宗起次元]")
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def without_small(page: PageLayout) -> PageLayout:
    """The page without specks; a small digit at a figure becomes a raised one, or, level with it, an unknown one.

    What is raised goes down to the line of its figure, to which it belongs.
    """
    speck = _SPECK * min(page.width / A4_WIDTH_POINTS, 1.0)
    glyphs = [glyph for glyph in page.glyphs if glyph.size > speck or glyph.confidence < 1]
    signs = [
        glyph for glyph in glyphs if glyph.confidence == 1 and (_bears_note(glyph) or _SIGN.match(glyph.text.strip()))
    ]
    changed = {id(small): _told(small, figure) for small, figure in _at_figures(signs)}
    if not changed and len(glyphs) == len(page.glyphs):
        return page
    return replace(page, glyphs=tuple(changed.get(id(glyph), glyph) for glyph in glyphs))


def _is_digit(glyph: Glyph) -> bool:
    return glyph.text.strip().isdecimal()


def _bears_note(glyph: Glyph) -> bool:
    return _is_digit(glyph) or _UNIT.match(glyph.text.strip()) is not None


def _told(small: Glyph, figure: Glyph) -> Glyph:
    if not _is_raised(small, figure, _RAISED):
        return replace(small, text=TORN) if _is_digit(small) and _is_digit(figure) else small
    down = figure.middle[1] - small.middle[1]
    text = small.text.translate(_RAISED_DIGITS)
    return replace(small, text=text, top=small.top + down, bottom=small.bottom + down)


def _is_raised(small: Glyph, figure: Glyph, least: float) -> bool:
    return figure.middle[1] - small.middle[1] > least * figure.size


def _at_figures(signs: Sequence[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    """The small signs right behind a digit, or behind a small one there, with the digit of full size."""
    least = min((glyph.size for glyph in signs), default=0.0)
    if len(signs) > MOST_LOOKED_AT:
        return
    # What a digit can be small beside: only those are compared with it.
    larger = sorted(
        (glyph for glyph in signs if _bears_note(glyph) and glyph.size * _LITTLE_SMALLER > least), key=_start
    )
    figures: dict[int, Glyph] = {}
    for glyph in sorted(signs, key=_start) if larger else ():
        first = bisect_left(larger, glyph.x0 - 2 * glyph.size / _SMALL, key=_start)
        for before in larger[first : min(bisect_right(larger, glyph.x0, key=_start), first + MOST_NEAR)]:
            figure = figures.get(id(before), before)
            if _is_small(glyph, figure) and _stands_at(glyph, before, figure):
                figures[id(glyph)] = figure
                insort(larger, glyph, key=_start)
                yield glyph, figure
                break


def _start(glyph: Glyph) -> float:
    return glyph.x0


def _is_small(glyph: Glyph, figure: Glyph) -> bool:
    if glyph.size < _SMALL * figure.size:
        return True
    return glyph.size < _LITTLE_SMALLER * figure.size and _is_raised(glyph, figure, _WELL_RAISED)


def _stands_at(small: Glyph, before: Glyph, figure: Glyph) -> bool:
    near = _NEAR + (_EMPTY if small.text.strip() in _WIDE else 0.0)
    return (
        before is not small
        and -0.5 * small.size < small.x0 - before.x1 < near * figure.size
        and abs(small.middle[1] - figure.middle[1]) < _BESIDE * (small.size + figure.size) / 2
    )
