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


def move_unseen(text: Any, place: Place, layout: PageLayout) -> bool:  # pypdfium2 ships no types
    """Moves unseen text beyond the page; whether there was any, so that the page's text has to be loaded again.

    `text` is the page's text page, `layout` what it gave.
    """
    glyphs, dark = layout.glyphs, layout.dark
    white = sum(is_unseen(glyph, dark) for glyph in glyphs if glyph.confidence == 1)
    if not white and all(glyph.confidence == 1 for glyph in glyphs):
        return False
    seen_on = dark if white <= _MOST * len(glyphs) else _EVERYWHERE
    forms = Moved(text)
    known: set[int] = set()
    for index in range(raw.FPDFText_CountChars(text.raw)):
        drawn = raw.FPDFText_GetTextObject(text.raw, index)
        if not drawn or (key := ctypes.addressof(drawn.contents)) in known:
            continue
        known.add(key)
        glyph = glyph_at(text, index, "", place, forms)
        if glyph.confidence < 1 or is_unseen(glyph, seen_on):
            move_away(drawn)
    return True


def move_away(drawn: Any) -> None:
    """Moves a text object beyond the page."""
    raw.FPDFPageObj_Transform(drawn, 1, 0, 0, 1, _AWAY, _AWAY)
