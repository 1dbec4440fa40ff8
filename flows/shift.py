"""One night's work in hand: what was asked, its run, and the ledger, archive and rules that the stages share."""

from __future__ import annotations

import logging
import os
import platform
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import make_url

from checks.catalogue import Catalogue
from checks.deadlines import with_local_day
from checks.forms import Form, form_for_year
from checks.model import Agency
from flows.chain import add_to_chain
from flows.crawl import Archive, Crawler
from flows.errors import OutputError, SettingsError
from flows.extract.claims.lexicon import lexicon
from flows.extract.forms import forms
from flows.finishing import finish
from flows.ledger import Ledger
from flows.ledger.addresses import LedgerValidators
from flows.ledger.filings import gathered_ids, judged_ids
from flows.ledger.last_finds import LedgerFinds
from flows.ledger.rereads import addresses_to_read_again
from flows.ledger.robots_kept import LedgerRobots
from flows.ledger.runs import (
    Order,
    Run,
    hollow_runs,
    left_runs,
    load_run,
    note_time,
    open_run,
    run_folders,
    run_lock,
    sealed_runs,
)
from flows.ledger.standings import LedgerStandings
from flows.notify.alerts import look_over_addresses
from flows.notify.recheck import open_agencies
from flows.notify.writing.papers import check_templates
from flows.notify.writing.stationery import stationery
from flows.os_fault import why
from flows.overlooked import tell_day, tell_overlooked, tell_quiet
from flows.publish.circular import look_over_template
from flows.publish.english import look_over_english
from flows.reference import reference_figures
from flows.registry import load_registry
from flows.rulebook import rulebook
from flows.run_folder import make_ready, put_aside
from flows.settings import Settings
from flows.sharding import Agencies, families, members, shards
from flows.waivers import configured_waivers

