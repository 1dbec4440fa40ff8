"""Blots identity numbers, mobile numbers and bank cards out of everything that is about to be written."""

from __future__ import annotations

from dataclasses import replace

from checks.masking import mask
from checks.model import Assessment, Filing, Finding, Unassessable
from checks.report import Cell, CellState, Number, Report, Table
from flows.night import AgencyNight


def masked(result: AgencyNight) -> AgencyNight:
    """The same agency with every personal number in its findings and remarks masked.

    Its report is left for `masked_filing` when its page is made: most nights most pages are not.
    """
    assessment = result.assessment
    findings = tuple(map(masked_finding, assessment.findings))
    not_assessable = tuple(map(_masked_reason, assessment.not_assessable))
    if (findings, not_assessable) != (assessment.findings, assessment.not_assessable):
        assessment = replace(assessment, findings=findings, not_assessable=not_assessable)
    return replace(
        result,
        assessment=assessment,
        detail=mask(result.detail),
        record=tuple(replace(entry, detail=mask(entry.detail)) if entry.detail else entry for entry in result.record),
        fixed=tuple(map(masked_finding, result.fixed)),
        mended=tuple(replace(one, finding=masked_finding(one.finding)) for one in result.mended),
    )


def masked_filing(filing: Filing) -> Filing:
    """A filing whose report is without personal numbers, as it stands and as first seen."""
    report, earlier = (masked_report(one) if one else None for one in (filing.report, filing.earlier))
    return replace(filing, report=report, earlier=earlier)


def masked_assessment(assessment: Assessment) -> Assessment:
    """An assessment without personal numbers, its report included."""
    return replace(
        assessment,
        filing=masked_filing(assessment.filing),
        findings=tuple(map(masked_finding, assessment.findings)),
        not_assessable=tuple(map(_masked_reason, assessment.not_assessable)),
    )


def _masked_reason(item: Unassessable) -> Unassessable:
    why = mask(item.why)
    return item if why == item.why else replace(item, why=why)


def masked_finding(finding: Finding) -> Finding:
    """A finding without personal numbers in its words and its quotation; the same one where there are none."""
    evidence, difference = finding.evidence, finding.difference
    told = (finding.message, finding.message_en, finding.expected, finding.actual, evidence.quote)
    if not any(text and mask(text) != text for text in told) and (difference is None or not _is_personal(difference)):
        return finding
    return replace(
        finding,
        message=mask(finding.message),
        message_en=mask(finding.message_en),
        difference=None if difference is not None and _is_personal(difference) else difference,
        expected=mask(finding.expected) if finding.expected else finding.expected,
        actual=mask(finding.actual) if finding.actual else finding.actual,
        evidence=replace(evidence, quote=mask(evidence.quote)) if evidence.quote else evidence,
    )


def masked_report(report: Report) -> Report:
    """A report without personal numbers in its title, prose, tables, figures, claims and what is told of its reading."""
    return replace(
        report,
        title=mask(report.title) if report.title else report.title,
        agency=mask(report.agency) if report.agency else report.agency,
        preamble=mask(report.preamble),
        sections=tuple(replace(part, heading=mask(part.heading), text=mask(part.text)) for part in report.sections),
        headings=tuple(replace(heading, text=mask(heading.text)) for heading in report.headings),
        cells={name: _masked_cell(cell) for name, cell in report.cells.items()},
        claims=tuple(replace(claim, quote=mask(claim.quote), value=mask(claim.value)) for claim in report.claims),
        tables=tuple(map(_masked_table, report.tables)),
        left_over=tuple(map(mask, report.left_over)),
        suspicions={table: mask(doubt) for table, doubt in report.suspicions.items()},
        notes=tuple(map(mask, report.notes)),
    )


def _masked_cell(cell: Cell) -> Cell:
    """A cell without personal numbers; one that stood in the place of a figure is no figure any more."""
    raw, note = mask(cell.raw), mask(cell.note) if cell.note else cell.note
    if cell.value is not None and mask(str(cell.value)) != str(cell.value):
        return cell._replace(raw=raw, note=note, state=CellState.TEXT, value=None)
    return cell if (raw, note) == (cell.raw, cell.note) else cell._replace(raw=raw, note=note)


def _is_personal(number: Number) -> bool:
    return mask(str(abs(number))) != str(abs(number))


def _masked_table(table: Table) -> Table:
    if not any(len(text) > 10 and mask(text) != text for row in table.rows for text, *_ in row):
        return table
    return replace(table, rows=tuple(tuple((mask(text), *rest) for text, *rest in row) for row in table.rows))  # type: ignore[misc]
