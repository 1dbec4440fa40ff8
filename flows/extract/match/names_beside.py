"""Table 2 as a list, the name of a column right before each figure: 规章 | 本年制发件数 | 3, under heads as the form has it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import NamedTuple

from checks.report import CellState
from flows.extract.document import Block, Grid, GridCell
from flows.extract.grid import RawCell, lay_out, rows_of
from flows.extract.match.lines import state
from flows.extract.match.t2_heads import is_item
from flows.extract.match.vocabulary import ids

_FEWEST = 3
"""Figures with the name of their column before them."""
_CORNER = RawCell("信息内容")


class _Entry(NamedTuple):
    """A figure, its column's name before it, and what stands for its row: the row's name and the item of article 20, if any."""

    item: GridCell | None
    name: GridCell
    column: GridCell
    figure: GridCell


def with_names_above(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which every list of table 2's figures has the names of columns above them."""
    return tuple(_headed(block) if isinstance(block, Grid) else block for block in blocks)


def _headed(grid: Grid) -> Grid:
    named = sum(_is_column(cell) for cell in grid.cells)
    entries = list(_entries(grid)) if named >= _FEWEST else []
    if not entries or len(entries) < named or not any(entry.figure.text for entry in entries):
        return grid
    rows: list[list[RawCell]] = []
    item: GridCell | None = None
    for _, run in groupby(entries, key=lambda entry: ids(entry.name.text, "T2", "row")):
        group = list(run)
        if group[0].item is not item and (item := group[0].item) is not None:
            rows.append([_alone(item)])
        rows.append([_CORNER, *(_alone(entry.column) for entry in group)])
        rows.append([_alone(group[0].name), *(_alone(entry.figure) for entry in group)])
    return lay_out(rows, grid.where)


def _entries(grid: Grid) -> Iterator[_Entry]:
    """Every figure that stands right behind the name of its column, in a row that has a name of its own."""
    item: GridCell | None = None
    name: GridCell | None = None
    for row, cells in enumerate(rows_of(grid)):
        name = name if name and _reaches(name, row, cells) else None
        for cell, behind in zip_longest(cells, cells[1:]):
            if cell.text and is_item(cell.text):
                item = cell
            elif ids(cell.text, "T2", "row"):
                name = cell
            elif name and behind and _is_column(cell) and state(behind) is not CellState.TEXT:
                yield _Entry(item, name, cell, behind)


def _reaches(name: GridCell, row: int, cells: Sequence[GridCell]) -> bool:
    """Whether a name stands for a row below its own: its cell reaches down, or blanks are left of a span given up."""
    return row < name.row + name.rowspan or any(cell.column == name.column and not cell.text for cell in cells)


def _is_column(cell: GridCell) -> bool:
    return bool(cell.text) and not cell.text.isdigit() and bool(ids(cell.text, "T2", "column"))


def _alone(cell: GridCell) -> RawCell:
    """A cell without its spans."""
    return RawCell(cell.text, 1, 1, cell.where, cell.lines, cell.image)
