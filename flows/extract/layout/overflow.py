"""Lines of a label that its low row has no room for → back to the cell that the label is centred in.

Spreadsheets keep a row's height when its words wrap: what does not fit is printed over the cells above and below. Lines that
go on from each other stand evenly around the middle of their cell; a line in the middle of a cell is that one's. Where rows
have a height that nothing changes, words begin at the top and are cut off below: nothing goes on above a figure, or above its own number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flows.extract.layout.lines import Line, lines_of
from flows.extract.layout.page import TORN, Glyph
from flows.extract.layout.words import NUMBERED

Cell = tuple[int, int, int, int]
"""By its slots: top, left, height, width."""
Held = dict[Cell, list[Glyph]]

# In characters: how far a line reaches over its cell's edge, at least; how far from its place one stands, at most; how far
# apart the lines of one label are.
_OVER, _OFF = 0.2, 0.25
_LEAST_PITCH, _MOST_PITCH = 0.95, 1.7
_MOST_LINES = 4
_FIGURE = re.compile(r"[\d.,，]*\d[\d.,，]*")
_VALUE = re.compile(rf"{_FIGURE.pattern}|[/／—–-]")


@dataclass(frozen=True)
class _Words:
    """A line without a figure, and the cell in which its middle lies."""

    line: Line
    cell: Cell

    @property
    def middle(self) -> float:
        return (self.line.box[1] + self.line.box[3]) / 2

    def is_at(self, height: float) -> bool:
        return abs(self.middle - height) <= _OFF * self.line.size

    def goes_with(self, other: _Words) -> bool:
        """Whether both are set alike: in one size, and centred or from one edge."""
        box, size = self.line.box, self.line.size
        left, right = other.line.box[0] - box[0], other.line.box[2] - box[2]
        return abs(other.line.size - size) < 0.1 * size and min(abs(left), abs(right), abs(left + right) / 2) < size / 2


def at_home(held: Held, rows: Sequence[float]) -> Held:
    """What the cells hold, overflowing words in the cell that they belong to; `rows` are the heights of the lines across.

    A figure among words of which that cannot be told has an unknown character beside it.
    """
    bands: defaultdict[tuple[int, int], list[Cell]] = defaultdict(list)
    for cell, glyphs in held.items():
        if any(_overflows(glyph, cell, rows) for glyph in glyphs):
            bands[cell[1], cell[3]] = []
    for cell in held if bands else ():
        if (cell[1], cell[3]) in bands:
            bands[cell[1], cell[3]].append(cell)
    return held | {cell: glyphs for band in bands.values() for cell, glyphs in _settled(band, held, rows).items()}


def _overflows(glyph: Glyph, cell: Cell, rows: Sequence[float]) -> bool:
    over = _OVER * glyph.size
    beyond = glyph.top < rows[cell[0]] - over or glyph.bottom > rows[cell[0] + cell[2]] + over
    return beyond and glyph.text.isalpha()


def _settled(band: Sequence[Cell], held: Held, rows: Sequence[float]) -> Held:
    """What cells below each other hold, every line in its own."""
    words = [_Words(line, cell) for cell in band for line in lines_of(held[cell]) if not _FIGURE.fullmatch(line.text)]
    claims: defaultdict[int, list[Cell]] = defaultdict(list)
    for cell in band:
        for own in _label(cell, words, rows):
            claims[id(own)].append(cell)
    for own, cell in _hanging(words, held, rows):
        claims[id(own)] = claims[id(own)] or [cell]
    moved = [(own, claims[id(own)][0]) for own in words if len(claims[id(own)]) == 1 and claims[id(own)] != [own.cell]]
    away = {id(glyph) for own, _ in moved for glyph in own.line.glyphs}
    settled = {cell: [glyph for glyph in held[cell] if id(glyph) not in away] for cell in band}
    for cell in band:
        settled[cell] += _unknown(cell, settled[cell], rows)
    for own, cell in moved:
        settled[cell] += own.line.glyphs
    return settled


def _label(cell: Cell, words: Iterable[_Words], rows: Sequence[float]) -> list[_Words]:
    """The lines that stand evenly around a cell's middle and go beyond its edges; none where that may be more than one set."""
    top, bottom = rows[cell[0]], rows[cell[0] + cell[2]]
    near = [own for own in words if own.cell == cell or not own.is_at(_middle(own.cell, rows))]
    found = []
    for first in near:
        size, off = first.line.size, (top + bottom) / 2 - first.middle
        if off <= _OFF * size or first.line.box[1] >= top - _OVER * size:
            continue
        for count in range(2, _MOST_LINES + 1):
            pitch = 2 * off / (count - 1)
            if _LEAST_PITCH * size <= pitch <= _MOST_PITCH * size:
                found.append(_lines_at(first, [first.middle + at * pitch for at in range(1, count)], near))
    whole = [lines for lines in found if lines]
    return whole[0] if len(whole) == 1 else []


def _hanging(words: Sequence[_Words], held: Held, rows: Sequence[float]) -> Iterator[tuple[_Words, Cell]]:
    """Lines across the upper edge of the cell of a figure or a numbered label, above it, and the cell that each goes on from."""
    for above, own in pairwise(words):
        over = own.line.box[1] < rows[own.cell[0]] - _OVER * own.line.size
        close = own.middle - above.middle <= _MOST_PITCH * own.line.size
        if over and close and above.cell[0] + above.cell[2] == own.cell[0] and own.goes_with(above):
            rest = lines_of(glyph for glyph in held[own.cell] if glyph not in own.line.glyphs)
            text = rest[0].text if rest and rest[0].box[1] > own.middle else ""
            if (NUMBERED.match(text) or _VALUE.fullmatch(text)) and not NUMBERED.match(own.line.text):
                yield own, above.cell


def _middle(cell: Cell, rows: Sequence[float]) -> float:
    return (rows[cell[0]] + rows[cell[0] + cell[2]]) / 2


def _lines_at(first: _Words, heights: Iterable[float], words: Sequence[_Words]) -> list[_Words]:
    """A line and those at these heights that go with it; none where one is lacking or not alone."""
    lines = [first]
    for height in heights:
        there = [own for own in words if own.is_at(height) and own.goes_with(first)]
        if len(there) != 1:
            return []
        lines += there
    return lines


def _unknown(cell: Cell, glyphs: Sequence[Glyph], rows: Sequence[float]) -> list[Glyph]:
    """An unknown character, if words of other cells may stand over a cell's figure."""
    over = [glyph for glyph in glyphs if _overflows(glyph, cell, rows)]
    rest = [glyph for glyph in glyphs if glyph not in over]
    if not over or not _FIGURE.fullmatch("".join(glyph.text.strip() for glyph in rest)):
        return []
    off = max(abs(word.middle[1] - rest[0].middle[1]) for word in over)
    return [replace(rest[0], text=TORN)] if off > _OFF * rest[0].size else []
