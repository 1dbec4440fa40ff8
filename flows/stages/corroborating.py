"""From what the rules say to what is said of an agency: accused cells are read again from the archived bytes."""

from __future__ import annotations

from collections.abc import Sequence

from checks.model import Assessment
from flows.corroboration import corroborate as corroborate_all
from flows.ledger.citations import file_of
from flows.shift import Shift
from flows.sources import Source
from flows.stages.reading import contents_at


def corroborate(shift: Shift, assessments: Sequence[Assessment]) -> list[Assessment]:
    """The assessments after a second reading of every accusation, in the same order."""
    with shift.timed("check"):
        return corroborate_all(
            assessments, lambda place: _archived(shift, assessments[place]), shift.settings, shift.run.as_of
        )


def _archived(shift: Shift, assessment: Assessment) -> Source | None:
    """The bytes that a report was read from, None where the archive does not hold them."""
    evidence = assessment.filing.evidence
    served = (
        shift.archive.read(evidence.snapshot, file_of(shift.ledger, evidence.snapshot)) if evidence.snapshot else None
    )
    if served is None:
        return None
    files = _files(shift, assessment)
    return Source(evidence.url or served.url, served.content, served.content_type, companions=files)


def _files(shift: Shift, assessment: Assessment) -> dict[str, bytes]:
    """The other files that cells of a report stand in, by their address."""
    report = assessment.filing.report
    addresses = {cell.where.source for cell in report.cells.values()} - {"", report.source} if report else set()
    return contents_at(shift.archive, sorted(addresses))
