"""Which head holds for each row of table 3, and whether its order of columns can be believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from checks.report import CellState
from flows.extract.match.columns import Head, read_head
from flows.extract.match.figures import place
from flows.extract.match.rows import PublishedRow
from flows.extract.match.vocabulary import ids
from flows.extract.numerals import read_cell

_TOTAL = "total"
_KNOWN = (CellState.NUMBER, CellState.BLANK, CellState.NOT_APPLICABLE)


def heads_of(rows: Sequence[PublishedRow], printed: Mapping[str, str | None]) -> list[Head]:
    """The head that holds for each row: the last one above it, else the form's own order."""
    last, grid = Head(tuple(printed), whole=False), None
    heads = []
    for row in rows:
        if row.before and (head := read_head(row.before, printed)):
            last, grid = head, row.grid
        elif last.order[-1] == _TOTAL and not last.whole and _is_under_total(row, len(printed)):
            last = last._replace(whole=True)
        heads.append(last if row.grid is grid else last._replace(spans=None))
    runs = groupby(zip(heads, rows, strict=True), key=lambda pair: pair[0])
    return [head for held, run in runs for head in _settled(held, [row for _, row in run], tuple(printed))]


def _is_under_total(row: PublishedRow, width: int) -> bool:
    """Whether a head of invented names, 数据1 数据2 …, still says that the last of a row's figures is the total.

    No sum of a row hangs on the order of the others, and what a recogniser numbers it numbers from left to right.
    """
    above = [line.cells for line in row.before if line.grid is row.grid is not None]
    if not above or len(row.figures) != width or len(above[-1]) != len(row.labels) + width:
        return False
    column = row.figures[-1].column
    return any(cell.column == column and _TOTAL in ids(cell.text, "T3", "column") for cell in above[-1])


def _settled(head: Head, rows: Sequence[PublishedRow], printed: tuple[str, ...]) -> list[Head]:
    """The head for each of its rows, its total put last if the rows only add up so: then miscounted spans misplaced it.

    A total that the head has in another place than the form, and that is no row's sum, leaves the order unproven; so
    does a head without one over rows that have a figure more.
    """
    if _TOTAL not in head.order:
        filled = max(sum(bool(cell.text) for cell in row.figures) for row in rows)
        return [Head(printed, whole=False) if filled > len(head.order) else head] * len(rows)
    if head.order[-1] == _TOTAL or sorted(head.order) != sorted(printed):
        return [head] * len(rows)
    head = head._replace(weighed=True)
    last = (*(column for column in head.order if column != _TOTAL), _TOTAL)
    if not _is_borne_out(rows, head.order, last, head):
        is_last = _is_borne_out(rows, last, head.order, head)
        head = Head(last, weighed=True) if is_last else head._replace(whole=False)
    return [head] * len(rows)


def _is_borne_out(rows: Sequence[PublishedRow], order: Sequence[str], other: Sequence[str], head: Head) -> bool:
    """Whether the total of every row whose figures can be told is their sum, the columns in this order, and not of each in the other."""
    told = [row for row in rows if _adds_up(row, order, head) is not None]
    return all(_adds_up(row, order, head) for row in told) and not all(_adds_up(row, other, head) for row in told)


def _adds_up(row: PublishedRow, order: Sequence[str], head: Head) -> bool | None:
    """Whether a row's total is the sum of its other figures; None where one cannot be told, or all are nothing."""
    cells = place(row.figures, head.spans, len(order)).cells
    read = [read_cell(cell.text) if cell else None for cell in cells]
    known = [found.value or 0 for found in read if found and found.state in _KNOWN]
    if len(known) < len(order) or not any(known):
        return None
    return sum(known) == 2 * known[order.index(_TOTAL)]
