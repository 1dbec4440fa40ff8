"""Two parts of one table, on two pages → one grid: columns by their places, cut rows and group cells whole again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from checks.report import CellState
from flows.extract.document import Grid, GridCell
from flows.extract.layout.joints import SNAP
from flows.extract.layout.page import TORN
from flows.extract.layout.ruled import positions
from flows.extract.layout.words import BEGUN, NUMBERED, REST
from flows.extract.numerals import read_cell

_FEWEST_COLUMNS = 3


class Part(NamedTuple):
    """A grid and the places of its vertical lines on the page, in points."""

    grid: Grid
    columns: tuple[float, ...]


def is_one_table(upper: Part, lower: Part) -> bool:
    """Whether two tables have the same outer lines; a table of other columns is another table.

    A head alone, with group names over several columns, may draw fewer lines than the rows on the next page.
    """
    if not upper.columns or len(lower.columns) <= _FEWEST_COLUMNS:
        return False
    ends = all(abs(upper.columns[end] - lower.columns[end]) <= 2 * SNAP for end in (0, -1))
    shared = sum(any(abs(x - y) <= 2 * SNAP for y in lower.columns) for x in upper.columns)
    return ends and shared >= min(len(upper.columns), len(lower.columns)) - 1


def joined(upper: Part, lower: Part) -> Part:
    """The two parts under each other, the head once that a word processor prints again on every page."""
    columns = tuple(positions((*upper.columns, *lower.columns), 2 * SNAP))
    above, below = _over(upper, columns), _over(lower, columns)
    return Part(_under(above, _without_rows(below, _repeated(above, below))), columns)


def _repeated(upper: Grid, lower: Grid) -> int:
    """How many rows the lower part begins with that the upper part begins with too: its head, printed again."""
    count = 0
    while count < lower.height - 1 and _is_repeated(_begun(upper, count), _begun(lower, count)):
        count += 1
    reach = [cell.row + cell.rowspan for cell in lower.cells]
    while any(cell.row < count < end for cell, end in zip(lower.cells, reach, strict=True)):
        count -= 1
    return count


def _is_repeated(row: Sequence[GridCell], again: Sequence[GridCell]) -> bool:
    """Whether a row of words comes again; a cell that is cut short shows as many of them as it has room for, or none."""
    if len(row) != len(again) or _has_figures(row):
        return False
    pairs = list(zip(row, again, strict=True))
    return any(cell.text and other.text for cell, other in pairs) and all(
        (cell.column, cell.colspan, cell.rowspan) == (other.column, other.colspan, other.rowspan)
        and (cell.text.startswith(other.text) or other.text.startswith(cell.text))
        for cell, other in pairs
    )


def without_cut_blanks(grid: Grid, above: bool, below: bool) -> Grid:
    """The grid of which the first row is open above, or the last one below, and was joined to none of another page.

    Where nothing but a numbered label stands in it no cell is blank: its figures may stand on the other page.
    """
    unsure = set[int]()
    for row in [0] * above + [grid.height - 1] * below:
        cells = _row(grid, row)
        item = _item(cells)
        if item and NUMBERED.match(item.text) and not _has_figures(cells):
            unsure |= {id(cell) for cell in cells if cell.column > item.column and not cell.text}
    torn = (cell._replace(text=TORN, lines=(TORN,)) if id(cell) in unsure else cell for cell in grid.cells)
    return replace(grid, cells=tuple(torn)) if unsure else grid


def _begun(grid: Grid, row: int) -> list[GridCell]:
    """The cells that begin in a row."""
    return [cell for cell in grid.cells if cell.row == row]


def _without_rows(grid: Grid, count: int) -> Grid:
    """The grid without its first rows, which no cell reaches out of."""
    cells = tuple(cell._replace(row=cell.row - count) for cell in grid.cells if cell.row >= count)
    return replace(grid, cells=cells, height=grid.height - count)


def _over(part: Part, columns: Sequence[float]) -> Grid:
    """The grid with its columns counted among all the vertical lines of both parts.

    A sliver between the borders of two cells beside each other is nothing where both are taken for one line.
    """
    at = [min(range(len(columns)), key=lambda index: abs(columns[index] - place)) for place in part.columns]
    cells = (
        cell._replace(column=at[cell.column], colspan=at[cell.column + cell.colspan] - at[cell.column])
        for cell in part.grid.cells
    )
    whole = tuple(cell for cell in cells if cell.colspan or cell.text)
    return replace(part.grid, cells=whole, width=len(columns) - 1)


def _under(upper: Grid, lower: Grid) -> Grid:
    cut = _is_cut(upper, lower)
    shift = upper.height - (1 if cut else 0)
    item = _item(_row(lower, 0))
    items = item.column if item else 0
    cells = list(upper.cells)
    for cell in lower.cells:
        rest = cell.row == 0 and (cut or (cell.column < items and not NUMBERED.match(cell.text)))
        home = _above(cells, cell, upper) if rest else None
        if home is None and cut and cell.row == 0 and not cell.text:
            continue
        if home is None:
            cells.append(cell._replace(row=cell.row + shift))
            continue
        whole = cells[home]
        reach = max(whole.row + whole.rowspan, shift + cell.rowspan)
        cells[home] = whole._replace(
            text=whole.text + cell.text, lines=whole.lines + cell.lines, rowspan=reach - whole.row
        )
    return Grid(tuple(cells), shift + lower.height, upper.width, upper.where)


def _row(grid: Grid, row: int) -> list[GridCell]:
    return [cell for cell in grid.cells if cell.row <= row < cell.row + cell.rowspan]


def _item(row: Sequence[GridCell]) -> GridCell | None:
    """The last label before a row's figures; what stands left of it are group cells."""
    labels = takewhile(lambda cell: not _is_figure(cell.text), row)
    return next((cell for cell in reversed([*labels]) if cell.text), None)


