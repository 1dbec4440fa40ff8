"""Names of table 4's columns in pieces under each other (结果 over 维持, or a character a line), or for 总计 another → the form's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from checks.report import CellState
from flows.extract.document import GridCell
from flows.extract.labels import name_of
from flows.extract.match.lines import Line, state
from flows.extract.match.vocabulary import TOTALS, ids

_LONG = 8
"""Characters that no name of a total has."""


def with_whole_names(lines: Sequence[Line]) -> list[Line]:
    """The lines, every head of a grid with its columns' names whole in one line, where that makes more names of them."""
    whole: list[Line] = []
    for (is_head, _), run in groupby(lines, key=lambda line: (_is_head(line), id(line.grid))):
        held = list(run)
        names = _named(held) if is_head else []
        whole += names if _count(names) > _count(held) else held
    return whole


def with_form_totals(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, a total that another name stands for (合计, 小计) called as in the form where none is called so there."""
    called = {cell.text: name_of(cell.text).core for line in lines for cell in line.cells if len(cell.text) < _LONG}
    others = {text for text, core in called.items() if core in TOTALS}
    if not others or TOTALS[0] in called.values():
        return lines
    return [
        line._replace(cells=[cell._replace(text=TOTALS[0]) if cell.text in others else cell for cell in line.cells])
        for line in lines
    ]


def _is_head(line: Line) -> bool:
    return line.grid is not None and all(
        cell.colspan == 1 and (not cell.text or state(cell) is CellState.TEXT) for cell in line.cells
    )


def _count(lines: Sequence[Line]) -> int:
    return sum(_is_name(cell.text) for line in lines for cell in line.cells)


def _is_name(text: str) -> bool:
    return bool(ids(text, "T4", "column"))


def _named(lines: Sequence[Line]) -> list[Line]:
    """The pieces that belong to no column's name line by line, and a last line of the names."""
    stacks: dict[int, list[GridCell]] = {}
    for cell in (cell for line in lines for cell in line.cells if cell.text):
        stacks.setdefault(cell.column, []).append(cell)
    names = [name for _, stack in sorted(stacks.items()) for name in _name(stack)]
    used = {id(cell) for stack in stacks.values() if (depth := _depth(stack)) for cell in stack[-depth:]}
    rest = (line._replace(cells=[cell for cell in line.cells if id(cell) not in used]) for line in lines)
    return [*(line for line in rest if line.cells), Line(names, lines[-1].block, lines[-1].grid)]


def _name(stack: Sequence[GridCell]) -> Iterator[GridCell]:
    if depth := _depth(stack):
        yield stack[-1]._replace(text="".join(cell.text for cell in stack[-depth:]))


def _depth(stack: Sequence[GridCell]) -> int:
    """How many of a column's lowest pieces make its name; 0 for none."""
    texts = [cell.text for cell in stack]
    return next((depth for depth in range(1, len(texts) + 1) if _is_name("".join(texts[-depth:]))), 0)
