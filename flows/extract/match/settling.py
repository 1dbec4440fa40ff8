"""Figures recognised in more than one way → the one that the form's sums leave possible, else none.

The sums choose between figures that were seen; they never make one up. Where a sum fails and one of its figures is
open to doubt, that figure is unreadable: a misreading must not become anybody's error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from checks.crossing import crossings
from checks.forms import Form, is_impossible
from checks.frames import is_empty_part
from checks.report import Cell, CellState
from checks.web import Web, web
from flows.extract.numerals import read_cell

# A recognised figure below this is open to doubt once a sum with it fails.
_CERTAIN = 0.8
# From this share of a table's cells on blanks or dashes are its author's habit, not lost ink: of a 7 its bar may be left.
_HABIT = 0.3
_EMPTY = (CellState.BLANK, CellState.NOT_APPLICABLE)
_NOTE = "识别读法不一（{}），只有{}使勾稽关系成立"
_OPEN = "识别读法不一（{}），勾稽关系不能判定"
_UNREAD = (CellState.UNREADABLE, CellState.ABSENT)
_RUIN = "本表多数单元格无法识别，其余亦不采信"
_NO_COUNT = "识别为“{}”，不可能是件数"
_WORDS = "数字栏中识别为文字“{}”"
_DOUBTED = "识别把握不足（读作{}），且勾稽关系不成立"


def settled(form: Form, cells: Mapping[str, Cell], readings: Mapping[str, tuple[str, ...]]) -> dict[str, Cell]:
    """The cells with every disputed figure decided by the sums or given up; `readings` are the figures seen, by cell."""
    sums = _Sums(web(form), _without_ruins({cell_id: _as_possible(cell) for cell_id, cell in cells.items()}))
    open_ = {cell_id for cell_id in readings if cell_id in sums.web.moves}
    while chosen := next(((one, cell) for one in sorted(open_) if (cell := _only_fit(sums, one, readings[one]))), None):
        cell_id, cell = chosen
        sums.cells[cell_id] = cell
        open_.discard(cell_id)
    for cell_id in sorted(open_):
        if any(not fits for fits in sums.verdicts(cell_id)):
            sums.cells[cell_id] = _given_up(sums.cells[cell_id], _OPEN.format("、".join(readings[cell_id])))
    _give_up_doubtful(sums)
    return sums.cells


class _Sums(NamedTuple):
    """A form's sums over cells as they are known by now."""

    web: Web
    cells: dict[str, Cell]

    def verdicts(self, cell_id: str) -> Iterator[bool]:
        """For each sum of a cell that can be assessed, whether it holds."""
        for name, _ in self.web.moves[cell_id]:
            if (difference := self.difference(name)) is not None:
                yield difference == 0

    def difference(self, name: str) -> float | None:
        """Right minus left of one sum; None where a figure is missing."""
        return self.web.difference(name, {one: self._figure(self.cells[one]) for one in self.web.by_name[name].cells})

    def figures(self) -> dict[str, float | None]:
        """What each cell counts as; None for one that is not known."""
        return {cell_id: self._figure(cell) for cell_id, cell in self.cells.items()}

    def failing(self) -> dict[str, float]:
        """The sums that fail, and by how much."""
        return {name: off for name in self.web.by_name if (off := self.difference(name))}

    def exceeded(self) -> list[str]:
        """The sums of which a side has figures that are not known, the others being more than the whole other side.

        No figure of the form is negative, so these fail whatever the unknown ones are.
        """
        return [name for name, one in self.web.by_name.items() if self._is_exceeded(one.left, one.right)]

    def _is_exceeded(self, left: Sequence[str], right: Sequence[str]) -> bool:
        sides = [[self._figure(self.cells[cell_id]) for cell_id in side] for side in (left, right)]
        known = [sum(figure for figure in side if figure is not None) for side in sides]
        return any(
            None in side and None not in other and more > most
            for (side, more), (other, most) in permutations(zip(sides, known, strict=True))
        )

    def _figure(self, cell: Cell) -> float | None:
        if cell.state is CellState.NUMBER and cell.value is not None:
            return float(cell.value)
        return 0.0 if is_empty_part(cell) else None


