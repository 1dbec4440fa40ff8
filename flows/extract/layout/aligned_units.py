"""Units for which the cell of a table without ruled lines had no room beside their figures → at the figures that they stand below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.extract.layout.aligned_homes import overlap
from flows.extract.layout.words import UNITS, Word, around

# Lines, and characters from middle to middle: no further above its unit does a figure stand.
_MOST_LINES, _LEADING = 3, 1.9


def with_units_joined(rows: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The rows without lines of nothing but units, each of which stands below a figure."""
    found = [list(row) for row in rows]
    for at, row in enumerate(found):
        homes = [_home(unit, found[max(at - _MOST_LINES, 0) : at]) for unit in row]
        if any(home is None for home in homes):
            continue
        for unit, home in zip(row, homes, strict=True):
            if home is not None:
                line, place = home
                word = line[place]
                line[place] = replace(word, text=word.text + unit.text, box=around((word.box, unit.box)))
        row.clear()
    return [row for row in found if row]


def _home(unit: Word, above: Sequence[list[Word]]) -> tuple[list[Word], int] | None:
    """The figure right above a unit: its line, and its place there."""
    if not UNITS.fullmatch(unit.text):
        return None
    for line in reversed(above):
        for place, word in enumerate(line):
            if overlap(word.box, unit.box):
                near = unit.middle - word.middle < _LEADING * word.size
                return (line, place) if near and word.text.isdecimal() else None
    return None
