"""Sheets with two pages side by side → pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.extract.layout.page import PageLayout

_FEWEST_GLYPHS = 60
# For each digit: the letters of a page that holds a table whole; a table's figures and their head alone have fewer.
_LEAST_LETTERS = 0.35
# Points: the inner margin of either page; the columns of one wide table stand closer than two of them.
_MARGIN = 12


def pages_of(sheets: Sequence[PageLayout]) -> list[PageLayout]:
    """The sheets themselves, or the two pages of each: wide, nothing across the middle, text on both sides of most.

    The first sheet may have a cover and the last one an empty page.
    """
    parted = [sheet for sheet in sheets if _is_parted(sheet)]
    full = sum(_is_full(sheet) for sheet in parted)
    if not full or full * 2 < len(parted):
        return list(sheets)
    return [page for sheet in sheets for page in (_halves(sheet) if sheet in parted else [sheet])]


def _is_parted(page: PageLayout) -> bool:
    """Whether nothing stands or is drawn across the middle of a wide sheet."""
    start, stop = page.width / 2 - _MARGIN, page.width / 2 + _MARGIN
    if page.width < 1.25 * page.height:
        return False
    across = any(glyph.x0 < stop and glyph.x1 > start for glyph in page.glyphs)
    # The pieces of a dashed line and the tiles of a table reach in, though none may reach across.
    lined = any(rule.horizontal and rule.start < stop and rule.end > start for rule in page.rules)
    tiled = any(fill[0] < stop and fill[2] > start and fill[2] - fill[0] < page.width / 2 for fill in page.fills)
    return not (across or lined or tiled)


def _is_full(page: PageLayout) -> bool:
    """Whether there is text on both sides; the figures of a wide table without their labels are none."""
    left = sum(glyph.x1 < page.width / 2 for glyph in page.glyphs)
    shared = len(page.glyphs) >= _FEWEST_GLYPHS and 0.15 < left / len(page.glyphs) < 0.85
    return shared and all(map(_has_text, _halves(page)))


def _has_text(half: PageLayout) -> bool:
    letters, digits = (sum(is_one(g.text.strip()) for g in half.glyphs) for is_one in (str.isalpha, str.isdigit))
    return letters >= _LEAST_LETTERS * digits


def _halves(page: PageLayout) -> list[PageLayout]:
    """The pages of a sheet; a half without a character is none."""
    middle = page.width / 2
    return [half for half in (_part(page, 0.0, middle), _part(page, middle, page.width)) if half.glyphs]


def _part(page: PageLayout, start: float, stop: float) -> PageLayout:
    glyphs = tuple(glyph for glyph in page.glyphs if start <= glyph.middle[0] < stop)
    rules = tuple(r for r in page.rules if start <= ((r.start + r.end) / 2 if r.horizontal else r.at) < stop)
    pictures = tuple(p for p in page.pictures if start <= (p[0] + p[2]) / 2 < stop)
    fills, dark, marks = (
        tuple(box for box in boxes if start <= (box[0] + box[2]) / 2 < stop)
        for boxes in (page.fills, page.dark, page.marks)
    )
    return replace(
        page,
        width=stop - start,
        glyphs=glyphs,
        rules=rules,
        pictures=pictures,
        fills=fills,
        dark=dark,
        marks=marks,
    )
