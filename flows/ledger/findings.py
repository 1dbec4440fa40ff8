"""Findings over the nights: what is known of an agency's, and a night's turns recorded when the run is sealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from checks.model import Finding, Lifecycle
from checks.waivers import fingerprint
from flows.ledger.connection import Ledger
from flows.ledger.holdings import in_parts
from flows.ledger.lifecycle import Known, Settled, has_changed
from flows.ledger.report_store import as_json, finding_from
from flows.ledger.runs import Run
from flows.ledger.tables import finding_events, findings, runs


def known_findings(ledger: Ledger, agency_ids: Iterable[str], year: int) -> dict[str, dict[str, Known]]:
    """agency_id → finding_id → the finding as the complete runs before left it, of one report year."""
    found: dict[str, dict[str, Known]] = {}
    with ledger.reading() as connection:
        for part in in_parts(sorted(agency_ids)):
            rows = connection.execute(select(findings).where(findings.c.year == year, findings.c.agency_id.in_(part)))
            for row in rows:
                known = Known(finding_from(row.body), row.is_open)
                found.setdefault(row.agency_id, {})[row.finding_id] = known
    return found


def seal(ledger: Ledger, run: Run, night: Mapping[str, Settled], counts: Mapping[str, int]) -> None:
    """Record what became of every finding (agency_id → settled) and that the run has nothing more to record.

    One transaction: until it is through, the run counts as open and the lifecycle knows nothing of it.
    """
    with ledger.writing() as connection:
        for agency_id, settled in night.items():
            _record_agency(connection, run, agency_id, settled)
        connection.execute(update(runs).where(runs.c.run_id == run.run_id).values(state="sealed", counts=dict(counts)))


def history(ledger: Ledger, finding_id: str) -> list[tuple[str, Finding]]:
    """The turns in a finding's life, oldest first: the run, and the finding as it was then."""
    with ledger.reading() as connection:
        rows = connection.execute(
            select(finding_events).where(finding_events.c.finding_id == finding_id).order_by(finding_events.c.event_id)
        )
        return [(row.run_id, finding_from(row.body)) for row in rows]


def _record_agency(connection: Connection, run: Run, agency_id: str, settled: Settled) -> None:
    before = _bodies(connection, [finding.finding_id for finding in settled.findings])
    for finding in settled.findings:
        _record_turn(connection, run, agency_id, finding, before.get(finding.finding_id))
    for finding in settled.fixed:
        _event(connection, run, finding)
        connection.execute(
            update(findings)
            .where(findings.c.finding_id == finding.finding_id)
            .values(is_open=False, fixed_run=run.run_id, body=as_json(finding))
        )


def _bodies(connection: Connection, finding_ids: Sequence[str]) -> dict[str, Any]:
    rows = (
        row
        for part in in_parts(finding_ids)
        for row in connection.execute(
            select(findings.c.finding_id, findings.c.body).where(findings.c.finding_id.in_(part))
        )
    )
    return {row.finding_id: row.body for row in rows}


def _record_turn(connection: Connection, run: Run, agency_id: str, finding: Finding, before: Any) -> None:
    body = as_json(finding)
    now = {
        "rule_id": finding.rule_id,
        "severity": finding.severity.value,
        "responsibility": finding.responsibility.value,
        "is_open": True,
        "last_run": run.run_id,
        "fixed_run": None,
        "body": body,
        "content": fingerprint(finding),
        "rule_version": finding.rule_version,
        "is_excused": finding.suppressed_by is not None,
    }
    if before is None:
        first = {
            "finding_id": finding.finding_id,
            "agency_id": agency_id,
            "year": finding.year,
            "first_run": run.run_id,
        }
        connection.execute(insert(findings).values(**first, **now))
    else:
        connection.execute(update(findings).where(findings.c.finding_id == finding.finding_id).values(**now))
    if finding.status is not Lifecycle.PERSISTING or has_changed(finding_from(before), finding):
        _event(connection, run, finding)


def _event(connection: Connection, run: Run, finding: Finding) -> None:
    connection.execute(
        insert(finding_events).values(
            finding_id=finding.finding_id, run_id=run.run_id, status=finding.status.value, body=as_json(finding)
        )
    )
