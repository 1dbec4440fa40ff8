"""The rows of a table as they are seen: each cell under every column that it covers, also where it reaches down from above.

Lists of agencies stand two and three abreast in one table; each is then a table of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from selectolax.lexbor import LexborNode

from flows.crawl.pages.around import text_of
from flows.crawl.pages.names import is_organ

_MOST_ROWS = 1_000
_MOST_SPAN = 200
_LEAST_ROWS = 2

Cells = dict[int, LexborNode]


def cells_by_column(table: LexborNode) -> Iterator[Cells]:
    """The rows of a table, each cell by its column; cells that reach down from a row above stand in every row."""
    reaching: dict[int, tuple[int, LexborNode]] = {}
    for row in table.css("tr")[:_MOST_ROWS]:
        placed = {at: cell for at, (left, cell) in reaching.items() if left > 0}
        reaching = {at: (left - 1, cell) for at, (left, cell) in reaching.items() if left > 1}
        at = 0
        for cell in (one for one in row.iter() if one.tag in ("td", "th")):
            while at in placed:
                at += 1
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(at, at + wide):
                placed[column] = cell
                if deep > 1:
                    reaching[column] = (deep - 1, cell)
            at += wide
        yield placed


def lists_abreast(table: LexborNode) -> list[list[Cells]]:
    """The rows of a table, list by list where several stand beside each other: 单位 2025年 2024年 单位 2025年 2024年."""
    rows = list(cells_by_column(table))
    named = Counter(at for row in rows for at in _names(row))
    names = [at for at in sorted(named) if named[at] >= _LEAST_ROWS]
    linked = {at for row in rows for at, cell in row.items() if has_link(cell)}
    spans = _spans(names, linked)
    parts = [[_between(row, first, last) for row in rows] for first, last in spans]
    return parts or [rows]


def own_cells(row: LexborNode, inner: LexborNode) -> list[LexborNode]:
    """The cells of a row that belong to the agency beside which `inner` stands; all where it names no more than one."""
    cells = [one for one in row.iter() if one.tag in ("td", "th")]
    names = list(_names(dict(enumerate(cells)))) if len(cells) > _LEAST_ROWS else []
    spans = _spans(names, {at for at, cell in enumerate(cells) if has_link(cell)})
    parts = (cells[first:last] for first, last in spans)
    return next((part for part in parts if any(_holds(cell, inner) for cell in part)), cells)


def has_link(cell: LexborNode) -> bool:
    """Whether there is something to click in a cell."""
    return cell.css_first("a, [onclick]") is not None


def _names(row: Mapping[int, LexborNode]) -> Iterator[int]:
    """The places of cells that hold nothing but an agency's name."""
    return (at for at, cell in sorted(row.items()) if not has_link(cell) and is_organ(text_of(cell)))


def _spans(names: Sequence[int], linked: Collection[int]) -> list[tuple[int, int]]:
    """The columns of each list by those of the `names` that it begins or ends with; none where there is one list, or nobody can tell.

    `linked` are the columns in which something leads on.
    """
    ends_with_names = any(at < names[0] for at in linked) if names else False
    begins = [0, *(at + 1 for at in names[:-1])] if ends_with_names else [at - names[0] for at in names]
    # The running number of the next agency stands before its name.
    spans = list(pairwise((*begins, names[-1] + 1 if ends_with_names else _MOST_SPAN))) if names else []
    are_lists = len(spans) > 1 and all(any(first <= at < last for at in linked) for first, last in spans)
    is_torn = ends_with_names and any(at > names[-1] for at in linked)
    return spans if are_lists and not is_torn else []


def _between(row: Cells, first: int, last: int) -> Cells:
    return {at - first: cell for at, cell in row.items() if first <= at < last}


def _holds(cell: LexborNode, inner: LexborNode) -> bool:
    return any(one.mem_id == inner.mem_id for one in cell.css(inner.tag or "a"))


def _span(cell: LexborNode, name: str) -> int:
    told = (cell.attributes.get(name) or "1").strip()
    return min(max(int(told), 1), _MOST_SPAN) if told.isdigit() and len(told) < 4 else 1
