"""A report as read against the truth: right, wrong, silently wrong, not assessable."""

from __future__ import annotations

from dataclasses import dataclass, field

from checks.report import CellState, Report
from tests.accuracy.figures import Figures

_OPEN = (CellState.UNREADABLE, CellState.ABSENT)


@dataclass
class ReadingScore:
    """Counts of cells over any number of reports; `silent` are the wrong ones that nothing warns of."""

    right: int = 0
    wrong: int = 0
    silent: int = 0
    not_assessable: int = 0
    reports: int = 0
    form_right: int = 0
    year_right: int = 0
    agency_right: int = 0
    wrong_cells: list[str] = field(default_factory=list)

    def add(self, report: Report | None, truth: Figures) -> None:
        """Counts one report; None for one that could not be read at all."""
        self.reports += 1
        if report is None:
            self.not_assessable += len(truth.expected)
            return
        self.form_right += report.form == truth.form
        self.year_right += report.year == truth.year
        self.agency_right += report.agency == truth.agency
        for cell_id, (state, value) in truth.expected.items():
            cell = report.cells.get(cell_id)
            if cell is not None and (cell.state, cell.value) == (state, value):
                self.right += 1
            elif cell is None or cell.state in _OPEN:
                self.not_assessable += 1
            else:
                self.wrong += 1
                self.silent += cell_id[:2] not in report.suspicions and cell.where.confidence == 1.0
                self.wrong_cells.append(f"{cell_id} {cell.state.value} {cell.value!r} for {state.value} {value!r}")

    @property
    def cells(self) -> int:
        """All cells asked for."""
        return self.right + self.wrong + self.not_assessable
