"""From reports in the ledger to what the rules say of them: check, corroborate, excuse, decide.

A family is set beside each other whole, as figures and words; what its reports say in full, with those of years
before, is held for a batch at a time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence

from checks.comparing import comparable
from checks.engine import compared, judged
from checks.model import Agency, Assessment, Filing
from flows.collecting import give_back
from flows.ledger.filings import Depth, recorded
from flows.ledger.recording import record_verdicts
from flows.reference import with_references
from flows.shift import Shift
from flows.stages.corroborating import corroborate
from flows.stages.excusing import excuse

log = logging.getLogger(__name__)
_BATCH = 100


def judge(shift: Shift, family: Sequence[Agency]) -> None:
    """A family from its recorded reports to verdicts in the ledger, a batch at a time."""
    for assessments in check(shift, family):
        decide(shift, excuse(shift, corroborate(shift, assessments)))
    give_back()


def check(shift: Shift, family: Sequence[Agency]) -> Iterator[list[Assessment]]:
    """What the rules say of the family's filings, as the ledger holds them, a batch at a time."""
    facts = shift.catalogue, shift.forms, shift.run.as_of
    with shift.timed("check"):
        beside = [*comparable(_filings(shift, _compared_with(shift, family), Depth.NIGHT))]
        said = {
            one.agency.agency_id: answers
            for one, answers in zip(beside, compared(beside, *facts), strict=True)
            if one.agency
        }
        del beside
    for batch in _batches(family):
        with shift.timed("check"):
            filings = with_references(_filings(shift, batch, Depth.AUDIT))
            assessments = judged(filings, [said[one.agency.agency_id] for one in filings if one.agency], *facts)
        del filings
        yield assessments


def decide(shift: Shift, assessments: Iterable[Assessment]) -> None:
    """Put what the rules say into the ledger in one transaction."""
    verdicts = {one.filing.agency.agency_id: one for one in assessments if one.filing.agency}
    with shift.timed("record"):
        record_verdicts(shift.ledger, shift.run, verdicts)
    shift.clock_in()
    found = sum(len(one.findings) for one in verdicts.values())
    log.info("run=%s checked=%d findings=%d", shift.run.run_id, len(verdicts), found)


def _compared_with(shift: Shift, family: Sequence[Agency]) -> Sequence[Agency]:
    """The family, and the members of its governments that are judged elsewhere."""
    below = (member for agency in family for member in shift.members.get(agency.agency_id, ()))
    return tuple({agency.agency_id: agency for agency in (*family, *below)}.values())


def _filings(shift: Shift, agencies: Sequence[Agency], depth: Depth) -> Iterator[Filing]:
    for batch in _batches(agencies):
        yield from (one.filing for one in recorded(shift.ledger, shift.run, batch, shift.registry, depth=depth))


def _batches(agencies: Sequence[Agency]) -> Iterator[Sequence[Agency]]:
    return (agencies[start : start + _BATCH] for start in range(0, len(agencies), _BATCH))
