"""Blocks of table 2 printed beside each other → one below the other, as the form has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from flows.extract.match.lines import Line
from flows.extract.match.t2_heads import is_item
from flows.extract.match.vocabulary import ids


def with_items_apart(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, in which an item of article 20 that stands beside its rows is a line above the first of them."""
    last = ""
    for line in lines:
        cells = [cell for cell in line.cells if not (cell.text and is_item(cell.text))]
        if len(cells) < len(line.cells):
            item = next(cell for cell in line.cells if cell.text and is_item(cell.text))
            if any(ids(cell.text, "T2", "row") for cell in cells):
                if item.text != last:
                    yield line._replace(cells=[item])
                line = line._replace(cells=cells)
            last = item.text
        yield line


def one_below_other(lines: Sequence[Line]) -> list[Line]:
    """The lines, in which 行政许可 | 5 | 行政事业性收费 | 3 is a line of its own for either block."""
    if not any(_corners(line)[1:] for line in lines):
        return list(lines)
    unfolded: list[Line] = []
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group[-1], line):
            unfolded += _parted(group)
            group = []
        group.append(line)
    return [*unfolded, *_parted(group)]


def _corners(line: Line) -> list[int]:
    """The columns in which a line says 信息内容, or names an item of article 20, more than once."""
    heads = [cell.column for cell in line.cells if cell.text and ids(cell.text, "T2", "corner")]
    named = [cell for cell in line.cells if cell.text and is_item(cell.text)]
    # The same item again is its span written out, not a block beside it.
    items = [cell.column for at, cell in enumerate(named) if not at or cell.text != named[at - 1].text]
    return max(heads, items, key=len)


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line belongs to the blocks above it: in the same grid, and no item of article 20 begins there."""
    return line.grid is not None and line.grid is above.grid and not any(is_item(cell.text) for cell in line.cells)


def _parted(group: Sequence[Line]) -> Iterable[Line]:
    edges = next((corners for line in group if len(corners := _corners(line)) > 1), [])
    grid = group[0].grid if group else None
    return _columns(group, [*edges, grid.width]) if edges and grid is not None else group


def _columns(group: Sequence[Line], edges: Sequence[int]) -> Iterator[Line]:
    for left, right in pairwise(edges):
        for line in group:
            if cells := [cell for cell in line.cells if left <= cell.column < right]:
                yield line._replace(cells=cells)
