"""Tables without ruled lines: figures that stand under each other make the columns, wrapped labels join their row.

A row's label may be wrapped above and below its figures; each piece goes to the row whose figures are nearest. Only
what stands there becomes a cell: an empty place stays an empty slot and is never filled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checks.model import Where
from flows.extract.document import Grid, GridCell
from flows.extract.layout.lines import Line, lines_of
from flows.extract.layout.page import Box, Glyph

_FIGURE = re.compile(r"^(?:-?\d[\d.,]*|[/／—–-]{1,2})$")
_SECTION = re.compile(r"^[一二三四五六]、.{4,}(?:情况|事项)$")
# Words further apart than this many characters are two cells.
_GAP_EMS = 1.1
_MOST_BETWEEN = 4


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A grid made from aligned text and the indices of the lines that went into it."""

    grid: Grid
    box: Box
    lines: range


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    box: Box

    @property
    def centre(self) -> float:
        return (self.box[0] + self.box[2]) / 2

    @property
    def is_figure(self) -> bool:
        return bool(_FIGURE.match(self.text))


def aligned_tables(lines: Sequence[Line], source: str, page: int) -> list[AlignedTable]:
    """The tables among these lines (top to bottom, of one page)."""
    tokens = [_tokens(line) for line in lines]
    tables = []
    for region in _regions(lines, tokens):
        grid = _grid([tokens[index] for index in region], source, page)
        if grid is not None:
            box = grid.where.bbox or (0.0, 0.0, 0.0, 0.0)
            tables.append(AlignedTable(grid, box, region))
    return tables


def _tokens(line: Line) -> list[_Token]:
    groups: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if groups and glyph.x0 - groups[-1][-1].x1 <= _GAP_EMS * max(glyph.size, 1.0):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    tokens = []
    for group in groups:
        for part in lines_of(group):
            if part.text:
                tokens.append(_Token(part.text, part.box))
    return tokens


def _regions(lines: Sequence[Line], tokens: Sequence[Sequence[_Token]]) -> list[range]:
    """Runs of lines that hold figures in columns, with the header above and the wrapped labels between."""
    anchors = [i for i, row in enumerate(tokens) if len(row) >= 2 and any(token.is_figure for token in row)]
    regions: list[range] = []
    for index in anchors:
        start = _reach_up(index, lines, tokens)
        if regions and start <= regions[-1].stop + _MOST_BETWEEN and not _parted(lines, regions[-1].stop, index):
            regions[-1] = range(regions[-1].start, index + 1)
        else:
            regions.append(range(max(start, regions[-1].stop if regions else 0), index + 1))
    figures = [sum(token.is_figure for i in region for token in tokens[i]) for region in regions]
    return [
        _reach_down(region, lines, tokens)
        for region, count in zip(regions, figures, strict=True)
        if len(region) >= 2 and count >= 3
    ]


def _reach_up(index: int, lines: Sequence[Line], tokens: Sequence[Sequence[_Token]]) -> int:
    """The first line of the header above an anchor: short or gapped lines, up to a section's title."""
    start = index
    widest = max(line.box[2] for line in lines) - min(line.box[0] for line in lines)
    while start > 0 and index - start < 8:
        above = lines[start - 1]
        full = above.box[2] - above.box[0] > 0.75 * widest and len(tokens[start - 1]) < 2
        if full or _SECTION.match(above.text):
            break
        start -= 1
    return start


def _reach_down(region: range, lines: Sequence[Line], tokens: Sequence[Sequence[_Token]]) -> range:
    """A label's last piece may hang below its figures: take short lines that are no section's title."""
    stop = region.stop
    while stop < len(lines) and stop - region.stop < 2:
        line, before = lines[stop], lines[stop - 1]
        near = line.box[1] - before.box[3] < 0.6 * line.size
        short = line.box[2] - line.box[0] < 14 * line.size
        if _SECTION.match(line.text) or not near or not short or len(tokens[stop]) > 1:
            break
        stop += 1
    return range(region.start, stop)


def _parted(lines: Sequence[Line], start: int, stop: int) -> bool:
    return any(_SECTION.match(lines[index].text) for index in range(start, stop))


def _grid(rows: Sequence[Sequence[_Token]], source: str, page: int) -> Grid | None:
    figures = [token for row in rows for token in row if token.is_figure]
    columns = _clusters([token.centre for token in figures], 8.0)
    if not columns:
        return None
    edge = min(token.box[0] for token in figures) - 4
    anchors = [index for index, row in enumerate(rows) if any(token.is_figure for token in row)]
    labels = [token for row in rows[anchors[0] :] for token in row if token.centre <= edge]
    margins = _clusters([token.box[0] for token in labels], 10.0) or [0.0]
    placed: dict[tuple[int, int], list[_Token]] = {}
    for index, row in enumerate(rows):
        for token in row:
            is_label = token.centre <= edge
            column = _nearest(token.box[0], margins) if is_label else len(margins) + _nearest(token.centre, columns)
            line = _home(token, index, rows, anchors) if is_label and index > anchors[0] else index
            placed.setdefault((line, column), []).append(token)
    cells = [_cell(line, column, group, source, page) for (line, column), group in sorted(placed.items())]
    where = Where(source=source, page=page, bbox=_around([token.box for row in rows for token in row]))
    return Grid(tuple(cells), len(rows), len(margins) + len(columns), where)


def _home(token: _Token, index: int, rows: Sequence[Sequence[_Token]], anchors: Sequence[int]) -> int:
    """The row of figures nearest in height to a piece of label."""
    if index in anchors:
        return index
    middle = (token.box[1] + token.box[3]) / 2
    return min(anchors, key=lambda anchor: abs(_height(rows[anchor]) - middle))


def _height(row: Sequence[_Token]) -> float:
    figure = next(token for token in row if token.is_figure)
    return (figure.box[1] + figure.box[3]) / 2


def _clusters(places: Sequence[float], most_apart: float) -> list[float]:
    """The centres of the groups that these places fall into."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] <= most_apart:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _nearest(centre: float, columns: Sequence[float]) -> int:
    return min(range(len(columns)), key=lambda index: abs(columns[index] - centre))


def _cell(row: int, column: int, group: Sequence[_Token], source: str, page: int) -> GridCell:
    ordered = sorted(group, key=lambda token: (round(token.box[1]), token.box[0]))
    lines = tuple(token.text for token in ordered)
    where = Where(source=source, page=page, bbox=_around([token.box for token in ordered]))
    joined = " ".join(lines) if all(token.is_figure for token in ordered) else "".join(lines)
    return GridCell(joined, row, column, 1, 1, where, lines)


def _around(boxes: Sequence[Box]) -> Box:
    return (
        round(min(box[0] for box in boxes), 1),
        round(min(box[1] for box in boxes), 1),
        round(max(box[2] for box in boxes), 1),
        round(max(box[3] for box in boxes), 1),
    )
