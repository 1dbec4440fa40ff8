"""Characters that are printed once more a little beside themselves, to look bold → once."""

from __future__ import annotations

from collections.abc import Iterable

from flows.extract.layout.page import Glyph

# Of its width, of its size: no further from itself is a character printed again.
_BESIDE, _LEVEL = 0.35, 0.2
# Points: characters are compared with those of their own square of so many and of those around it.
_SQUARE = 4.0


def printed_once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The characters in their order, the first of each."""
    known: dict[tuple[str, int, int], list[Glyph]] = {}
    kept = []
    for glyph in glyphs:
        x, y = (int(place // _SQUARE) for place in glyph.middle)
        around = ((glyph.text, x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1))
        if not any(_is_again(glyph, other) for square in around for other in known.get(square, ())):
            known.setdefault((glyph.text, x, y), []).append(glyph)
            kept.append(glyph)
    return kept


def _is_again(glyph: Glyph, other: Glyph) -> bool:
    (x0, y0), (x1, y1) = other.middle, glyph.middle
    near = abs(x1 - x0) < _BESIDE * (glyph.x1 - glyph.x0) and abs(y1 - y0) < _LEVEL * glyph.size
    return near and abs(glyph.size - other.size) < _LEVEL * glyph.size
