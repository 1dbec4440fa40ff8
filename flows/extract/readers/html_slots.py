"""Where the boxes of a table stand that style sheets lay out: in the lines of a grid, or by the shares of their row's width."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

_DECLARATION = re.compile(r"(?<![\w-])([a-z-]+)\s*:\s*([^;]+)", re.IGNORECASE)
_REPEAT = re.compile(r"repeat\(\s*(\d{1,3})\s*,((?:[^()]|\([^()]*\))*)\)", re.IGNORECASE)
_TRACK = re.compile(r"[\w-]+\([^()]*\)|[^\s()]+")
_SPAN = re.compile(r"span\s+(\d{1,3})", re.IGNORECASE)
_FROM = re.compile(r"(\d{1,3})(?:\s*/\s*(?:(\d{1,3})|span\s+(\d{1,3})))?", re.IGNORECASE)
_SHARE = re.compile(r"(?:\d\s+\d\s+)?(\d{1,4}(?:\.\d+)?)\s*(%|px|pt|em|rem|vw)?(?:\s.*)?")
_MOST_COLUMNS, _MOST_SLOTS = 100, 20_000
_APART = 0.004
"""Of a row's width: edges of two rows that lie closer are the same."""

_SPANS = range(1, 20)
"""Shares that are as many columns, where they come to the same in all rows."""

Style = Mapping[str, str]


class Slot(NamedTuple):
    """A cell's place in a grid, rows and columns from 0; -1 where the page leaves it to the browser."""

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1

    def covers(self) -> set[tuple[int, int]]:
        """Rows and columns that the cell stands in."""
        rows, columns = range(self.row, self.row + self.rowspan), range(self.column, self.column + self.colspan)
        return {(row, column) for row in rows for column in columns}


def style_of(declarations: str) -> Style:
    """Declarations by property; of one that is declared twice the last."""
    return {name.lower(): value.strip() for name, value in _DECLARATION.findall(declarations)}


def columns_of(style: Style) -> int:
    """How many columns a grid has; 0 where its style does not tell."""
    tracks = _REPEAT.sub(
        lambda found: f" {found[2]}" * min(int(found[1]), _MOST_COLUMNS), style.get("grid-template-columns", "")
    )
    return 0 if "repeat" in tracks or "[" in tracks else len(_TRACK.findall(tracks))


def slots_of(cells: Sequence[Style], columns: int) -> list[Slot]:
    """The places of a grid's cells in the order of these; none where lines are named, cells overlap or half of a place is left open.

    What has no place of its own takes the first free one behind the cell before. Source: CSS Grid Layout 1, 8.5.
    """
    wanted = [_slot(style) for style in cells]
    if any((slot.row < 0) != (slot.column < 0) or slot.colspan > columns for slot in wanted):
        return []
    named = [slot for slot in wanted if slot.row >= 0]
    if sum(slot.rowspan * slot.colspan for slot in wanted) > _MOST_SLOTS:
        return []
    taken = {place for slot in named for place in slot.covers()}
    if len(taken) < sum(slot.rowspan * slot.colspan for slot in named):
        return []
    at, slots = 0, []
    for slot in wanted:
        if slot.row < 0:
            while not _fits(slot := slot._replace(row=at // columns, column=at % columns), columns, taken):
                at += 1
            taken |= slot.covers()
        slots.append(slot)
    return slots


def _fits(slot: Slot, columns: int, taken: set[tuple[int, int]]) -> bool:
    return slot.column + slot.colspan <= columns and not slot.covers() & taken


def _slot(style: Style) -> Slot:
    area = [part.strip() for part in style.get("grid-area", "").split("/")]
    if len(area) == 4:
        style = {"grid-row": f"{area[0]} / {area[2]}", "grid-column": f"{area[1]} / {area[3]}"}
    row, rowspan = _line(style, "row")
    column, colspan = _line(style, "column")
    return Slot(row, column, rowspan, colspan)


def _line(style: Style, axis: str) -> tuple[int, int]:
    """The line where a cell begins, from 0, and how many it covers; -1 for none of its own."""
    written = style.get(f"grid-{axis}") or " / ".join(
        filter(None, (style.get(f"grid-{axis}-start"), style.get(f"grid-{axis}-end")))
    )
    if found := _FROM.match(written):
        start = int(found[1])
        return start - 1, max(int(found[2]) - start if found[2] else int(found[3] or 1), 1)
    span = _SPAN.search(written)
    return -1, int(span[1]) if span else 1


def spans_of_rows(rows: Sequence[Sequence[Style]]) -> list[list[int]]:
    """How many columns each cell covers, by the shares of their rows' width that cells take; 1 for all where these do not tell."""
    shares = [[_share(style) for style in row] for row in rows]
    alone = [[1] * len(row) for row in rows]
    if not all(all(row) for row in shares):
        return alone
    if len(set(map(sum, shares))) == 1 and all(share in _SPANS for row in shares for share in row):
        return [[int(share) for share in row] for row in shares]
    edges = [[edge / sum(row) for edge in accumulate(row)] for row in shares]
    lines = sorted({edge for row in edges for edge in row})
    columns = [line for at, line in enumerate(lines) if not at or line - lines[at - 1] > _APART]
    places = [[sum(column < edge + _APART for column in columns) for edge in row] for row in edges]
    spans = [[end - start for start, end in zip([0, *row], row, strict=False)] for row in places]
    # Rows of which one has a column more than any other are no table's.
    return spans if len(columns) == max(map(len, rows)) and all(all(row) for row in spans) else alone


def _share(style: Style) -> float:
    """The part of its row's width that a cell takes, in whatever unit; 0 where that is not told."""
    for name in ("flex", "flex-grow", "flex-basis", "width"):
        if (found := _SHARE.fullmatch(style.get(name, ""))) and float(found[1]):
            return float(found[1])
    return 0.0
