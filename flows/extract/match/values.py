"""What matching gives: the cells of a form with their places, and what the matcher doubts about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checks.report import Cell, CellState, Table
from flows.extract.document import GridCell
from flows.extract.numerals import read_cell


@dataclass(frozen=True, slots=True)
class Matched:
    """The mandated tables of a document.

    `cells` holds every cell of the form, `coverage` the share of each table's cells whose place was found,
    `left_over` what stood in a table and is no part of it, `suspicions` the matcher's doubts by table.
    """

    cells: Mapping[str, Cell]
    tables: tuple[Table, ...] = ()
    coverage: Mapping[str, float] = field(default_factory=dict)
    form: str | None = None
    left_over: tuple[str, ...] = ()
    suspicions: Mapping[str, str] = field(default_factory=dict)


_MARKUP = re.compile(r"[{}<>=]|::")
_TWICE = "同一格在页面中出现两次且数字不同"


@dataclass(slots=True)
class TableReading:
    """One mandated table while it is matched.

    `places` is cell id → the published cell, or None where its place is not certain; `raw` what stood in that row.
    `votes` counts the labels that only one form has; `unproven` are rows whose columns no head names, so that only
    their sums can bear the order out; `weighed` says that sums chose between two orders of the columns.
    """

    table: str
    places: dict[str, GridCell | None] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)
    votes: dict[str, int] = field(default_factory=dict)
    unproven: list[str] = field(default_factory=list)
    weighed: bool = False

    def put(self, cell_id: str, cell: GridCell | None, row: str = "") -> None:
        """Places a cell; where the table is published again with another figure the place is uncertain."""
        self.raw.setdefault(cell_id, row)
        if cell_id not in self.places:
            self.places[cell_id] = cell
            return
        held = self.places[cell_id]
        if held is None or cell is None or held.text != cell.text:
            self.places[cell_id] = None
            if _TWICE not in self.doubts:
                self.doubts.append(_TWICE)

    def take_back(self, cell_ids: Iterable[str]) -> None:
        """Makes places uncertain again that other figures may belong to; what was never placed is still absent."""
        self.places.update((cell_id, None) for cell_id in cell_ids if cell_id in self.places)


def cell_of(cell_id: str, published: GridCell, unit: str | None) -> Cell:
    """A published cell read as a cell of the form."""
    if published.image and not published.text:
        return Cell(cell_id, CellState.UNREADABLE, None, "", "a picture", published.where)
    state, value, note = read_cell(published.text, unit)
    if state is CellState.TEXT and _holds_figure(published.text):
        state = CellState.UNREADABLE
    note = "；".join(filter(None, (note, published.note))) or None
    return Cell(cell_id, state, value, published.text, note, published.where)


def _holds_figure(text: str) -> bool:
    """Whether words that nobody here knows how to take stand about a figure, or some program's markup does."""
    return text[:1].isdigit() or (_MARKUP.search(text) is not None and any(map(str.isdigit, text)))
