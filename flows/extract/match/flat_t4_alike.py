"""Table 4 in text made of a page block by block, names and figures by turns, where all figures are the same → a grid.

Which figure belongs to which name is not certain in such text: one programme writes names and figures of a suit in another order
than the next, and no sum tells two results from each other. Where all figures are 0 that does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from flows.extract.document import Block, Paragraph
from flows.extract.forms import forms
from flows.extract.labels import letters_of
from flows.extract.match.flat_pieces import Piece, adds_up, pieces_of
from flows.extract.match.flat_t3 import NOTE
from flows.extract.match.flat_t4 import grid_4
from flows.extract.match.in_order import part_of

_FEWEST_LINES, _LONGEST_LINE = 4, 40
_ALIKE = ("0", "/", "—", "–", "-")
"""What such a figure is."""


def with_zeros_of_table_4(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which such a table 4 is a grid."""
    if not any(isinstance(block, Paragraph) and block.text[:1] in _ALIKE for block in blocks):
        return tuple(blocks)
    start = next((at for at, block in enumerate(blocks) if part_of(block) == "S4"), None)
    lines = _lines(blocks, start + 1) if start is not None else {}
    pieces = list(pieces_of(list(lines.values()))) if len(lines) >= _FEWEST_LINES else []
    figures = _alike(pieces)
    if start is None or not figures:
        return tuple(blocks)
    grid = grid_4(figures, pieces[0].at.where, pieces[-1].at.where)
    grid = replace(grid, cells=tuple(cell._replace(note=NOTE) for cell in grid.cells))
    rest = (block for at, block in enumerate(blocks[start + 1 :], start + 1) if at not in lines)
    return (*blocks[: start + 1], grid, *rest)


def _lines(blocks: Sequence[Block], start: int) -> dict[int, Paragraph]:
    """The lines of the table by their place: all up to the next part, and of what stands behind that those of its words and figures alone."""
    lines: dict[int, Paragraph] = {}
    is_behind = False
    for at, block in enumerate(blocks[start:], start):
        is_behind = is_behind or not _is_line(block)
        if isinstance(block, Paragraph) and (not is_behind or not set(letters_of(block.text)) - set(_words() + "0")):
            lines[at] = block
    return lines


def _is_line(block: Block) -> bool:
    is_short = isinstance(block, Paragraph) and len(block.text) <= _LONGEST_LINE and "。" not in block.text
    return is_short and part_of(block) is None


def _alike(pieces: Sequence[Piece]) -> list[str]:
    """The figures where all are the same 0 or dash, as many as the table has, and the words are all that it says."""
    figures = [figure for piece in pieces for figure in piece.figures]
    count = len(forms()["2021"].table_cells("T4"))
    is_whole = len(figures) == count and Counter("".join(piece.words for piece in pieces)) == Counter(_words())
    return figures if is_whole and len(set(figures)) == 1 and adds_up(figures) else []


@cache
def _words() -> str:
    """The letters of the table's head."""
    form = forms()["2021"]
    names = [column.label for _ in form.t4_blocks for column in form.t4_columns]
    return letters_of("".join([*names, *(block.label for block in form.t4_blocks), form.t4_blocks[-1].group or ""]))
