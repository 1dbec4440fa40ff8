"""Table 3 in two tables below each other, each with all of the rows and a part of the columns: as one table again.

Only where both have the same rows, no column is in both and together they have all, and every figure stands right under
its column's name: then nothing is left to judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from flows.extract.document import Block, Grid, GridCell, Paragraph
from flows.extract.forms import forms
from flows.extract.grid import rows_of
from flows.extract.match.vocabulary import ids

_FEWEST_ROWS = 12
_FARTHEST = 2
"""Blocks from one part to the other: a line such as 续表 may stand between them."""


class _Part(NamedTuple):
    """The cells that name columns, by column id; for every row its label and its figures in the names' order."""

    heads: dict[str, GridCell]
    labels: list[GridCell]
    figures: list[list[GridCell]]


def with_columns_joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which a table 3 in two parts stands whole in the place of the first; nothing is left in the other's."""
    joined = list(blocks)
    tall = [at for at, block in enumerate(blocks) if isinstance(block, Grid) and block.height > _FEWEST_ROWS]
    for one, other in zip(tall, tall[1:], strict=False):
        first, second = joined[one], joined[other]
        if other - one <= _FARTHEST and isinstance(first, Grid) and isinstance(second, Grid):
            whole = _joined(first, second)
            if whole is not None:
                joined[one], joined[other] = whole, Paragraph("", second.where)
    return tuple(joined)


def _joined(first: Grid, second: Grid) -> Grid | None:
    one = _part(first)
    other = _part(second) if one and len(one.heads) < len(_columns()) else None
    if one is None or other is None or one.heads.keys() & other.heads.keys():
        return None
    heads = {**one.heads, **other.heads}
    if heads.keys() != set(_columns()) or [label.text for label in one.labels] != [
        label.text for label in other.labels
    ]:
        return None
    order = [list(heads).index(column) for column in _columns()]
    rows = [[heads[column] for column in _columns()]]
    rows += [[(*left, *right)[at] for at in order] for left, right in zip(one.figures, other.figures, strict=True)]
    cells = [cell._replace(row=row, column=1 + at) for row, line in enumerate(rows) for at, cell in enumerate(line)]
    labels = [label._replace(row=1 + at, column=0, colspan=1) for at, label in enumerate(one.labels)]
    # A name that reached over two lines of its head reaches over no figure here.
    whole = (cell._replace(rowspan=1, colspan=1) for cell in (*cells, *labels))
    ordered = sorted(whole, key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(ordered), len(rows), 1 + len(order), first.where)


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
