"""From reports in the ledger to what the rules say of them: check, decide."""

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


def check(shift: Shift, family: Sequence[Agency]) -> list[Assessment]:
    """What the rules say of the family's filings, as the ledger holds them."""
    filings = _recalled(shift, family)
    ours = {agency.agency_id for agency in family}
    with shift.timed("check"):
        assessments = audit(filings, shift.catalogue, shift.forms, shift.run.as_of)
    return [one for one in assessments if one.filing.agency and one.filing.agency.agency_id in ours]


def decide(shift: Shift, assessments: Iterable[Assessment]) -> None:
    """Put what the rules say into the ledger in one transaction."""
    verdicts = {one.filing.agency.agency_id: one for one in assessments if one.filing.agency}
    with shift.timed("record"):
        record_verdicts(shift.ledger, shift.run, verdicts)
    shift.clock_in()
    found = sum(len(one.findings) for one in verdicts.values())
    log.info("run=%s checked=%d findings=%d", shift.run.run_id, len(verdicts), found)


def _recalled(shift: Shift, family: Sequence[Agency]) -> list[Filing]:
    """The filings with last year's reports and the office's own figures, those of members checked elsewhere among them."""
    below = (member for agency in family for member in shift.members.get(agency.agency_id, ()))
    asked = {agency.agency_id: agency for agency in (*family, *below)}
    with shift.timed("record"):
        held = recorded(shift.ledger, shift.run, tuple(asked.values()), shift.registry)
        return with_references(one.filing for one in held)
