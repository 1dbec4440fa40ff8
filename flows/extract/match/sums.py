"""The form's sums over cells as they were published, where a blank one counts as nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checks.arithmetic import Identity
from checks.forms import Form
from checks.report import Cell, CellState
from checks.web import web

COUNTED = (CellState.NUMBER, CellState.BLANK, CellState.NOT_APPLICABLE)
"""The states of cells whose figure is known."""


def failing(form: Form, sums: Iterable[Identity], cells: Mapping[str, Cell]) -> list[Identity]:
    """Those of some sums of a form that do not hold; an unreadable or absent figure leaves one open, which is no better."""
    return [
        one for one in sums if web(form).difference(one.name, {name: _figure(cells[name]) for name in one.cells}) != 0
    ]


def _figure(cell: Cell) -> float | None:
    return float(cell.value or 0) if cell.state in COUNTED else None
