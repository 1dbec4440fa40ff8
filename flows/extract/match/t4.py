"""Table 4: reconsiderations and lawsuits, three blocks of five figures, in one row, in three tables or in none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from checks.report import CellState
from flows.extract.document import GridCell
from flows.extract.forms import forms
from flows.extract.match.figures import Alike, Span, place
from flows.extract.match.lines import Line, state
from flows.extract.match.rows import PublishedRow, published_rows
from flows.extract.match.t4_columns import Order, by_columns, without_sums
from flows.extract.match.t4_names import with_form_totals, with_whole_names
from flows.extract.match.t4_slipped import adds_up, under_heads
from flows.extract.match.t4_upright import read_upright
from flows.extract.match.values import TableReading
from flows.extract.match.vocabulary import ids, is_of

_FEWEST_OF_A_CUT_HEAD = 8
"""Columns by which a head is known for table 4's although it lacks some."""
_OTHER_ORDER, _BEYOND = "的表头次序与格式不符", "的数字伸出表头之外"


def read_table_4(lines: Sequence[Line]) -> TableReading:
    """Every cell of table 4 that these lines hold."""
    reading = TableReading("T4")
    lines = with_form_totals(with_whole_names(lines))
    if read_upright(lines, reading, _printed()):
        return reading
    given = published_rows(lines, _is_label, _is_head, len(_printed()), fewest=len(_columns()), labelled=False)
    rows = list(_with_figures(given))
    if any(row.is_filled and len(row.figures) >= len(_printed()) for row in rows):
        rows = [row for row in rows if row.is_filled or len(row.figures) < len(_printed())]
    if len(rows) > 1 and not any(row.before for row in rows[1:]) and not any(row.labels for row in rows[1:]):
        rows = [_joined(rows)]
    block: str | None = None
    names: list[str] = []
    for row in map(_unlabelled, rows):
        block = _named_block(row) or block
        names = _named_columns(row) or names
        if len(row.figures) < 2 * len(_columns()) and block:
            _read_block(row, block, names, reading)
            block = None
        elif len(row.figures) > len(_columns()) or row.figures[0].colspan > len(_columns()):
            _read_whole(row, reading)
        elif row.is_filled:
            reading.left_over.append(_described(row))
            reading.doubts.append(f"有数字不属于任何一栏：「{_described(row)}」")
    return reading


@cache
def _columns() -> tuple[str, ...]:
    return tuple(column.id for column in forms()["2021"].t4_columns)


@cache
def _printed() -> Order:
    return [(block.id, column) for block in forms()["2021"].t4_blocks for column in _columns()]


def _is_label(text: str) -> bool:
    return is_of(text, "T4")


def _is_head(text: str) -> bool:
    return bool(ids(text, "T4", "column"))


def _with_figures(rows: Iterable[PublishedRow]) -> Iterator[PublishedRow]:
    """The rows that have figures; a head's line that ends in blanks goes to the lines before the next one."""
    head: list[Line] = []
    headed: set[int] = set()
    for row in rows:
        row.before = [*head, *row.before]
        head = []
        if any(_is_head(cell.text) for line in row.before for cell in line.cells):
            headed.add(row.block)
        if not _counts(row) and (_has_figures(row) or (row.block in headed and _is_blank_block(row))):
            yield row
        else:
            head = [*row.before, Line([*row.labels, *row.figures], row.block, row.grid)]


def _counts(row: PublishedRow) -> bool:
    """Whether a row numbers the columns of the table, as no figures that add up do."""
    return len(row.figures) >= 2 * len(_columns()) and [cell.text for cell in row.figures] == [
        str(number) for number in range(1, len(row.figures) + 1)
    ]


def _has_figures(row: PublishedRow) -> bool:
    """Blank cells below the columns' names are a row; those beside a group's name are only the ends of its line."""
    below = any(_is_head(cell.text) for line in row.before for cell in line.cells)
    filled = any(cell.text and state(cell) is not CellState.TEXT for cell in row.figures)
    return filled or (below and len(row.figures) >= len(_columns()))


