"""The second reading's word on an accusation: where two independent readings of a cell differ, nobody is accused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from checks.forms import quoted
from checks.gates import capped
from checks.model import Assessment, Finding, Responsibility, Severity
from checks.report import Cell, CellState, Report
from checks.status import standing

_READ = frozenset({CellState.NUMBER, CellState.BLANK, CellState.NOT_APPLICABLE})
DOUBT_ZH = "（两种独立读取方式结果不一致：{}，待人工核对）"
DOUBT_EN = " (two independent readings differ: {}; to be checked by a person)"


def accused_cells(assessment: Assessment) -> frozenset[str]:
    """The cells on which an agency stands accused of an error: the ones that need a second reading."""
    return frozenset(cell for finding in assessment.findings if _accuses(finding) for cell in _resting_on(finding))


def corroborated(assessment: Assessment, second: Mapping[str, Cell], as_of: date) -> Assessment:
    """The assessment with every accusation held back whose cells the second reading sees otherwise.

    A cell that the second reading could not make out contradicts nothing. A held-back finding stays, its
    responsibility `undecided`, and says which cells were read differently.
    """
    report = assessment.filing.report
    if report is None or not second:
        return assessment
    findings = tuple(_held_back(finding, report, second) for finding in assessment.findings)
    if findings == assessment.findings:
        return assessment
    return replace(assessment, findings=findings, status=standing(assessment.filing, findings, as_of))


def _accuses(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.responsibility is Responsibility.AGENCY


def _resting_on(finding: Finding) -> tuple[str, ...]:
    return (*finding.cells, finding.suspect) if finding.suspect else finding.cells


def _held_back(finding: Finding, report: Report, second: Mapping[str, Cell]) -> Finding:
    if not _accuses(finding):
        return finding
    differing = [
        cell for cell in dict.fromkeys(_resting_on(finding)) if _differ(report.cells.get(cell), second.get(cell))
    ]
    if not differing:
        return finding
    told = "、".join(f"{cell} {_shown(report.cells[cell])} / {_shown(second[cell])}" for cell in differing)
    return replace(
        finding,
        severity=capped(finding.severity, Responsibility.UNDECIDED),
        responsibility=Responsibility.UNDECIDED,
        message=finding.message.replace("存在", "疑似存在", 1) + DOUBT_ZH.format(told),
        message_en=finding.message_en + DOUBT_EN.format(told),
    )


def _differ(first: Cell | None, again: Cell | None) -> bool:
    if first is None or again is None or first.state not in _READ or again.state not in _READ:
        return False
    return (first.state, first.value) != (again.state, again.value)


def _shown(cell: Cell) -> str:
    return str(cell.value) if cell.state is CellState.NUMBER else quoted(cell.raw) if cell.raw else "空白"
