"""Tables that a text sets out with spaces, every character as wide as a terminal shows it: the columns keep their blanks.

What prints a page or a table as text pads its cells so: `w3m -dump`, pandoc, editors. Such a text is read as a printed
page without ruled lines is. That its figures stand where they seem to must be proven by the text itself: rows whose labels
differ in length have theirs under each other. Programs that lay out a PDF as text (`pdftotext -layout`) count a Chinese
character once, and only about: where a figure stands tells nothing of its column there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from checks.report import Where
from flows.extract.document import Grid
from flows.extract.layout.aligned import AlignedTable, aligned_tables
from flows.extract.layout.aligned_columns import bands_of
from flows.extract.layout.aligned_homes import overlap
from flows.extract.layout.aligned_regions import SECTION
from flows.extract.layout.lines import Line, lines_of
from flows.extract.layout.page import MOST_LOOKED_AT, Box, Glyph
from flows.extract.layout.words import Word, words_of
from flows.extract.readers.text_runs import Lines
from flows.extract.readers.text_widths import AMBIGUOUS, columns_of, width

_NARROW, _HIGH, _PITCH = 6.0, 12.0, 14.0
"""The page of type that a text is read on: points that a narrow character is wide, that one is high, from line to line."""
_ROW = re.compile(r"\S(?:\s+(?:\d[\d,.]*|[/—–-]{1,2})){3,}\s*$")
"""A label, or a figure, and three figures behind it at least."""
_FEWEST = 3


class Pitched(NamedTuple):
    """A table and the lines, by their index among those given, that it was made of."""

    lines: range
    grid: Grid


def pitched_tables(lines: Lines, name: str) -> list[Pitched]:
    """The tables among numbered lines of text, from top to bottom; none where their columns are not proven."""
    rows = [line for _, line in lines if _ROW.search(line)]
    if len(rows) < _FEWEST:
        return []
    for ambiguous in AMBIGUOUS:
        widest = max(width(line, ambiguous) for line in rows)
        found = [
            (run[table.lines.start : table.lines.stop], table)
            for run in _runs(lines, widest, ambiguous)
            for table in aligned_tables(run, name, 1)
        ]
        if _are_proven([run for run, _ in found]):
            return [_pitched(run, table, lines, name) for run, table in found]
    return []


def _runs(lines: Lines, widest: int, ambiguous: int) -> Iterator[list[Line]]:
    """Lines that may hold a table, as they are shown: without sentences, titles of parts and what is wider than all rows."""
    glyphs: list[Glyph] = []
    for at, (_, line) in enumerate(lines):
        bare = line.strip()
        if bare.endswith("。") or SECTION.match(bare) or width(line, ambiguous) > widest:
            yield _shown(glyphs)
            glyphs = []
        else:
            glyphs += _glyphs(line, at * _PITCH, ambiguous)
    yield _shown(glyphs)


def _shown(glyphs: list[Glyph]) -> list[Line]:
    """The lines of a run that no page would be too small for."""
    return lines_of(glyphs) if len(glyphs) <= MOST_LOOKED_AT else []


def _glyphs(line: str, top: float, ambiguous: int) -> Iterator[Glyph]:
    for sign, (start, stop) in zip(line, pairwise(columns_of(line, ambiguous)), strict=True):
        if stop > start and not sign.isspace():
            yield Glyph(sign, start * _NARROW, top, stop * _NARROW, top + _HIGH, _HIGH)


def _are_proven(tables: Sequence[Sequence[Line]]) -> bool:
    """Whether no two figures of any row share a column, and rows with labels of three lengths stand in the columns of a full one."""
    lengths = set()
    for table in tables:
        rows = [[word for word in words_of(line, 0) if word.is_figure] for line in table]
        bands = bands_of([figure for row in rows for figure in row])
        if any(_share(row, bands) for row in rows):
            return False
        if max(map(len, rows)) == len(bands):
            many = [at for at, row in enumerate(rows) if len(row) >= _FEWEST]
            lengths |= {sum(map(len, table[at].text.split()[: -len(rows[at])])) for at in many}
    return len(lengths) >= _FEWEST


def _share(row: Sequence[Word], bands: Sequence[Box]) -> bool:
    return any(sum(overlap(figure.box, band) for figure in row) > 1 for band in bands)


def _pitched(run: Sequence[Line], table: AlignedTable, lines: Lines, name: str) -> Pitched:
    """A table whose cells tell their line instead of a place on a page."""

    def index(box: Box) -> int:
        return round(box[1] / _PITCH)

    def place(box: Box) -> Where:
        return Where(name, f"line {lines[index(box)][0]}")

    whole = run[0].box
    heights = {cell.row: cell.where.bbox for cell in reversed(table.grid.cells) if cell.where.bbox}
    cells = tuple(cell._replace(where=place(heights.get(cell.row, whole))) for cell in table.grid.cells)
    return Pitched(range(index(whole), index(run[-1].box) + 1), replace(table.grid, cells=cells, where=place(whole)))
