"""The figures of a row → the columns of the form: only what can be in one place alone is placed.

Cells are counted first, since grid columns lie as soon as a group's cell is missing; where a row has more cells than
columns, the blank ones at its ends may be leavings of spans, and every way to take them is tried.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from checks.report import CellState
from flows.extract.document import GridCell
from flows.extract.match.lines import state
from flows.extract.numerals import read_cell

Span = tuple[int, int]
_SEVERAL = re.compile(r"(?:\d[\d.,]*|[/—–-])(?:\s+(?:\d[\d.,]*|[/—–-]))+")


class Placed(NamedTuple):
    """For each column its cell, or None where it is not certain; `offset` is the cells skipped, None where unsure."""

    cells: list[GridCell | None]
    offset: int | None
    doubt: str | None = None


class Alike(NamedTuple):
    """What rows whose figures begin in the same column of the same table have in common.

    `cells` is how many follow the label, `offset` how many of them are skipped; `unspanned` says that the table gave
    its spans up, so that a 0 over all columns stands in one; `crowded` that some row of it shows more figures than the
    form has columns; `lossy` that cells of one figure a line are missing in some row, and empty lines may be none.
    """

    cells: int
    offset: int | None
    unspanned: bool = False
    crowded: bool = False
    lossy: bool = False


def place(
    figures: Sequence[GridCell],
    spans: Sequence[Span] | None,
    width: int,
    alike: Alike | None = None,
    beside: frozenset[int] = frozenset(),
) -> Placed:
    """The cells of a row in the order of its `width` columns.

    `spans` are the grid columns of the header's columns; `alike` is what comparable rows of the table have; `beside` are
    the places of columns that the form does not have. A row that is built otherwise than those is believed only where it
    shows a figure for every column.
    """
    wide = figures[0].colspan >= width > 1 and not (spans and _reach(figures[0]) <= spans[0][1])
    if len(figures) < width or (wide and not any(cell.text for cell in figures[1:])):
        return _stretched(figures, spans, width, beside)
    if len(figures) == width and all(cell.text for cell in figures):
        return Placed(list(figures), 0)
    if alike and alike.lossy:
        return Placed([None] * width, None, "的数字少于栏数")
    if len(figures) > width and not spans and alike and alike.crowded:
        return Placed([None] * width, None, "的数字多于栏数")
    return _unmoved(_one_under_each(figures, spans or (), width) or _counted(figures, spans, width, alike))


def _unmoved(placed: Placed) -> Placed:
    """The cells without the blanks beside one of several figures: some of these may be theirs."""
    cells = placed.cells
    several = [cell is not None and _SEVERAL.fullmatch(cell.text) is not None for cell in cells]
    if not any(several):
        return placed
    beside = {near for at, is_several in enumerate(several) if is_several for near in (at - 1, at + 1)}
    told = [None if at in beside and cell is not None and not cell.text else cell for at, cell in enumerate(cells)]
    return placed._replace(cells=told)


def _reach(cell: GridCell) -> int:
    return cell.column + cell.colspan


def _counted(figures: Sequence[GridCell], spans: Sequence[Span] | None, width: int, alike: Alike | None) -> Placed:
    """As many cells as there are columns, from the only place where they can begin."""
    offsets = [start for start in range(len(figures) - width + 1) if _covers(figures, start, width)]
    if not offsets:
        return Placed([None] * width, None, "的数字多于栏数")
    # Where other rows have just these columns something was added to this one: a blank before it may be a figure's.
    is_pushed = alike is not None and alike.cells == width and bool(spans) and bool(offsets[0])
    if len(offsets) == 1 and not is_pushed and all(cell.text for cell in figures[offsets[0] : offsets[0] + width]):
        return _taken(figures, offsets[0], width)
    if alike and alike.cells != len(figures):
        return _agreed(figures, range(-1, len(figures) - width + 2), width)
    chosen = _chosen(offsets, alike, _under_header(figures, spans, width) if spans else None)
    if chosen is not None and alike and alike.unspanned and may_span(figures[chosen : chosen + width]):
        last = figures[chosen + width - 1]
        cells = [figures[chosen], *[None] * (width - 2), last if last.text else None]
        return Placed(cells, chosen, "有的数字无法确定是否横跨几栏")
    if chosen is not None:
        return _taken(figures, chosen, width)
    return _agreed(figures, range(min(offsets) - 1, max(offsets) + 2), width)


def _chosen(offsets: list[int], alike: Alike | None, header: int | None) -> int | None:
    """The offset that all there is to go by agrees on: comparable rows, the header's columns, the blanks themselves."""
    if alike and alike.offset is not None:
        return alike.offset if alike.offset in offsets else None
    if len(offsets) == 1:
        return offsets[0] if header in (None, offsets[0]) else None
    return header if alike and header in offsets else None


