"""Findings over the nights: what is known of an agency's, and a night's turns recorded when the run is sealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, insert, select, update

from checks.model import Finding, Lifecycle
from checks.waivers import fingerprint
from flows.ledger.connection import Ledger
from flows.ledger.holdings import in_parts
from flows.ledger.lifecycle import Known, Settled
from flows.ledger.report_store import as_json, finding_from
from flows.ledger.runs import Run
from flows.ledger.tables import finding_events, findings, runs
from flows.night import Since

Rows = list[dict[str, Any]]
_BEGINNINGS = (Lifecycle.NEW.value, Lifecycle.REGRESSED.value)


def known_findings(ledger: Ledger, agency_ids: Iterable[str], year: int) -> dict[str, dict[str, Known]]:
    """agency_id → finding_id → the finding as the complete runs before left it, of one report year."""
    found: dict[str, dict[str, Known]] = {}
    with ledger.reading() as connection:
        for part in in_parts(sorted(agency_ids)):
            since = _since(connection, part, year)
            rows = connection.execute(
                select(findings.c.agency_id, findings.c.finding_id, findings.c.is_open, findings.c.body, runs.c.as_of)
                .outerjoin(runs, runs.c.run_id == findings.c.fixed_run)
                .where(findings.c.year == year, findings.c.agency_id.in_(part))
            )
            for row in rows:
                known = Known(finding_from(row.body), row.is_open, since.get(row.finding_id), row.as_of)
                found.setdefault(row.agency_id, {})[row.finding_id] = known
    return found


def seal(ledger: Ledger, run: Run, night: Iterable[tuple[str, Settled]], counts: Mapping[str, int]) -> None:
    """Record what became of every finding, agency by agency (agency_id, settled), and that the run has nothing more to record.

    One transaction: until it is through, the run counts as open and the lifecycle knows nothing of it.
    """
    with ledger.writing() as connection:
        for part in in_parts(night):
            _record(connection, run, part)
        connection.execute(update(runs).where(runs.c.run_id == run.run_id).values(state="sealed", counts=dict(counts)))


def history(ledger: Ledger, finding_id: str) -> list[tuple[str, Finding]]:
    """The turns in a finding's life, oldest first: the run, and the finding as it was then."""
    with ledger.reading() as connection:
        rows = connection.execute(
            select(finding_events).where(finding_events.c.finding_id == finding_id).order_by(finding_events.c.event_id)
        )
        return [(row.run_id, finding_from(row.body)) for row in rows]


def _since(connection: Connection, agency_ids: Sequence[str], year: int) -> dict[str, Since]:
    """finding_id → the run since which it stands without a break, of those that stand."""
    rows = connection.execute(
        select(finding_events.c.finding_id, finding_events.c.status, runs.c.run_id, runs.c.as_of)
        .join(findings, findings.c.finding_id == finding_events.c.finding_id)
        .join(runs, runs.c.run_id == finding_events.c.run_id)
        .where(findings.c.year == year, findings.c.agency_id.in_(agency_ids), findings.c.is_open)
        .where(finding_events.c.status.in_(_BEGINNINGS))
        .order_by(finding_events.c.event_id)
    )
    return {row.finding_id: Since(row.as_of, row.run_id, row.status == Lifecycle.REGRESSED) for row in rows}


def _record(connection: Connection, run: Run, part: Sequence[tuple[str, Settled]]) -> None:
    """Record some agencies, a statement for all their findings that fare alike."""
    standing = {finding.finding_id: _row(run, finding) for _, settled in part for finding in settled.findings}
    whose = {finding.finding_id: agency_id for agency_id, settled in part for finding in settled.findings}
    known = _held(connection, sorted(standing))
    first = [
        {**row, "finding_id": finding_id, "agency_id": whose[finding_id], "first_run": run.run_id}
        for finding_id, row in standing.items()
        if finding_id not in known
    ]
    renewed = [{**row, "which": finding_id} for finding_id, row in standing.items() if finding_id in known]
    closed = [
        {"which": finding.finding_id, "is_open": False, "fixed_run": run.run_id, "body": as_json(finding)}
        for _, settled in part
        for finding in settled.fixed
    ]
    of_that_finding = update(findings).where(findings.c.finding_id == bindparam("which"))
    _each(connection, insert(findings), first)
    _each(connection, of_that_finding, renewed)
    _each(connection, of_that_finding, closed)
    _each(connection, insert(finding_events), [_event(run, one) for _, settled in part for one in settled.turned])


def _held(connection: Connection, finding_ids: Sequence[str]) -> set[str]:
    """Those of the ids that the ledger knows already."""
    held: set[str] = set()
    for part in in_parts(finding_ids):
        held |= set(connection.execute(select(findings.c.finding_id).where(findings.c.finding_id.in_(part))).scalars())
    return held


def _each(connection: Connection, statement: Executable, rows: Rows) -> None:
    if rows:
        connection.execute(statement, rows)


def _row(run: Run, finding: Finding) -> dict[str, Any]:
    """What is kept of a finding that stands tonight, beside when it first came up."""
    return {
        "year": finding.year,
        "rule_id": finding.rule_id,
        "severity": finding.severity.value,
        "responsibility": finding.responsibility.value,
        "is_open": True,
        "last_run": run.run_id,
        "fixed_run": None,
        "body": as_json(finding),
        "content": fingerprint(finding),
        "rule_version": finding.rule_version,
        "is_excused": finding.suppressed_by is not None,
    }


def _event(run: Run, finding: Finding) -> dict[str, Any]:
    return {
        "finding_id": finding.finding_id,
        "run_id": run.run_id,
        "status": finding.status.value,
        "body": as_json(finding),
    }
