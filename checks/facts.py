"""The few questions that most rules ask of a filing: the figure in a cell, what is missing, who filed it."""

from __future__ import annotations

from checks.model import CellState, Filing, Report, Unassessable


def figure(report: Report | None, cell: str) -> float | None:
    """The number in a cell, or None where there is none."""
    found = report.cells.get(cell) if report is not None else None
    return found.value if found is not None and found.state is CellState.NUMBER else None


def missing(rule_id: str, report: Report | None, *cells: str) -> Unassessable:
    """Which of the cells a rule needs hold no number."""
    lacking = [cell for cell in cells if figure(report, cell) is None]
    return Unassessable(rule_id, f"缺少可核对的数据：{'、'.join(lacking) or '表格未读到'}")


def body_name(filing: Filing) -> str:
    """The agency's full name by the registry, else by its report."""
    return (filing.agency.name if filing.agency else None) or (filing.report.agency if filing.report else None) or ""
