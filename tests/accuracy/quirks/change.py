"""How a quirk changes the tables of a report: what all of them need."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.accuracy.pieces import Box, Piece
from tests.accuracy.report import Figure, Table

Change = Callable[[Sequence[Piece], random.Random], list[Piece]]
Rows = list[list[Box]]


def on(*tables: str) -> Callable[[Callable[[Table, random.Random], list[Piece]]], Change]:
    """Makes a change of one table a change of all pieces."""

    def wrap(change: Callable[[Table, random.Random], list[Piece]]) -> Change:
        def apply(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
            changed: list[Piece] = []
            for piece in pieces:
                wanted = isinstance(piece, Table) and piece.id in tables
                changed += change(piece, chance) if wanted else [piece]
            return changed

        return apply

    return wrap


def rows_of(table: Table) -> Rows:
    return [list(row) for row in table.rows]


def table_of(rows: Sequence[Sequence[Box]], like: Table) -> Table:
    return replace(like, rows=tuple(tuple(row) for row in rows))


def figures_in(row: Sequence[Box]) -> int:
    return sum(isinstance(box, Figure) for box in row)


def is_head(box: Box) -> bool:
    return box.text.startswith("（本列") or box.text in ("自然人", "总计")
