"""From verdicts to a run in its place: what became of each finding, the pages, the drafts, the seal on the ledger."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import disk_usage

from checks.report import Report
from flows.collecting import give_back, looking_seldom
from flows.errors import OutputError
from flows.finishing import finish
from flows.ledger import roll
from flows.ledger.cells import write_cells
from flows.ledger.findings import seal
from flows.ledger.holdings import in_parts, reports_by_reading
from flows.ledger.past import past_nights
from flows.ledger.readings import filed_readings
from flows.ledger.runs import finished_at, load_run
from flows.night import Night
from flows.os_fault import why
from flows.publish.site import INDEX
from flows.publish.site import publish as write_pages
from flows.publish.words import STATUS
from flows.run_folder import clear
from flows.shift import Shift
from flows.stages.drafting import draft
from flows.stages.hollow import keep_hollow, what_is_lacking
from flows.stages.sealing import seal_evidence
from flows.stages.settling import Roll, turns, whole_reports

_FULL_BYTES = 1_000_000
"""A disk with less room than this is full."""


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
    """The night over the ledger: what is new, what persists, what was mended since the last complete night."""
    shift.clock_in()
    run = load_run(shift.ledger, shift.run.run_id)
    return Night(
        run_id=run.run_id,
        year=run.year,
        as_of=run.as_of,
        started=run.started,
        finished=finished_at(run),
        agencies=Roll(shift, roll.in_order(shift.ledger, run, tuple(STATUS))),
        registry=shift.registry.values(),
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
    with shift.timed("publish"):
        clear(shift.run.staging)
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
        _write_figures(shift, "cells.parquet")
    if lacking := what_is_lacking(shift):
        keep_hollow(shift, lacking)
    draft(shift, replace(night, agencies=Roll(shift, tuple(shift.registry))))
    seal_evidence(shift)
    # One call for pages by the hundred thousand: what the ledger calls sealed must outlive a power cut.
    os.sync()
    with looking_seldom():
        seal(shift.ledger, shift.run, turns(shift), roll.counts(shift.ledger, shift.run))
    shift.clock_in()
    return finish(shift.ledger, shift.settings, shift.run) / INDEX


def _write_figures(shift: Shift, name: str) -> None:
    path, earlier = shift.run.staging / name, shift.settings.out / "latest" / name
    readings = filed_readings(shift.ledger, shift.run, shift.registry)
    try:
        write_cells(path, shift.run.year, readings, partial(_reports, shift), shift.forms, earlier)
    except OSError as fault:
        # What the library says of a full disk is about its format.
        full = "磁盘已满" if disk_usage(path.parent).free < _FULL_BYTES else str(fault)
        raise OutputError(f"{path}: 无法写入，{why(fault) if fault.strerror else full} (cannot be written)") from fault


def _reports(shift: Shift, readings: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
    with shift.ledger.reading() as connection:
        for part in in_parts(readings):
            yield from reports_by_reading(connection, {agency_id: readings[agency_id] for agency_id in part})
