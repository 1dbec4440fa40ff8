"""The numbers of lines that a word processor prints in the margin → left out: they are none of the text, nor of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.extract.layout.lines import lines_of
from flows.extract.layout.page import Glyph, PageLayout

# How many numbers in order make a margin of them.
_FEWEST = 8
# The share of a page's text that may reach into its margin: a running head, an address below.
_BESIDE = 0.02
# In characters: how far the column of numbers stands from everything else.
_APART = 0.3


def without_line_numbers(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages without a column of numbers, one higher than the other, left of everything else; the last may be short."""
    margins = [_left_of_text(page.glyphs) for page in pages]
    numbers = [[line.text for line in lines_of(margin)] for margin in margins]
    if not any(len(found) >= _FEWEST and _are_counted(found) for found in numbers):
        return list(pages)
    return [
        replace(page, glyphs=tuple(g for g in page.glyphs if g not in margin)) if _are_counted(found) else page
        for page, margin, found in zip(pages, margins, numbers, strict=True)
    ]


def _left_of_text(glyphs: Sequence[Glyph]) -> frozenset[Glyph]:
    """The digits in a narrow column that begins furthest left, before nearly everything else."""
    starts = sorted(glyph.x0 for glyph in glyphs if not glyph.text.strip().isdigit())
    if not starts:
        return frozenset()
    edge = starts[int(len(starts) * _BESIDE)]
    before = [g for g in glyphs if g.text.strip().isdigit() and g.x1 + _APART * g.size < edge]
    column: list[Glyph] = []
    for glyph in sorted(before, key=lambda glyph: glyph.x0):
        if column and glyph.x0 - max(digit.x1 for digit in column) > _APART * glyph.size:
            break
        column.append(glyph)
    return frozenset(column)


def _are_counted(numbers: Sequence[str]) -> bool:
    if not all(number.isdecimal() for number in numbers):
        return False
    counted = [int(number) for number in numbers]
    steps = {later - earlier for earlier, later in zip(counted, counted[1:], strict=False)}
    return len(steps) <= 1 and min(steps, default=1) > 0
