"""Words that thousands of agencies' results say alike, held once while a whole night is in memory.

A night of 10,000 agencies in outline is half as large for it. Only what is held is changed, never what is said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from checks.model import Evidence, Finding, Publication
from checks.report import Report
from flows.ledger.report_store import Facts, Verdict

_Value = TypeVar("_Value")
# What a rule or a site says of many agencies; the other fields are an agency's own.
_OF_RULES = ("rule_id", "cells", "legal_basis", "fix", "message", "message_en")


class Sharing:
    """Gives facts and verdicts back with one object for each of the words that were seen before."""

    def __init__(self) -> None:
        self._common: dict[Any, Any] = {}

    def facts(self, facts: Facts) -> Facts:
        """Facts whose publication, evidence and outline name an address or a hash once, and share what lists say."""
        own: dict[Any, Any] = {}
        return replace(
            facts,
            publication=facts.publication and self._publication(facts.publication, own),
            evidence=_evidence(facts.evidence, own),
            outline=facts.outline and _outline(facts.outline, own),
        )

    def verdict(self, verdict: Verdict, evidence: Evidence) -> Verdict:
        """A verdict whose findings stand on that evidence, and share what their rules say."""
        own: dict[Any, Any] = {}
        _evidence(evidence, own)
        findings = tuple(self._finding(one, own) for one in verdict.findings)
        return Verdict(findings, self._same(verdict.not_assessable))

    def _finding(self, finding: Finding, own: dict[Any, Any]) -> Finding:
        said = {name: self._same(getattr(finding, name)) for name in _OF_RULES}
        return replace(finding, **said, evidence=_evidence(finding.evidence, own))

    def _publication(self, publication: Publication, own: dict[Any, Any]) -> Publication:
        trail = tuple(self._same(sentence) for sentence in publication.trail)
        return replace(publication, trail=trail, column=self._same(publication.column), url=_kept(publication.url, own))

    def _same(self, value: _Value) -> _Value:
        return _kept(value, self._common)


def _evidence(evidence: Evidence, own: dict[Any, Any]) -> Evidence:
    # Made anew field by field: `replace` takes three times as long, and a night has tens of thousands of them.
    return Evidence(
        _kept(evidence.url, own),
        _kept(evidence.retrieved, own),
        _kept(evidence.sha256, own),
        _kept(evidence.snapshot, own),
        evidence.quote,
        evidence.where,
    )


def _outline(report: Report, own: dict[Any, Any]) -> Report:
    return replace(report, source=_kept(report.source, own), sha256=_kept(report.sha256, own))


def _kept(value: _Value, seen: dict[Any, Any]) -> _Value:
    kept: _Value = seen.setdefault(value, value)
    return kept
