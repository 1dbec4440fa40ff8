"""What the tables say to a cell expression of the prose: `T3.denied.*.total`, `T4.direct.total+T4.after.total`.

Only reading belongs here: which cells an expression names, their sum, and why there is none. Whether a sum contradicts
a sentence is `checks.narrative`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checks.forms import split_cell
from checks.report import CellState, Number, Report

APPLICANTS = ("natural", "business", "research", "nonprofit", "legal_service", "other")
LEGAL_ENTITIES = APPLICANTS[1:]
OUTCOMES = ("upheld", "corrected", "other", "pending")
_EMPTY = (CellState.BLANK, CellState.NOT_APPLICABLE)
_STATE_NAMES = {
    CellState.UNREADABLE: "无法辨认",
    CellState.ABSENT: "未读到",
    CellState.TEXT: "不是数字",
    CellState.BLANK: "为空白",
    CellState.NOT_APPLICABLE: "填的不是数字",
}
# Below this the reader itself is not sure what it read; nobody is accused on such a figure.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Figure:
    """The tables' answer to an expression.

    `value` is None where there is none, and `why` then says so in Chinese. `parts` is the same figure summed from the
    parts of each total, where those parts were read and differ from the printed totals. `blank` are the
    empty totals that were summed from their rows. `sure` is false for figures that a person must look at first.
    """

    cells: tuple[str, ...]
    value: Number | None = None
    why: str = ""
    parts: Number | None = None
    blank: tuple[str, ...] = ()
    sure: bool = True


def figure(report: Report, expression: str) -> Figure:
    """The sum of the cells that an expression names, in that report's tables.

    A blank part counts as 0; a blank total is summed from its row where the row has figures, and is no figure where it
    has none.
    """
    cells = tuple(_cells(report, expression))
    doubt = next((report.suspicions[cell[:2]] for cell in cells if cell[:2] in report.suspicions), None)
    if doubt is not None or not cells:
        return Figure(cells, why=doubt or f"表格中没有 {expression}")
    total: Number = 0
    parts: Number | None = 0
    blank: list[str] = []
    for cell in cells:
        value, read = _value(report, cell), _from_parts(report, cell)
        if value is None:
            value = read if read is not None or len(cells) == 1 else 0
            blank.append(cell)
        if value is None or isinstance(value, str):
            return Figure(cells, why=f"{cell} {value or _STATE_NAMES[CellState.BLANK]}")
        total += value
        parts = None if parts is None or read is None or isinstance(read, str) else parts + read
    return Figure(cells, total, "", None if parts == total else parts, tuple(blank), _is_sure(report, cells))


def number(text: str) -> Number | None:
    """The figure of a claim's value, or None where it is a percentage or no plain number."""
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    return int(value) if value.is_integer() else value


def _cells(report: Report, expression: str) -> Iterator[str]:
    for part in expression.split("+"):
        if part.count(".") < 2:
            return
        table, row, column = split_cell(part)
        columns: Sequence[str] = LEGAL_ENTITIES if column == "legal_entities" else (column,)
        for name in _rows(report, table, row, columns[0]):
            yield from (f"{table}.{name}.{column}" for column in columns)


def _rows(report: Report, table: str, row: str, column: str) -> Sequence[str]:
    """The rows that a row or a group (`denied.*`) stands for; a group that the form has undivided is its one row."""
    return _group(tuple(report.cells), f"{table}.{row[:-2]}", column) or (row[:-2],) if row.endswith(".*") else (row,)


@lru_cache(maxsize=256)
def _group(names: tuple[str, ...], group: str, column: str) -> tuple[str, ...]:
    """The rows of a group among a form's cells; forms are few, so this is worked out once for each."""
    ending = "." + column
    rows = {split_cell(name)[1] for name in names if name.startswith(group + ".") and name.endswith(ending)}
    return tuple(sorted(rows))


def _value(report: Report, name: str) -> Number | str | None:
    """The number in a cell, None for an empty one, and words where there is no knowing."""
    cell = report.cells.get(name)
    if cell is None:
        return _STATE_NAMES[CellState.ABSENT]
    if cell.state is CellState.NUMBER:
        return cell.value
    return None if cell.state in _EMPTY else _STATE_NAMES[cell.state]


def _from_parts(report: Report, name: str) -> Number | str | None:
    """A total from the parts of its own row, None where none of them holds a figure, words where one was not read."""
    table, row, column = split_cell(name)
    if column != "total":
        return _value(report, name)
    names = OUTCOMES if table == "T4" else APPLICANTS
    values = [_value(report, f"{table}.{row}.{part}") for part in names]
    unread = next((value for value in values if isinstance(value, str)), None)
    if unread is not None:
        return unread
    numbers = [value for value in values if value is not None and not isinstance(value, str)]
    return sum(numbers) if numbers else None


def _is_sure(report: Report, cells: Sequence[str]) -> bool:
    return report.method != "ocr" and all(report.cells[cell].where.confidence >= SURE for cell in cells)
