"""From verdicts to what became of every agency, read from the ledger a part at a time: a night is never held whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from checks.model import Agency, Assessment, Status
from flows.ledger.chronicle import chronicles, with_turns
from flows.ledger.filings import Depth, Recorded, outlined, recorded
from flows.ledger.findings import known_findings
from flows.ledger.holdings import in_parts
from flows.ledger.lifecycle import Known, Settled, mended, settle, standing_since
from flows.night import AgencyNight, Since
from flows.shift import Shift


class Roll:
    """The night's agencies in a given order; every time they are gone through, they are read anew."""

    def __init__(self, shift: Shift, agency_ids: Sequence[str]) -> None:
        self._shift, self._agency_ids = shift, agency_ids

    def __len__(self) -> int:
        return len(self._agency_ids)

    def __iter__(self) -> Iterator[AgencyNight]:
        for part in in_parts(self._agency_ids):
            yield from _results(self._shift, [self._shift.registry[agency_id] for agency_id in part])


def turns(shift: Shift) -> Iterator[tuple[str, Settled]]:
    """What became of every agency's findings, each with its agency_id, in the registry's order."""
    for part in in_parts(shift.registry.values()):
        known = known_findings(shift.ledger, (agency.agency_id for agency in part), shift.run.year)
        for one, _, settled in _settled(shift, part, known):
            yield one.agency.agency_id, settled


def whole_reports(shift: Shift, results: Sequence[AgencyNight]) -> Iterator[AgencyNight]:
    """Results in outline with their whole reports: of a whole registry at once, they would not fit in memory."""
    agencies = [result.agency for result in results]
    read = recorded(shift.ledger, shift.run, agencies, shift.registry, depth=Depth.PAGE)
    filings = {one.agency.agency_id: one.filing for one in read}
    for result in results:
        yield replace(result, assessment=replace(result.assessment, filing=filings[result.agency.agency_id]))


def _results(shift: Shift, part: Sequence[Agency]) -> Iterator[AgencyNight]:
    agency_ids = [agency.agency_id for agency in part]
    known = known_findings(shift.ledger, agency_ids, shift.run.year)
    records = chronicles(shift.ledger, agency_ids, shift.run.year)
    tonight = Since(shift.run.as_of, shift.run.run_id)
    for one, assessment, settled in _settled(shift, part, known):
        before = known.get(one.agency.agency_id, {})
        yield AgencyNight(
            agency=one.agency,
            assessment=replace(assessment, findings=settled.findings),
            fetch=one.outcome,
            detail=one.detail,
            fixed=settled.fixed,
            origin=one.origin,
            record=with_turns(records.get(one.agency.agency_id, ()), tonight.day, settled.turned),
            since=standing_since(settled, before, tonight),
            mended=mended(settled, before, tonight.day),
            changed=settled.changed,
            readings=one.readings,
        )


def _settled(
    shift: Shift, part: Sequence[Agency], known: Mapping[str, Mapping[str, Known]]
) -> Iterable[tuple[Recorded, Assessment, Settled]]:
    asked = frozenset(rule.id for rule in shift.catalogue.active(shift.run.year))
    for one in outlined(shift.ledger, shift.run, part, shift.registry):
        assessment = _assessment(one)
        yield one, assessment, settle(assessment, known.get(one.agency.agency_id, {}), asked)


def _assessment(one: Recorded) -> Assessment:
    if one.verdict is None or one.status is None:
        raise AssertionError(f"{one.agency.agency_id} was never checked")
    return Assessment(one.filing, Status(one.status), one.verdict.findings, one.verdict.not_assessable)
