"""A table laid out as another was: the same words in the same cells, and a figure wherever that one had a figure.

Where its figures belong does not hang on what they are. It is found out once for a layout, with stand-ins for figures that
are all different and none of them zero, since figures that are alike, or nothing, may mean something to a reader. What it
says of the stand-ins without any doubt holds for every table of the layout; all other tables are read for themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from flows.extract.document import Grid, GridCell
from flows.extract.match.lines import Line
from flows.extract.match.t2 import read_table_2
from flows.extract.match.t3 import read_table_3
from flows.extract.match.t4 import read_table_4
from flows.extract.match.values import TableReading

_MOST_CELLS = 600
_LONGEST_FIGURE = 9
_FIRST_STAND_IN = 10_001
_READERS: Mapping[str, Callable[[Sequence[Line], int | None], TableReading]] = {
    "T2": lambda lines, year: read_table_2(lines),
    "T3": read_table_3,
    "T4": lambda lines, year: read_table_4(lines),
}


class Layout(NamedTuple):
    """All that a table's reader goes by, but for the figures: in `words` there is None for one.

    `slots` are row, column, rowspan and colspan of every cell; `lines` how many cells a line has, and the ordinals of
    its block and of its grid (-1 for none); `grids` their heights and widths.
    """

    table: str
    year: int | None
    words: tuple[str | None, ...]
    slots: tuple[tuple[int, int, int, int], ...]
    lines: tuple[tuple[int, int, int], ...]
    grids: tuple[tuple[int, int], ...]


class _Key(NamedTuple):
    """Where the cells of a layout's form stand among its cells, and what else its reading is."""

    places: tuple[tuple[str, int], ...]
    blocks: tuple[int, ...]
    votes: tuple[tuple[str, int], ...]
    unproven: tuple[str, ...]


def read_table(table: str, lines: Sequence[Line], year: int | None) -> TableReading:
    """Every cell of a table that these lines hold; `year` is the report's."""
    layout = layout_of(table, lines, year)
    key = _key(layout) if layout else None
    if key is None:
        return _READERS[table](lines, year)
    cells = [cell for line in lines for cell in line.cells]
    blocks = list(dict.fromkeys(line.block for line in lines))
    return TableReading(
        table,
        places={cell_id: cells[at] for cell_id, at in key.places},
        blocks={blocks[ordinal] for ordinal in key.blocks},
        votes=dict(key.votes),
        unproven=list(key.unproven),
    )


def layout_of(table: str, lines: Sequence[Line], year: int | None) -> Layout | None:
    """The layout of these lines, or None where blanks beside figures, or cells elsewhere, may tell what belongs where."""
    grids = {id(line.grid): line.grid for line in lines if line.grid is not None}
    cells = [cell for line in lines for cell in line.cells]
    held = sum(len(line.cells) for line in lines if line.grid is not None)
    if len(cells) > _MOST_CELLS or held != sum(len(grid.cells) for grid in grids.values()):
        return None
    words = tuple([None if _is_figure(cell.text) else cell.text for cell in cells])
    edges = list(accumulate([len(line.cells) for line in lines], initial=0))
    for line, (start, end) in zip(lines, pairwise(edges), strict=True):
        beside = words[start:end]
        if None in beside and (line.grid is None or "" in beside or len(beside) == 1):
            return None
    blocks = {block: ordinal for ordinal, block in enumerate(dict.fromkeys(line.block for line in lines))}
    ordinals = {number: ordinal for ordinal, number in enumerate(grids)}
    return Layout(
        table,
        year,
        words,
        tuple([cell[1:5] for cell in cells]),
        tuple([(len(line.cells), blocks[line.block], ordinals.get(id(line.grid), -1)) for line in lines]),
        tuple([(grid.height, grid.width) for grid in grids.values()]),
    )


def _is_figure(text: str) -> bool:
    """Whether a text is a plain number, not long enough to be several run together."""
    if not text.isdigit() and not ("." in text[1:-1] and text.replace(".", "0", 1).isdigit()):
        return False
    return len(text) <= _LONGEST_FIGURE and text.isascii()


@lru_cache(maxsize=256)
def _key(layout: Layout) -> _Key | None:
    """The key to every table of a layout, or None where the figures themselves may matter."""
    lines = _stand_in(layout)
    cells = [cell for line in lines for cell in line.cells]
    reading = _READERS[layout.table](lines, layout.year)
    order = {id(cell): at for at, cell in enumerate(cells)}
    places = [(cell_id, order.get(id(cell), -1)) for cell_id, cell in reading.places.items()]
    figures = {at for at, word in enumerate(layout.words) if word is None}
    placed = {at for _, at in places}
    if reading.doubts or reading.weighed or reading.left_over or -1 in placed or not figures <= placed:
        return None
    return _Key(tuple(places), tuple(reading.blocks), tuple(reading.votes.items()), tuple(reading.unproven))


def _stand_in(layout: Layout) -> list[Line]:
    """Lines of the layout, with a number of its own in the place of every figure."""
    texts = (word if word is not None else str(_FIRST_STAND_IN + at) for at, word in enumerate(layout.words))
    cells = [GridCell(text, *slot) for text, slot in zip(texts, layout.slots, strict=True)]
    edges = list(accumulate([count for count, _, _ in layout.lines], initial=0))
    rows = [cells[start:end] for start, end in pairwise(edges)]
    grids = [
        Grid(tuple(_of_grid(ordinal, layout, rows)), height, width)
        for ordinal, (height, width) in enumerate(layout.grids)
    ]
    return [
        Line(row, block, grids[grid] if grid >= 0 else None)
        for row, (_, block, grid) in zip(rows, layout.lines, strict=True)
    ]


def _of_grid(ordinal: int, layout: Layout, rows: Sequence[list[GridCell]]) -> Iterable[GridCell]:
    return chain.from_iterable(row for row, (_, _, grid) in zip(rows, layout.lines, strict=True) if grid == ordinal)
