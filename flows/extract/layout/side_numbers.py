"""The number of a page at its left or right edge, on its side as on a wide table bound into an upright booklet → left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.extract.layout.page import TORN, Glyph, PageLayout

# A digit on its side cannot be told.
_SIGN = re.compile(rf"[-—–―－{TORN}]")
_NUMBER = re.compile(rf"[-—–―－]+{TORN}+[-—–―－]+")
# Of the longer side of a sheet.
_MARGIN = 0.09
# In characters: how far one of them stands above the other, how far their middles are from one line.
_STEP, _ALIGNED = 1.3, 0.35


def without_side_numbers(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages without a number between dashes that runs down or up their edge, with nothing beside it."""
    return [_without(page) for page in pages]


def _without(page: PageLayout) -> PageLayout:
    margin = _MARGIN * max(page.width, page.height)
    signs = [
        glyph
        for glyph in page.glyphs
        if (glyph.x1 < margin or glyph.x0 > page.width - margin) and _SIGN.fullmatch(glyph.text.strip())
    ]
    for stack in _stacks(signs):
        is_number = _NUMBER.fullmatch("".join(glyph.text.strip() for glyph in stack))
        if is_number and not any(_is_beside(glyph, stack) for glyph in page.glyphs):
            return replace(page, glyphs=tuple(glyph for glyph in page.glyphs if glyph not in stack))
    return page


def _stacks(signs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters above each other."""
    stacks: list[list[Glyph]] = []
    for glyph in sorted(signs, key=lambda glyph: glyph.middle[1]):
        mates = (stack for stack in stacks if _goes_on(stack[-1], glyph))
        if (stack := next(mates, None)) is not None:
            stack.append(glyph)
        else:
            stacks.append([glyph])
    return stacks


def _goes_on(above: Glyph, glyph: Glyph) -> bool:
    (x0, y0), (x1, y1) = above.middle, glyph.middle
    return abs(x1 - x0) < _ALIGNED * glyph.size and y1 - y0 < _STEP * glyph.size


def _is_beside(glyph: Glyph, stack: Sequence[Glyph]) -> bool:
    """Whether another character stands near a stack."""
    size = stack[0].size
    (x, y), top, foot = glyph.middle, stack[0].middle[1] - size, stack[-1].middle[1] + size
    return glyph not in stack and abs(x - stack[0].middle[0]) < 2 * size and top < y < foot
