"""Tables without ruled lines: figures that stand under each other make the columns, labels keep their figures' height.

Only what stands there becomes a figure. An empty place is a blank cell only where every figure of the table has found
its label: else nobody can say whose place it is, and there is no cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from math import inf
from typing import NamedTuple

from checks.report import Where
from flows.extract.document import Grid, GridCell
from flows.extract.layout.aligned_blocks import Block, blocks_of, edge_of, has_figures, is_figure, parted_at
from flows.extract.layout.aligned_bridges import torn_at_columns
from flows.extract.layout.aligned_columns import Columns, placed
from flows.extract.layout.aligned_heads import headed
from flows.extract.layout.aligned_labels import Label, Parting, labels_of
from flows.extract.layout.aligned_regions import GAP_EMS, regions_of
from flows.extract.layout.aligned_rows import assign
from flows.extract.layout.aligned_spread import with_spread_joined
from flows.extract.layout.aligned_stacks import unstacked
from flows.extract.layout.aligned_units import with_units_joined
from flows.extract.layout.aligned_unseen import goes_on_unseen
from flows.extract.layout.aligned_wraps import without_wraps
from flows.extract.layout.lines import Line
from flows.extract.layout.page import TORN, Box
from flows.extract.layout.words import Word, around, together, words_of

# A label may follow another one's number more closely than words follow words.
_LABEL_GAP_EMS = 0.12
_FEW = 3
# In brackets a colon may be part of a column's name: 本年收费金额（单位：万元）.
_CAPTION = re.compile(r"[^（(]*[：:]")


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A grid made from aligned text, the indices of the lines that went into it, the bands of its last figures."""

    grid: Grid
    box: Box
    lines: range
    columns: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the grid to be: its height on the page, its labels by label column, its figures by figure column.

    `blanks` are the columns without a figure that are known to have none, `blank` is what stands in them.
    """

    height: float
    labels: tuple[tuple[int, Word], ...]
    figures: tuple[tuple[int, Word], ...]
    blanks: tuple[int, ...] = ()
    blank: str = ""


class _Rows(NamedTuple):
    """The rows of a block and the columns that they stand in."""

    rows: list[_Row]
    columns: Columns


def aligned_tables(
    lines: Sequence[Line],
    source: str,
    page: int,
    rules: Sequence[float] = (),
    carried: Sequence[Box] = (),
    blank_confidence: float = 1.0,
    marks: Sequence[Box] = (),
) -> list[AlignedTable]:
    """The tables among these lines (top to bottom, of one page).

    `rules` are heights of lines drawn across the page, `carried` the columns of the table that the page before ended with;
    `blank_confidence` is how sure it is that a place without a figure is empty, `marks` where figures stand that nobody sees.
    """
    place = Where(source=source, page=page, confidence=blank_confidence)
    tokens = [words_of(line, number, GAP_EMS) for number, line in enumerate(lines)]
    tables = []
    for region in regions_of(lines, tokens):
        words = [words_of(lines[number], number, _LABEL_GAP_EMS) for number in region]
        found = _grid(words, tokens[region.start : region.stop], rules, place, carried, marks)
        if found is not None:
            grid, columns = found
            carried = columns
            tables.append(AlignedTable(grid, grid.where.bbox or (0.0, 0.0, 0.0, 0.0), region, columns))
    return tables


def _grid(
    words: Sequence[Sequence[Word]],
    tokens: Sequence[Sequence[Word]],
    rules: Sequence[float],
    place: Where,
    carried: Sequence[Box],
    marks: Sequence[Box],
) -> tuple[Grid, tuple[Box, ...]] | None:
    edge = edge_of(words, tokens)
    if edge is None:
        return None
    words = with_units_joined(with_spread_joined([parted_at(row, edge) for row in words], edge))
    rows, parting = list[_Row](), Parting(rules, _pitch(words, edge))
    for block in blocks_of(words, edge):
        found, columns = _rows(block, edge, parting, carried)
        carried = columns.bands
        rows += (replace(row, blank=TORN) if _goes_on(row, marks) else row for row in found)
    width = 1 + max((column for row in rows for column, _ in row.labels), default=0)
    cells = [cell for number, row in enumerate(rows) for cell in _cells(row, number, width, place)]
    where = place._replace(confidence=1.0, bbox=around(word.box for row in words for word in row))
    return Grid(tuple(cells), len(rows), max((cell.column + 1 for cell in cells), default=0), where), tuple(carried)


def _goes_on(row: _Row, marks: Sequence[Box]) -> bool:
    return goes_on_unseen([word for _, word in (*row.labels, *row.figures)], row.height, marks)


def _pitch(words: Sequence[Sequence[Word]], edge: float) -> float:
    """The least distance between two lines that have a label and figures, one right below the other."""
    heights = [row[0].middle if _is_label(row[0], edge) and has_figures(row, edge) else None for row in words]
    return min((low - up for up, low in pairwise(heights) if up is not None and low is not None), default=inf)


def _rows(given: Block, edge: float, parting: Parting, carried: Sequence[Box]) -> _Rows:
    block = given.lines
    first = next((number for number, row in enumerate(block) if has_figures(row, edge)), len(block))
    while first > given.heads and all(word.box[2] <= edge for word in block[first - 1]):
        first -= 1  # the first label's upper lines
    untied = _untied(block[first:], edge)
    body = unstacked(untied, lambda word: _is_label(word, edge), parting.rules)
    labels = [word for row in body for word in row if _is_label(word, edge)]
    figures = [word for row in body for word in row if not _is_label(word, edge)]
    captions = list(takewhile(_is_caption, block[:first]))
    heads, columns = headed([row for row in block[len(captions) : first] if row], figures, labels, carried)
    edge = min((edge, *(band[0] for band in columns.bands)))
    rows = [*map(_caption, captions), *(_head(row, edge, columns.bands) for row in heads)]
    return _Rows([*rows, *_body(body, edge, columns, parting, mixed=_are_mixed(untied, body))], columns)


def _is_caption(row: Sequence[Word]) -> bool:
    """Whether a line says something of the table as a whole (单位：件): no column is called so."""
    return bool(row) and _CAPTION.match("".join(word.text for word in row)) is not None


def _caption(row: Sequence[Word]) -> _Row:
    return _Row(row[0].middle, ((0, together(row)),), ())


def _untied(body: Sequence[Sequence[Word]], edge: float) -> list[list[Word]]:
    """The rows, in which no figure stands in two columns."""
    figures = torn_at_columns([[word for word in row if not _is_label(word, edge)] for row in body])
    return [[*(word for word in row if _is_label(word, edge)), *own] for row, own in zip(body, figures, strict=True)]


def _head(words: Sequence[Word], edge: float, columns: Sequence[Box]) -> _Row:
    """A line of the head: what it begins with left of the figures is no column's name."""
    label = [words[0]] if words[0].box[0] + words[0].box[2] < 2 * edge else []
    for word in words[len(label) :]:
        if label and word.box[2] <= edge and word.box[0] - label[-1].box[2] <= GAP_EMS * word.size:
            label.append(word)
    names = words[len(label) :]
    return _Row(words[0].middle, ((0, together(label)),) if label else (), tuple(placed(names, columns)))


