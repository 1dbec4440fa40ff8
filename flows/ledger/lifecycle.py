"""What becomes of a finding from night to night: new, persisting, fixed, regressed.

A finding is fixed only by a night in which its rule could be answered for its agency: a site that was down mends
nothing. Pure: what was known and what tonight says, in; what each finding has become, out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from checks.model import Assessment, Finding, Lifecycle, Status


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
    answered = _answered(assessment, asked)
    fixed = tuple(
        replace(one.finding, status=Lifecycle.FIXED)
        for finding_id, one in sorted(known.items())
        if one.is_open and finding_id not in present and one.finding.rule_id in answered
    )
    return Settled(tonight, fixed)


def has_changed(before: Finding, now: Finding) -> bool:
    """Whether a finding that persists says something else than before (another figure, sentence or severity)."""
    return _content(before) != _content(now)


def _turn(before: Known | None) -> Lifecycle:
    if before is None:
        return Lifecycle.NEW
    return Lifecycle.PERSISTING if before.is_open else Lifecycle.REGRESSED


def _answered(assessment: Assessment, asked: Collection[str]) -> frozenset[str]:
    if assessment.status is Status.NOT_DUE:
        return frozenset()
    return frozenset(asked) - {one.rule_id for one in assessment.not_assessable}


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
