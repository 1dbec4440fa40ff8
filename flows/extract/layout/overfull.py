"""Cells of a ruled table in which figures of several cells stand, as lines between them are lacking there → parted.

They are parted where lines of other rows and columns would do so, if no word runs over these. A cell is overfull only where
a figure stands apart from something beside it, or several stand below each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from flows.extract.layout.lines import lines_of
from flows.extract.layout.page import Glyph
from flows.extract.layout.words import Word, words_of

# In characters: words further apart are of two cells.
_GAP = 1.1
# So many lines of figures are of several cells; so many lines, and so many figures beside each other, are never one cell's.
_STACK, _COLUMN, _ROW = 3, 6, 4

# Of every figure at least one character.
_SIGN = re.compile(r"[\d/／—–-]")

Slots = tuple[int, int, int, int]
"""A cell by its slots: top, left, height, width."""


def parted(cell: Slots, glyphs: Sequence[Glyph], rows: Sequence[float], columns: Sequence[float]) -> list[Slots]:
    """The cells that a cell is, by the heights of all lines across and the places of all lines down; mostly itself."""
    top, left, height, width = cell
    if len(glyphs) < 2 or (height < _STACK and width < 2):
        return [cell]
    words = _words(glyphs)
    across, down = [top, top + height], [left, left + width]
    if width > 1 and any(len(line) > 1 and any(word.is_figure for word in line) for line in words):
        free = [
            x for x in range(left + 1, left + width) if not any(w.box[0] < columns[x] < w.box[2] for w in _all(words))
        ]
        down = [left, *free, left + width]
    if height >= _STACK and len(_figures(words)) >= _STACK:
        free = [y for y in range(top + 1, top + height) if not any(w.box[1] < rows[y] < w.box[3] for w in _all(words))]
        across = [top, *free, top + height]
    return [(y, x, y1 - y, x1 - x) for y, y1 in pairwise(across) for x, x1 in pairwise(down)]


def is_table(glyphs: Sequence[Glyph]) -> bool:
    """Whether a cell holds a row or a column of figures that nothing parts: its table draws no lines where they would be."""
    if sum(_SIGN.search(glyph.text) is not None for glyph in glyphs) < _ROW:
        return False
    figures = _figures(_words(glyphs))
    return len(figures) >= _COLUMN or any(len(line) >= _ROW for line in figures)


def are_columns(cells: Iterable[Sequence[Glyph]]) -> bool:
    """Whether cells beside each other hold names with figures below them: whole columns, then, which nothing parts."""
    lines = ([word for line in _words(glyphs) for word in line] for glyphs in cells)
    return sum(len(words) > 1 and words[-1].is_figure and not words[0].is_figure for words in lines) >= _COLUMN


def _words(glyphs: Sequence[Glyph]) -> list[list[Word]]:
    return [words_of(line, number, _GAP) for number, line in enumerate(lines_of(glyphs)) if line.text]


def _figures(lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The figures of each line that has some."""
    return [found for line in lines if (found := [word for word in line if word.is_figure])]


def _all(lines: Sequence[Sequence[Word]]) -> Iterator[Word]:
    return (word for line in lines for word in line)
