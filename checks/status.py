"""An agency's standing after a night, and whether its report is due yet.

Source: 条例 articles 49 (31 January, 31 March), 54, 55; local notices through the registry's `deadline`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checks.deadlines import legal_deadline, local_deadline
from checks.model import Agency, Filing, Finding, Responsibility, Severity, Status
from checks.report import Report

# A report counts as read whole when every cell of the mandated tables was found.
WHOLE = 0.999


def deadline(agency: Agency, year: int) -> date:
    """The last day for the report of a year: a local notice's date, else the law's, for towns the departments' date."""
    return local_deadline(agency, year) or legal_deadline(agency, year) or date(year + 1, 1, 31)


def owes(agency: Agency, year: int) -> bool:
    """Whether the agency ever owes a report for this year: no public enterprise, none outside its years."""
    if agency.kind == "enterprise":
        return False
    return (agency.valid_from or year) <= year <= (agency.valid_to or year)


def is_due(agency: Agency, year: int, as_of: date) -> bool:
    """Whether the report should be out: owed, and its last day is over."""
    return owes(agency, year) and as_of > deadline(agency, year)


def standing(filing: Filing, findings: Sequence[Finding], as_of: date) -> Status:
    """The agency's standing.

    A body that owes nothing is `not_due` whatever it publishes; one whose date has not come is so only while nothing is
    published: a report that is out early is a public document and judged like any other.
    """
    agency = filing.agency
    if agency is not None and not owes(agency, filing.year):
        return Status.NOT_DUE
    if filing.report is not None:
        return _of_report(filing.report, [finding for finding in findings if finding.suppressed_by is None])
    if agency is not None and not is_due(agency, filing.year, as_of):
        return Status.NOT_DUE
    if filing.publication is not None and filing.publication.proven_absent:
        return Status.NOT_ASSESSABLE if _is_excused(findings) else Status.MISSING
    return Status.NOT_ASSESSABLE


def _is_excused(findings: Sequence[Finding]) -> bool:
    """Whether a person set aside all that was found: who was told to have published is not called missing any more."""
    return bool(findings) and all(finding.suppressed_by is not None for finding in findings)


def _of_report(report: Report, findings: Sequence[Finding]) -> Status:
    blamed = {finding.severity for finding in findings if finding.responsibility is Responsibility.AGENCY}
    if Severity.ERROR in blamed:
        return Status.NONCOMPLIANT
    if Severity.WARNING in blamed:
        return Status.ATTENTION
    # With no fault of the agency's own found, what we could not read decides before our own doubts do.
    if not _is_whole(report):
        return Status.NOT_ASSESSABLE
    doubts = {finding.severity for finding in findings}
    return Status.ATTENTION if doubts & {Severity.ERROR, Severity.WARNING} else Status.COMPLIANT


def _is_whole(report: Report) -> bool:
    return report.form is not None and all(report.coverage.get(table, 0.0) >= WHOLE for table in ("T2", "T3", "T4"))
