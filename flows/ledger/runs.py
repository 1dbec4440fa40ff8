"""A run from its opening to its place: opened or resumed, sealed with all that it decided, complete.

A run that was killed stays open, or sealed. The next start of the same night (same year, day and registry) goes on with
it; a later night abandons an open one, of which what it had recorded stays, and finishes a sealed one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from checks.model import Agency
from flows.ledger.connection import Ledger
from flows.ledger.lock import Right, held, lock_file
from flows.ledger.registered import record_agencies
from flows.ledger.tables import runs
from flows.run_folder import night_of, staging_of


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is asked to do; `folder` is OUT/YEAR, `started` is aware."""

    year: int
    as_of: date
    agencies: Sequence[Agency]
    folder: Path
    started: datetime
    versions: Mapping[str, str]
    settings: Mapping[str, str]

    @property
    def scope(self) -> str:
        """The hash of everything that two starts must share to be one night."""
        rows = sorted((asdict(agency) for agency in self.agencies), key=lambda row: str(row["agency_id"]))
        facts = [self.year, self.as_of.isoformat(), str(self.folder), dict(self.versions), rows]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Run:
    """A run in the ledger. `folder` is where it will be read, `staging` where it is made.

    One that `is_sealed` has recorded everything and is not complete yet: only its last steps are left.
    """

    run_id: str
    year: int
    as_of: date
    folder: Path
    started: datetime
    elapsed_seconds: float
    previous_run: str | None
    durations: Mapping[str, float]
    versions: Mapping[str, str]
    settings: Mapping[str, str]
    scope: str = ""
    resumed: bool = False
    is_sealed: bool = False

    @property
    def staging(self) -> Path:
        """The hidden folder beside the final one."""
        return staging_of(self.folder)

    def is_gone_on_with(self, scope: str) -> bool:
        """Whether a start of that scope goes on with this unfinished run: its files are still there."""
        is_there = self.staging.is_dir() or (self.is_sealed and self.folder.is_dir())
        return self.scope == scope and is_there


def run_lock(ledger: Ledger, owner: str = "") -> AbstractContextManager[None]:
    """The right to run on this ledger, for one process at a time.

    Raises `LedgerError` that names the process that has it. Entering beside another process is refused at once.
    """
    return held(lock_file(ledger.path), owner=owner) if ledger.path else ledger.alone(Right.RUNNING)


def open_run(ledger: Ledger, order: Order) -> Run:
    """The unfinished run of this very night, or a new one; call it with the run lock held."""
    with ledger.writing() as connection:
        unfinished = connection.execute(
            select(runs)
            .where(runs.c.state.in_(("open", "sealed")), runs.c.year == order.year)
            .order_by(runs.c.sequence.desc())
        ).all()
        same = next((row for row in unfinished if _run(row).is_gone_on_with(order.scope)), None)
        for row in unfinished:
            if row is not same and row.state == "open":
                connection.execute(update(runs).where(runs.c.run_id == row.run_id).values(state="abandoned"))
        if same is not None:
            return _run(same, resumed=True)
        run_id = _begin(connection, order)
        record_agencies(connection, run_id, order.agencies)
        return _run(connection.execute(select(runs).where(runs.c.run_id == run_id)).one())


def note_time(ledger: Ledger, run: Run, durations: Mapping[str, float], elapsed_seconds: float) -> None:
    """Keep how long the stages took, so that a resumed run knows its whole length."""
    with ledger.writing() as connection:
        known = connection.execute(select(runs.c.durations).where(runs.c.run_id == run.run_id)).scalar_one()
        total = {stage: known.get(stage, 0.0) + durations.get(stage, 0.0) for stage in {**known, **durations}}
        connection.execute(
            update(runs)
            .where(runs.c.run_id == run.run_id)
            .values(durations=total, elapsed_seconds=runs.c.elapsed_seconds + elapsed_seconds)
        )


def load_run(ledger: Ledger, run_id: str) -> Run:
    """A run by its id, as the ledger knows it now."""
    with ledger.reading() as connection:
        return _run(connection.execute(select(runs).where(runs.c.run_id == run_id)).one())


def finished_at(run: Run) -> datetime:
    """When the run's work was done: its start and all the time it took, pauses between kill and resumption left out."""
    return run.started + timedelta(seconds=run.elapsed_seconds)


def unfinished_runs(ledger: Ledger) -> list[Run]:
    """Runs that were killed before they were complete, or are at work now, oldest first."""
    return sorted((*_in_state(ledger, "open"), *_in_state(ledger, "sealed")), key=lambda run: run.started)


