"""The name of its column before every figure, as pages for small screens repeat it (数量：11): the figure alone again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeGuard

from checks.report import CellState
from flows.extract.document import Block, Grid, GridCell
from flows.extract.labels import letters_of
from flows.extract.numerals import read_cell

_FEWEST = 3
"""Cells of a grid that repeat a name: fewer may be words that somebody wrote."""


def with_names_once(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in whose grids no figure repeats the name at the head of its column.

    A name is taken off only where it stands alone in a cell above; a figure that says another name keeps it.
    """
    return tuple(_with_names_once(block) if _repeats(block) else block for block in blocks)


def _repeats(block: Block) -> TypeGuard[Grid]:
    return isinstance(block, Grid) and sum("：" in cell.text or ":" in cell.text for cell in block.cells) >= _FEWEST


def _with_names_once(grid: Grid) -> Grid:
    names: defaultdict[int, set[str]] = defaultdict(set)
    bare: dict[int, GridCell] = {}
    for index, cell in enumerate(grid.cells):
        name, colon, figure = cell.text.replace(":", "：").rpartition("：")
        if colon and letters_of(name) in names[cell.column] and read_cell(figure).state is not CellState.TEXT:
            bare[index] = cell._replace(text=figure.strip(), lines=())
        elif cell.text and not cell.text.isdecimal():
            for column in range(cell.column, cell.column + cell.colspan):
                names[column].add(letters_of(cell.text))
    if len(bare) < _FEWEST:
        return grid
    cells = tuple(bare.get(index, cell) for index, cell in enumerate(grid.cells))
    return Grid(cells, grid.height, grid.width, grid.where)