def _is_blank_block(row: PublishedRow) -> bool:
    """Whether a row is one block's figures, all left blank: its name and a cell for every column."""
    return len(row.figures) == len(_columns()) and bool(row.labels) and bool(ids(row.label, "T4", "block"))


def _unlabelled(row: PublishedRow) -> PublishedRow:
    """The row, of which words that are no label are the figures they stand among: 未统计 0 0 …, a cell for every column."""
    heads = {cell.column for line in row.before if line.grid for cell in line.cells if _is_head(cell.text)}
    fills = len(row.labels) + len(row.figures) == len(_printed()) or any(cell.column in heads for cell in row.labels)
    if fills and not any(_is_label(cell.text) for cell in row.labels):
        row.labels, row.figures = [], [*row.labels, *row.figures]
    return row


def _joined(rows: Sequence[PublishedRow]) -> PublishedRow:
    """One row of the figures of several lines that nothing stands between; those of columns of their own by these."""
    first = rows[0]
    figures = [cell for row in rows for cell in row.figures]
    columns = {cell.column for cell in figures}
    if len(columns) == len(figures) and all(row.grid is first.grid is not None for row in rows):
        figures.sort(key=lambda cell: cell.column)
    return PublishedRow(first.labels, figures, first.grid, first.block, first.before, first.streamed)


def _named_block(row: PublishedRow) -> str | None:
    """The block that the row's labels or the lines above it name, if they name just one."""
    cells = [*(cell for line in row.before for cell in line.cells), *row.labels]
    named = [found[0] for cell in cells if cell.text and (found := ids(cell.text, "T4", "block"))]
    return named[-1] if len(set(named)) == 1 else None


def _named_columns(row: PublishedRow) -> list[str]:
    """The columns that the lines above a row name, in their order."""
    cells = (cell for line in row.before for cell in line.cells)
    return [found[0] for cell in cells if (found := ids(cell.text, "T4", "column"))]


def _read_block(row: PublishedRow, block: str, named: list[str], reading: TableReading) -> None:
    """Reads one block's figures; `named` are the columns of the head that was last met, above this row or one before it."""
    order = named if sorted(named) == sorted(_columns()) else list(_columns())
    in_order = named == order or _run_as_printed(named)
    _put(row, [(block, column) for column in order], None, "" if in_order else _OTHER_ORDER, reading)


def _read_whole(row: PublishedRow, reading: TableReading) -> None:
    lines = [line for line in row.before if any(_is_label(cell.text) for cell in line.cells)]
    if lines and lines[-1].grid is row.grid and row.grid is not None and not row.streamed:
        slots, row.figures, sums = without_sums(
            by_columns([line for line in lines if line.grid is row.grid]), row.figures
        )
        reading.left_over += [f"T4: {sums}"] if sums else []
        names = [name for name, _ in slots]
        whole = _lawsuits() if len(row.figures) == len(_lawsuits()) else _printed()
        if sorted(names) == sorted(whole) or _is_cut(names, row):
            spans = [span for _, span in slots]
            below = under_heads(row.figures, spans, lines, len(_columns()))
            row.figures = below or row.figures
            is_beyond = below is None and len(row.figures) == len(spans)
            _put(row, names, spans if below else None, _BEYOND if is_beyond else "", reading)
            return
        if _is_undivided(names, row, lines):
            _read_reviews(row, names, [span for _, span in slots], reading)
            return
    cells = [*(cell for line in lines for cell in line.cells), *([] if row.streamed else row.labels)]
    order = _lawsuits() if _is_of_lawsuits(row, cells) else _printed()
    _put(row, order, None, "" if _reads_as_printed(cells) else _OTHER_ORDER, reading)
    if not _names_all(cells, len(order)):
        reading.unproven.append("*")


