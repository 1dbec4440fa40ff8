"""A sheet with two pages side by side → two pages."""

from __future__ import annotations

from flows.extract.layout.page import PageLayout

_FEWEST_GLYPHS = 60
# Points: the inner margin of either page; the columns of one wide table stand closer than two of them.
_MARGIN = 12


def halves(page: PageLayout) -> list[PageLayout]:
    """The page itself, or its two halves: wide, text on both sides, nothing across the middle."""
    middle = page.width / 2
    if page.width < 1.25 * page.height or len(page.glyphs) < _FEWEST_GLYPHS:
        return [page]
    start, stop = middle - _MARGIN, middle + _MARGIN
    across = any(glyph.x0 < stop and glyph.x1 > start for glyph in page.glyphs)
    # The pieces of a dashed line and the tiles of a table reach in, though none may reach across.
    lined = any(rule.horizontal and rule.start < stop and rule.end > start for rule in page.rules)
    tiled = any(fill[0] < stop and fill[2] > start and fill[2] - fill[0] < middle for fill in page.fills)
    left = sum(glyph.x1 < middle for glyph in page.glyphs)
    if across or lined or tiled or not 0.15 < left / len(page.glyphs) < 0.85:
        return [page]
    return [_part(page, 0.0, middle), _part(page, middle, page.width)]


def _part(page: PageLayout, start: float, stop: float) -> PageLayout:
    glyphs = tuple(glyph for glyph in page.glyphs if start <= glyph.middle[0] < stop)
    rules = tuple(r for r in page.rules if start <= ((r.start + r.end) / 2 if r.horizontal else r.at) < stop)
    pictures = tuple(p for p in page.pictures if start <= (p[0] + p[2]) / 2 < stop)
    fills = tuple(f for f in page.fills if start <= (f[0] + f[2]) / 2 < stop)
    return PageLayout(page.number, stop - start, page.height, glyphs, rules, pictures, fills)
