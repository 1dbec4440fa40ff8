"""The few questions that most rules ask of a filing: the figure in a cell, what is missing, who filed it."""

from __future__ import annotations

from checks.model import Filing, Unassessable
from checks.registry import Context
from checks.report import CellState, Report
from checks.wordings import cell_name, named


def figure(report: Report | None, cell: str) -> float | None:
    """The number in a cell, or None where there is none."""
    found = report.cells.get(cell) if report is not None else None
    return found.value if found is not None and found.state is CellState.NUMBER else None


def missing(filing: Filing, context: Context, *cells: str) -> Unassessable:
    """Which of the cells that a rule needs hold no number."""
    form, report = context.form(filing), filing.report
    if form is not None and not all(cell in form.names for cell in cells):
        return Unassessable(context.rule.id, "该报告所用格式没有这一项")
    lacking = [cell for cell in cells if figure(report, cell) is None]
    named_cells = named((cell_name(form, cell) for cell in lacking), most=2)
    return Unassessable(context.rule.id, f"缺少可核对的数据：{named_cells or '表格未读到'}")


def body_name(filing: Filing) -> str:
    """The agency's full name by the registry, else by its report."""
    return (filing.agency.name if filing.agency else None) or (filing.report.agency if filing.report else None) or ""
