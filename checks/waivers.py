"""Accepted explanations: a finding that was explained stays visible and no longer counts.

A waiver is bound to the content it was given for: when the figures or the sentence change, or its day passes, it lapses and the
finding counts again. Where waivers are kept is not for this floor.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checks.model import Assessment, Finding
from checks.status import standing


@dataclass(frozen=True, slots=True)
class Waiver:
    """An explanation accepted by `who` because of `why`, for one rule, agency and report year.

    `fingerprint` is that of the finding it was given for; `until` is the last day on which it holds, None for good.
    """

    agency_id: str
    rule_id: str
    year: int
    fingerprint: str
    who: str
    why: str
    until: date | None = None


def fingerprint(finding: Finding) -> str:
    """What a finding rests on, as a short hash: rule, cells, both figures and the sentence, white space aside."""
    quote = "".join((finding.evidence.quote or "").split())
    parts = (finding.rule_id, "+".join(sorted(finding.cells)), finding.expected or "", finding.actual or "", quote)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def apply_waivers(assessments: Sequence[Assessment], waivers: Iterable[Waiver], as_of: date) -> list[Assessment]:
    """The assessments with explained findings marked by `suppressed_by` and each standing judged again without them."""
    held = {_key(waiver): waiver for waiver in waivers if waiver.until is None or as_of <= waiver.until}
    return [_waived(assessment, held, as_of) if held else assessment for assessment in assessments]


def lapsed(assessments: Sequence[Assessment], waivers: Iterable[Waiver], as_of: date) -> list[tuple[Waiver, str]]:
    """The waivers that no longer hold although their rule still finds something, each with the reason in Chinese."""
    present = {(f.agency_id, f.rule_id, f.year) for a in assessments for f in a.findings}
    exact = {_finding_key(finding) for assessment in assessments for finding in assessment.findings}
    found = []
    for waiver in waivers:
        if (waiver.agency_id, waiver.rule_id, waiver.year) not in present:
            continue
        if waiver.until is not None and as_of > waiver.until:
            found.append((waiver, f"已于{waiver.until.isoformat()}到期"))
        elif _key(waiver) not in exact:
            found.append((waiver, "报告内容已变化，原说明不再适用"))
    return found


def _waived(assessment: Assessment, held: dict[tuple[str, str, int, str], Waiver], as_of: date) -> Assessment:
    findings = tuple(_marked(finding, held.get(_finding_key(finding))) for finding in assessment.findings)
    if findings == assessment.findings:
        return assessment
    return replace(assessment, findings=findings, status=standing(assessment.filing, findings, as_of))


def _marked(finding: Finding, waiver: Waiver | None) -> Finding:
    if waiver is None:
        return finding
    until = f"（至{waiver.until.isoformat()}）" if waiver.until else ""
    return replace(finding, suppressed_by=f"{waiver.who}：{waiver.why}{until}")


def _key(waiver: Waiver) -> tuple[str, str, int, str]:
    return waiver.agency_id, waiver.rule_id, waiver.year, waiver.fingerprint


def _finding_key(finding: Finding) -> tuple[str, str, int, str]:
    return finding.agency_id or "", finding.rule_id, finding.year, fingerprint(finding)
