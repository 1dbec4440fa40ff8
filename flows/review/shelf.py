"""The open findings of a report year with how each stands, kept at hand: reading them anew would be the cost of a page.

Findings change only when a run is recorded, decisions are only ever added: what is kept is brought up to date by what
came since, whoever wrote it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, func, select

from flows.ledger import Ledger
from flows.ledger.decisions import NOTHING, Ground, Ruling, newest_number, rulings_of_year
from flows.ledger.tables import agencies, findings, runs
from flows.review.item import TODO, State, lapse_of, state_of

Recorded = tuple[int, int]
"""How many runs of the year are recorded, and the number of the newest."""


@dataclass(frozen=True)
class Shelf:
    """One report year as it stands. `entries` has a row an open finding, its place that of its id in `finding_ids`.

    `orders` keeps the orders that were asked for while the year stands like this.
    """

    recorded: Recorded
    newest: int
    today: date
    finding_ids: Sequence[str]
    grounds: Mapping[str, tuple[int, Ground, bool]]
    entries: pl.DataFrame
    rulings: Mapping[str, Ruling]
    orders: dict[Any, Any] = field(default_factory=dict, compare=False)


class Shelves:
    """The shelves of all years of one ledger; thread safe."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._shelves: dict[int, Shelf] = {}

    def of(self, year: int, today: date) -> Shelf:
        """The year's shelf as the ledger stands now."""
        with self._lock, self._ledger.reading() as connection:
            before, recorded, newest = self._shelves.get(year), _recorded(connection, year), newest_number(connection)
            if before is None or before.recorded != recorded:
                shelf = _filled(connection, year, recorded, newest, today)
            elif before.newest != newest or before.today != today:
                shelf = _caught_up(connection, year, before, newest, today)
            else:
                return before
            self._shelves[year] = shelf
            return shelf


def _recorded(connection: Connection, year: int) -> Recorded:
    done = select(func.count(), func.max(runs.c.sequence)).where(
        runs.c.year == year, runs.c.state.in_(("sealed", "complete"))
    )
    count, newest = connection.execute(done).one()
    return count, newest or 0


def _filled(connection: Connection, year: int, recorded: Recorded, newest: int, today: date) -> Shelf:
    rows = connection.execute(
        select(
            findings.c.finding_id,
            findings.c.agency_id,
            findings.c.rule_id,
            findings.c.severity,
            findings.c.responsibility,
            findings.c.content,
            findings.c.rule_version,
            findings.c.is_excused,
            runs.c.started,
        )
        .join(runs, runs.c.run_id == findings.c.last_run)
        .where(findings.c.year == year, findings.c.is_open.is_(True))
        .order_by(findings.c.finding_id)
    ).all()
    decided = rulings_of_year(connection, year)
    grounds = {
        row.finding_id: (place, Ground(row.content, row.rule_version, row.started), row.is_excused)
        for place, row in enumerate(rows)
    }
    entries = _entries(rows, _names(connection))
    bare = Shelf(recorded, newest, today, list(grounds), grounds, entries, decided)
    return replace(bare, entries=_stood(bare, grounds))


def _entries(rows: Sequence[Row[Any]], names: Mapping[str, str]) -> pl.DataFrame:
    facts = ("agency_id", "rule_id", "severity", "responsibility")
    columns = {name: [getattr(row, name) for row in rows] for name in facts}
    sought = [names.get(agency_id, agency_id) for agency_id in columns["agency_id"]]
    schema = dict.fromkeys((*facts, "sought"), pl.String)
    return (
        pl.DataFrame({**columns, "sought": sought}, schema=schema)
        .with_row_index("place")
        .with_columns(
            state=pl.lit(State.WAITING.value),
            handed=pl.lit(""),
            agency=pl.col("agency_id").rank("dense"),
            rule=pl.col("rule_id").rank("dense"),
        )
    )


def _caught_up(connection: Connection, year: int, before: Shelf, newest: int, today: date) -> Shelf:
    fresh = rulings_of_year(connection, year, before.newest)
    added = {
        finding_id: Ruling((*before.rulings.get(finding_id, NOTHING).decisions, *one.decisions))
        for finding_id, one in fresh.items()
    }
    bare = replace(before, newest=newest, today=today, rulings={**before.rulings, **added}, orders={})
    # Another day may end any decision; otherwise nothing moves but what was decided on.
    return replace(bare, entries=_stood(bare, added if today == before.today else bare.grounds))


def _stood(shelf: Shelf, changed: Iterable[str]) -> pl.DataFrame:
    """The entries with how each of the `changed` findings stands now, and who it was handed to."""
    places, states, handed = [], [], []
    for finding_id in changed:
        if finding_id not in shelf.grounds:
            continue
        place, ground, is_excused = shelf.grounds[finding_id]
        ruling = shelf.rulings.get(finding_id, NOTHING)
        places.append(place)
        states.append(state_of(ruling, lapse_of(ruling, ground, shelf.today), is_excused).value)
        handed.append(ruling.handed.to or "" if ruling.handed else "")
    entries = shelf.entries
    return entries.with_columns(
        entries["state"].scatter(places, states), entries["handed"].scatter(places, handed)
    ).with_columns(pl.col("state").is_in([state.value for state in TODO]).alias("is_todo"))


def _names(connection: Connection) -> dict[str, str]:
    """agency_id → everything that an agency may be looked for by: its names and its id."""
    rows = connection.execute(select(agencies.c.agency_id, agencies.c.name, agencies.c.body))
    return {
        row.agency_id: "\n".join((row.name, row.agency_id, *((row.body or {}).get("aliases") or ()))) for row in rows
    }
