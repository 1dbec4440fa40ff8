"""What the columns of a grid spell downward, a character or two in each row: names of a head that are written upright."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.document import GridCell
from flows.extract.match.vocabulary import evidence

_PIECE = 2
"""Characters of a piece; a head of longer words can be read line by line."""
_TALLEST, _FEWEST = 16, 3
"""Pieces under each other that may make names, and how many make one at least."""


def is_piece(cells: Sequence[GridCell]) -> bool:
    """Whether a row of a grid shows nothing but pieces of words."""
    texts = [cell.text for cell in cells if cell.text]
    return bool(texts) and all(len(text) <= _PIECE and text.isalpha() for text in texts)


def table_spelt(rows: Sequence[Sequence[GridCell]]) -> str | None:
    """The table that names written upright in these rows can only stand in, if it is one."""
    stacks: dict[int, list[str]] = {}
    for cell in (cell for row in rows[:_TALLEST] for cell in row if cell.text):
        stacks.setdefault(cell.column, []).append(cell.text)
    spelt = {
        found
        for stack in stacks.values()
        for start in range(len(stack) - _FEWEST + 1)
        for stop in range(start + _FEWEST, len(stack) + 1)
        if (found := evidence("".join(stack[start:stop])))
    }
    return spelt.pop() if len(spelt) == 1 else None
