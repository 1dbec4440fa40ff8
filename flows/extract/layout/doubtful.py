"""Figures whose characters are not what the file says of them → characters that nobody can name.

A digit that is struck out is deleted, or not; a font whose digits spell no possible year spells no figure either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from flows.extract.layout.page import TORN, Box, Glyph, PageLayout

_YEAR = re.compile(r"(?<!\d)\d{4}(?=年)")
_FIRST, _LAST = 1949, 2099
# How many years a text must name for them to tell.
_FEWEST = 2
# In characters: how far from its middle a line strikes a digit out, and how much of the digit it covers.
_NEAR_MIDDLE, _COVERED = 0.2, 0.8
# The share of a digit's width and height about its middle that a line aslant crosses it out in; of a page with more such
# lines none is looked at: it is a drawing.
_CORE, _MOST_SLANTS = 0.25, 200


def without_doubtful(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages, in which digits that cannot be trusted are marked as such."""
    if not _spell_years(pages):
        return [_torn(page, [glyph for glyph in page.glyphs if _is_digit(glyph)]) for page in pages]
    return [_torn(page, _struck(page)) for page in pages]


def _spell_years(pages: Sequence[PageLayout]) -> bool:
    """Whether the years that a text names are years; one that names hardly any tells nothing."""
    texts = ("".join(glyph.text.strip() for glyph in page.glyphs) for page in pages)
    years = [int(year) for text in texts for year in _YEAR.findall(text)]
    return len(years) < _FEWEST or any(_FIRST <= year <= _LAST for year in years)


def _struck(page: PageLayout) -> list[Glyph]:
    across = sorted((rule.at, rule.start, rule.end) for rule in page.rules if rule.horizontal)
    digits = [glyph for glyph in page.glyphs if glyph.confidence == 1 and _is_digit(glyph)]
    slants = page.slants if len(page.slants) <= _MOST_SLANTS else ()
    return [
        glyph for glyph in digits if _is_struck(glyph, across) or any(_is_crossed(glyph, slant) for slant in slants)
    ]


def _is_struck(glyph: Glyph, across: Sequence[tuple[float, float, float]]) -> bool:
    middle, slack = glyph.middle[1], _NEAR_MIDDLE * glyph.size
    covered = (1 - _COVERED) * (glyph.x1 - glyph.x0)
    first, last = bisect_left(across, (middle - slack,)), bisect_left(across, (middle + slack,))
    return any(start <= glyph.x0 + covered and glyph.x1 - covered <= end for _, start, end in across[first:last])


def _is_crossed(glyph: Glyph, slant: Box) -> bool:
    """Whether a line aslant runs through the middle of a digit."""
    x0, y0, x1, y1 = slant
    (x, y), across, up = glyph.middle, (glyph.x1 - glyph.x0) * _CORE, glyph.size * _CORE
    if not (min(x0, x1) < x + across and x - across < max(x0, x1) and min(y0, y1) < y + up and y - up < max(y0, y1)):
        return False
    corners = [(left, top) for left in (x - across, x + across) for top in (y - up, y + up)]
    sides = [(x1 - x0) * (top - y0) - (y1 - y0) * (left - x0) > 0 for left, top in corners]
    return any(sides) and not all(sides)


def _is_digit(glyph: Glyph) -> bool:
    return glyph.text.strip().isdigit()


def _torn(page: PageLayout, glyphs: Sequence[Glyph]) -> PageLayout:
    if not glyphs:
        return page
    torn = {id(glyph) for glyph in glyphs}
    return replace(
        page, glyphs=tuple(replace(glyph, text=TORN) if id(glyph) in torn else glyph for glyph in page.glyphs)
    )
