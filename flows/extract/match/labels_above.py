"""Labels broken over two lines of a text, of which the lower one stands in its row and the upper one alone above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.extract.document import Block, Grid, GridCell, Paragraph
from flows.extract.match.vocabulary import ids, term

_MOST_PIECES = 2


def with_labels_above(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which the first label of a grid is whole whose upper pieces stood in lines right above the grid."""
    whole: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid):
            block = _whole(block, whole)
        whole.append(block)
    return tuple(whole)


def _whole(grid: Grid, above: list[Block]) -> Grid:
    """The grid with its first label whole, whose upper pieces are taken from the blocks above."""
    first = next((cell for cell in grid.cells if cell.text), None)
    if first is None or first.row:
        return grid
    for count in range(1, _MOST_PIECES + 1):
        pieces = [block.text for block in above[-count:] if isinstance(block, Paragraph) and not block.level]
        label = "".join([*pieces, first.text])
        if len(pieces) == count and all(pieces) and not any(map(_rows, pieces)) and _is_more(label, first):
            del above[-count:]
            cells = tuple(cell._replace(text=label, lines=()) if cell is first else cell for cell in grid.cells)
            return replace(grid, cells=cells)
    return grid


def _rows(text: str) -> tuple[str, ...]:
    return ids(text, "T2", "row") or ids(text, "T3", "row")


def _is_more(label: str, lower: GridCell) -> bool:
    """Whether a label is a row's that its lower piece alone does not tell, or tells without its number."""
    return bool(_rows(label)) and (not _rows(lower.text) or not term(lower.text).name.hint)
