"""A printed report with one thing changed, read again: what the tests of matching share."""

from __future__ import annotations

from dataclasses import replace

from checks.report import CellState, Report
from flows.extract import read_report
from tests.accuracy.figures import Figures
from tests.accuracy.formats.html import as_html
from tests.accuracy.pieces import Piece
from tests.accuracy.report import Table


def read(pieces: list[Piece]) -> Report:
    return read_report(as_html(pieces), "report.html")


def values(report: Report) -> dict[str, object]:
    return {cell_id: cell.value for cell_id, cell in report.cells.items()}


def wrong(report: Report, truth: Figures) -> list[str]:
    """Cells handed on as sure that are not what was printed."""
    return [
        cell_id
        for cell_id, expected in truth.expected.items()
        if (cell := report.cells[cell_id]).state not in (CellState.ABSENT, CellState.UNREADABLE)
        and (cell.state, cell.value) != expected
    ]


def with_table_3(pieces: list[Piece], change) -> list[Piece]:
    return [
        replace(piece, rows=tuple(map(tuple, change([list(row) for row in piece.rows]))))
        if isinstance(piece, Table) and piece.id == "T3"
        else piece
        for piece in pieces
    ]
