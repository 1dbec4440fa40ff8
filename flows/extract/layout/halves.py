"""A sheet with two pages side by side → two pages."""

from __future__ import annotations

from flows.extract.layout.page import PageLayout

_FEWEST_GLYPHS = 60


def halves(page: PageLayout) -> list[PageLayout]:
    """The page itself, or its two halves: wide, text on both sides, nothing across the middle."""
    middle = page.width / 2
    if page.width < 1.25 * page.height or len(page.glyphs) < _FEWEST_GLYPHS:
        return [page]
    across = any(g.x0 < middle + 4 and g.x1 > middle - 4 for g in page.glyphs)
    lined = any(rule.horizontal and rule.start < middle - 4 and rule.end > middle + 4 for rule in page.rules)
    left = sum(glyph.x1 < middle for glyph in page.glyphs)
    if across or lined or not 0.15 < left / len(page.glyphs) < 0.85:
        return [page]
    return [_part(page, 0.0, middle), _part(page, middle, page.width)]


def _part(page: PageLayout, start: float, stop: float) -> PageLayout:
    glyphs = tuple(glyph for glyph in page.glyphs if start <= glyph.middle[0] < stop)
    rules = tuple(r for r in page.rules if start <= ((r.start + r.end) / 2 if r.horizontal else r.at) < stop)
    pictures = tuple(p for p in page.pictures if start <= (p[0] + p[2]) / 2 < stop)
    return PageLayout(page.number, stop - start, page.height, glyphs, rules, pictures)
