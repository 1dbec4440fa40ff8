"""What a table's own sums say should stand in cells whose sums fail: a sentence that agrees with that tells of no fault anew.

Which sums there are is `checks.arithmetic`, that they fail is told once by `checks.sums`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.arithmetic import SUITS, Identity, identities
from checks.forms import Form
from checks.report import CellState, Number, Report

_KINDS = ("T3-ROW-SUM", "T3-COL-BAL", "T3-COL-SUM", tuple(SUITS.values()))
_EMPTY = (CellState.BLANK, CellState.NOT_APPLICABLE)


def implied(form: Form, report: Report, cells: Sequence[str]) -> Iterator[Number]:
    """The sum of these cells with each as one kind of failing identity would have it, for every kind that fails for any."""
    for kind in _KINDS:
        failing = [found for found in identities(form) if found.rule_id in kind and _difference(report, found)]
        off = [_off(report, failing, cell) for cell in cells]
        values = [_value(report, cell) for cell in cells]
        if any(off) and None not in values:
            yield sum(value for value in values if value is not None) - sum(off)


def _off(report: Report, failing: Sequence[Identity], cell: str) -> Number:
    """By how much the cell is too great for the first failing identity that holds it."""
    for found in failing:
        if cell in found.cells:
            difference = _difference(report, found) or 0
            return difference if cell in found.right else -difference
    return 0


def _difference(report: Report, found: Identity) -> Number | None:
    """Right minus left, None where a cell could not be read."""
    left, right = ([_value(report, cell) for cell in side] for side in (found.left, found.right))
    if None in left or None in right:
        return None
    return sum(value for value in right if value is not None) - sum(value for value in left if value is not None)


def _value(report: Report, name: str) -> Number | None:
    cell = report.cells.get(name)
    if cell is None or (cell.state is not CellState.NUMBER and cell.state not in _EMPTY):
        return None
    return cell.value if cell.state is CellState.NUMBER and cell.value is not None else 0
