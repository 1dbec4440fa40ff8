"""Pages → one document in reading order; tables and paragraphs that a page break cut are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.extract.document import Block, Grid, Paragraph
from flows.extract.layout.aligned import aligned_tables
from flows.extract.layout.doubtful import without_doubtful
from flows.extract.layout.entangled import without_entangled
from flows.extract.layout.faint import without_faint
from flows.extract.layout.half_ruled import with_lines_down
from flows.extract.layout.line_numbers import without_line_numbers
from flows.extract.layout.lines import Line, lines_of
from flows.extract.layout.margin import Sheet, body_lines, without_running_marks
from flows.extract.layout.overleaf import Text, whole_texts
from flows.extract.layout.overprint import without_overprint
from flows.extract.layout.page import Box, PageLayout
from flows.extract.layout.pagebreak import Part, is_one_table, joined, without_cut_blanks
from flows.extract.layout.prose import margins, paragraphs
from flows.extract.layout.ruled import RuledTable, ruled_tables
from flows.extract.layout.side_numbers import without_side_numbers
from flows.extract.layout.small import without_small
from flows.extract.layout.spilled import on_their_pages, whole_pages
from flows.extract.layout.underlined import without_underlines
from flows.extract.layout.words import NUMBERED
from flows.extract.prose_rows import parted

_OPEN_END = re.compile(r"[^。！？；：:]$")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block on its page; `columns` are a table's vertical lines, counted from the left of its page on the sheet, `bands` the
    columns of one without any, `opens` says whether it is open above and below."""

    block: Block
    box: Box
    columns: tuple[float, ...] = ()
    bands: tuple[Box, ...] = ()
    opens: tuple[bool, bool] = (False, False)


def blocks_of(pages: Sequence[PageLayout], source: str) -> tuple[Block, ...]:
    """Paragraphs and grids of all pages in reading order."""
    told = without_doubtful(without_running_marks(without_side_numbers(pages)))
    pages = without_line_numbers([_legible(page) for page in told])
    pages = with_lines_down(whole_pages(pages))
    tables = [ruled_tables(page, source) for page in pages]
    lines = [_outside(page, found) for page, found in zip(pages, tables, strict=True)]
    texts = body_lines([Sheet(page.width, page.height, found) for page, found in zip(pages, lines, strict=True)])
    whole = whole_texts(pages, texts, [[table.box for table in found] for found in tables])
    blocks: list[_Placed] = []
    for page, found, text in zip(pages, tables, whole, strict=True):
        carried = blocks[-1].bands if blocks else ()
        placed = _page_blocks(page, found, text, source, carried)
        _append(blocks, [replace(p, block=text.placed(p.block)) for p in placed], margins(text.lines)[1])
    return on_their_pages((part for placed in blocks for part in _parts(placed)), pages)


def _parts(placed: _Placed) -> Sequence[Block]:
    """A block, or the tables and paragraphs that are printed in one frame."""
    block = placed.block
    return parted(without_cut_blanks(block, *placed.opens), by_line=False) if isinstance(block, Grid) else [block]


def _legible(page: PageLayout) -> PageLayout:
    """The page without what is no part of its text, and with what cannot be told marked as such."""
    return without_underlines(without_entangled(without_small(without_overprint(without_faint(page)))))


def _outside(page: PageLayout, tables: Sequence[RuledTable]) -> list[Line]:
    def enclosed(x: float, y: float) -> bool:
        return any(t.box[0] <= x <= t.box[2] and t.box[1] <= y <= t.box[3] for t in tables)

    return [line for line in lines_of(g for g in page.glyphs if not enclosed(*g.middle)) if line.text]


def _page_blocks(
    page: PageLayout, tables: Sequence[RuledTable], text: Text, source: str, carried: Sequence[Box]
) -> list[_Placed]:
    """The page's blocks from top to bottom. Lines between two tables are one run of prose.

    `carried` are the columns of an unruled table that the page before ended with.
    """
    placed = [_Placed(table.grid, table.box, _on_page(table, page), opens=table.opens) for table in tables]
    edges = margins(text.lines)
    sure = min(page.blank_confidence, *(moved.blank_confidence for moved in text.moved), 1.0)
    for run in _runs(text.lines, [table.box for table in tables]):
        aligned = aligned_tables(run, source, page.number, text.across, carried, sure, text.marks)
        carried = ()
        placed += [_Placed(table.grid, table.box, bands=table.columns) for table in aligned]
        start = 0
        for stop, after in [(t.lines.start, t.lines.stop) for t in aligned] + [(len(run), len(run))]:
            for paragraph in paragraphs(run[start:stop], edges, source, page.number):
                placed.append(_Placed(paragraph, paragraph.where.bbox or (0, 0, 0, 0)))
            start = after
    return sorted(placed, key=lambda block: (block.box[1], block.box[0]))


def _on_page(table: RuledTable, page: PageLayout) -> tuple[float, ...]:
    """The table's vertical lines as they stand on its page, which may be the right half of a sheet."""
    return tuple(place - page.left for place in table.columns)


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
        if (whole := _whole_table(last, first)) is not None:
            blocks[-1] = whole
            page = page[1:]
        elif isinstance(last.block, Paragraph) and isinstance(first.block, Paragraph) and _goes_on(last, first, edge):
            text = last.block.text + first.block.text
            blocks[-1] = replace(last, block=replace(last.block, text=text))
            page = page[1:]
    blocks += page


def _whole_table(last: _Placed, first: _Placed) -> _Placed | None:
    if not isinstance(last.block, Grid) or not isinstance(first.block, Grid):
        return None
    upper, lower = Part(last.block, last.columns), Part(first.block, first.columns)
    if not is_one_table(upper, lower):
        return None
    whole = joined(upper, lower)
    return _Placed(whole.grid, last.box, whole.columns, opens=(last.opens[0], first.opens[1]))


def _goes_on(last: _Placed, first: _Placed, edge: float) -> bool:
    """A paragraph goes on over the page where its last line is full and the next page begins without indent."""
    if not isinstance(last.block, Paragraph) or not isinstance(first.block, Paragraph):
        return False
    full = edge - last.box[2] < 30
    return full and bool(_OPEN_END.search(last.block.text)) and not NUMBERED.match(first.block.text)
