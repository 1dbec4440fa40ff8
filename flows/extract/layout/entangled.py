"""Figures over which other text is printed (a seal's words, a correction over what it corrects) → characters that nobody can name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.extract.layout.page import MOST_LOOKED_AT, MOST_NEAR, TORN, Glyph, PageLayout

_OF_FIGURE = re.compile(r"[\d/／—–-]")
# A mark fills half of the place that it takes: the next character may be set over the other.
_MARK = re.compile(r"[（）()【】《》“”‘’、，。；：,.]")
# The share of a character over which others are printed; a dash is narrower than the place that an OFD leaves for it.
_COVERED = 0.45
# How much lighter or darker words are than a figure that they do not belong to; a seal's red is by 0.3 lighter than black.
_OTHER = 0.2


def without_entangled(page: PageLayout) -> PageLayout:
    """The page, in which a figure's character is unknown where another character is printed over it."""
    if len(page.glyphs) > MOST_LOOKED_AT:
        return page
    ordered = sorted((glyph for glyph in page.glyphs if not _MARK.match(glyph.text.strip())), key=_height)
    heights = list(map(_height, ordered))
    torn = {
        id(glyph)
        for glyph in ordered
        if glyph.confidence == 1 and _OF_FIGURE.fullmatch(glyph.text.strip()) and _is_covered(glyph, ordered, heights)
    }
    if not torn:
        return page
    return replace(page, glyphs=tuple(replace(g, text=TORN) if id(g) in torn else g for g in page.glyphs))


def is_stamped(glyphs: Iterable[Glyph]) -> bool:
    """Whether the words of a cell are all of another colour than the figure or stroke beside them: those of a seal."""
    told = [glyph for glyph in glyphs if glyph.text.strip()]
    figures = [glyph.lightness for glyph in told if _OF_FIGURE.fullmatch(glyph.text.strip())]
    words = [glyph.lightness for glyph in told if glyph.text.strip().isalpha()]
    return bool(figures and words) and all(abs(word - figures[0]) > _OTHER for word in words)


def _height(glyph: Glyph) -> float:
    return glyph.middle[1]


def _is_covered(glyph: Glyph, ordered: Sequence[Glyph], heights: Sequence[float]) -> bool:
    """Whether other characters lie on this one; the same one again is bold by printing twice."""
    first, last = bisect_left(heights, glyph.top), bisect_right(heights, glyph.bottom)
    shares = (
        _share(glyph, other)
        for other in ordered[first : min(last, first + MOST_NEAR)]
        if other.x0 < glyph.x1 and glyph.x0 < other.x1 and other.text.strip() != glyph.text.strip()
    )
    return sum(shares) > _COVERED


def _share(glyph: Glyph, other: Glyph) -> float:
    """The share of a character's box that lies within another's."""
    across = max(min(glyph.x1, other.x1) - max(glyph.x0, other.x0), 0.0)
    down = max(min(glyph.bottom, other.bottom) - max(glyph.top, other.top), 0.0)
    return across * down / max((glyph.x1 - glyph.x0) * (glyph.bottom - glyph.top), 0.01)
