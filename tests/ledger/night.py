"""Invented agencies, reports and findings, and a night of them in a ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from checks.model import (
    Agency,
    Assessment,
    Evidence,
    Filing,
    Finding,
    Publication,
    Responsibility,
    Severity,
    Status,
    Unassessable,
)
from checks.report import Cell, CellState, Report, Section, Where
from flows.crawl.snapshot import Snapshot
from flows.ledger import Ledger
from flows.ledger.findings import known_findings, seal
from flows.ledger.lifecycle import Settled, settle
from flows.ledger.recording import Gathered, record_gathered, record_verdicts
from flows.ledger.runs import Order, Run, complete, open_run

STARTED = datetime(2024, 2, 5, 18, 0, tzinfo=UTC)
RULES = frozenset({"TXT-NORECV", "T3-ROW-TOTAL"})


def agency(agency_id: str = "qh-edu", **more: object) -> Agency:
    given: dict[str, object] = {"name": "清河县教育局", "kind": "department", "site_url": "http://qh.example/"}
    return Agency(agency_id, **(given | more))  # type: ignore[arg-type]


def report(received: int = 5, year: int = 2023) -> Report:
    cell = Cell(
        "T3.new.total", CellState.NUMBER, received, str(received), None, Where("http://qh.example/", "/p", None)
    )
    return Report(
        source="http://qh.example/nb.html",
        sha256=hashlib.sha256(str((received, year)).encode()).hexdigest(),
        title=f"清河县教育局{year}年政府信息公开工作年度报告",
        year=year,
        form="2021",
        published=date(year + 1, 1, 20),
        sections=(Section("S1", "一、总体情况", "未收到申请。"),),
        cells={cell.cell: cell, "T3.other.total": Cell("T3.other.total", CellState.ABSENT)},
        coverage={"T3": 1.0},
    )


def finding(key: str = "T3.new.total", rule_id: str = "TXT-NORECV", actual: str = "5", **more: object) -> Finding:
    given: dict[str, object] = {
        "finding_id": f"qh-edu-2023-{rule_id}-{key}",
        "agency_id": "qh-edu",
        "year": 2023,
        "rule_id": rule_id,
        "rule_version": 1,
        "severity": Severity.ERROR,
        "responsibility": Responsibility.AGENCY,
        "cells": (key,),
        "expected": "0",
        "actual": actual,
        "difference": 5,
        "suspect": None,
        "related": (),
        "message": f"填报 {actual}",
        "message_en": f"says {actual}",
        "legal_basis": "条例",
        "fix": "改正",
        "evidence": Evidence(quote="未收到申请", where=Where("x", bbox=(1.0, 2.0, 3.0, 4.0))),
    }
    return Finding(**(given | more))  # type: ignore[arg-type]


def snapshot(content: bytes = b"<html>") -> Snapshot:
    url = "http://qh.example/nb.html"
    sha256 = hashlib.sha256(content).hexdigest()
    return Snapshot(url, url, STARTED, 200, "text/html", content, sha256, f"<urn:{sha256[:8]}>", "evidence/a.warc.gz")


def gathered(read: Report | None = None, who: Agency | None = None, seen: date = date(2024, 2, 6)) -> Gathered:
    who = who or agency()
    if read is None:
        filing = Filing(2023, who, publication=Publication("timeout"), unread="超时")
        return Gathered(filing, who, "timeout", "超时")
    filing = Filing(2023, who, read, Publication("found", url=read.source, first_seen=seen, trail=("首页",)))
    return Gathered(filing, who, "found", "", snapshot(str(read.sha256).encode()), seen)


def order(folder: Path, day: date = date(2024, 2, 6), agencies: Sequence[Agency] = (), year: int = 2023) -> Order:
    return Order(year, day, agencies or (agency(),), folder, STARTED, {"gouji": "1"}, {"workers": "1"})


def start(ledger: Ledger, asked: Order) -> Run:
    """Open a run and make its staging folder, as the flow does."""
    run = open_run(ledger, asked)
    run.staging.mkdir(parents=True, exist_ok=True)
    return run


def spend(ledger: Ledger, asked: Order, found: Sequence[Finding], *, unsure: Sequence[str] = ()) -> Settled:
    """A whole night over the one agency, from its opening to its place."""
    run = start(ledger, asked)
    one = gathered(report())
    record_gathered(ledger, run, [one])
    not_assessable = tuple(Unassessable(rule_id, "看不清") for rule_id in unsure)
    verdict = Assessment(one.filing, Status.NONCOMPLIANT, tuple(found), not_assessable)
    record_verdicts(ledger, run, {"qh-edu": verdict})
    settled = settle(verdict, known_findings(ledger, ["qh-edu"], 2023).get("qh-edu", {}), RULES)
    finish(ledger, run, {"qh-edu": settled})
    return settled


def finish(ledger: Ledger, run: Run, night: Mapping[str, Settled]) -> None:
    seal(ledger, run, night.items(), {"noncompliant": 1})
    complete(ledger, run)
    run.staging.rmdir()
    run.folder.mkdir(parents=True)
