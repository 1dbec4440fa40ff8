"""An agency's facts without what is only true of one night: what its page is made from, so that it stays until a fact changes.

Whether a finding is new tonight is no such fact, since when it stands is; that the report was fetched again is none,
when its bytes were first fetched is. Which run is being looked at and of which day, `static/night.js` tells the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from checks.model import Evidence, Finding, Lifecycle, Publication
from flows.crawl.outcomes import Outcome
from flows.crawl.revisit import without_revisit
from flows.night import AgencyNight

_FETCHED = (Outcome.FOUND, Outcome.UNCHANGED)


def lasting(result: AgencyNight, day: date) -> AgencyNight:
    """The agency with everything blotted out that may differ on a night, that of `day`, on which nothing changed."""
    filing, publication = result.assessment.filing, result.assessment.filing.publication
    evidence = _evidence(filing.evidence, result)
    assessment = replace(
        result.assessment,
        filing=replace(filing, evidence=evidence, publication=_publication(publication) if publication else None),
        findings=tuple(_finding(finding, result, day) for finding in result.assessment.findings),
    )
    return replace(
        result, assessment=assessment, fetch=fetch(result), detail=detail(result), fixed=(), changed=frozenset()
    )


def fetch(result: AgencyNight) -> str:
    """What the fetching came to: a report that was fetched is that, whether it was new or known."""
    return Outcome.FOUND.value if result.fetch in _FETCHED else result.fetch


def detail(result: AgencyNight) -> str:
    """The sentence beside the outcome, where the fetching came to nothing."""
    return "" if result.fetch in _FETCHED else result.detail


def publication_facts(publication: Publication) -> Iterator[object]:
    """What the page tells of where the report stands and how it was searched for."""
    yield from (publication.url, publication.page_date, publication.first_seen, publication.column)
    yield from (without_revisit(publication.trail), publication.versions, publication.dead_links)


def _publication(publication: Publication) -> Publication:
    return replace(publication, outcome="", trail=without_revisit(publication.trail), last_absent=None)


def sentences(finding: Finding, day: date) -> tuple[str, str]:
    """What a finding says, Chinese and English, without the words that it is said on this day: the page's foot has them."""
    return _without(f"截至{day}，", finding.message), _without(f"By {day} ", finding.message_en)


def _without(beginning: str, text: str) -> str:
    rest = text.removeprefix(beginning)
    return text if rest == text else rest[:1].upper() + rest[1:]


def _finding(finding: Finding, result: AgencyNight, day: date) -> Finding:
    zh, en = sentences(finding, day)
    evidence = _evidence(finding.evidence, result)
    return replace(finding, status=Lifecycle.PERSISTING, message=zh, message_en=en, evidence=evidence)


def _evidence(evidence: Evidence, result: AgencyNight) -> Evidence:
    """The first record of the bytes that it stands on; those of other bytes than the report's are only named."""
    origin = result.origin if evidence.sha256 == result.assessment.filing.evidence.sha256 else None
    return replace(
        evidence, retrieved=origin.retrieved if origin else None, snapshot=origin.record_id if origin else None
    )
