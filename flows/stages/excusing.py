"""Accepted explanations laid over what the rules say: the findings stay, and no longer count."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from checks.model import Assessment
from checks.waivers import apply_waivers, lapsed
from flows.ledger.decisions import accepted_explanations
from flows.shift import Shift
from flows.waivers import configured_waivers

log = logging.getLogger(__name__)


def excuse(shift: Shift, assessments: Sequence[Assessment]) -> list[Assessment]:
    """The assessments with excused findings marked, in the same order; explanations that lapsed are logged."""
    versions = {rule.id: rule.version for rule in shift.catalogue.rules.values()}
    # The office's list comes last: where both speak of one finding, what is in the file is what is shown.
    waivers = [*accepted_explanations(shift.ledger, shift.run.year, versions), *configured_waivers()]
    for waiver, reason in lapsed(assessments, waivers, shift.run.as_of):
        log.warning("agency_id=%s rule=%s waiver lapsed: %s", waiver.agency_id, waiver.rule_id, reason)
    return apply_waivers(assessments, waivers, shift.run.as_of)
