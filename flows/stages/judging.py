"""From reports in the ledger to what the rules say of them: recall, check, decide."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from checks.engine import audit
from checks.model import Agency, Assessment, Filing
from flows.ledger.filings import recorded
from flows.ledger.recording import record_verdicts
from flows.reference import with_references
from flows.shift import Shift

log = logging.getLogger(__name__)


def recall(shift: Shift, family: Sequence[Agency]) -> list[Filing]:
    """The family's filings from the ledger, last year's reports and the office's own figures with them."""
    with shift.timed("record"):
        return with_references(one.filing for one in recorded(shift.ledger, shift.run, family, shift.registry))


def check(shift: Shift, filings: Sequence[Filing]) -> list[Assessment]:
    """What the rules say of the filings."""
    with shift.timed("check"):
        return audit(filings, shift.catalogue, shift.forms, shift.run.as_of)


def decide(shift: Shift, assessments: Iterable[Assessment]) -> None:
    """Put what the rules say into the ledger in one transaction."""
    verdicts = {one.filing.agency.agency_id: one for one in assessments if one.filing.agency}
    with shift.timed("record"):
        record_verdicts(shift.ledger, shift.run, verdicts)
    shift.clock_in()
    found = sum(len(one.findings) for one in verdicts.values())
    log.info("run=%s checked=%d findings=%d", shift.run.run_id, len(verdicts), found)
