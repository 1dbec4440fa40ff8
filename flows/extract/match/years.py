"""Which tables, and which columns and rows of a table, are the report year's, where another year's stand beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checks.report import CellState
from flows.extract.document import Block, Document, Grid, GridCell, Paragraph
from flows.extract.headings import STRONG, read_heading
from flows.extract.labels import name_of
from flows.extract.layout.page import TORN
from flows.extract.match.lines import state

_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)年(?!\s?\d{1,2}\s?月)")
_LONGEST_CAPTION = 40
_NEARLY_ALL = 0.8
_TOLD = re.compile(
    r"(?:[(（]?[一二][)）、])?(本年度?|今年|本年度?数据|上一?年度?|去年|上年同期(?:数据)?|上一?年度?数据)[:：]?"
)
"""A caption that tells the year from the report's: 本年度, 上年同期."""
_WITHOUT_TABLES = ("S5", "S6")
_HEAD_YEAR = re.compile(r"(20[0-3]\d)年(?:度)?(?!\d)")


def without_other_years(document: Document, year: int | None) -> tuple[Document, tuple[str, ...]]:
    """The document without the tables whose captions, and the columns and rows of a table whose own words, give them to
    another year, and what those words are.

    A caption may have kept last year's number: it is believed only where the caption of a table of the same words names the
    report's year too, where it says 上年, or behind the parts that have tables. A column or row needs the report's year in the
    same head or the same column of labels: `2023年 | 2022年`.
    """
    if year is None:
        return document, ()
    blocks = list(document.blocks)
    dropped: list[str] = []
    captioned = _captioned(blocks, year)
    own = [blocks[at] for at, (_, named) in captioned.items() if named == year]
    for place, (caption, other) in captioned.items():
        if other != year and (
            _TOLD.fullmatch(caption) or _is_behind(place, blocks) or any(_are_alike(blocks[place], one) for one in own)
        ):
            blocks[place] = Paragraph("", blocks[place].where)
            dropped.append(caption)
    for place, block in enumerate(blocks):
        if isinstance(block, Grid) and (named := _named_years(block)) and any(own == year for _, own in named):
            cells = _of_year(block, named, year)
            if len(cells) < len(block.cells):
                blocks[place] = replace(block, cells=tuple(cells))
                dropped += [cell.text for cell, other in named if other != year]
    return (replace(document, blocks=tuple(blocks)), tuple(dict.fromkeys(dropped))) if dropped else (document, ())


def _captioned(blocks: Sequence[Block], year: int) -> dict[int, tuple[str, int]]:
    """The places of the grids under a short line that names one year, with that line and year; `year` is the report's.

    Tables laid beside each other under a row of their years follow as many such lines in a row: the first is the first's.
    """
    found: dict[int, tuple[str, int]] = {}
    captions: list[tuple[str, int]] = []
    grids: list[int] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Grid):
            grids.append(place)
        elif block.text or not captions:
            found |= _shared_out(captions, grids)
            years = _years_in(block.text, year) if len(block.text) <= _LONGEST_CAPTION else set()
            captions = [*([] if grids else captions), (block.text, years.pop())] if len(years) == 1 else []
            grids = []
    return found | _shared_out(captions, grids)


def _is_behind(place: int, blocks: Sequence[Block]) -> bool:
    """Whether what stands in a place follows the heading of a part that has no table."""
    headings = (read_heading(block.text) for block in blocks[:place] if isinstance(block, Paragraph))
    return any(one and one.section in _WITHOUT_TABLES and one.score >= STRONG for one in headings)


def _years_in(caption: str, year: int) -> set[int]:
    """The years that a caption names; `year` is the report's."""
    if told := _TOLD.fullmatch(caption):
        return {year if told[1][0] in "本今" else year - 1}
    return set(map(int, _YEAR.findall(caption)))


def _shared_out(captions: Sequence[tuple[str, int]], grids: Sequence[int]) -> dict[int, tuple[str, int]]:
    """Which captions right above a row of grids are whose: each its own where they are as many, else the last the first's."""
    if len(captions) == len({year for _, year in captions}) == len(grids):
        return dict(zip(grids, captions, strict=True))
    return {grids[0]: captions[-1]} if captions and grids else {}


def _are_alike(block: Block, other: Block) -> bool:
    """Whether two grids say the same but for their figures."""
    one, two = (
        {name_of(cell.text).core for cell in grid.cells if state(cell) is CellState.TEXT}
        if isinstance(grid, Grid)
        else set()
        for grid in (block, other)
    )
    return len(one & two) > _NEARLY_ALL * len(one)


def _named_years(grid: Grid) -> list[tuple[GridCell, int]]:
    """The cells whose words begin with a year."""
    found = ((cell, _HEAD_YEAR.match(cell.text)) for cell in grid.cells if cell.text.startswith("20"))
    return [(cell, int(match[1])) for cell, match in found if match]


def _of_year(grid: Grid, named: Sequence[tuple[GridCell, int]], year: int) -> list[GridCell]:
    """The cells that stand under, or in the row of, no other year's name; in a row that is not as long as others no figure is known.

    Such a row has lost a cell and may be moved: whose its figures are, their columns do not tell.
    """
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
    moved = _moved_rows(grid) if columns else frozenset()
    return [
        cell._replace(text=TORN) if cell.row in moved and (not cell.text or cell.text[0].isdigit()) else cell
        for cell in grid.cells
        if cell.row not in rows
        and not any(
            cell.row in under and left <= cell.column and cell.column + cell.colspan <= right
            for under, left, right in columns
        )
    ]


def _moved_rows(grid: Grid) -> frozenset[int]:
    """The rows of figures that end before the column in which others do."""
    told = {cell.row for cell in grid.cells if cell.text.isdigit()}
    ends = {cell.row: cell.column + cell.colspan for cell in grid.cells if cell.row in told}
    last = max(ends.values(), default=0)
    return frozenset(row for row, end in ends.items() if end < last)


def _reach(cell: GridCell, grid: Grid) -> int:
    """Where the columns under a cell end: blanks beside it are what is left of its span."""
    beside = [other for other in grid.cells if other.row == cell.row and other.column > cell.column]
    words = next((other.column for other in beside if other.text), grid.width)
    return max(cell.column + cell.colspan, words)
