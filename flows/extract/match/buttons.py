"""What cells hold for a click beside their figure, a word (复制) or a sign that only an icon's font knows: the figure alone again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeGuard

from checks.report import CellState
from flows.extract.document import Block, Grid, GridCell
from flows.extract.numerals import read_cell

_WORD = r"[\[(（【]?(?:点击|一键)?(?:复制|拷贝|copy|编辑|展开|查看(?:详情|明细)?|详情|明细)[\])）】]?"
_BUTTON = re.compile(rf"\A{_WORD}\s*|\s*{_WORD}\Z|\A[\ue000-\uf8ff]\s*(?=.)|(?<=.)\s*[\ue000-\uf8ff]\Z", re.IGNORECASE)
"""A sign alone may be all that is left of a figure."""
_LAST = 3
"""Cells at a grid's end, of which one at least is a figure's, looked at before all are."""


def without_buttons(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in whose grids no figure stands beside a button that most other figures have, too."""
    return tuple(_without_buttons(block) if _has_buttons(block) else block for block in blocks)


def _has_buttons(block: Block) -> TypeGuard[Grid]:
    return isinstance(block, Grid) and any(_BUTTON.search(cell.text) for cell in block.cells[-_LAST:])


def _without_buttons(grid: Grid) -> Grid:
    bare = [_bare(cell) for cell in grid.cells]
    figures = [index for index, cell in enumerate(bare) if read_cell(cell.text).state is CellState.NUMBER]
    pressed = {_button(grid.cells[index].text) for index in figures}
    carrying = sum(bare[index] is not grid.cells[index] for index in figures)
    is_one = len(pressed - {""}) == 1
    return Grid(tuple(bare), grid.height, grid.width, grid.where) if is_one and carrying * 2 > len(figures) else grid


def _button(text: str) -> str:
    found = _BUTTON.search(text)
    return found[0].strip() if found else ""


def _bare(cell: GridCell) -> GridCell:
    text = _BUTTON.sub("", cell.text)
    return cell._replace(text=text, lines=()) if text != cell.text else cell
