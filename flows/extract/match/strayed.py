"""Rows of table 3 whose figures stand in other columns than they were read in, as their sums show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.report import CellState
from flows.extract.document import GridCell
from flows.extract.forms import forms
from flows.extract.layout.page import TORN
from flows.extract.match.columns import EXTRA, Head
from flows.extract.match.rows import PublishedRow
from flows.extract.match.shapes import shape_of
from flows.extract.match.values import TableReading
from flows.extract.numerals import read_cell

_TOTAL = "total"
_FEWEST_NAMED = 3
"""Rows whose names stand in one column, so that it is that of names."""
_KNOWN = (CellState.NUMBER, CellState.BLANK, CellState.NOT_APPLICABLE)


def strayed(figures: Sequence[GridCell], placed: Sequence[GridCell | None], head: Head) -> str:
    """What is doubtful about a row that adds up a column beside where it was read, or whose last figure, under another column
    than 总计, is the sum of all others.

    Nothing where the row adds up as it stands: the last figure is then one beside the form, that sum by chance.
    """
    filled = [cell for cell in figures if cell.text not in ("", TORN)]
    if _TOTAL not in head.order or len(filled) in (0, len(figures)):
        return ""
    is_total_last = placed[head.order.index(_TOTAL)] is filled[-1]
    if not ((not is_total_last and _ends_in_sum(filled)) or _adds_up_beside(figures, placed, head)):
        return ""
    return "" if _adds_up(_in_order(placed, head)) else "似乎整体错开一栏"


def _ends_in_sum(filled: Sequence[GridCell]) -> bool:
    read = [read_cell(cell.text) for cell in filled]
    values = [found.value for found in read if found.state is CellState.NUMBER and found.value is not None]
    return len(values) == len(filled) and values[-1] != 0 and sum(values[:-1]) == values[-1]


def _adds_up_beside(figures: Sequence[GridCell], placed: Sequence[GridCell | None], head: Head) -> bool:
    """Whether the cells one column before, or one behind, those that were read add up."""
    at = [next((at for at, cell in enumerate(figures) if cell is one), -len(figures)) for one in placed]
    beside = ([place + step for place in at] for step in (-1, 1))
    return any(
        _adds_up(_in_order([figures[place] for place in places], head)) is True
        for places in beside
        if min(places) >= 0 and max(places) < len(figures)
    )


def _in_order(cells: Sequence[GridCell | None], head: Head) -> list[GridCell | None]:
    """The cells of a row without those beside the form, the total last."""
    own = [cell for column, cell in zip(head.order, cells, strict=True) if column not in (EXTRA, _TOTAL)]
    return [*own, cells[head.order.index(_TOTAL)]]


def cut_short(row: PublishedRow, rows: Sequence[PublishedRow], head: Head) -> str:
    """What is doubtful about a row that begins with a blank and ends before its grid does: it may have lost the blank at its end.

    What trims lines does that, and the blank before the figures is then what a label spans. Where one of the `rows` whose
    figures begin in the same column begins with a figure or adds up as it stands, it is none; of lines that are trimmed at
    their beginning too, columns say nothing.
    """
    last, width = row.figures[-1], len(head.order)
    # A path through markup leads to every cell there is: only lines of a text can be trimmed.
    is_marked = "/" in (last.where.xpath or "")
    is_short = row.grid is not None and not is_marked and last.column + last.colspan < row.grid.width
    if not is_short or len(row.figures) != width or row.figures[0].text or not row.is_filled:
        return ""
    trimmed = row.grid is None or not any(cell.column == 0 and not cell.text for cell in row.grid.cells)
    beside = [near for near in rows if shape_of(near) == shape_of(row)]
    alike = [near for near in beside if len(near.figures) <= width]
    told = any(not trimmed if near.figures[0].text else _adds_up(near.figures) for near in alike)
    is_whole = _are_under(row.figures, head) or (told and len(alike) == len(beside))
    return "" if is_whole else "以空格开头，末尾可能少一个空格"


def unnamed(row: PublishedRow, rows: Sequence[PublishedRow], head: Head) -> str:
    """What is doubtful about a row without a name that begins with a blank where others have theirs: that blank may be its name's cell.

    One that has a cell more than figures has both.
    """
    if row.grid is None or row.labels or len(row.figures) > len(head.order) or not row.is_filled or row.figures[0].text:
        return ""
    start = row.figures[0].column
    named = sum(near.grid is row.grid and any(cell.column == start for cell in near.labels) for near in rows)
    return "没有名称，且以空格开头，数字可能少一格" if named >= _FEWEST_NAMED else ""


def _are_under(figures: Sequence[GridCell], head: Head) -> bool:
    spans = head.spans or ()
    places = zip(figures, spans, strict=False)
    return len(spans) == len(figures) and all(left <= cell.column < right for cell, (left, right) in places)


def withdraw_unproven(reading: TableReading) -> None:
    """Takes back the rows whose columns no head names, where most that can be added up do not add up as read.

    A few that do not may be their author's errors; most of them show that the columns stand in another order.
    """
    columns = [column.id for column in forms()["2021"].t3_columns]
    rows = [[f"T3.{row_id}.{column}" for column in columns] for row_id in dict.fromkeys(reading.unproven)]
    verdicts = [
        verdict for row in rows if (verdict := _adds_up(reading.places.get(cell_id) for cell_id in row)) is not None
    ]
    if verdicts.count(False) * 2 > len(verdicts):
        reading.take_back(cell_id for row in rows for cell_id in row)


def _adds_up(cells: Iterable[GridCell | None]) -> bool | None:
    """Whether the last figure is the sum of the others; None where one is not known, none is there, or all are nothing."""
    read = [read_cell(cell.text) if cell else None for cell in cells]
    values = [found.value or 0 for found in read if found and found.state in _KNOWN]
    if len(values) < len(read) or not any(values) or (read[-1] and read[-1].state is CellState.BLANK):
        return None
    return sum(values[:-1]) == values[-1]