def _are_mixed(lines: Sequence[Sequence[Word]], rows: Sequence[Sequence[Word]]) -> bool:
    """Whether figures of several lines that cannot be those of one row were put into one."""
    given = {word.text for line in lines for word in line}
    return any(TORN in word.text and word.text not in given for row in rows for word in row)


def _body(
    block: Sequence[Sequence[Word]], edge: float, columns: Columns, parting: Parting, *, mixed: bool
) -> list[_Row]:
    """Rows by their labels; a label without figures is a row of blanks, unless some figures have lost theirs.

    `mixed` says that figures of several rows may stand in one.
    """
    figures = {row[0].line: [word for word in row if not _is_label(word, edge)] for row in block if row}
    heights = {line: found[0].middle for line, found in figures.items() if found}
    labels = labels_of([[word for word in row if _is_label(word, edge)] for row in block], set(heights), parting)
    size = max((word.size for row in block for word in row), default=1.0)
    loose = assign(labels, heights, size)
    loose = without_wraps(loose, labels, heights, figures)
    sure = not (loose or mixed or _is_crowded(labels, figures, columns.bands) or _is_unsure(labels))
    # A figure that lost its row may be that of any place in its column.
    lost = {column for line in loose for column, _ in placed(figures[line], columns.bands)}
    everywhere = tuple(column for column in range(len(columns.bands)) if column not in lost)
    known = everywhere if columns.named or sure else ()
    rows = [_Row(heights[line], (), tuple(placed(figures[line], columns.bands)), known) for line in loose]
    for label in labels:
        if label.anchors or sure:
            rows += _labelled(label, heights, figures, columns.bands, known)
        else:
            rows.append(_Row(label.word.middle, ((label.column, label.word),), ()))
    return sorted(rows, key=lambda row: row.height)


