"""Table 2 on its side, 规章 beside 行政规范性文件 over their figures: as the form has it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from checks.report import CellState
from flows.extract.document import Block, Grid, GridCell
from flows.extract.forms import forms
from flows.extract.grid import rows_of
from flows.extract.match.t2_heads import is_item
from flows.extract.match.vocabulary import ids
from flows.extract.numerals import read_cell

_TALLEST = 40

Slots = Mapping[tuple[int, int], GridCell]


class _Told(NamedTuple):
    """A figure, and the cells that name its row and its column."""

    row: GridCell
    column: GridCell
    figure: GridCell


def with_table_2_upright(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which every table 2 whose rows are named above its figures is as the form has it."""
    return tuple(_upright(block) if isinstance(block, Grid) and block.height <= _TALLEST else block for block in blocks)


def _upright(grid: Grid) -> Grid:
    if not any(ids(cell.text, "T2", "column") for cell in grid.cells if not cell.column and cell.text):
        return grid
    slots = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    known = _of_the_form(_on_its_side(grid, slots) or ())
    return _printed(known, grid) if known else grid


def _on_its_side(grid: Grid, slots: Slots) -> list[_Told] | None:
    """What a table with columns' names down its left edge tells; None where a row is anything else."""
    told: list[_Told] = []
    names: list[GridCell] = []
    for number, row in enumerate(rows_of(grid)):
        first, others = slots.get((number, 0)), [cell for cell in row if cell.column and cell.text]
        if any(_names_row(cell) for cell in others):
            names = others
            if not all(map(_names_row, names)) or (first and _names_row(first)):
                return None
        elif first and ids(first.text, "T2", "column"):
            figures = [slots.get((number, name.column)) for name in names]
            told += [_Told(name, first, cell) for name, cell in zip(names, figures, strict=True) if cell]
            if not names or not all(figures) or any(_is_label(cell) for cell in others):
                return None
        elif not _leads(row):
            return None
    return told


def _names_row(cell: GridCell) -> bool:
    return bool(ids(cell.text, "T2", "row"))


def _is_label(cell: GridCell) -> bool:
    return _names_row(cell) or bool(ids(cell.text, "T2", "column"))


def _leads(row: Sequence[GridCell]) -> bool:
    """Whether a row only names items of article 20, if anything."""
    words = [cell for cell in row if cell.text]
    return not words or any(is_item(cell.text) for cell in words)


def _of_the_form(told: Iterable[_Told]) -> dict[str, list[_Told]]:
    """By row of the form what is told of it; empty where a figure stands where the form has none, or a row is told twice."""
    known: dict[str, list[_Told]] = {}
    seen: set[tuple[str, str]] = set()
    for one in told:
        row = ids(one.row.text, "T2", "row")[0]
        column = next((found for found in ids(one.column.text, "T2", "column") if (row, found) in _places()), "")
        if not column and read_cell(one.figure.text).state in (CellState.BLANK, CellState.NOT_APPLICABLE):
            continue
        if not column or (row, column) in seen:
            return {}
        seen.add((row, column))
        known.setdefault(row, []).append(one)
    return known


@cache
def _places() -> frozenset[tuple[str, str]]:
    """Row and column of every figure of table 2, whichever form it is of."""
    return frozenset(
        (row.id, f"{form.name}/{place}/{column.id}")
        for form in forms().values()
        for place, block in enumerate(form.t2)
        for row in block.rows
        for column in block.columns
    )


def _printed(known: Mapping[str, Sequence[_Told]], grid: Grid) -> Grid:
    """A head and a row of figures for every row of the form."""
    rows = [line for told in known.values() for line in _lines(told, grid)]
    cells = [
        cell._replace(row=row, column=column, rowspan=1, colspan=1)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
    ]
    return Grid(tuple(cells), len(rows), max(map(len, rows)), grid.where)


def _lines(told: Sequence[_Told], grid: Grid) -> Iterator[list[GridCell]]:
    yield [GridCell("信息内容", 0, 0, where=grid.where), *(one.column for one in told)]
    yield [told[0].row, *(one.figure for one in told)]
