"""What counts of an agency's night: its findings that count, whether and when its report came out. No wording here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from checks.model import Finding, Lifecycle, Responsibility, Status
from flows.night import AgencyNight

LATE_RULES = "PUB-LATE"


def open_findings(result: AgencyNight) -> Iterator[Finding]:
    """The findings of this night that nobody has explained away, whoever they are to be laid to."""
    return (finding for finding in result.assessment.findings if is_open(finding))


def is_open(finding: Finding) -> bool:
    """Whether a finding stands: neither fixed nor suppressed by an accepted explanation."""
    return finding.status is not Lifecycle.FIXED and finding.suppressed_by is None


def counted(result: AgencyNight) -> Iterator[Finding]:
    """The findings that count against the agency: those that stand and are its own."""
    return (finding for finding in open_findings(result) if finding.responsibility is Responsibility.AGENCY)


def is_due(result: AgencyNight) -> bool:
    """Whether the agency owed a report on the day of the audit."""
    return result.status is not Status.NOT_DUE


def is_published(result: AgencyNight) -> bool:
    """Whether a report of the year was found, readable or not."""
    filing = result.assessment.filing
    if result.status is Status.MISSING:
        return False
    return filing.report is not None or bool(filing.publication and filing.publication.url)


def published_on(result: AgencyNight) -> date | None:
    """The day the report came out: what the report or its page says, else the day our archive first held it.

    None where no report is there now: when one was first seen says nothing of the day that it bore.
    """
    filing = result.assessment.filing
    publication = filing.publication
    stated = (filing.report.published if filing.report else None) or (publication.page_date if publication else None)
    return stated or (publication.first_seen if publication and is_published(result) else None)


def is_late(result: AgencyNight) -> bool:
    """Whether a rule found that the report came out after its date."""
    return any(finding.rule_id.startswith(LATE_RULES) for finding in open_findings(result))


def site_of(result: AgencyNight) -> str:
    """The host that the agency's report stands on, or would stand on; empty where the registry gives no address."""
    publication, agency = result.assessment.filing.publication, result.agency
    stated = (publication.url if publication else None, agency.report_url, agency.report_list_url, agency.site_url)
    try:
        return urlsplit(next(filter(None, stated), "")).hostname or ""
    except ValueError:
        return ""