log = logging.getLogger(__name__)
_VERSIONS = ("gouji", "prefect", "pandera", "polars", "requests", "selectolax", "sqlalchemy")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a night is to do: the report year, the day it is done for, the settings in force, when it was begun."""

    year: int
    as_of: date
    started: datetime
    settings: Settings


class Shift:
    """An open run.

    `registry` is by agency_id in the registry's order, `members` by that of their parent; `took` are seconds by stage,
    not yet recorded.
    """

    def __init__(self, wish: Wish, agencies: Agencies, ledger: Ledger, run: Run) -> None:
        self.settings = wish.settings
        self.ledger = ledger
        self.run = run
        self.registry: Mapping[str, Agency] = {agency.agency_id: agency for agency in agencies}
        self.members = members(agencies)
        self.catalogue: Catalogue = rulebook()
        self.forms: Mapping[str, Form] = forms()
        earlier = [folder / "evidence" for folder in run_folders(ledger)]
        self.archive = Archive(run.staging / "evidence", earlier, f"gouji/{version('gouji')}")
        self.validators = LedgerValidators(ledger, addresses_to_read_again(ledger, run.year))
        self.robots = LedgerRobots(ledger)
        awaited = open_agencies(ledger, run.year)
        standings = LedgerStandings(ledger, run.year, run.as_of, wish.settings.settled_after_nights, awaited)
        self.crawler = Crawler(
            wish.settings, self.archive, self.validators, LedgerFinds(ledger), self.robots, standings=standings
        )
        self.took: dict[str, float] = {}
        self._since = time.perf_counter()

    def shards(self) -> list[Agencies]:
        """The parts of the registry that are still to be fetched and read, those with open cases first.

        A part of which a kill left some recorded comes whole: what it answered is remembered with the last of it.
        """
        awaited = open_agencies(self.ledger, self.run.year)
        ranked = (
            [one for one in self.registry.values() if (one.agency_id in awaited) is ahead] for ahead in (True, False)
        )
        parts = [shard for rank in ranked for shard in shards(rank, self.settings.shard_size)]
        left = {agency.agency_id for agency in self.unrecorded(tuple(self.registry.values()))}
        return [part for part in parts if any(agency.agency_id in left for agency in part)]

    def unrecorded(self, agencies: Sequence[Agency]) -> Agencies:
        """Those of which the run has recorded nothing yet."""
        done = gathered_ids(self.ledger, self.run)
        return tuple(agency for agency in agencies if agency.agency_id not in done)

    def families(self) -> list[Agencies]:
        """The parts that are still to be checked; a part is checked whole, even where a kill left some of it done."""
        done = judged_ids(self.ledger, self.run)
        parts = families(tuple(self.registry.values()), self.settings.shard_size)
        return [part for part in parts if any(agency.agency_id not in done for agency in part)]

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the block's time to a stage of the road."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.took[stage] = self.took.get(stage, 0.0) + time.perf_counter() - start

    def clock_in(self) -> None:
        """Record the time spent since the last call, so that a resumed run knows its whole length."""
        now = time.perf_counter()
        took, self.took = self.took, {}
        note_time(self.ledger, self.run, took, now - self._since)
        self._since = now


@contextmanager
def open_shift(wish: Wish) -> Iterator[Shift]:
    """Open tonight's run, or go on with it where a kill cut it off; the ledger is ours until the block ends.

    Raises `RegistryError`, `SettingsError`, `LedgerError` or `OutputError` before anything is fetched.
    """
    agencies = tuple(look_over(wish))
    tell_overlooked([agency.agency_id for agency in agencies])
    tell_quiet(wish.settings, wish.started)
    out = wish.settings.out.resolve()
    ledger = Ledger(wish.settings.database_url)
    try:
        with run_lock(ledger, f"{wish.year} 年度，核查日 {wish.as_of}，输出 {out}"):
            ledger.look_over()
            if (out / "latest").exists() and not run_folders(ledger):
                log.warning(
                    "台账是空的，而 %s 里已有运行：以往的问题、处理决定和函件都不在这本台账里 (the ledger is empty, the output folder is not)",
                    out,
                )
            order = order_of(wish, agencies)
            finish_earlier(ledger, wish.settings, order)
            run = open_run(ledger, order)
            last = load_run(ledger, run.previous_run).as_of if run.previous_run else None
            tell_day(run.as_of, wish.started.astimezone(ZoneInfo(wish.settings.timezone)).date(), last)
            if not run.is_sealed:
                _make(run.staging)
            shift = Shift(wish, agencies, ledger, run)
            try:
                yield shift
            finally:
                shift.archive.close()
    finally:
        ledger.close()


def look_over(wish: Wish) -> list[Agency]:
    """Everything that can be refused before a run: registry, year, rules, the office's lists, letter papers, output folder.

    Raises `RegistryError`, `SettingsError` or `OutputError`.
    """
    if form_for_year(forms(), wish.year) is None:
        raise SettingsError(f"year: {wish.year} 年度没有规定的报告格式，最早为 2019 年度 (no form for that year)")
    if wish.year > wish.as_of.year:
        raise SettingsError(f"year: {wish.year} 年尚未结束，核查日为 {wish.as_of} (that year is not over yet)")
    rules = rulebook()
    configured_waivers()
    reference_figures()
    stationery()
    lexicon()
    look_over_english()
    look_over_addresses(wish.settings)
    look_over_template()
    check_templates()
    agencies = [with_local_day(agency, rules) for agency in load_registry(wish.settings.agencies)]
    make_ready(wish.settings.out)
    return agencies


def reserve(wish: Wish) -> None:
    """See that the ledger opens and that no other run is on it, without keeping it.

    Raises `SettingsError` or `LedgerError`.
    """
    ledger = Ledger(wish.settings.database_url)
    try:
        with run_lock(ledger):
            pass
    finally:
        ledger.close()


def finish_earlier(ledger: Ledger, settings: Settings, order: Order) -> None:
    """Finish what was killed between its last record and its place, and seal the evidence of what is not gone on with.

    A run of the order's very scope is left to its stages.
    """
    for run in sealed_runs(ledger):
        if not run.is_gone_on_with(order.scope):
            finish(ledger, settings, run)
    for run in left_runs(ledger, order):
        add_to_chain(ledger, run)
    for run in hollow_runs(ledger):
        put_aside(run.staging, run.folder)


def order_of(wish: Wish, agencies: Agencies) -> Order:
    """The order for a run, with all that tells one night from another."""
    settings = {name: str(value) for name, value in wish.settings.model_dump().items()}
    return Order(
        year=wish.year,
        as_of=wish.as_of,
        agencies=agencies,
        folder=wish.settings.out.resolve() / str(wish.year),
        started=wish.started,
        versions={**{name: version(name) for name in _VERSIONS}, "python": platform.python_version()},
        settings={**settings, "database": make_url(wish.settings.database_url).render_as_string(hide_password=True)},
    )


def _make(staging: Path) -> None:
    try:
        staging.mkdir(parents=True, exist_ok=True)
        os.utime(staging)
    except OSError as fault:
        raise OutputError(f"{staging}: 无法写入，{why(fault)} (cannot be written)") from None
