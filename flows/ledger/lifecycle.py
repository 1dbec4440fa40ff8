"""What becomes of a finding from night to night: new, persisting, fixed, regressed.

A finding is fixed only by a night in which its rule could be answered for its agency: a site that was down mends
nothing. Pure: what was known and what tonight says, in; what each finding has become, out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checks.model import Assessment, Finding, Lifecycle, Status, Unassessable
from flows.night import Mended, Since


@dataclass(frozen=True, slots=True)
class Known:
    """A finding as the last complete nights left it: standing `since`, or `closed` on a day."""

    finding: Finding
    is_open: bool
    since: Since | None = None
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Tonight's findings with their status, and those of before that are fixed since.

    `changed` are the finding_ids of those that persist and say something else than before.
    """

    findings: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    changed: frozenset[str] = frozenset()

    @property
    def turned(self) -> Iterator[Finding]:
        """The findings of which the night has something to tell: all but those that persist as they were."""
        for finding in self.findings:
            if finding.status is not Lifecycle.PERSISTING or finding.finding_id in self.changed:
                yield finding
        yield from self.fixed


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
    changed = frozenset(
        finding.finding_id
        for finding in tonight
        if finding.status is Lifecycle.PERSISTING and _content(known[finding.finding_id].finding) != _content(finding)
    )
    return Settled(tonight, fixed, changed)


def standing_since(settled: Settled, known: Mapping[str, Known], tonight: Since) -> dict[str, Since]:
    """finding_id → since when each of tonight's findings stands; `tonight` is this run."""
    return {
        finding.finding_id: since
        for finding in settled.findings
        if (since := _beginning(finding, known.get(finding.finding_id), tonight))
    }


def mended(settled: Settled, known: Mapping[str, Known], day: date) -> tuple[Mended, ...]:
    """The findings of the report year that stand no more after the run of `day`, the newest first."""
    back = {finding.finding_id for finding in settled.findings}
    gone = [Mended(finding, day) for finding in settled.fixed]
    gone += [
        Mended(one.finding, one.closed)
        for finding_id, one in known.items()
        if one.closed and not one.is_open and finding_id not in back
    ]
    return tuple(sorted(gone, key=lambda one: (-one.day.toordinal(), one.finding.rule_id, one.finding.finding_id)))


def _beginning(finding: Finding, before: Known | None, tonight: Since) -> Since | None:
    if finding.status is Lifecycle.PERSISTING:
        return before.since if before else None
    return replace(tonight, is_back=finding.status is Lifecycle.REGRESSED)


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
    """What a finding says. Its sentence is no part of that: it may name the day of the run."""
    return (
        finding.severity,
        finding.responsibility,
        finding.cells,
        finding.expected,
        finding.actual,
        finding.difference,
        finding.evidence.quote,
        finding.suppressed_by,
    )
