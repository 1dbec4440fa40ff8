"""What becomes of a finding from night to night: new, persisting, fixed, regressed.

A finding is fixed only by a night in which its rule could be answered for its agency: a site that was down mends
nothing. Pure: what was known and what tonight says, in; what each finding has become, out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from checks.model import Assessment, Finding, Lifecycle, Status, Unassessable


@dataclass(frozen=True, slots=True)
class Known:
    """A finding as the last complete nights left it."""

    finding: Finding
    is_open: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """Tonight's findings with their status, and those of before that are fixed since."""

    findings: tuple[Finding, ...]
    fixed: tuple[Finding, ...]


def settle(assessment: Assessment, known: Mapping[str, Known], asked: Collection[str]) -> Settled:
    """Tonight's findings of one agency against those `known` of it (by finding_id).

    `asked` are the rules that were on tonight; of those, the ones that the assessment calls not assessable for this
    agency neither fix nor renew anything.
    """
    tonight = tuple(replace(finding, status=_turn(known.get(finding.finding_id))) for finding in assessment.findings)
    present = {finding.finding_id for finding in tonight}
    doubts = assessment.not_assessable
    answered = frozenset(asked) if _has_facts(assessment) else frozenset()
    fixed = tuple(
        replace(one.finding, status=Lifecycle.FIXED)
        for finding_id, one in sorted(known.items())
        if one.is_open
        and finding_id not in present
        and one.finding.rule_id in answered
        and not _doubted(one.finding, doubts)
    )
    return Settled(tonight, fixed)


def has_changed(before: Finding, now: Finding) -> bool:
    """Whether a finding that persists says something else than before (another figure, sentence or severity)."""
    return _content(before) != _content(now)


def _turn(before: Known | None) -> Lifecycle:
    if before is None:
        return Lifecycle.NEW
    return Lifecycle.PERSISTING if before.is_open else Lifecycle.REGRESSED


def _has_facts(assessment: Assessment) -> bool:
    """Whether tonight knows anything of the agency: its report was read, or its absence is proven."""
    filing = assessment.filing
    is_absent = filing.publication is not None and filing.publication.proven_absent
    return assessment.status is not Status.NOT_DUE and (filing.report is not None or is_absent)


def _doubted(finding: Finding, doubts: Sequence[Unassessable]) -> bool:
    """Whether the finding's rule could not be answered at its place; a doubt at other cells does not count."""
    places = {place for cell in finding.cells for place in _places(cell)}
    return any(
        doubt.rule_id == finding.rule_id and (not doubt.key or not places or doubt.key in places) for doubt in doubts
    )


def _places(cell: str) -> tuple[str, str, str]:
    """What a doubt may call a cell: its id, its row, its column."""
    row, _, column = cell.partition(".")[2].rpartition(".")
    return cell, row, column


def _content(finding: Finding) -> Sequence[object]:
    return (
        finding.severity,
        finding.responsibility,
        finding.cells,
        finding.expected,
        finding.actual,
        finding.difference,
        finding.message,
        finding.evidence.quote,
        finding.suppressed_by,
    )
