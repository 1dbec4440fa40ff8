"""Units, and rests of notes, for which a cell of a table without ruled lines had no room beside its figure → at the figure above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.extract.layout.aligned_homes import overlap
from flows.extract.layout.words import NOTE_BEGUN, UNITS, Word, around

# Lines, and characters from middle to middle: no further above its unit does a figure stand.
_MOST_LINES, _LEADING = 3, 1.9


def with_units_joined(rows: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The rows without lines of nothing but units and rests of notes, each of which stands below its figure."""
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


def _home(rest: Word, above: Sequence[list[Word]]) -> tuple[list[Word], int] | None:
    """The figure right above that a unit or a rest of a note belongs to: its line, and its place there."""
    for line in reversed(above):
        for place, word in enumerate(line):
            if overlap(word.box, rest.box):
                belongs = word.text.isdecimal() if UNITS.fullmatch(rest.text) else NOTE_BEGUN.match(word.text)
                return (line, place) if belongs and rest.middle - word.middle < _LEADING * word.size else None
    return None
