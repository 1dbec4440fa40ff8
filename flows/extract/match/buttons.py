"""What cells hold for a click beside their figure, a word (复制) or a sign that only an icon's font knows: the figure alone again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.report import CellState
from flows.extract.document import Block, Grid, GridCell
from flows.extract.numerals import read_cell

_WORD = r"[\[(（【]?(?:点击|一键)?(?:复制|拷贝|copy|编辑|展开|查看(?:详情|明细)?|详情|明细)[\])）】]?"
_BUTTON = re.compile(rf"\A(?:{_WORD}|[\ue000-\uf8ff])\s*|\s*(?:{_WORD}|[\ue000-\uf8ff])\Z", re.IGNORECASE)
_LAST = 3
"""Cells at a grid's end, of which one at least is a figure's, looked at before all are."""
_FEWEST = 3


def without_buttons(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in whose grids no figure stands beside the button that most figures have."""
    if not any(isinstance(block, Grid) and _has_buttons(block) for block in blocks):
        return tuple(blocks)
    # A grid of few figures, or with others beside them, has the buttons of the rest.
    button = _button_in([cell for block in blocks if isinstance(block, Grid) for cell in block.cells])
    return tuple(
        _without(_button_in(block.cells) or button, block) if isinstance(block, Grid) else block for block in blocks
    )


def _has_buttons(grid: Grid) -> bool:
    return any(_BUTTON.search(cell.text) for cell in grid.cells[-_LAST:])


def _button_in(cells: Sequence[GridCell]) -> str:
    """The button beside more figures than any other and than none; empty where there is none.

    A sign that only a font knows may be a digit, but no figures all begin or all end with the same one.
    """
    beside: dict[str, int] = {}
    for cell in cells:
        if read_cell(_BUTTON.sub("", cell.text)).state is CellState.NUMBER:
            found = _BUTTON.search(cell.text)
            button = found[0].strip() if found else ""
            beside[button] = beside.get(button, 0) + 1
    button = max(beside, key=lambda button: beside[button], default="")
    return button if beside.get(button, 0) >= _FEWEST else ""


def _without(button: str, grid: Grid) -> Grid:
    return Grid(tuple(_bare(cell, button) for cell in grid.cells), grid.height, grid.width, grid.where)


def _bare(cell: GridCell, button: str) -> GridCell:
    found = _BUTTON.search(cell.text)
    if found is None or not button or found[0].strip() != button:
        return cell
    return cell._replace(text=cell.text.replace(found[0], "", 1), lines=())
