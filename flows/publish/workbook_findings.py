"""The workbook's list of findings (问题清单): one row a finding, in the words an office writes to an agency with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from checks.model import Finding
from flows.night import AgencyNight
from flows.publish.desk import Desk
from flows.publish.standing import is_open
from flows.publish.words import LIFECYCLE, RESPONSIBILITY, SEVERITY, kind_words
from flows.spreadsheet.sheet import Column, Link, Value, figure_or_text, moment_or_text
from flows.wild import anchor, page_name

Row: TypeAlias = Sequence[Value]

# Those that are printed stand first, and fit on A4 across at a size that can be read.
COLUMNS = (
    Column("单位", 20, wraps=True),
    Column("规则", 16, wraps=True),
    Column("性质", 6),
    Column("位置", 20, wraps=True),
    Column("问题", 38, wraps=True),
    Column("填报值", 9, wraps=True),
    Column("应为", 9, wraps=True),
    Column("差额", 8),
    Column("依据", 24, wraps=True),
    Column("整改建议", 28, wraps=True),
    Column("链接", 9),
    Column("状态", 7),
    Column("责任", 12, printed=False),
    Column("地区", 20, printed=False),
    Column("单位类别", 14, printed=False),
    Column("原文", 34, wraps=True, printed=False),
    Column("规则编号", 16, printed=False),
    Column("核查页面", 12, printed=False),
    Column("抓取时间", 17, printed=False),
    Column("问题编号", 22, printed=False),
)


def finding_rows(result: AgencyNight, desk: Desk) -> Iterator[Row]:
    """An agency's findings that stand and those fixed since."""
    report = result.assessment.filing.report
    form = desk.forms.get(report.form or "") if report else None
    names = form.names if form else {}
    for finding in (*filter(is_open, result.assessment.findings), *result.fixed):
        yield _finding_row(result, finding, names, desk)


def _finding_row(
    result: AgencyNight,
    finding: Finding,
    names: Mapping[str, str],
    desk: Desk,
) -> Row:
    agency, evidence = result.agency, finding.evidence
    cells = [finding.suspect] if finding.suspect else finding.cells[:3]
    return (
        agency.name,
        desk.rules[finding.rule_id].name.zh if finding.rule_id in desk.rules else finding.rule_id,
        SEVERITY[finding.severity].zh,
        "；".join(names.get(cell, cell) for cell in cells) or None,
        finding.message,
        figure_or_text(finding.actual),
        figure_or_text(finding.expected),
        finding.difference,
        finding.legal_basis,
        finding.fix,
        # Without a record of its own, the address is that of a page that was searched for the report.
        Link(evidence.url, "报告原文" if evidence.snapshot else "所查页面") if evidence.url else None,
        LIFECYCLE[finding.status].zh,
        RESPONSIBILITY[finding.responsibility].zh,
        desk.regions.name(agency),
        kind_words(agency.kind).zh,
        evidence.quote,
        finding.rule_id,
        page_link(result, anchor(finding.finding_id)),
        moment_or_text(evidence.retrieved),
        finding.finding_id,
    )


def page_link(result: AgencyNight, fragment: str = "", text: str = "打开") -> Link:
    """A link from the workbook to an agency's page beside it."""
    end = f"#{fragment}" if fragment else ""
    return Link(f"agencies/{page_name(result.agency.agency_id)}{end}", text, internal=True)
