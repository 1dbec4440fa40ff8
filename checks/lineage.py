"""Whether a report may be held against the one of the year before: the same body, consecutive years, tables surely read.

A body that was renamed, merged or split that year, a year between that is missing, or a table read in doubt leaves a
comparison not assessable; a form that changed leaves table 2 so.
"""

from __future__ import annotations

from checks.facts import figure
from checks.gates import is_trusted
from checks.model import Filing
from checks.report import Report

FORMATS = {"2021": "2021", "mixed": "2021", "2019": "2019"}


def obstacle(filing: Filing, table: str, *, same_form: bool = True) -> str | None:
    """Why this filing's table ("T2", "T3", "T4") cannot be compared with last year's, in Chinese; None if it can.

    Table 2 is comparable only within one form, unless just a cell that both forms have is (`same_form` false).
    """
    report, previous, agency = filing.report, filing.previous, filing.agency
    if report is None or previous is None:
        return "没有上一年度的年度报告"
    if reason := not_adjacent(filing):
        return reason
    if agency is not None and agency.valid_from is not None and agency.valid_from >= filing.year:
        return "机构当年设立、更名或合并，与上年不可比"
    if agency is not None and agency.predecessors and not _is_own(filing, previous):
        return "上年报告由前身单位发布，机构沿革期间与上年不可比"
    if report.form is None or previous.form is None:
        return "两年中有一年未识别到表格"
    if not is_trusted(previous, table):
        return "上年报告的表格读取存疑"
    if same_form and table == "T2" and FORMATS.get(report.form) != FORMATS.get(previous.form):
        return "两年表二格式不同，不可比"
    return None


def not_adjacent(filing: Filing) -> str | None:
    """Why the earlier report that is held is no report of the year before, in Chinese; None where it is, or says no year."""
    year = filing.previous.year if filing.previous is not None else None
    return None if year in (None, filing.year - 1) else f"所存报告为{year}年度，与本年度不相邻"


def _is_own(filing: Filing, previous: Report) -> bool:
    """Whether last year's report is the body's own: under one of its names, or unsigned."""
    report, agency = filing.report, filing.agency
    names = {report.agency if report else None, *((agency.name, *agency.aliases) if agency else ())}
    return previous.agency is None or previous.agency in names


def both(filing: Filing, now: str, before: str | None = None) -> tuple[float, float] | None:
    """The figure of a cell this year and of a cell (the same, if not told) last year, where both are numbers."""
    one, other = figure(filing.report, now), figure(filing.previous, before or now)
    return None if one is None or other is None else (one, other)
