"""A report that was held and is gone tonight: out of its place at first, removed after several such nights."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from checks.model import Agency, Publication
from flows.crawl.outage import GONE, is_removed
from flows.crawl.outcomes import Outcome
from flows.ledger.past import past_outcomes
from flows.shift import Shift


def weigh_absence(shift: Shift, agency: Agency, publication: Publication, connection: Connection) -> Publication:
    """The publication of an agency whose report was held before, with what its absence tonight comes to.

    Until enough nights in a row have seen it gone, nothing is proven: sites lose pages for a day and bring them back.
    """
    tonight = Outcome(publication.outcome)
    if tonight not in GONE:
        return publication
    nights = [*past_outcomes(connection, agency.agency_id, shift.run.year, shift.run.as_of), tonight]
    outcome = Outcome.REMOVED if is_removed(nights, shift.settings.removed_after_nights) else Outcome.OUT_OF_PLACE
    trail = (*publication.trail, f"{outcome.meaning.zh}今夜：{tonight.meaning.zh}")
    is_proven = publication.proven_absent and outcome is Outcome.REMOVED
    return replace(publication, outcome=outcome.value, proven_absent=is_proven, trail=trail)