def _only_fit(sums: _Sums, cell_id: str, readings: tuple[str, ...]) -> Cell | None:
    """The cell with the one reading that no sum speaks against and some sum bears out; None where there is no such one.

    Two sums must bear out another figure than the one that most looks saw: the same figure beside it may be misread alike.
    """
    held = sums.cells[cell_id]
    fitting = []
    for text in readings:
        state, value, _ = read_cell(text, "件")
        sums.cells[cell_id] = held._replace(state=state, value=value, raw=text)
        verdicts = list(sums.verdicts(cell_id))
        fewest = 2 if held.state is CellState.NUMBER and value != held.value else 1
        if state is CellState.NUMBER and len(verdicts) >= fewest and all(verdicts):
            fitting.append(sums.cells[cell_id])
    sums.cells[cell_id] = held
    if len(fitting) != 1:
        return None
    return fitting[0]._replace(note=_NOTE.format("、".join(readings), fitting[0].raw))


def _give_up_doubtful(sums: _Sums) -> None:
    """Gives up the figures open to doubt of every sum that fails; where one such figure alone explains several, only that one."""
    habits = _habits(sums.cells)
    for wrong in crossings(sums.web, sums.figures(), sums.failing())[0]:
        _give_up_if_doubtful(sums, wrong.cell, habits)
    failing = (*sums.failing(), *sums.exceeded())
    for cell_id in dict.fromkeys(cell_id for name in failing for cell_id in sums.web.by_name[name].cells):
        _give_up_if_doubtful(sums, cell_id, habits)


def _give_up_if_doubtful(sums: _Sums, cell_id: str, habits: frozenset[tuple[str, CellState]]) -> None:
    cell = sums.cells[cell_id]
    is_lost = cell.state in _EMPTY and (cell_id[:2], cell.state) not in habits
    if cell.where.confidence < (1.0 if is_lost else _CERTAIN):
        sums.cells[cell_id] = _given_up(cell, _DOUBTED.format(f"“{cell.raw}”" if cell.raw else "空白"))


def _habits(cells: Mapping[str, Cell]) -> frozenset[tuple[str, CellState]]:
    """The tables ("T3") many of whose cells are blank, or hold a dash, each with that state."""
    empty = Counter((cell_id[:2], cell.state) for cell_id, cell in cells.items() if cell.state in _EMPTY)
    total = Counter(cell_id[:2] for cell_id in cells)
    return frozenset(habit for habit, count in empty.items() if count >= _HABIT * total[habit[0]])


def _without_ruins(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """The cells, all of a table given up of which less than half could be read: what is left of a ruin is chance."""
    total = Counter(cell_id[:2] for cell_id in cells)
    lost = Counter(cell_id[:2] for cell_id, cell in cells.items() if cell.state in _UNREAD)
    return {
        cell_id: _given_up(cell, _RUIN)
        if 2 * lost[cell_id[:2]] > total[cell_id[:2]] and cell.state not in _UNREAD and cell.where.confidence < 1
        else cell
        for cell_id, cell in cells.items()
    }


def _as_possible(cell: Cell) -> Cell:
    """A cell recognised as what cannot stand there is unreadable.

    Words are a seal's characters over a figure, or what a smear looks like; in a count, a dirt is a point or a minus.
    """
    if cell.where.confidence == 1:
        return cell
    if cell.state is CellState.TEXT:
        return _given_up(cell, _WORDS.format(cell.raw))
    if cell.value is not None and is_impossible(cell.cell, cell.value):
        return _given_up(cell, _NO_COUNT.format(cell.raw))
    return cell


def _given_up(cell: Cell, why: str) -> Cell:
    return cell._replace(state=CellState.UNREADABLE, value=None, note=why)