def _is_cut(upper: Grid, lower: Grid) -> bool:
    """Whether the lower part begins with the rest of the upper part's last row.

    Its figures stand in one of the two parts; a label begins in the upper part, so the lower piece has no number.
    """
    last, first = _row(upper, upper.height - 1), _row(lower, 0)
    begun, rest = _item(last), _item(first)
    # No words stand in the lower cells of labels: then it is all one how these are parted.
    start = begun.column + begun.colspan if begun and not rest else 0
    last, first = _from(last, start), _from(first, start)
    if [(cell.column, cell.colspan) for cell in last] != [(cell.column, cell.colspan) for cell in first]:
        return False
    above, below = _has_figures(last), _has_figures(first)
    if above and _are_halves(last, first, begun, rest):
        return True
    if above and below:
        return _may_end(begun, rest) and _go_on(last, first, (*upper.cells, *lower.cells))
    if above and not below:
        return rest is not None and not NUMBERED.match(rest.text)
    if below and not above and begun is not None and NUMBERED.match(begun.text):
        only_label = not any(cell.text for cell in last if cell.column > begun.column)
        return only_label and (rest is None or rest.column < begun.column or not NUMBERED.match(rest.text))
    return False


def _are_halves(
    last: Sequence[GridCell], first: Sequence[GridCell], begun: GridCell | None, rest: GridCell | None
) -> bool:
    """Whether figures on both sides make one row with one label: each of its cells has its text in one part alone.

    A cell of one line fits on a page that has no room left for the lines of another.
    """
    pairs = list(zip(last, first, strict=True))
    start = next(at for at, pair in enumerate(pairs) if any(_is_figure(cell.text) for cell in pair))
    held = [(bool(above.text), bool(below.text)) for above, below in pairs[start:]]
    column = max((cell.column for cell in (begun, rest) if cell), default=-1)
    above, below = (cell.text if cell and cell.column == column else "" for cell in (begun, rest))
    if (True, True) in held or not (above or below):
        return False
    if not below:
        return True
    is_named = NUMBERED.match(below) if not above else NUMBERED.match(above) and not NUMBERED.match(below)
    return bool(is_named) and ((False, False) not in held or not any(lower for _, lower in held))


def _may_end(begun: GridCell | None, rest: GridCell | None) -> bool:
    """Whether a row's label, if it has one, may be the end of a numbered one that begins above."""
    if begun is None or rest is None or rest.column < begun.column:
        return True
    return NUMBERED.match(begun.text) is not None and not NUMBERED.match(rest.text)


def _from(row: Sequence[GridCell], start: int) -> list[GridCell]:
    """The cells of a row from a column on."""
    return [cell for cell in row if cell.column >= start]


def _go_on(last: Sequence[GridCell], first: Sequence[GridCell], cells: Sequence[GridCell]) -> bool:
    """Whether the figures of the lower part's first row are the last digits of those above, which their cells had no room for.

    What goes on fills its line: no line of its column is longer.
    """
    pairs = zip(last, first, strict=True)
    return all(_ends(above, below, cells) for above, below in pairs if _is_figure(below.text))


def _ends(above: GridCell, below: GridCell, cells: Sequence[GridCell]) -> bool:
    """Whether the figure of a cell goes on in the cell below."""
    held = [cell for cell in cells if cell.column == above.column and _is_figure(cell.text)]
    longest = max(len(line) for cell in held for line in cell.lines)
    is_full = bool(above.lines) and len(below.lines[0]) <= len(above.lines[-1]) == longest
    # A single digit fills its line only where others go on below theirs.
    narrow = longest == 1 and any(len(cell.lines) > 1 for cell in held)
    is_begun = BEGUN.match(above.text) or (narrow and above.text.isdigit())
    return is_full and bool(is_begun) and REST.match(below.text) is not None


def _has_figures(row: Sequence[GridCell]) -> bool:
    return any(_is_figure(cell.text) for cell in row)


def _is_figure(text: str) -> bool:
    """Whether a cell's text is a figure, with whatever unit or note it has; the words of a label begin with a letter."""
    begins = text[:1].isalpha() and text != "无"
    return bool(text) and not begins and read_cell(text).state is not CellState.TEXT


def _above(cells: Sequence[GridCell], cell: GridCell, upper: Grid) -> int | None:
    """The index of the cell at the foot of the upper part that this one goes on from, column for column."""
    last = upper.height - 1
    for index, candidate in enumerate(cells):
        same = candidate.column == cell.column and candidate.colspan == cell.colspan
        if same and candidate.row <= last < candidate.row + candidate.rowspan:
            return index
    return None