def _is_undivided(names: Order, row: PublishedRow, lines: Sequence[Line]) -> bool:
    """Whether a head has its five columns under 行政诉讼 once, not for each of its blocks: whose these are nobody can tell."""
    heads = sum(_is_head(cell.text) for line in lines for cell in line.cells)
    reviews = [name for name in _printed() if name not in _lawsuits()]
    return names == reviews and heads == len(row.figures) == 2 * len(_columns())


def _read_reviews(row: PublishedRow, names: Order, spans: Sequence[Span], reading: TableReading) -> None:
    figures = [cell for cell in row.figures if any(start <= cell.column < end for start, end in spans)]
    row.figures = [cell for cell in row.figures if cell not in figures]
    reading.left_over.append(_described(row))
    row.figures = figures
    _put(row, names, None, "", reading)


def _is_cut(names: Order, row: PublishedRow) -> bool:
    """Whether a head leaves out columns of the form and has a figure under each of its own: the others are not there."""
    is_shorter = _FEWEST_OF_A_CUT_HEAD <= len(names) < len(_printed())
    return is_shorter and len(set(names)) == len(names) == len(row.figures)


def _lawsuits() -> Order:
    """The columns of a table that holds the two blocks of 行政诉讼 alone."""
    first = _printed()[0][0]
    return [(block, column) for block, column in _printed() if block != first]


def _is_of_lawsuits(row: PublishedRow, cells: Sequence[GridCell]) -> bool:
    """Whether a row has the figures of both blocks of 行政诉讼 and its head names no other."""
    named = {found for cell in cells for found in ids(cell.text, "T4", "block")}
    return len(row.figures) == len(_lawsuits()) and named == {block for block, _ in _lawsuits()}


def _reads_as_printed(cells: Sequence[GridCell]) -> bool:
    """Whether a head that is read word by word says nothing against the form's order; where words have places, from left to right.

    行政复议, which has no second line, may stand lower than 行政诉讼.
    """
    across = sorted(cells, key=lambda cell: cell.where.bbox[0] if cell.where.bbox else 0.0)
    parts = [found for cell in across for kind in ("block", "owner") for found in ids(cell.text, "T4", kind)[:1]]
    columns = [found for cell in cells for found in ids(cell.text, "T4", "column")[:1]]
    printed = list(dict.fromkeys(block for block, _ in _printed()))
    named = list(dict.fromkeys(part for part in parts if part in printed))
    begins_as_printed = printed[0] not in parts or parts[0] == printed[0]
    return begins_as_printed and named == sorted(named, key=printed.index) and _run_as_printed(columns)


def _run_as_printed(columns: Sequence[str]) -> bool:
    """Whether the names of columns follow each other as in the form, some perhaps lost: none goes back but to begin anew."""
    first, *_, last = _columns()
    ranks = _columns().index
    steps = all(ranks(one) <= ranks(two) or one == last or two == first for one, two in pairwise(columns))
    return steps and [*columns[:2]] != [last, first]


def _names_all(cells: Sequence[GridCell], width: int) -> bool:
    return sum(bool(ids(cell.text, "T4", "column")) for cell in cells) == width


def _put(row: PublishedRow, order: Order, spans: Sequence[Span] | None, unsure: str, reading: TableReading) -> None:
    figures = [cell for cell in row.figures if state(cell) is not CellState.TEXT] if row.streamed else row.figures
    placed = place(figures, spans, len(order), Alike(len(figures), None))
    doubt = placed.doubt or unsure
    if len(figures) > len(order) and spans is None and not adds_up(placed.cells, len(_columns())):
        doubt = unsure = doubt or "的数字多于栏数"
    if doubt:
        reading.doubts.append(f"一行{doubt}")
    raw = " ".join(cell.text for cell in row.figures)
    for (block, column), cell in zip(order, placed.cells, strict=True):
        reading.put(f"T4.{block}.{column}", None if unsure else cell, raw)
    reading.blocks.add(row.block)
    if row.has_gaps:
        reading.unproven.append("*")


def _described(row: PublishedRow) -> str:
    return " ".join(["T4:", *(cell.text for cell in row.labels), *(cell.text for cell in row.figures)])