def _is_crowded(labels: Sequence[Label], figures: dict[int, list[Word]], columns: Sequence[Box]) -> bool:
    """Whether a label has two rows of figures, of which one may be that of a label without any."""
    held = [[column for line in label.anchors for column, _ in placed(figures[line], columns)] for label in labels]
    return any(len(set(own)) < len(own) for own in held)


def _is_unsure(labels: Sequence[Label]) -> bool:
    """Whether figures went to a label without a number that another one's piece may be: a numbered one above it has none."""
    numbered = sum(label.is_numbered for label in labels)
    unnumbered = [label for label in labels if label.anchors and not label.is_numbered]
    waiting = any(label.is_numbered and not label.anchors for label in labels)
    return bool(unnumbered) and (numbered > _FEW or waiting)


def _is_label(word: Word, edge: float) -> bool:
    return word.box[0] < edge - 1 and not is_figure(word, edge)


def _labelled(
    label: Label,
    heights: dict[int, float],
    figures: dict[int, list[Word]],
    columns: Sequence[Box],
    blanks: tuple[int, ...],
) -> Iterator[_Row]:
    own: tuple[tuple[int, Word], ...] = ((label.column, label.word),)
    if any(piece.line in label.anchors and piece.box[2] > columns[0][0] + 1 for piece in label.pieces):
        blanks = tuple(column for column in blanks if column)  # its end may be the first figure
    if not label.anchors:
        yield _Row(label.word.middle, own, (), blanks)
        return
    found: dict[int, list[Word]] = {}
    for column, word in (figure for line in label.anchors for figure in placed(figures[line], columns)):
        found.setdefault(column, []).append(word)
    yield _Row(heights[label.anchors[0]], own, tuple((column, _one(words)) for column, words in found.items()), blanks)


def _one(words: Sequence[Word]) -> Word:
    """The figure of a cell; of two under each other nobody can say whether they are one or which row is whose."""
    whole = together(words)
    return whole if len(words) == 1 else replace(whole, text=whole.text + TORN)


def _cells(row: _Row, number: int, width: int, place: Where) -> Iterator[GridCell]:
    """The cells of a row; `place` is that of a blank one."""

    def cell(column: int, word: Word | None) -> GridCell:
        text = word.text if word else row.blank
        where = place._replace(bbox=word.box, confidence=word.confidence) if word else place
        return GridCell(text, number, column, 1, 1, where, (text,) if text else ())

    for column, word in row.labels:
        yield cell(column, word)
    figures = dict(row.figures)
    for column in sorted(figures.keys() | set(row.blanks)):
        yield cell(width + column, figures.get(column))
