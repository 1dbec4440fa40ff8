"""Tables that hold prose: a row that is one long text or a numbered heading is a paragraph, the rest stay tables.

Sites lay whole articles out in a table, or put a chapter's heading into the first row of its table; a heading that
stayed inside a grid would be missed as a heading, and its chapter called missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from checks.report import Where
from flows.extract.document import Block, Grid, GridCell, Paragraph
from flows.extract.grid import RawCell, lay_out, rows_of
from flows.extract.headings import LONGEST_HEADING, STRONG, read_heading
from flows.extract.titles import is_title

AnyCell = TypeVar("AnyCell", RawCell, GridCell)

_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}\s*、")
_NUMERAL = re.compile(r"[一二三四五六七八九十]{1,2}\s*、?")
_LONG_ROW, _SHORT_ROW = 50, 10
_CHAPTER = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}\s*、|[（(][一二三四五六七八九十]{1,2}[）)]|附[件表]?\s*\d{0,2}\s*[:：]?)(?!.*\d\s*[.．、]).*(?:情况|事项|情况表|统计表)"
)
"""Headings, and titles of annexes, by how they end; a row's label does so only behind its groups' names and its number."""


def blocks_of(rows: Iterable[Sequence[RawCell]], where: Where, max_cells: int) -> list[Block]:
    """The rows as grids and, between them, the paragraphs that stood in rows of their own.

    Raises `TooLarge` where a grid has more than `max_cells` cells.
    """
    blocks: list[Block] = []
    pending: list[Sequence[RawCell]] = []
    for row in rows:
        told = _told(row)
        if not told:
            pending.append(row)
            continue
        blocks += _grid(pending, where, max_cells)
        pending = []
        blocks += [Paragraph(line, raw.where) for raw in told for line in raw.lines or (raw.text,)]
    return blocks + _grid(pending, where, max_cells)


def parted(grid: Grid, *, by_line: bool = True) -> list[Block]:
    """A grid as the grids and paragraphs that it is; rows that a cell above reaches into are never prose.

    `by_line` tells whether each line of a cell is a paragraph; where lines end as a page has room they are one.
    """
    rows = rows_of(grid)
    reached = {row for cell in grid.cells for row in range(cell.row + 1, cell.row + cell.rowspan)}
    prose = {at: alone for at, row in enumerate(rows) if at not in reached and (alone := _prose(row))}
    blocks: list[Block] = []
    for above, at in pairwise([-1, *prose, grid.height]):
        kept = [cell._replace(row=cell.row - above - 1) for row in rows[above + 1 : at] for cell in row]
        blocks += [replace(grid, cells=tuple(kept), height=at - above - 1)] if kept else []
        if at in prose:
            lines = by_line and prose[at].lines or (prose[at].text,)
            blocks += [Paragraph(line, prose[at].where) for line in lines]
    return blocks if prose else [grid]


def _told(row: Sequence[RawCell]) -> list[RawCell]:
    """The cells of a row that is no table's: the only text where it is prose, or a chapter's heading and what stands beside it."""
    alone = _prose(row)
    if alone is not None:
        return [alone]
    filled = [raw for raw in row if raw.text]
    is_chapter = filled and filled[0].rowspan == 1 and (_is_chapter(filled[0].text) or _is_part(filled))
    return filled if is_chapter else []


def _is_part(filled: Sequence[RawCell]) -> bool:
    """Whether two cells are the numeral of a part and its title."""
    return (
        len(filled) == 2
        and _NUMERAL.fullmatch(filled[0].text) is not None
        and read_heading(filled[1].text) is not None
        and _is_chapter(f"{filled[0].text.rstrip('、')}、{filled[1].text}")
    )


def _is_chapter(text: str) -> bool:
    if _CHAPTER.fullmatch(text.rstrip("。:：")):
        return True
    heading = read_heading(text) if len(text) <= LONGEST_HEADING else None
    return heading is not None and heading.score >= STRONG and heading.length >= len(text.rstrip("。:："))


def _prose(row: Sequence[AnyCell]) -> AnyCell | None:
    """The row's only text where it is prose; a numbered label beside blank cells is a row of figures left blank."""
    filled = [raw for raw in row if raw.text]
    if len(filled) != 1:
        return None
    text = filled[0].text
    is_heading = _is_chapter(text) or (len(row) == 1 and _HEADING.match(text)) or is_title(text)
    is_sentence = len(text) > _SHORT_ROW and text.endswith("。")
    return filled[0] if len(text) > _LONG_ROW or is_heading or is_sentence else None


def _grid(rows: Sequence[Sequence[RawCell]], where: Where, max_cells: int) -> list[Block]:
    return [lay_out(rows, where, max_cells)] if any(rows) else []
