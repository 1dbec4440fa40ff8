"""Sheets with two pages side by side, or four → pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from flows.extract.layout.page import Box, PageLayout, Rule

_FEWEST_GLYPHS = 60
# For each digit: the letters of a page that holds a table whole; a table's figures and their head alone have fewer.
_LEAST_LETTERS = 0.35
# Points, and in characters on sheets printed small: the inner margin of either page; the columns of one wide table stand closer
# than two of them.
_MARGIN, _MARGIN_EMS = 12.0, 1.6
# A sheet is wide or high where one side is longer than the other by this factor.
_WIDE = 1.25
# Of a sheet's width: characters of four pages on it are smaller than this.
_SMALL = 0.012


def pages_of(sheets: Sequence[PageLayout]) -> list[PageLayout]:
    """The sheets themselves, or the pages on each: nothing across the middle, text on both sides of most.

    A wide sheet has two, a high one four. The first sheet may have a cover and the last one an empty page.
    """
    parted = [sheet for sheet in sheets if _is_parted(sheet)]
    full = sum(_is_full(sheet) for sheet in parted)
    if not full or full * 2 < len(parted):
        return list(sheets)
    return [page for sheet in sheets for page in (_halves(sheet) if sheet in parted else [sheet])]


def _is_parted(page: PageLayout) -> bool:
    """Whether nothing stands or is drawn across the middle of a wide sheet, or across either middle of a high one."""
    start, stop = _middle_of(page, page.width)
    if page.width < _WIDE * page.height and not _is_parted_below(page):
        return False
    across = any(glyph.x0 < stop and glyph.x1 > start for glyph in page.glyphs)
    # The pieces of a dashed line and the tiles of a table reach in, though none may reach across.
    lined = any(rule.horizontal and rule.start < stop and rule.end > start for rule in page.rules)
    tiled = any(fill[0] < stop and fill[2] > start and fill[2] - fill[0] < page.width / 2 for fill in page.fills)
    return not (across or lined or tiled)


def _is_parted_below(page: PageLayout) -> bool:
    """Whether nothing stands or is drawn across the middle height of a high sheet, which is printed as small as four pages are."""
    start, stop = _middle_of(page, page.height)
    spans = [(glyph.top, glyph.bottom) for glyph in page.glyphs]
    spans += [(rule.at, rule.at) if rule.horizontal else (rule.start, rule.end) for rule in page.rules]
    spans += [(fill[1], fill[3]) for fill in page.fills if fill[3] - fill[1] < page.height / 2]
    is_sheet = page.height >= _WIDE * page.width and _usual(page) < _SMALL * page.width
    return is_sheet and not any(top < stop and bottom > start for top, bottom in spans)


def _middle_of(page: PageLayout, length: float) -> tuple[float, float]:
    """The strip about the middle of a sheet so long that is free where two pages meet."""
    margin = min(_MARGIN, _MARGIN_EMS * _usual(page))
    return length / 2 - margin, length / 2 + margin


def _usual(page: PageLayout) -> float:
    """The size of most characters."""
    return median(glyph.size for glyph in page.glyphs) if page.glyphs else page.width


def _is_full(page: PageLayout) -> bool:
    """Whether there is text on both sides; the figures of a wide table without their labels are none."""
    left = sum(glyph.x1 < page.width / 2 for glyph in page.glyphs)
    shared = len(page.glyphs) >= _FEWEST_GLYPHS and 0.15 < left / len(page.glyphs) < 0.85
    return shared and all(map(_has_text, _halves(page)))


def _has_text(half: PageLayout) -> bool:
    letters, digits = (sum(is_one(g.text.strip()) for g in half.glyphs) for is_one in (str.isalpha, str.isdigit))
    return letters >= _LEAST_LETTERS * digits


def _halves(page: PageLayout) -> list[PageLayout]:
    """The pages of a sheet; a part without a character is none."""
    middle, down = page.width / 2, page.height / 2
    rows = ((0.0, page.height),) if page.width > page.height else ((0.0, down), (down, page.height))
    parts = (
        _part(page, (start, top, stop, bottom))
        for top, bottom in rows
        for start, stop in ((0.0, middle), (middle, page.width))
    )
    return [part for part in parts if part.glyphs]


def _part(page: PageLayout, part: Box) -> PageLayout:
    """What has its middle in a part of a page, where it stands on the whole."""

    def holds(x: float, y: float) -> bool:
        return part[0] <= x < part[2] and part[1] <= y < part[3]

    def held(boxes: Sequence[Box]) -> tuple[Box, ...]:
        return tuple(box for box in boxes if holds((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))

    return replace(
        page,
        left=part[0],
        width=part[2] - part[0],
        height=part[3],
        glyphs=tuple(glyph for glyph in page.glyphs if holds(*glyph.middle)),
        rules=tuple(rule for rule in page.rules if holds(*_middle(rule))),
        pictures=held(page.pictures),
        fills=held(page.fills),
        dark=held(page.dark),
        marks=held(page.marks),
        slants=held(page.slants),
    )


def _middle(rule: Rule) -> tuple[float, float]:
    along = (rule.start + rule.end) / 2
    return (along, rule.at) if rule.horizontal else (rule.at, along)
