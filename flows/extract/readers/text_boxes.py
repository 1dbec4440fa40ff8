"""Tables drawn with strokes (`+---+`, `┌─┬┐`) → grids, by where the strokes stand: cells may reach over rows and columns.

What draws them pads its cells by the columns of a terminal, or by counting characters. A table is read by the measure in which
its strokes stand under each other from top to bottom; by none, it is left to be read line by line.
Sources: reStructuredText Markup Specification, "Grid Tables"; Pandoc User's Guide, "Tables".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise, product
from typing import NamedTuple

from flows.extract.document import Grid
from flows.extract.readers.text_box_rows import Area, grid_of
from flows.extract.readers.text_runs import Lines
from flows.extract.readers.text_strokes import JUNCTIONS, LEVELS, UPRIGHTS
from flows.extract.readers.text_widths import MEASURES

_BEGINS = re.compile(r"[ \t]*[|+\u2500-\u257f]")
_RULE = re.compile(r"[ \t]*(?:\+[-=+]{2}|\|[-=]+\+|[\u2500-\u257f]{3})")
_FULL_RULE = re.compile(r"\+(?:[-=]+\+)+")
_FEWEST_LINES, _MOST_LINES, _LONGEST_LINE, _MOST_EDGES = 3, 1000, 4000, 60


class Drawn(NamedTuple):
    """A table and the lines, by their index among those given, that it was made of."""

    lines: range
    grid: Grid


class _Shown(NamedTuple):
    """A line as it is shown: the sign that begins in each column, and where the last one ends."""

    signs: Mapping[int, str]
    stop: int

    def at(self, column: int) -> str:
        return self.signs.get(column, " ")

    def between(self, left: int, right: int) -> str:
        return "".join([sign for column, sign in self.signs.items() if left < column < right])


class _Band(NamedTuple):
    """The lines between two rules: the edges drawn in them, and the slots that the rule below them closes."""

    lines: range
    drawn: frozenset[int]
    closed: frozenset[int]


def drawn_tables(lines: Lines, name: str) -> Iterator[Drawn]:
    """The tables among numbered lines of text, from top to bottom, whose strokes stand where those of a table do."""
    for begins, run in groupby(range(len(lines)), key=lambda at: _BEGINS.match(lines[at][1]) is not None):
        places = list(run)
        span = range(places[0], places[-1] + 1)
        if begins and _FEWEST_LINES <= len(span) <= _MOST_LINES:
            grid = _grid(lines[span.start : span.stop], name)
            if grid is not None:
                yield Drawn(span, grid)


def _grid(lines: Lines, name: str) -> Grid | None:
    texts = [line.rstrip() for _, line in lines]
    if not any(map(_RULE.match, texts)) or max(map(len, texts)) > _LONGEST_LINE:
        return None
    for measure in MEASURES:
        shown = [_Shown(dict(zip(measure(text), text, strict=False)), measure(text)[-1]) for text in texts]
        edges = _edges(shown)
        bands = _bands(shown, edges) if edges else []
        areas = _areas(bands, len(edges) - 1) if bands else []
        if areas:
            read = [_read(area, bands, shown, edges) for area in areas]
            return grid_of(read, [band.lines for band in bands], [number for number, _ in lines], name)
    return _crowded(lines, name)


def _crowded(lines: Lines, name: str) -> Grid | None:
    """The table of lines whose bars a character too wide for its cell moved, where every line has every column's bars.

    Pandoc gives a column of a broad table the width of one narrow character.
    """
    texts = [line.strip() for _, line in lines]
    ruled = [_FULL_RULE.fullmatch(text) is not None for text in texts]
    counts = {text.count("+" if is_rule else "|") for text, is_rule in zip(texts, ruled, strict=True)}
    if len(counts) > 1 or min(counts) < 2:
        return None
    bands = [range(above + 1, at) for above, at in pairwise(at for at, is_rule in enumerate(ruled) if is_rule)]
    cells = [zip(*(texts[at].split("|")[1:-1] for at in band), strict=True) for band in bands]
    areas = [Area(top, top + 1, at, at + 1, words) for top, row in enumerate(cells) for at, words in enumerate(row)]
    is_closed = ruled[0] and ruled[-1] and all(bands)
    return grid_of(areas, bands, [number for number, _ in lines], name) if is_closed else None


def _edges(lines: Sequence[_Shown]) -> list[int]:
    """The columns in which strokes part cells; none where the lines do not begin and end under each other."""
    firsts = {next(column for column, sign in line.signs.items() if not sign.isspace()) for line in lines}
    lasts = {max(line.signs) for line in lines}
    inner = {
        column
        for line in lines
        for column, sign in line.signs.items()
        if sign in JUNCTIONS and (sign != "+" or line.at(column - 1) in LEVELS or line.at(column + 1) in LEVELS)
    }
    edges = sorted(firsts | lasts | inner)
    is_box = len(firsts) == len(lasts) == 1 and edges[0] in firsts and edges[-1] in lasts
    return edges if is_box and 2 <= len(edges) <= _MOST_EDGES else []


def _bands(lines: Sequence[_Shown], edges: Sequence[int]) -> list[_Band]:
    """The lines between rules; none where an upright stroke ends on the way from one rule to the next."""
    bands: list[_Band] = []
    for at, line in enumerate(lines):
        ruled = frozenset(slot for slot, ends in enumerate(pairwise(edges)) if _is_ruled(line, *ends))
        if ruled and bands:
            bands[-1] = bands[-1]._replace(closed=bands[-1].closed | ruled)
        if ruled:
            continue
        drawn = frozenset(number for number, edge in enumerate(edges) if line.at(edge) in UPRIGHTS)
        goes_on = bands and bands[-1].lines.stop == at and not bands[-1].closed
        if not {0, len(edges) - 1} <= drawn or (goes_on and drawn != bands[-1].drawn):
            return []
        start = bands.pop().lines.start if goes_on else at
        bands.append(_Band(range(start, at + 1), drawn, frozenset()))
    return bands


def _is_ruled(line: _Shown, left: int, right: int) -> bool:
    """Whether a level stroke goes from edge to edge; one between two uprights is what a cell says of nothing."""
    ends = {line.at(left), line.at(right)}
    return set(line.between(left, right)) <= LEVELS and bool(ends & (JUNCTIONS | LEVELS))


def _areas(bands: Sequence[_Band], slots: int) -> list[Area]:
    """The cells in reading order; none where one is no rectangle."""
    found: list[Area] = []
    taken: set[tuple[int, int]] = set()
    for top, left in product(range(len(bands)), range(slots)):
        if (top, left) in taken:
            continue
        right = next(edge for edge in range(left + 1, slots + 1) if edge in bands[top].drawn)
        own, bottom = frozenset(range(left, right)), top + 1
        while bottom < len(bands) and not own & bands[bottom - 1].closed:
            bottom += 1
        covered = set(product(range(top, bottom), own))
        edges = {
            (edge in band.drawn, edge in (left, right)) for band in bands[top:bottom] for edge in range(left, right + 1)
        }
        open_ = bottom < len(bands) and not own <= bands[bottom - 1].closed
        if covered & taken or open_ or not edges <= {(True, True), (False, False)}:
            return []
        taken |= covered
        found.append(Area(top, bottom, left, right))
    return found


def _read(area: Area, bands: Sequence[_Band], lines: Sequence[_Shown], edges: Sequence[int]) -> Area:
    """An area with the words of its lines."""
    own = range(bands[area.top].lines.start, bands[area.bottom - 1].lines.stop)
    return area._replace(words=tuple(lines[at].between(edges[area.left], edges[area.right]) for at in own))