def sealed_runs(ledger: Ledger) -> list[Run]:
    """Runs that recorded everything and were killed before they were complete, oldest first."""
    return _in_state(ledger, "sealed")


def left_runs(ledger: Ledger, order: Order) -> list[Run]:
    """Open runs of the order's year that it does not go on with: `open_run` will abandon them. Oldest first."""
    open_runs = (run for run in _in_state(ledger, "open") if run.year == order.year)
    return [run for run in open_runs if not run.is_gone_on_with(order.scope)]


def hollow_runs(ledger: Ledger) -> list[Run]:
    """Runs that were too thin to replace a good one, oldest first."""
    return _in_state(ledger, "hollow")


def run_folders(ledger: Ledger) -> list[Path]:
    """The folders of all runs, newest first, with the staging folders of those that never came to their place."""
    with ledger.reading() as connection:
        rows = connection.execute(select(runs).order_by(runs.c.sequence.desc())).all()
    return [_place(ledger, row) for row in rows]


def complete(ledger: Ledger, run: Run) -> None:
    """Say that the run stands in its place."""
    with ledger.writing() as connection:
        connection.execute(update(runs).where(runs.c.run_id == run.run_id).values(state="complete"))


def note_seal(ledger: Ledger, run: Run, sha256: str) -> None:
    """Remember the seal on the run's evidence."""
    with ledger.writing() as connection:
        connection.execute(update(runs).where(runs.c.run_id == run.run_id).values(evidence_seal=sha256))


def evidence_seals(ledger: Ledger) -> dict[Path, str]:
    """The folders of runs whose evidence was sealed, and the seals."""
    with ledger.reading() as connection:
        rows = connection.execute(select(runs).where(runs.c.evidence_seal.is_not(None))).all()
    return {_place(ledger, row): row.evidence_seal for row in rows}


def set_aside(ledger: Ledger, run: Run) -> None:
    """Say that the run is hollow: it stands in its folder, and no later night builds on it."""
    with ledger.writing() as connection:
        connection.execute(update(runs).where(runs.c.run_id == run.run_id).values(state="hollow"))


def _in_state(ledger: Ledger, state: str) -> list[Run]:
    with ledger.reading() as connection:
        return [_run(row) for row in connection.execute(select(runs).where(runs.c.state == state).order_by("sequence"))]


def _place(ledger: Ledger, row: Row[Any]) -> Path:
    """Where a run's files are: where it made them, else beside the ledger, with which the output folder was moved."""
    run = _run(row)
    places = [run.staging, run.folder]
    if ledger.path:
        moved = ledger.path.resolve().parent / run.folder.parent.name / run.folder.name
        places += [staging_of(moved), moved]
    return next((place for place in places if place.is_dir()), run.folder)


def _begin(connection: Connection, order: Order) -> str:
    sequence = (connection.execute(select(func.max(runs.c.sequence))).scalar() or 0) + 1
    previous = connection.execute(
        select(runs.c.run_id)
        .where(runs.c.year == order.year, runs.c.state.in_(("complete", "sealed")))
        .order_by(runs.c.sequence.desc())
        .limit(1)
    ).scalar()
    run_id = _free_id(connection, order)
    connection.execute(
        insert(runs).values(
            run_id=run_id,
            sequence=sequence,
            year=order.year,
            as_of=order.as_of,
            state="open",
            scope=order.scope,
            folder=str(order.folder / run_id),
            started=order.started,
            elapsed_seconds=0.0,
            previous_run=previous,
            versions=dict(order.versions),
            settings=dict(order.settings),
            durations={},
        )
    )
    return run_id


def _free_id(connection: Connection, order: Order) -> str:
    """The day and a number, free in the ledger and among the folders: a folder may outlive its ledger."""
    taken = set(connection.execute(select(runs.c.run_id)).scalars())
    taken |= {night_of(path) for path in order.folder.glob("*")}
    number = 1
    while (run_id := f"{order.as_of:%Y%m%d}-{number:02d}") in taken:
        number += 1
    return run_id


def _run(row: Row[Any], resumed: bool = False) -> Run:
    return Run(
        run_id=row.run_id,
        year=row.year,
        as_of=row.as_of,
        folder=Path(row.folder),
        started=row.started,
        elapsed_seconds=row.elapsed_seconds,
        previous_run=row.previous_run,
        durations=row.durations,
        versions=row.versions,
        settings=row.settings,
        scope=row.scope,
        resumed=resumed,
        is_sealed=row.state == "sealed",
    )