def may_span(figures: Sequence[GridCell]) -> bool:
    """Whether all that a row shows is a 0 or a stroke at its beginning, as one over all columns, or all but a total, would."""
    shown = [cell for cell in (figures[0], figures[-1]) if cell.text]
    return bool(figures[0].text) and all(map(_is_nothing, shown)) and not any(cell.text for cell in figures[1:-1])


def _taken(figures: Sequence[GridCell], start: int, width: int) -> Placed:
    return Placed(list(figures[start : start + width]), start)


def _covers(figures: Sequence[GridCell], start: int, width: int) -> bool:
    outside = [*figures[:start], *figures[start + width :]]
    return not any(cell.text for cell in outside)


def _under_header(figures: Sequence[GridCell], spans: Sequence[Span], width: int) -> int | None:
    """The offset at which every cell stands under its column's header."""
    for start in range(len(figures) - width + 1):
        if all(
            cell.column >= left and cell.column + cell.colspan <= right
            for cell, (left, right) in zip(figures[start : start + width], spans, strict=True)
        ):
            return start
    return None


def _one_under_each(figures: Sequence[GridCell], spans: Sequence[Span], width: int) -> Placed | None:
    """More cells than columns, of which one stands under each head, and a blank one where the head has none either.

    Double lines may leave an empty sliver between two columns, or beside the figure under a head that spans both. Blanks
    outside are leavings of spans only where they part the heads too: a row that had slipped would then stand between them.
    """
    under = [
        [cell for cell in figures if left <= cell.column and cell.column + cell.colspan <= right]
        for left, right in spans
    ]
    filled = [[cell for cell in cells if cell.text] or cells for cells in under]
    if len(under) != width or len(figures) == width or any(len(cells) != 1 for cells in filled):
        return None
    cells = [cell for (cell,) in filled]
    start, end = cells[0].column, spans[-1][1]
    beside = [cell for cell in figures if cell not in cells]
    apart = width > 1 and all(right < left for (_, right), (left, _) in pairwise(spans))
    blank = all(not cell.text and (apart or start < cell.column < end) for cell in beside)
    return Placed(list(cells), figures.index(cells[0])) if blank else None


def _agreed(figures: Sequence[GridCell], offsets: Sequence[int], width: int) -> Placed:
    """Where the offset cannot be told: the columns in which every offset gives the same text."""
    cells: list[GridCell | None] = []
    for column in range(width):
        choices = [figures[start + column] for start in offsets if 0 <= start + column < len(figures)]
        texts = {choice.text for choice in choices} | ({""} if len(choices) < len(offsets) else set())
        cells.append(choices[0] if len(texts) == 1 else None)
    return Placed(cells, None, None if all(cells) else "有空格，无法确定各数字属于哪一栏")


def _stretched(
    figures: Sequence[GridCell], spans: Sequence[Span] | None, width: int, beside: frozenset[int] = frozenset()
) -> Placed:
    """Fewer cells than columns: one 0, stroke or blank over all columns of the form, or beside others like it, stands for each.

    Any other figure over several may be their sum, or the first of them.
    """
    spread = _spread(figures, spans, width)
    if spread is None:
        return Placed([None] * width, None, "的数字少于栏数")
    own = [cell for place, cell in enumerate(spread) if place not in beside]
    alike = len({cell.text for cell in own}) == 1 and _is_nothing(own[0])
    sure = [cell if spread.count(cell) == 1 or alike else None for cell in spread]
    return Placed(sure, 0, None if all(sure) else "有一个数字横跨几栏")


def _spread(figures: Sequence[GridCell], spans: Sequence[Span] | None, width: int) -> list[GridCell] | None:
    """For each column the cell that covers it, or None where the spans do not add up."""
    if figures[0].colspan >= width:
        return [figures[0]] * width
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
    return read_cell(cell.text).value == 0 or state(cell) in (CellState.BLANK, CellState.NOT_APPLICABLE)
