"""Figures whose characters are not what the file says of them → characters that nobody can name.

A digit that is struck out is deleted, or not; a font whose digits spell no possible year spells no figure either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from flows.extract.layout.page import TORN, Glyph, PageLayout

_YEAR = re.compile(r"(?<!\d)\d{4}(?=年)")
_FIRST, _LAST = 1949, 2099
# How many years a text must name for them to tell.
_FEWEST = 2
# In characters: how far from its middle a line strikes a digit out, and how much of the digit it covers.
_NEAR_MIDDLE, _COVERED = 0.2, 0.8


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
    return [glyph for glyph in page.glyphs if glyph.confidence == 1 and _is_digit(glyph) and _is_struck(glyph, across)]


def _is_struck(glyph: Glyph, across: Sequence[tuple[float, float, float]]) -> bool:
    middle, slack = glyph.middle[1], _NEAR_MIDDLE * glyph.size
    covered = (1 - _COVERED) * (glyph.x1 - glyph.x0)
    first, last = bisect_left(across, (middle - slack,)), bisect_left(across, (middle + slack,))
    return any(start <= glyph.x0 + covered and glyph.x1 - covered <= end for _, start, end in across[first:last])


def _is_digit(glyph: Glyph) -> bool:
    return glyph.text.strip().isdigit()


def _torn(page: PageLayout, glyphs: Sequence[Glyph]) -> PageLayout:
    if not glyphs:
        return page
    torn = {id(glyph) for glyph in glyphs}
    return replace(
        page, glyphs=tuple(replace(glyph, text=TORN) if id(glyph) in torn else glyph for glyph in page.glyphs)
    )
