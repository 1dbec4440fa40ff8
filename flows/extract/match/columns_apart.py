"""Table 3 in several tables or several parts of one, below each other, each with all of the rows and a part of the columns: as one again.

Only where all have the same rows, no column is in two and together they have all, and every figure stands right under
its column's name: then nothing is left to judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from flows.extract.document import Block, Grid, GridCell, Paragraph
from flows.extract.forms import forms
from flows.extract.grid import rows_of
from flows.extract.match.vocabulary import ids

_FEWEST_ROWS = 12
_FEWEST_OF_TWO = 40
"""Rows of a grid that holds those of table 3 twice."""
_FARTHEST = 2
"""Blocks from one part to the other: a line such as 续表 may stand between them."""


class _Part(NamedTuple):
    """The cells that name columns, by column id; for every row its label and its figures in the names' order."""

    heads: dict[str, GridCell]
    labels: list[GridCell]
    figures: list[list[GridCell]]


def with_columns_joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which a table 3 in parts stands whole in the place of the first; nothing is left in the others'."""
    joined = [_joined(parts) or block if len(parts := _parts(block)) > 1 else block for block in blocks]
    tall = [at for at, block in enumerate(joined) if isinstance(block, Grid) and block.height > _FEWEST_ROWS]
    for run in _runs(tall):
        while len(run) > 1:
            run = run[_put_together(joined, run) :]
    return tuple(joined)


def _put_together(blocks: list[Block], run: Sequence[int]) -> int:
    """Puts the parts that begin a run of tables together in the place of the first; how many tables these were, 1 if none."""
    for count in range(2, len(run) + 1):
        whole = _joined([grid for at in run[:count] if isinstance(grid := blocks[at], Grid)])
        if whole is not None:
            blocks[run[0]] = whole
            for at in run[1:count]:
                blocks[at] = Paragraph("", blocks[at].where)
            return count
    return 1


def _runs(tall: Sequence[int]) -> list[list[int]]:
    """Places of blocks by runs of those near each other."""
    runs: list[list[int]] = []
    for at in tall:
        if runs and at - runs[-1][-1] <= _FARTHEST:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _parts(block: Block) -> list[Grid]:
    """A grid cut wherever a head stands below rows of table 3; whole where a cell reaches over such a place."""
    if not isinstance(block, Grid):
        return []
    if block.height < _FEWEST_OF_TWO:
        return [block]
    rows = rows_of(block)
    named = [any(_names_row(cell.text) for cell in row) for row in rows]
    heads = [sum(bool(ids(cell.text, "T3", "column")) for cell in row) > 1 for row in rows]
    cuts = [at for at in range(len(rows)) if not at or (named[at - 1] and _is_head(at, named, heads))]
    pairs = list(pairwise([*cuts, len(rows)]))
    if any(cell.row < cut < cell.row + cell.rowspan for cell in block.cells for cut in cuts):
        return [block]
    return [
        Grid(
            tuple(cell._replace(row=cell.row - start) for cell in block.cells if start <= cell.row < stop),
            stop - start,
            block.width,
            block.where,
        )
        for start, stop in pairs
    ]


def _is_head(at: int, named: Sequence[bool], heads: Sequence[bool]) -> bool:
    """Whether the rows from one on that name none of the form are a head."""
    stop = next((later for later in range(at, len(named)) if named[later]), at)
    return any(heads[at:stop])


def _joined(grids: Sequence[Grid]) -> Grid | None:
    first = _part(grids[0])
    if len(grids) < 2 or first is None or len(first.heads) == len(_columns()):
        return None
    parts = [first, *filter(None, map(_part, grids[1:]))]
    heads = {column: cell for part in parts for column, cell in part.heads.items()}
    labels = {tuple(label.text for label in part.labels) for part in parts}
    is_whole = heads.keys() == set(_columns()) and sum(len(part.heads) for part in parts) == len(heads)
    if not is_whole or len(parts) < len(grids) or len(labels) > 1:
        return None
    order = [list(heads).index(column) for column in _columns()]
    lines = [[cell for line in row for cell in line] for row in zip(*(part.figures for part in parts), strict=True)]
    rows = [[heads[column] for column in _columns()], *([line[at] for at in order] for line in lines)]
    cells = [cell._replace(row=row, column=1 + at) for row, line in enumerate(rows) for at, cell in enumerate(line)]
    names = [label._replace(row=1 + at, column=0, colspan=1) for at, label in enumerate(first.labels)]
    # A name that reached over two lines of its head reaches over no figure here.
    whole = (cell._replace(rowspan=1, colspan=1) for cell in (*cells, *names))
    ordered = sorted(whole, key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(ordered), len(rows), 1 + len(order), grids[0].where)


@cache
def _columns() -> tuple[str, ...]:
    return tuple(column.id for column in forms()["2021"].t3_columns)


def _names_row(text: str) -> bool:
    """Whether a text names a row and no column: 其他 and 总计 are names of either."""
    return bool(ids(text, "T3", "row")) and not ids(text, "T3", "column")


def _part(grid: Grid) -> _Part | None:
    """A grid as a part of table 3; None where it is none, or a figure stands elsewhere than under its column's name."""
    rows = [row for row in rows_of(grid) if any(cell.text for cell in row)]
    top = next((at for at, row in enumerate(rows) if any(_names_row(cell.text) for cell in row)), len(rows))
    named = [(ids(cell.text, "T3", "column"), cell) for row in rows[:top] for cell in row if cell.text]
    heads = {found[0]: cell for found, cell in sorted(named, key=lambda pair: pair[1].column) if found}
    places = [cell.column for cell in heads.values()]
    named_by = [[cell for cell in row[: -len(places)] if cell.text] for row in rows[top:]] if places else []
    labels = [names[-1] for names in named_by if names]
    figures = [row[len(row) - len(places) :] for row in rows[top:]]
    stands = all([cell.column for cell in line] == places for line in figures)
    known = len(labels) == len(rows) - top >= _FEWEST_ROWS and all(ids(one.text, "T3", "row") for one in labels)
    return _Part(heads, labels, figures) if places and stands and known else None
