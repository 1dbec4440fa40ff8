"""The columns of table 4 by where the names of its blocks and of their results stand in a grid."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.document import GridCell
from flows.extract.forms import forms
from flows.extract.labels import name_of
from flows.extract.match.figures import Span
from flows.extract.match.lines import Line
from flows.extract.match.vocabulary import TOTALS, ids

Order = list[tuple[str, str]]
"""(block, column) for each figure."""
Slots = list[tuple[tuple[str, str], Span]]
"""((block, column), grid columns) of every column of the head."""
_SUMS = "小计"
"""Stands for a block that the form does not have, of the sums of others."""


def by_columns(lines: Sequence[Line]) -> Slots:
    """The columns of the head from left to right; a name that a merged cell left in two lines counts once."""
    slots: Slots = []
    blocks = [_starts(line) for line in lines]
    for line in lines:
        for cell in line.cells:
            column = ids(cell.text, "T4", "column") if cell.text else ()
            block = _block_at(cell.column, blocks)
            if column and block:
                slots.append(((block, column[0]), (cell.column, cell.column + cell.colspan)))
    return sorted(dict.fromkeys(slots), key=lambda slot: slot[1])


def without_sums(slots: Slots, figures: list[GridCell]) -> tuple[Slots, list[GridCell], str]:
    """The columns of the form's own blocks and the figures without those of a block of sums that a table adds; what these said."""
    added = [span for (block, _), span in slots if block == _SUMS]
    beside = [cell for cell in figures if any(start <= cell.column < end for start, end in added)]
    if not added or len(beside) != len(added):
        return slots, figures, ""
    own = [slot for slot in slots if slot[0][0] != _SUMS]
    return own, [cell for cell in figures if cell not in beside], " ".join([_SUMS, *(cell.text for cell in beside)])


def _starts(line: Line) -> list[tuple[int, str]]:
    """Where each block of a line begins; `-` for 行政诉讼, whose blocks stand a line below."""
    starts = []
    for cell in line.cells:
        if block := ids(cell.text, "T4", "block") or (ids(cell.text, "T4", "owner") and ("-",)):
            starts.append((cell.column, block[0]))
        elif cell.colspan == len(forms()["2021"].t4_columns) and name_of(cell.text).core in TOTALS:
            starts.append((cell.column, _SUMS))
    return starts


def _block_at(column: int, lines: Sequence[Sequence[tuple[int, str]]]) -> str | None:
    """The block over a grid column: the lowest line's whose blocks begin at or before it, but not before a block above.

    None where one begins right below another: a line that stands there twice has moved what its cells reach down to.
    """
    found: str | None = None
    begun = 0
    for starts in lines:
        here = [(start, block) for start, block in starts if start <= column]
        if here and (found is None or here[-1][0] >= begun):
            if found not in (None, here[-1][1]) and here[-1] != (begun, "-") and here[-1][0] == begun:
                return None
            begun, block = here[-1]
            found = block if block != "-" else None
    return found
