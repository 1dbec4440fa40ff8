"""The figures of a row → the columns of the form: only what can be in one place alone is placed.

Cells are counted first, since grid columns lie as soon as a group's cell is missing; where a row has more cells than
columns, the blank ones at its ends may be leavings of spans, and every way to take them is tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checks.model import CellState
from flows.extract.document import GridCell
from flows.extract.match_lines import state

Span = tuple[int, int]


class Placed(NamedTuple):
    """For each column its cell, or None where it is not certain; `offset` is the cells skipped, None where unsure."""

    cells: list[GridCell | None]
    offset: int | None
    doubt: str | None = None


def place(figures: Sequence[GridCell], spans: Sequence[Span] | None, width: int, usual: int | None = None) -> Placed:
    """The cells of a row in the order of its `width` columns.

    `spans` are the grid columns of the header's columns, `usual` is the offset that like rows of the table have.
    """
    if len(figures) == width:
        return Placed(list(figures), 0)
    if len(figures) < width:
        return _stretched(figures, spans, width)
    offsets = [start for start in range(len(figures) - width + 1) if _covers(figures, start, width)]
    if len(offsets) == 1:
        return Placed(list(figures[offsets[0] : offsets[0] + width]), offsets[0])
    if not offsets:
        return Placed([None] * width, None, "的数字多于栏数")
    chosen = _by_header(figures, spans, offsets, width) if spans else None
    if chosen is None and usual in offsets:
        chosen = usual
    if chosen is not None:
        return Placed(list(figures[chosen : chosen + width]), chosen)
    return _agreed(figures, offsets, width)


def _covers(figures: Sequence[GridCell], start: int, width: int) -> bool:
    outside = [*figures[:start], *figures[start + width :]]
    return not any(cell.text for cell in outside)


def _by_header(figures: Sequence[GridCell], spans: Sequence[Span], offsets: list[int], width: int) -> int | None:
    """The offset at which every cell stands under its column's header."""
    for start in offsets:
        if all(
            cell.column >= left and cell.column + cell.colspan <= right
            for cell, (left, right) in zip(figures[start : start + width], spans, strict=True)
        ):
            return start
    return None


def _agreed(figures: Sequence[GridCell], offsets: list[int], width: int) -> Placed:
    """Where the offset cannot be told: the columns in which every offset gives the same text."""
    cells: list[GridCell | None] = []
    for column in range(width):
        choices = [figures[start + column] for start in offsets]
        cells.append(choices[0] if len({choice.text for choice in choices}) == 1 else None)
    doubt = None if all(cells) else "两端有空格，无法确定各数字属于哪一栏"
    return Placed(cells, None, doubt)


def _stretched(figures: Sequence[GridCell], spans: Sequence[Span] | None, width: int) -> Placed:
    """Fewer cells than columns: a cell over several columns stands for each if it is 0, blank or a stroke."""
    spread = _spread(figures, spans, width)
    if spread is None:
        return Placed([None] * width, None, "的数字少于栏数")
    sure = [cell if spread.count(cell) == 1 or _is_nothing(cell) else None for cell in spread]
    return Placed(sure, 0, None if all(sure) else "有一个数字横跨几栏")


def _spread(figures: Sequence[GridCell], spans: Sequence[Span] | None, width: int) -> list[GridCell] | None:
    """For each column the cell that covers it, or None where the spans do not add up."""
    if len(figures) == 1 and figures[0].colspan >= width:
        return list(figures) * width
    if all(cell.colspan == 1 for cell in figures):
        return None
    if sum(cell.colspan for cell in figures) == width:
        return [cell for cell in figures for _ in range(cell.colspan)]
    covering = [
        [cell for cell in figures if cell.column <= left and right <= cell.column + cell.colspan]
        for left, right in spans or ()
    ]
    return [found[0] for found in covering] if covering and all(covering) else None


def _is_nothing(cell: GridCell) -> bool:
    return cell.text.strip() in ("0", "０") or state(cell) in (CellState.BLANK, CellState.NOT_APPLICABLE)
