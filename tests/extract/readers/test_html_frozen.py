"""Tables whose first columns stay in place are two in the markup, and one for who reads them."""

from __future__ import annotations

import pytest

from checks.report import CellState
from flows.extract import read_report
from tests.accuracy.figures import invent
from tests.accuracy.pieces import Box
from tests.accuracy.report import Figure, Table, pieces_of


def _table(rows: list[list[Box]]) -> str:
    cells = ("".join(f"<td rowspan={box.rowspan} colspan={box.colspan}>{box.text}</td>" for box in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _frozen(table: Table, *, head: bool, lost: int) -> str:
    """Table 3 in two: the names, `head` with as many rows above as the figures have, and without the last `lost` of them."""
    names = [[box for box in row if not isinstance(box, Figure)] for row in table.rows[3:]]
    top = [[table.rows[0][0]], [], []] if head else [[Box("申请类型")]]
    figures = [list(table.rows[0][1:]), *map(list, table.rows[1:3])]
    figures += [[box for box in row if isinstance(box, Figure)] for row in table.rows[3:]]
    return f"<div>{_table([*top, *names[: len(names) - lost]])}</div><div>{_table(figures)}</div>"


@pytest.mark.parametrize(("head", "lost"), [(True, 0), (False, 0), (False, 1)])
def test_names_and_figures_of_as_many_rows_are_one_table(head, lost):
    truth = invent(21, "2021", busy=0.4)
    shown = [
        _frozen(piece, head=head, lost=lost) if isinstance(piece, Table) and piece.id == "T3" else piece
        for piece in pieces_of(truth)
    ]
    page = "".join(_table(list(map(list, p.rows))) if isinstance(p, Table) else f"<div>{p}</div>" for p in shown)
    report = read_report(page.encode(), "r.html")
    read = {cell: (one.state, one.value) for cell, one in report.cells.items() if cell.startswith("T3")}
    if lost:
        assert CellState.NUMBER not in {state for state, _ in read.values()}
    else:
        assert read == {cell: found for cell, found in truth.expected.items() if cell.startswith("T3")}
