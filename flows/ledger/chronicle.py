"""What the ledger remembers of agencies: turns of findings, decisions of people, steps of letters, as one record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import Connection, func, select

from checks.model import Finding
from flows.beijing import BEIJING
from flows.ledger.case_tables import case_events, cases, notices
from flows.ledger.connection import Ledger
from flows.ledger.holdings import in_parts
from flows.ledger.tables import decisions, finding_events, findings, runs
from flows.night import Entry


def chronicles(ledger: Ledger, agency_ids: Iterable[str], year: int) -> Mapping[str, tuple[Entry, ...]]:
    """agency_id → its record of the report year and all before, oldest first; agencies without one are left out.

    Only complete runs tell of turns: those of a run that is being made are added by `with_turns`.
    """
    record: defaultdict[str, list[Entry]] = defaultdict(list)
    with ledger.reading() as connection:
        for part in in_parts(sorted(agency_ids)):
            for read in (_turns, _decisions, _letters):
                for agency_id, entry in read(connection, part, year):
                    record[agency_id].append(entry)
    return {agency_id: tuple(sorted(entries, key=_place)) for agency_id, entries in record.items()}


def with_turns(record: Sequence[Entry], day: date, turned: Iterable[Finding]) -> tuple[Entry, ...]:
    """A record with the turns of a run of that day: what `chronicles` will give once the run is complete."""
    told = list(turned)
    if not told:
        return tuple(record)
    counts = Counter((finding.year, finding.status.value, finding.rule_id) for finding in told)
    kept = []
    for entry in record:
        is_alike = entry.kind == "turn" and entry.day == day
        more = counts.pop((entry.year, entry.word, entry.subject), 0) if is_alike else 0
        kept.append(replace(entry, count=entry.count + more) if more else entry)
    kept += [Entry(day, year, "turn", word, rule_id, count=count) for (year, word, rule_id), count in counts.items()]
    return tuple(sorted(kept, key=_place))


def _place(entry: Entry) -> tuple[object, ...]:
    """By day; on one day turns by what turned, then decisions and letters as they came."""
    if entry.kind == "turn":
        return entry.day, 0, entry.year, entry.subject, entry.word
    return entry.day, 1 if entry.kind == "decision" else 2


def _turns(connection: Connection, agency_ids: Sequence[str], year: int) -> Iterator[tuple[str, Entry]]:
    turned = (findings.c.agency_id, findings.c.year, findings.c.rule_id, finding_events.c.status, runs.c.as_of)
    rows = connection.execute(
        select(*turned, func.count().label("times"))
        .join(finding_events, finding_events.c.finding_id == findings.c.finding_id)
        .join(runs, runs.c.run_id == finding_events.c.run_id)
        .where(findings.c.agency_id.in_(agency_ids), findings.c.year <= year, runs.c.state == "complete")
        .group_by(*turned)
    )
    for row in rows:
        yield row.agency_id, Entry(row.as_of, row.year, "turn", row.status, row.rule_id, count=row.times)


def _decisions(connection: Connection, agency_ids: Sequence[str], year: int) -> Iterator[tuple[str, Entry]]:
    rows = connection.execute(
        select(decisions)
        .where(decisions.c.agency_id.in_(agency_ids), decisions.c.year <= year)
        .order_by(decisions.c.decision_id)
    )
    for row in rows:
        day = _day(row.decided_at)
        yield row.agency_id, Entry(day, row.year, "decision", row.kind, row.rule_id, row.decided_by, row.reason)


def _letters(connection: Connection, agency_ids: Sequence[str], year: int) -> Iterator[tuple[str, Entry]]:
    """The steps that brought a case to another state; that it was looked at and stayed where it was is no news."""
    rows = connection.execute(
        select(cases.c.agency_id, cases.c.year, case_events)
        .join(case_events, case_events.c.case_id == cases.c.case_id)
        .where(cases.c.agency_id.in_(agency_ids), cases.c.year <= year)
        .order_by(case_events.c.case_id, case_events.c.event_id)
    ).all()
    numbers = _numbers(connection, {row.case_id for row in rows})
    for case_id, steps in groupby(rows, key=lambda row: row.case_id):
        for _, alike in groupby(steps, key=lambda row: row.state):
            row = next(alike)
            number = _last(numbers.get(case_id, ()), row.at)
            yield (
                row.agency_id,
                Entry(_day(row.at), row.year, "letter", row.state, number, row.who, row.detail),
            )


def _numbers(connection: Connection, case_ids: Iterable[int]) -> Mapping[int, Sequence[tuple[datetime, str]]]:
    """case_id → the numbers of its approved letters, oldest first."""
    numbers: defaultdict[int, list[tuple[datetime, str]]] = defaultdict(list)
    for part in in_parts(sorted(case_ids)):
        rows = connection.execute(
            select(notices.c.case_id, notices.c.approved_at, notices.c.number_text)
            .where(notices.c.case_id.in_(part), notices.c.approved_at.is_not(None))
            .order_by(notices.c.approved_at)
        )
        for row in rows:
            numbers[row.case_id].append((row.approved_at, row.number_text))
    return numbers


def _last(numbers: Sequence[tuple[datetime, str]], at: datetime) -> str:
    return next((number for approved, number in reversed(numbers) if approved <= at), "")


def _day(moment: datetime) -> date:
    """By the office's own calendar: what was decided at one in the morning of China was decided on that day."""
    return moment.astimezone(BEIJING).date()
