"""A second route that reads one cell otherwise. It travels to the worker by its name, so it is in a module of its own."""

from __future__ import annotations

from collections.abc import Mapping

from checks.report import Cell, CellState

CELL = "T4.review.upheld"


def otherwise(*_: object, **__: object) -> Mapping[str, Cell]:
    return {CELL: Cell(CELL, CellState.NUMBER, 77, "77")}
