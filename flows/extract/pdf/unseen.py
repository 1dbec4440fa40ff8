"""Text that nobody sees (invisible, transparent, white on white) → out of the way of the same text printed over it.

PDFium hands over only the first of two equal texts at one place. Where that one is unseen, the printed one would be lost
with it, and a cell with a figure would be taken for a blank one.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw

from flows.extract.layout.faint import is_unseen
from flows.extract.layout.page import Box, PageLayout
from flows.extract.pdf.glyphs import glyph_at
from flows.extract.pdf.moved import Moved
from flows.extract.pdf.place import Place

# Points: beyond the edges of every page.
_AWAY = 100_000.0
# Where more of a page than this share is white, its ground is what has not been understood.
_MOST = 0.4
_EVERYWHERE: tuple[Box, ...] = ((-_AWAY, -_AWAY, _AWAY, _AWAY),)


def move_unseen(
    text: Any, place: Place, layout: PageLayout
) -> list[tuple[Any, Box]] | None:  # pypdfium2 ships no types
    """Moves unseen text beyond the page; the text objects of a colour that is not seen, each with the box that it stood in.

    `text` is the page's text page, `layout` what it gave. What is white on white may be painted over what is to be seen. None
    where there was no unseen text; else the page's text has to be loaded again.
    """
    glyphs, dark = layout.glyphs, layout.dark
    white = sum(is_unseen(glyph, dark) for glyph in glyphs if glyph.confidence == 1)
    if not white and all(glyph.confidence == 1 for glyph in glyphs):
        return None
    seen_on = dark if white <= _MOST * len(glyphs) else _EVERYWHERE
    forms = Moved(text)
    known: set[int] = set()
    painted: dict[int, tuple[Any, Box]] = {}
    for index in range(raw.FPDFText_CountChars(text.raw)):
        drawn = raw.FPDFText_GetTextObject(text.raw, index)
        if not drawn or (key := ctypes.addressof(drawn.contents)) in known and key not in painted:
            continue
        glyph = glyph_at(text, index, "", place, forms)
        box = (glyph.x0, glyph.top, glyph.x1, glyph.bottom)
        if key in painted:
            painted[key] = (drawn, _around(painted[key][1], box))
        elif glyph.confidence < 1 or is_unseen(glyph, seen_on):
            if glyph.confidence == 1:
                painted[key] = (drawn, box)
            move_away(drawn)
        known.add(key)
    return list(painted.values())


def _around(box: Box, other: Box) -> Box:
    return (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))


def move_away(drawn: Any) -> None:
    """Moves a text object beyond the page."""
    raw.FPDFPageObj_Transform(drawn, 1, 0, 0, 1, _AWAY, _AWAY)


def move_back(drawn: Any) -> None:
    """Moves such a text object to where it stood."""
    raw.FPDFPageObj_Transform(drawn, 1, 0, 0, 1, -_AWAY, -_AWAY)
