"""From what the rules say to what is said of an agency: accused cells are read again from the archived bytes."""

from __future__ import annotations

from collections.abc import Sequence

from checks.model import Assessment
from checks.second import accused_cells
from flows.corroboration import corroborate as corroborate_one
from flows.shift import Shift
from flows.sources import Source


def corroborate(shift: Shift, assessments: Sequence[Assessment]) -> list[Assessment]:
    """The assessments after a second reading of every accusation, in the same order."""
    with shift.timed("check"):
        return [_read_again(shift, assessment) for assessment in assessments]


def _read_again(shift: Shift, assessment: Assessment) -> Assessment:
    evidence = assessment.filing.evidence
    if evidence.snapshot is None or not accused_cells(assessment):
        return assessment
    served = shift.archive.read(evidence.snapshot)
    if served is None:
        return assessment
    content_type = next((value for name, value in served.headers if name.lower() == "content-type"), None)
    source = Source(evidence.url or served.url, served.content, content_type)
    return corroborate_one(assessment, source, shift.settings, shift.run.as_of)
