"""Which figures are the report year's, where another year's are published beside them: tables, columns or rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.extract.document import Document, Grid, GridCell
from flows.extract.match.rows import PublishedRow

_YEAR = re.compile(r"(20[0-3]\d)年")
_HEAD_YEAR = re.compile(r"(20[0-3]\d)年(?:度)?(?!\d)")
_CARRIED_IN, _CARRIED_OUT = "carried_in", "carried_out"
_NOTHING = frozenset("0０-—/")


def own_copies(copies: Sequence[list[PublishedRow]], year: int | None) -> list[list[PublishedRow]]:
    """The copies of the table that can be the report's own; all of them where nothing tells.

    Another year's is told by its caption, or by what it carried out: that is what this year's carried in.
    """
    if len(copies) < 2:
        return list(copies)
    if year is not None and any(year in _years(copy) for copy in copies):
        return [copy for copy in copies if year in _years(copy)]
    unmarked = [copy for copy in copies if not _years(copy) or year is None]
    kept = unmarked or list(copies)
    return [copy for copy in kept if not any(_precedes(copy, other) for other in kept if other is not copy)] or kept


def _years(copy: Sequence[PublishedRow]) -> set[int]:
    """The years named above a table's first row of the form."""
    above = next((place for place, row in enumerate(copy) if row.exact), 0)
    texts = (cell.text for row in copy[: above + 1] for line in row.before for cell in line.cells)
    return {int(year) for text in texts for year in _YEAR.findall(text)}


def _precedes(earlier: Sequence[PublishedRow], later: Sequence[PublishedRow]) -> bool:
    """Whether a table ends with the very figures that another begins with, and not the other way round too."""
    return _meet(earlier, later) and not _meet(later, earlier)


def _meet(earlier: Sequence[PublishedRow], later: Sequence[PublishedRow]) -> bool:
    left, taken_over = _figures(earlier, _CARRIED_OUT), _figures(later, _CARRIED_IN)
    return left == taken_over and not _NOTHING.issuperset("".join(left))


def _figures(copy: Sequence[PublishedRow], row_id: str) -> list[str]:
    return next(([cell.text for cell in row.figures] for row in copy if row.exact == (row_id,)), [])


def without_other_years(document: Document, year: int | None) -> tuple[Document, tuple[str, ...]]:
    """The document without the columns and rows that a table's own words give to another year, and what those words are.

    Only where the same head, or the same column of labels, names the report's year too: `2023年 | 2022年`.
    """
    if year is None:
        return document, ()
    blocks = list(document.blocks)
    dropped: list[str] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Grid) and (named := _named_years(block)) and any(own == year for _, own in named):
            cells = _of_year(block, named, year)
            if len(cells) < len(block.cells):
                blocks[place] = replace(block, cells=tuple(cells))
                dropped += [cell.text for cell, other in named if other != year]
    return (replace(document, blocks=tuple(blocks)), tuple(dict.fromkeys(dropped))) if dropped else (document, ())


def _named_years(grid: Grid) -> list[tuple[GridCell, int]]:
    """The cells whose words begin with a year."""
    found = ((cell, _HEAD_YEAR.match(cell.text)) for cell in grid.cells if cell.text.startswith("20"))
    return [(cell, int(match[1])) for cell, match in found if match]


def _of_year(grid: Grid, named: Sequence[tuple[GridCell, int]], year: int) -> list[GridCell]:
    """The cells that stand under, or in the row of, no other year's name."""
    own = [cell for cell, what in named if what == year]
    heads = sorted({cell.row for cell, _ in named})
    columns: set[tuple[range, int, int]] = set()
    rows: set[int] = set()
    for cell, what in named:
        if what == year:
            continue
        if any(beside.row == cell.row for beside in own):
            until = next((row for row in heads if row > cell.row), grid.height)
            columns.add((range(cell.row, until), cell.column, _reach(cell, grid)))
        elif any(above.column == cell.column for above in own):
            rows |= set(range(cell.row, cell.row + cell.rowspan))
    return [
        cell
        for cell in grid.cells
        if cell.row not in rows
        and not any(
            cell.row in under and left <= cell.column and cell.column + cell.colspan <= right
            for under, left, right in columns
        )
    ]


def _reach(cell: GridCell, grid: Grid) -> int:
    """Where the columns under a cell end: blanks beside it are what is left of its span."""
    beside = [other for other in grid.cells if other.row == cell.row and other.column > cell.column]
    words = next((other.column for other in beside if other.text), grid.width)
    return max(cell.column + cell.colspan, words)
