"""The rows of a table as they are seen: each cell under every column that it covers, also where it reaches down from above."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

_MOST_ROWS = 1_000
_MOST_SPAN = 200

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


def _span(cell: LexborNode, name: str) -> int:
    told = (cell.attributes.get(name) or "1").strip()
    return min(max(int(told), 1), _MOST_SPAN) if told.isdigit() and len(told) < 4 else 1
