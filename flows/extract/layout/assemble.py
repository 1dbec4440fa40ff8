"""Pages → one document in reading order; tables and paragraphs that a page break cut are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.extract.document import Block, Grid, GridCell, Paragraph
from flows.extract.layout.aligned import aligned_tables
from flows.extract.layout.lines import Line, lines_of
from flows.extract.layout.page import Box, PageLayout
from flows.extract.layout.prose import is_page_number, margins, paragraphs, running_heads
from flows.extract.layout.ruled import SNAP, RuledTable, ruled_tables

_FIGURE = re.compile(r"^[\d.,/／—–\-\s]*\d?[\d.,/／—–\-\s]*$")
_NUMBERED = re.compile(r"^(?:[（(][一二三四五六七]|[一二三四]、|\d\s*[.、．])")
_OPEN_END = re.compile(r"[^。！？；：:]$")


@dataclass(frozen=True, slots=True)
class _Placed:
    block: Block
    box: Box
    columns: tuple[float, ...] = ()


def blocks_of(pages: Sequence[PageLayout], source: str) -> tuple[Block, ...]:
    """Paragraphs and grids of all pages in reading order."""
    tables = [ruled_tables(page, source) for page in pages]
    lines = [_outside(page, found) for page, found in zip(pages, tables, strict=True)]
    heads = running_heads([(page.height, found) for page, found in zip(pages, lines, strict=True)])
    blocks: list[_Placed] = []
    for page, found, text in zip(pages, tables, lines, strict=True):
        kept = [line for line in text if line.text not in heads and not is_page_number(line, page.height)]
        _append(blocks, _page_blocks(page, found, kept, source), margins(kept)[1])
    return tuple(placed.block for placed in blocks)


def _outside(page: PageLayout, tables: Sequence[RuledTable]) -> list[Line]:
    def enclosed(x: float, y: float) -> bool:
        return any(t.box[0] <= x <= t.box[2] and t.box[1] <= y <= t.box[3] for t in tables)

    return [line for line in lines_of(g for g in page.glyphs if not enclosed(*g.middle)) if line.text]


def _page_blocks(page: PageLayout, tables: Sequence[RuledTable], lines: Sequence[Line], source: str) -> list[_Placed]:
    """The page's blocks from top to bottom. Lines between two tables are one run of prose."""
    placed = [_Placed(table.grid, table.box, table.columns) for table in tables]
    edges = margins(lines)
    for run in _runs(lines, [table.box for table in tables]):
        aligned = aligned_tables(run, source, page.number)
        placed += [_Placed(table.grid, table.box) for table in aligned]
        start = 0
        for stop, after in [(t.lines.start, t.lines.stop) for t in aligned] + [(len(run), len(run))]:
            for paragraph in paragraphs(run[start:stop], edges, source, page.number):
                placed.append(_Placed(paragraph, paragraph.where.bbox or (0, 0, 0, 0)))
            start = after
    return sorted(placed, key=lambda block: (block.box[1], block.box[0]))


def _runs(lines: Sequence[Line], boxes: Sequence[Box]) -> list[list[Line]]:
    runs: list[list[Line]] = []
    before: int | None = None
    for line in lines:
        above = sum(box[1] < line.box[1] for box in boxes)
        if runs and above == before:
            runs[-1].append(line)
        else:
            runs.append([line])
        before = above
    return runs


def _append(blocks: list[_Placed], page: list[_Placed], edge: float) -> None:
    """Add a page's blocks; its first one may be the rest of what the page before broke off."""
    if blocks and page:
        last, first = blocks[-1], page[0]
        if isinstance(last.block, Grid) and isinstance(first.block, Grid) and _same_columns(last, first):
            blocks[-1] = replace(last, block=_joined(last.block, first.block))
            page = page[1:]
        elif isinstance(last.block, Paragraph) and isinstance(first.block, Paragraph) and _goes_on(last, first, edge):
            text = last.block.text + first.block.text
            blocks[-1] = replace(last, block=replace(last.block, text=text))
            page = page[1:]
    blocks += page


def _same_columns(last: _Placed, first: _Placed) -> bool:
    """Whether two tables have the same outer lines; a table of other columns is another table."""
    if not last.columns or not first.columns:
        return False
    ends = abs(last.columns[0] - first.columns[0]) <= 2 * SNAP and abs(last.columns[-1] - first.columns[-1]) <= 2 * SNAP
    shared = sum(any(abs(x - y) <= 2 * SNAP for y in first.columns) for x in last.columns)
    return ends and shared >= min(len(last.columns), len(first.columns)) - 1 and len(first.columns) > 3


def _goes_on(last: _Placed, first: _Placed, edge: float) -> bool:
    """A paragraph goes on over the page where its last line is full and the next page begins without indent."""
    if not isinstance(last.block, Paragraph) or not isinstance(first.block, Paragraph):
        return False
    full = edge - last.box[2] < 30
    return full and bool(_OPEN_END.search(last.block.text)) and not _NUMBERED.match(first.block.text)


def _joined(upper: Grid, lower: Grid) -> Grid:
    """Two parts of one table under each other; a row or a group cell that the page break cut is whole again."""
    cut = _cut_row(upper, lower)
    shift = upper.height - (1 if cut else 0)
    items = _item_column(lower)
    cells = list(upper.cells)
    for cell in lower.cells:
        rest = cell.row == 0 and (cut or (cell.column < items and not _NUMBERED.match(cell.text)))
        home = _above(cells, cell, upper) if rest else None
        if home is None:
            cells.append(replace(cell, row=cell.row + shift))
            continue
        whole = cells[home]
        reach = max(whole.row + whole.rowspan, shift + cell.rowspan)
        cells[home] = replace(
            whole, text=whole.text + cell.text, lines=whole.lines + cell.lines, rowspan=reach - whole.row
        )
    return Grid(tuple(cells), shift + lower.height, max(upper.width, lower.width), upper.where)


def _item_column(grid: Grid) -> int:
    """The column of the last label before the figures in the first row; what stands left of it are group cells."""
    labels = [cell.column for cell in _row(grid, 0) if cell.text and not _FIGURE.match(cell.text)]
    return max(labels, default=0)


def _row(grid: Grid, row: int) -> list[GridCell]:
    return [cell for cell in grid.cells if cell.row <= row < cell.row + cell.rowspan]


def _cut_row(upper: Grid, lower: Grid) -> bool:
    """Whether the lower part begins with the rest of a row: label pieces without a number, and no figure of its own
    beside figures above (or the other way round)."""
    last, first = _row(upper, upper.height - 1), _row(lower, 0)
    if len(last) != len(first) or upper.width != lower.width:
        return False
    labels = [cell.text for cell in first if cell.text and not _FIGURE.match(cell.text)]
    above = [bool(cell.text) and bool(_FIGURE.match(cell.text)) for cell in last]
    below = [bool(cell.text) and bool(_FIGURE.match(cell.text)) for cell in first]
    return bool(labels) and not any(map(_NUMBERED.match, labels)) and any(above) and not any(below)


def _above(cells: Sequence[GridCell], cell: GridCell, upper: Grid) -> int | None:
    """The index of the cell at the foot of the upper part that this one goes on from, column for column."""
    last = upper.height - 1
    for index, candidate in enumerate(cells):
        same = candidate.column == cell.column and candidate.colspan == cell.colspan
        if same and candidate.row <= last < candidate.row + candidate.rowspan:
            return index
    return None
