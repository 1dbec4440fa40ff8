"""What the figures of one report suggest though every sum holds: shares, fees, powers and cases out of proportion.

These are questions, never accusations, save where the law leaves no room (规章 of a body that cannot make any).
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.model import CellState, Filing, Hit, Report, Unassessable
from checks.registry import Answer, Context, filing_rule
from checks.wordings import figure_text


def figure(report: Report | None, cell: str) -> float | None:
    """The number in a cell, or None where there is none."""
    found = report.cells.get(cell) if report is not None else None
    return found.value if found is not None and found.state is CellState.NUMBER else None


def missing(rule_id: str, report: Report | None, *cells: str) -> Unassessable:
    """Which of the cells a rule needs hold no number."""
    lacking = [cell for cell in cells if figure(report, cell) is None]
    return Unassessable(rule_id, f"缺少可核对的数据：{'、'.join(lacking) or '表格未读到'}")


@filing_rule("T3-SECRET")
def state_secrets(filing: Filing, context: Context) -> Iterator[Answer]:
    """State secrets are at least half of three or more closed applications.

    Bodies that deal in secrets are exempt, those near defence are asked only where every application was refused so.
    """
    cells = ("T3.denied.state_secret.total", "T3.total.total")
    secret, total = (figure(filing.report, cell) for cell in cells)
    if secret is None or total is None:
        yield missing("T3-SECRET", filing.report, *cells)
        return
    rule, name = context.rule.parameters, body_name(filing)
    share = 1 if any(word in name for word in rule["guarded"]) else rule["share"]
    if any(word in name for word in rule["exempt"]) or total < rule["least"] or secret < share * total:
        return
    yield Hit(
        "T3-SECRET",
        cells=cells,
        actual=figure_text(secret),
        values={"secret": figure_text(secret), "total": figure_text(total), "share": f"{secret / total:.0%}"},
    )


def body_name(filing: Filing) -> str:
    """The agency's full name by the registry, else by its report."""
    return (filing.agency.name if filing.agency else None) or (filing.report.agency if filing.report else None) or ""
