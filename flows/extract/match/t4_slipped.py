"""Rows of table 4 whose figures may have slipped: which stand under the form's columns, and whether another place suits them better."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from checks.report import Number
from flows.extract.document import GridCell
from flows.extract.match.figures import Span
from flows.extract.match.lines import Line
from flows.extract.numerals import read_cell

_MOST_TOO_MANY = 2
"""Cells too many of which every choice is tried."""
_FEWEST_FAILING = 2
"""Blocks whose sums fail together, so that figures in wrong places are likelier than figures that are wrong."""
_OFTEN = 9
"""Figures up to this one are often the same by chance."""


def under_heads(
    figures: list[GridCell], spans: Sequence[Span], lines: Sequence[Line], width: int
) -> list[GridCell] | None:
    """The figures that stand right under the form's columns, where each of these has one; those of 合计 or 备注 do not.

    `spans` are those columns, `lines` the head's, `width` how many figures a block has. None where the row may have
    slipped. What sticks out beside the whole head may have been pushed there by a cell too many: a figure by any, where
    only sums tell otherwise, a blank by one without which the sums would be right.
    """
    if len(figures) <= len(spans):
        return None if _sticks_out(figures, spans, lines, width) else figures
    below = [cell for cell in figures if (cell.column, cell.column + cell.colspan) in spans]
    if len(below) != len(spans):
        return figures
    headed = {column for line in lines for cell in line.cells if cell.text for column in _covered(cell)}
    outside = [cell for cell in figures if cell not in below and not headed.intersection(_covered(cell))]
    if not outside:
        return below
    is_filled = any(cell.text for cell in outside)
    few = len(figures) - len(spans) <= _MOST_TOO_MANY
    choices = [choice for choice in (combinations(figures, len(spans)) if few else ()) if adds_up(choice, width)]
    if adds_up(below, width):
        # A blank under a head may be the cell too many, where the sums are right without it as well.
        has_blank = any(not cell.text for cell in below)
        slipped = is_filled and has_blank and len({tuple(cell.text for cell in choice) for choice in choices}) > 1
    else:
        slipped = is_filled or bool(choices)
    return None if slipped else below


def _sticks_out(figures: Sequence[GridCell], spans: Sequence[Span], lines: Sequence[Line], width: int) -> bool:
    """Whether as many figures as there are columns reach beyond the head, and one over two columns, or the sums, say that some
    are in wrong places."""
    head = max(cell.column + cell.colspan for line in lines for cell in line.cells)
    last = figures[-1]
    if len(figures) < len(spans) or last.column + last.colspan <= head:
        return False
    wide = any(cell.text and cell.colspan > 1 for cell in figures) and len({cell.colspan for cell in figures}) > 1
    return wide or not adds_up(figures, width)


def _covered(cell: GridCell) -> range:
    """The grid columns that a cell covers."""
    return range(cell.column, cell.column + cell.colspan)


def adds_up(cells: Sequence[GridCell | None], width: int) -> bool:
    """Whether the total of every block of `width` figures is the sum of its other figures, blanks counted as nothing.

    A blank total proves nothing of figures beside it.
    """
    read = [read_cell(cell.text) if cell else None for cell in cells]
    values = [0 if found is None or found.value is None else found.value for found in read]
    blocks = [values[start : start + width] for start in range(0, len(values), width)]
    shown = [bool(cell and cell.text) for cell in cells]
    told = [shown[start + width - 1] or not any(shown[start : start + width]) for start in range(0, len(shown), width)]
    return all(told) and all(sum(block[:-1]) == block[-1] for block in blocks)


def is_moved_inside(values: Sequence[Number], blank: Sequence[bool], width: int) -> bool:
    """Whether figures inside a row of as many cells as columns stand one place off: a cell was added and another one lost.

    Every block of `width` adds up once a cell that is blank, or repeats its neighbour, is taken out and one of nothing put
    in elsewhere. A single block that fails under a printed total may be its author's error and is no sign, unless the sum
    of its figures stands before that total.
    """
    totals = range(width - 1, len(values), width)
    failing = [total for total in totals if sum(values[total - width + 1 : total]) != values[total]]
    told = any(blank[total] or _sums_up(values[total - width + 1 : total]) for total in failing)
    if len(failing) < _FEWEST_FAILING and not told:
        return False
    places = range(len(values))
    spare = [at for at in places if blank[at] or any(values[at] == values[beside] for beside in _beside(at, values))]
    tries = (_moved(values, at, to) for at in spare for to in places if any(_between(values, at, to)))
    return any(all(sum(new[total - width + 1 : total]) == new[total] for total in totals) for new in tries)


def _sums_up(parts: Sequence[Number]) -> bool:
    """Whether the last of some figures is the sum of several others, or repeats the only other one that is no small number."""
    return sum(parts[:-1]) == parts[-1] and (sum(map(bool, parts[:-1])) > 1 or parts[-1] > _OFTEN)


def _beside(at: int, values: Sequence[Number]) -> range:
    return range(at - 1, at + 2, 2) if 0 < at < len(values) - 1 else range(1, 2) if not at else range(at - 1, at)


def _between(values: Sequence[Number], at: int, to: int) -> Sequence[Number]:
    """The figures that move when a cell is taken out at one place and another put in at the other."""
    return values[at + 1 : to + 1] if at < to else values[to:at]


def _moved(values: Sequence[Number], at: int, to: int) -> list[Number]:
    rest = [*values[:at], *values[at + 1 :]]
    return [*rest[:to], 0, *rest[to:]]
