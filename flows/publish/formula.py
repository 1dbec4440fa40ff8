"""The sum behind a finding, with the figures in it: what stands left and right of the equals sign, and by how much it fails.

For the identities of `checks.arithmetic` and the two that join years; every other finding is told by its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checks.arithmetic import identities
from checks.forms import Form, row_name, split_cell
from checks.model import Finding
from checks.report import Cell, CellState, Number, Report

Term = tuple[int, str, str, Report]
"""A sign (+1 or -1), a short name, a cell id and the report it is read from."""


@dataclass(frozen=True, slots=True)
class Operand:
    """One figure of a sum: `counts` is what it counts as; `is_filled` is false where a blank or `/` counts as 0."""

    sign: int
    name: str
    cell: str
    counts: Number
    is_filled: bool = True


@dataclass(frozen=True, slots=True)
class Formula:
    """Two sums that should be equal. `zeros` are the operands left out on each side because they are 0.

    `correction` is the value that would make the suspect cell fit, where there is a suspect and such a value.
    """

    left: tuple[Operand, ...]
    right: tuple[Operand, ...]
    left_sum: Number
    right_sum: Number
    zeros: int
    correction: Number | None = None

    @property
    def difference(self) -> Number:
        """How far apart the two sums are."""
        return tidy(abs(self.left_sum - self.right_sum))


def formula_of(finding: Finding, report: Report, form: Form, previous: Report | None = None) -> Formula | None:
    """The identity behind a finding with this report's figures, or None where it rests on no such sum."""
    sides = _sides(finding, report, form, previous)
    if sides is None:
        return None
    left, right = (_operands(side) for side in sides)
    if left is None or right is None:
        return None
    sums = [sum(operand.sign * operand.counts for operand in side) for side in (left, right)]
    kept = [_without_zeros(side) for side in (left, right)]
    zeros = len(left) + len(right) - len(kept[0]) - len(kept[1])
    correction = _correction(finding, left, right, sums[0] - sums[1])
    return Formula(kept[0], kept[1], tidy(sums[0]), tidy(sums[1]), zeros, correction)


def tidy(value: Number) -> Number:
    """A figure without the dust of binary fractions, whole where it is whole."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _operands(terms: Sequence[Term]) -> tuple[Operand, ...] | None:
    operands = []
    for sign, name, cell_id, report in terms:
        cell = report.cells.get(cell_id)
        counts = _counts(cell)
        if counts is None:
            return None
        operands.append(Operand(sign, name, cell_id, counts, bool(cell and cell.state is CellState.NUMBER)))
    return tuple(operands)


def _counts(cell: Cell | None) -> Number | None:
    if cell is None:
        return None
    if cell.state in (CellState.BLANK, CellState.NOT_APPLICABLE):
        return 0
    return cell.value


def _without_zeros(side: tuple[Operand, ...]) -> tuple[Operand, ...]:
    """A long sum without the parts that are 0; a short one is shown whole."""
    return side if len(side) <= 6 else tuple(operand for operand in side if operand.counts) or side[:1]


def _correction(
    finding: Finding, left: Sequence[Operand], right: Sequence[Operand], difference: Number
) -> Number | None:
    for side, direction in ((left, 1), (right, -1)):
        for operand in side:
            if operand.cell == finding.suspect:
                value = tidy(operand.counts - operand.sign * direction * difference)
                return value if value >= 0 and value != operand.counts else None
    return None


Sides = tuple[Sequence[Term], Sequence[Term]]


def _sides(finding: Finding, report: Report, form: Form, previous: Report | None) -> Sides | None:
    if finding.rule_id.startswith("T2-STOCK"):
        return _stock(finding, report, previous)
    if finding.rule_id.startswith("T3-CARRY"):
        return _carry(finding, report, previous)
    asked = {*finding.cells, finding.suspect}
    same_rule = [identity for identity in identities(form) if identity.rule_id == finding.rule_id]
    best = max(same_rule, key=lambda identity: len(asked.intersection(identity.cells)), default=None)
    if best is None or len(asked.intersection(best.cells)) < 2:
        return None
    return _terms(best.left, report, form), _terms(best.right, report, form)


def _terms(cells: Sequence[str], report: Report, form: Form) -> list[Term]:
    """The cells of one side, each named by what tells it from its neighbours: its row or its column."""
    rows = {row.id: row_name(row) for row in form.t3_rows}
    columns = {
        (table, column.id): column.label
        for table, own in (("T3", form.t3_columns), ("T4", form.t4_columns))
        for column in own
    }
    by_row = len(cells) == 2 or len({split_cell(cell)[1] for cell in cells}) > 1
    named = []
    for cell in cells:
        table, row, column = split_cell(cell)
        named.append((1, rows[row] if by_row and table == "T3" else columns[table, column], cell, report))
    return named


def _stock(finding: Finding, report: Report, previous: Report | None) -> Sides | None:
    row = _shared(finding, 1)
    if previous is None or not row:
        return None
    left = [
        (1, "上年现行有效", f"T2.{row}.in_force", previous),
        (1, "本年制发", f"T2.{row}.issued", report),
        (-1, "本年废止", f"T2.{row}.repealed", report),
    ]
    return left, [(1, "本年现行有效", f"T2.{row}.in_force", report)]


def _carry(finding: Finding, report: Report, previous: Report | None) -> Sides | None:
    column = _shared(finding, 2) or "total"
    if previous is None:
        return None
    left = [(1, "上年报告“结转下年度”", f"T3.carried_out.{column}", previous)]
    return left, [(1, "本年报告“上年结转”", f"T3.carried_in.{column}", report)]


def _shared(finding: Finding, part: int) -> str:
    """The row (1) or column (2) that most of the finding's cells share, empty where it names none."""
    parts = [split_cell(cell)[part] for cell in finding.cells if cell.count(".") >= 2]
    return max(dict.fromkeys(parts), key=parts.count) if parts else ""
