"""What is printed large across a page and its text (内部资料, a draft's mark) → left out; headings stand in no text's way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from statistics import median

from flows.extract.layout.page import Glyph, PageLayout

# A mark is larger than the usual text by this factor, and by this one than what it is printed over.
_LARGE = 1.8
_FEWEST = 20


def without_overprint(page: PageLayout) -> PageLayout:
    """The page without the characters of a size that is printed over smaller text."""
    if len(page.glyphs) < _FEWEST:
        return page
    usual = median(glyph.size for glyph in page.glyphs)
    small = sorted((glyph for glyph in page.glyphs if glyph.size < _LARGE * usual), key=attrgetter("top"))
    large = [glyph for glyph in page.glyphs if glyph.size >= _LARGE * usual]
    if not large:
        return page
    tops = [glyph.top for glyph in small]
    sizes = {round(glyph.size) for glyph in large if _covers(glyph, small, tops)}
    kept = tuple(glyph for glyph in page.glyphs if glyph.size < _LARGE * usual or round(glyph.size) not in sizes)
    return replace(page, glyphs=kept) if sizes else page


def _covers(mark: Glyph, small: Sequence[Glyph], tops: Sequence[float]) -> bool:
    first, last = bisect_left(tops, mark.top - mark.size), bisect_left(tops, mark.bottom)
    return any(
        mark.x0 < glyph.middle[0] < mark.x1 and mark.top < glyph.middle[1] < mark.bottom for glyph in small[first:last]
    )
