"""Accepted explanations laid over what the rules say, and corrections that we asked for: the findings stay, and count less."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from checks.model import Assessment, Finding, Severity
from checks.status import standing
from checks.waivers import apply_waivers, lapsed
from flows.ledger.asked_for import Letter, letters_out
from flows.ledger.decisions import accepted_explanations
from flows.shift import Shift
from flows.waivers import configured_waivers

log = logging.getLogger(__name__)
_CHANGED = "PUB-SILENT-CHANGE"


def excuse(shift: Shift, assessments: Sequence[Assessment]) -> list[Assessment]:
    """The assessments with excused findings marked, in the same order; explanations that lapsed are logged."""
    versions = {rule.id: rule.version for rule in shift.catalogue.rules.values()}
    # The office's list comes last: where both speak of one finding, what is in the file is what is shown.
    waivers = [*accepted_explanations(shift.ledger, shift.run.year, versions), *configured_waivers()]
    for waiver, reason in lapsed(assessments, waivers, shift.run.as_of):
        log.warning("agency_id=%s rule=%s waiver lapsed: %s", waiver.agency_id, waiver.rule_id, reason)
    letters = letters_out(shift.ledger, shift.run.year)
    asked = [_with_corrections(assessment, letters, shift.run.as_of) for assessment in assessments]
    return apply_waivers(asked, waivers, shift.run.as_of)


def _with_corrections(assessment: Assessment, letters: Mapping[str, Sequence[Letter]], as_of: date) -> Assessment:
    """The assessment, of which changes of figures that a letter asked for are only pointed out: the note is missing."""
    findings = tuple(
        _as_asked(one, letters.get(one.agency_id or "", ())) if one.rule_id == _CHANGED else one
        for one in assessment.findings
    )
    if findings == assessment.findings:
        return assessment
    return replace(assessment, findings=findings, status=standing(assessment.filing, findings, as_of))


def _as_asked(finding: Finding, letters: Sequence[Letter]) -> Finding:
    letter = next((one for one in letters if one.asks_for(finding.cells)), None)
    if letter is None:
        return finding
    return replace(
        finding,
        severity=Severity.ADVICE,
        message=f"{finding.message}（已按{letter.number}更正，仅缺更正说明）",
        message_en=f"{finding.message_en} (Corrected as {letter.number} asked; only the note is missing.)",
    )
