"""How the figures of a table are set in their columns, by their middles or their right ends: what parts those that touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from flows.extract.layout.page import Glyph

Span = tuple[float, float]
# In characters: a digit more or less moves the middle of a figure by twice as much.
_OFF = 0.12
# The share of figures that are set like the others, and how many of them tell that.
_MOST, _FEWEST = 0.8, 6
# How much of the width of a figure lies left of the place by which it is set. Where left ends are alike, a long figure that runs on
# into a blank cell looks like two.
_SIDES = (0.5, 1.0)


class Setting(NamedTuple):
    """The place of each column by which its figures are set: `side` of their width lies left of it."""

    side: float
    places: Mapping[int, float]
    off: float

    def holds(self, column: int, span: Span) -> bool:
        """Whether what begins and ends there is set like the figures of a column."""
        place = self.places.get(column)
        return place is not None and abs(_place(span, self.side) - place) <= self.off

    def parted(self, glyphs: Sequence[Glyph], columns: range) -> list[Sequence[Glyph]]:
        """The figures of a row of digits over columns beside each other; none where they cannot be told in one way alone."""
        ways = list(self._ways(glyphs, columns))
        return ways[0] if len(ways) == 1 else []

    def _ways(self, glyphs: Sequence[Glyph], columns: range) -> Iterator[list[Sequence[Glyph]]]:
        if len(columns) == 1:
            if glyphs and self.holds(columns[0], span_of(glyphs)):
                yield [glyphs]
            return
        for stop in range(1, len(glyphs)):
            if self.holds(columns[0], span_of(glyphs[:stop])):
                yield from ([glyphs[:stop], *rest] for rest in self._ways(glyphs[stop:], columns[1:]))


def setting_of(columns: Mapping[int, Sequence[Span]], size: float) -> Setting | None:
    """The one way in which nearly all figures of a table are set; `size` is that of their characters. None where more fit, or none."""
    settings = [_setting(columns, side, _OFF * size) for side in _SIDES]
    found = [setting for setting in settings if setting is not None]
    return found[0] if len(found) == 1 else None


def span_of(glyphs: Sequence[Glyph]) -> Span:
    """Where a row of characters begins and ends."""
    return glyphs[0].x0, glyphs[-1].x1


def _setting(columns: Mapping[int, Sequence[Span]], side: float, off: float) -> Setting | None:
    held = {column: [_place(span, side) for span in spans] for column, spans in columns.items() if spans}
    setting = Setting(side, {column: median(places) for column, places in held.items()}, off)
    count = sum(map(len, held.values()))
    alike = sum(abs(place - setting.places[column]) <= off for column, places in held.items() for place in places)
    return setting if count >= _FEWEST and alike >= _MOST * count else None


def _place(span: Span, side: float) -> float:
    return span[0] + side * (span[1] - span[0])
