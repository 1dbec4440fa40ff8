"""What is printed so light that it only marks the paper (内部资料, a reader's number on every sheet) → left out.

Light text on a dark ground is text. A faint figure that stands alone may be one or not: nobody can say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from flows.extract.layout.lines import lines_of
from flows.extract.layout.page import TORN, Box, Glyph, PageLayout
from flows.extract.layout.words import words_of

# Lightness from 0 (black) to 1 (white) from which on a character marks the paper, and is not seen at all.
_FAINT, _UNSEEN = 0.78, 0.97
# Where more than this share of a page is faint and no word of it comes again, that is how it is printed.
_MOST = 0.4
_GAP_EMS = 1.1


class _Run(NamedTuple):
    """Faint glyphs that stand together, and what they say."""

    text: str
    glyphs: list[Glyph]


def without_faint(page: PageLayout) -> PageLayout:
    """The page without faint words; faint figures of their own are characters that nobody can name."""
    faint = [glyph for glyph in page.glyphs if glyph.lightness > _FAINT and not _lies_in(glyph, page.dark)]
    runs = list(_runs(faint))
    if not runs or (len(faint) > _MOST * len(page.glyphs) and not _are_repeated(runs)):
        return page
    figures = {
        id(g) for run in runs if not any(map(str.isalpha, run.text)) for g in run.glyphs if g.lightness < _UNSEEN
    }
    gone = {id(glyph) for glyph in faint} - figures
    return replace(
        page,
        glyphs=tuple(
            replace(glyph, text=TORN) if id(glyph) in figures else glyph
            for glyph in page.glyphs
            if id(glyph) not in gone
        ),
    )


def is_unseen(glyph: Glyph, dark: Sequence[Box]) -> bool:
    """Whether a character is printed as light as its paper; on the `dark` boxes it is seen."""
    return glyph.lightness > _UNSEEN and not _lies_in(glyph, dark)


def _runs(glyphs: Sequence[Glyph]) -> Iterator[_Run]:
    for line in lines_of(glyphs):
        for word in words_of(line, 0, _GAP_EMS):
            yield _Run(word.text, [g for g in line.glyphs if word.box[0] - 0.1 <= g.x0 and g.x1 <= word.box[2] + 0.1])


def _are_repeated(runs: Sequence[_Run]) -> bool:
    return len({run.text for run in runs}) * 2 <= len(runs)


def _lies_in(glyph: Glyph, boxes: Sequence[Box]) -> bool:
    x, y = glyph.middle
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes)
