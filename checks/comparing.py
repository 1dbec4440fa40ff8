"""What is kept of a filing to set it beside others: its figures and words, a third of the room that the whole takes.

Thousands of members are added up into one government, hundreds of bodies are searched for words that one took from
another; no such rule looks at where a figure stood, at former reports, or at how a table is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from checks.model import Filing
from checks.report import Cell, Report, Where

_Seen = dict[tuple[str, str, object, float], Cell]


def comparable(filings: Iterable[Filing]) -> Iterator[Filing]:
    """As much of each filing as a rule that compares looks at, in the order given; cells that say the same are held once."""
    seen: _Seen = {}
    for filing in filings:
        report = filing.report and _figures_and_words(filing.report, seen)
        yield replace(filing, report=report, previous=None, earlier=None, copies=(), older=(), references={})


def _figures_and_words(report: Report, seen: _Seen) -> Report:
    cells = (_figure(cell, seen) for cell in report.cells.values())
    return replace(report, cells={cell.cell: cell for cell in cells}, claims=(), headings=(), tables=())


def _figure(cell: Cell, seen: _Seen) -> Cell:
    # How sure its reading is decides whether a table is to be trusted at all.
    key = (cell.cell, cell.state, cell.value, cell.where.confidence)
    if key not in seen:
        seen[key] = Cell(cell.cell, cell.state, cell.value, where=Where(confidence=cell.where.confidence))
    return seen[key]
