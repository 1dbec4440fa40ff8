"""Whether a report may be held against the one of the year before: the same body, consecutive years, tables surely read.

A body that was renamed, merged or split that year, a year between that is missing, or a table read in doubt leaves a
comparison not assessable; a form that changed leaves table 2 so.
"""

from __future__ import annotations

from checks.facts import figure
from checks.gates import is_trusted
from checks.model import Filing
from checks.names import may_be_one
from checks.report import Report
from checks.scope import own_names

# Below this a body's name was taken from the site's own words about the page, which may be those of its host.
SURE = 0.8
FORMATS = {"2021": "2021", "mixed": "2021", "2019": "2019"}


def obstacle(filing: Filing, table: str, *, same_form: bool = True) -> str | None:
    """Why this filing's table ("T2", "T3", "T4") cannot be compared with last year's, in Chinese; None if it can.

    Table 2 is comparable only within one form, unless just a cell that both forms have is (`same_form` false).
    """
    report, previous, agency = filing.report, filing.previous, filing.agency
    if report is None or previous is None:
        return "没有上一年度的年度报告"
    if agency is not None and agency.valid_from is not None and agency.valid_from >= filing.year:
        return "机构当年设立、更名或合并，与上年不可比"
    if reason := not_last_years(filing):
        return reason
    if report.form is None or previous.form is None:
        return "两年中有一年未识别到表格"
    if not is_trusted(previous, table):
        return "上年报告的表格读取存疑"
    if same_form and table == "T2" and FORMATS.get(report.form) != FORMATS.get(previous.form):
        return "两年表二格式不同，不可比"
    return None


def not_last_years(filing: Filing) -> str | None:
    """Why the earlier report that is held is not this body's of the year before, in Chinese; None where nothing says so."""
    previous = filing.previous
    if previous is None:
        return None
    if previous.year not in (None, filing.year - 1):
        return f"所存报告为{previous.year}年度，与本年度不相邻"
    if _is_own(filing, previous):
        return None
    if filing.agency is not None and filing.agency.predecessors:
        return "上年报告由前身单位发布，机构沿革期间与上年不可比"
    return f"上年报告由“{previous.agency}”发布，与本单位名称不同，不可比"


def _is_own(filing: Filing, previous: Report) -> bool:
    """Whether last year's report may be the body's own: under one of its names, or none that was surely read.

    Of a body with predecessors a name that is only like its own may be theirs.
    """
    origin = previous.origins.get("agency")
    if previous.agency is None or (origin is not None and origin.confidence < SURE):
        return True
    names = own_names(filing)
    if not names or previous.agency in names:
        return True
    has_predecessors = filing.agency is not None and bool(filing.agency.predecessors)
    return not has_predecessors and any(may_be_one(previous.agency, name) for name in names)


def both(filing: Filing, now: str, before: str | None = None) -> tuple[float, float] | None:
    """The figure of a cell this year and of a cell (the same, if not told) last year, where both are numbers."""
    one, other = figure(filing.report, now), figure(filing.previous, before or now)
    return None if one is None or other is None else (one, other)
