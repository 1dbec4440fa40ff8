"""From verdicts to a run in its place: what became of each finding, the pages, the drafts, the seal on the ledger."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from checks.model import Assessment, Status
from checks.report import Report
from flows.collecting import all_lasting, give_back, let_go
from flows.errors import OutputError
from flows.finishing import finish
from flows.ledger.cells import write_cells
from flows.ledger.chronicle import chronicles, with_turns
from flows.ledger.filings import Depth, Recorded, outlined, recorded
from flows.ledger.findings import known_findings, seal
from flows.ledger.holdings import in_parts, reports_by_reading
from flows.ledger.lifecycle import Settled, mended, standing_since
from flows.ledger.lifecycle import settle as turns_of
from flows.ledger.past import past_nights
from flows.ledger.runs import finished_at, load_run
from flows.night import AgencyNight, Night, Since
from flows.publish.site import INDEX
from flows.publish.site import publish as write_pages
from flows.shift import Shift
from flows.stages.drafting import draft
from flows.stages.hollow import keep_hollow, what_is_lacking
from flows.stages.sealing import seal_evidence


def conclude(shift: Shift) -> Path:
    """Settle and publish the night, or do only what is left of one that was sealed before; gives the index in its place.

    Raises what `publish` raises.
    """
    # As the ledger has it now: a try before this one may have come as far as the seal.
    run = load_run(shift.ledger, shift.run.run_id)
    if run.is_sealed:
        return finish(shift.ledger, shift.settings, run) / INDEX
    return publish(shift, settle(shift))


def settle(shift: Shift) -> Night:
    """The whole night from the ledger: what is new, what persists, what was mended since the last complete night."""
    with shift.timed("record"), all_lasting():
        results = tuple(_results(shift))
    shift.clock_in()
    run = load_run(shift.ledger, shift.run.run_id)
    return Night(
        run_id=run.run_id,
        year=run.year,
        as_of=run.as_of,
        started=run.started,
        finished=finished_at(run),
        agencies=results,
        durations=run.durations,
        versions=run.versions,
        settings=run.settings,
        previous_run=run.previous_run,
        history=past_nights(shift.ledger, run.year, run.run_id),
    )


def publish(shift: Shift, night: Night) -> Path:
    """Make the pages and files aside, seal the ledger, put the run in its place; gives the index there.

    Raises `SettingsError` for a wrong letter paper, `OutputError`; the run before then still stands, and the next start goes on from here.
    Raises `HollowNight` where the night is too thin to replace a good one; its pages are then kept without being the latest.
    """
    try:
        return _publish(shift, night)
    finally:
        let_go()


def _publish(shift: Shift, night: Night) -> Path:
    with shift.timed("publish"):
        write_pages(
            night,
            shift.run.staging,
            catalogue=shift.catalogue,
            forms=shift.forms,
            earlier=shift.settings.out / "latest",
            whole=partial(whole_reports, shift),
            archive=shift.archive,
        )
        give_back()
        _write_figures(shift, night, "cells.parquet")
    if lacking := what_is_lacking(shift):
        keep_hollow(shift, lacking)
    draft(shift, night)
    seal_evidence(shift)
    # One call for pages by the hundred thousand: what the ledger calls sealed must outlive a power cut.
    os.sync()
    turns = {one.agency.agency_id: Settled(one.assessment.findings, one.fixed, one.changed) for one in night.agencies}
    seal(shift.ledger, shift.run, turns, night.counts)
    shift.clock_in()
    return finish(shift.ledger, shift.settings, shift.run) / INDEX


def _results(shift: Shift) -> Iterator[AgencyNight]:
    known = known_findings(shift.ledger, shift.registry, shift.run.year)
    asked = frozenset(rule.id for rule in shift.catalogue.active(shift.run.year))
    records = chronicles(shift.ledger, shift.registry, shift.run.year)
    tonight = Since(shift.run.as_of, shift.run.run_id)
    for one in outlined(shift.ledger, shift.run, tuple(shift.registry.values()), shift.registry):
        assessment = _assessment(one)
        before = known.get(one.agency.agency_id, {})
        turns = turns_of(assessment, before, asked)
        yield AgencyNight(
            agency=one.agency,
            assessment=replace(assessment, findings=turns.findings),
            fetch=one.outcome,
            detail=one.detail,
            fixed=turns.fixed,
            origin=one.origin,
            record=with_turns(records.get(one.agency.agency_id, ()), tonight.day, turns.turned),
            since=standing_since(turns, before, tonight),
            mended=mended(turns, before, tonight.day),
            changed=turns.changed,
            readings=one.readings,
        )


def whole_reports(shift: Shift, results: Sequence[AgencyNight]) -> Iterator[AgencyNight]:
    """Results in outline with their whole reports: of a whole registry at once, they would not fit in memory."""
    agencies = [result.agency for result in results]
    read = recorded(shift.ledger, shift.run, agencies, shift.registry, depth=Depth.PAGE)
    filings = {one.agency.agency_id: one.filing for one in read}
    for result in results:
        yield replace(result, assessment=replace(result.assessment, filing=filings[result.agency.agency_id]))


def _assessment(one: Recorded) -> Assessment:
    if one.verdict is None or one.status is None:
        raise AssertionError(f"{one.agency.agency_id} was never checked")
    return Assessment(one.filing, Status(one.status), one.verdict.findings, one.verdict.not_assessable)


def _write_figures(shift: Shift, night: Night, name: str) -> None:
    path, earlier = shift.run.staging / name, shift.settings.out / "latest" / name
    readings = {one.agency.agency_id: one.readings[0] for one in night.agencies if one.assessment.filing.report}
    try:
        write_cells(path, night.year, readings, partial(_reports, shift), shift.forms, earlier)
    except OSError as fault:
        raise OutputError(f"{path}: 无法写入，{fault.strerror or fault} (cannot be written)") from fault


def _reports(shift: Shift, readings: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
    with shift.ledger.reading() as connection:
        for part in in_parts(list(readings)):
            yield from reports_by_reading(connection, {agency_id: readings[agency_id] for agency_id in part})
