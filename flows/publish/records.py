"""The machine output of a run: one plain object a finding, an agency and the run, as the public contract fixes them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from checks.findings import other_findings, same_cause
from checks.model import Finding, Lifecycle
from checks.report import Where
from checks.waivers import fingerprint
from flows.night import AgencyNight, Night
from flows.publish.spool import Sorted
from flows.publish.standing import counted, published_on
from flows.publish.tally import NightTally

Record = dict[str, Any]
"""One line of JSON on its way out; inside the program the typed values are used."""

_SECRET = re.compile("password|secret|token|credential", re.IGNORECASE)
_AS_LINE = json.JSONEncoder(ensure_ascii=False)
_PASSWORD = re.compile(r"(://[^:/@\s]*):[^@\s]+@")


def finding_json(finding: Finding) -> Record:
    """A finding as `findings.jsonl` and `gouji check --format json` give it.

    `content` is what an accepted explanation is bound to. `related` are finding_ids; `same_cause` names what the same cause
    breaks and is no finding of its own: a rule, or `RULE:row or column` of a sum.
    `suppressed_by` is there only where an accepted explanation or a waiver keeps the finding from counting.
    """
    evidence = finding.evidence
    record: Record = {
        "finding_id": finding.finding_id,
        "agency_id": finding.agency_id,
        "year": finding.year,
        "rule_id": finding.rule_id,
        "severity": finding.severity.value,
        "responsibility": finding.responsibility.value,
        "status": finding.status.value,
        "cells": list(finding.cells),
        "expected": finding.expected,
        "actual": finding.actual,
        "difference": finding.difference,
        "suspect": finding.suspect,
        "related": list(other_findings(finding)),
        "message": finding.message,
        "message_en": finding.message_en,
        "legal_basis": finding.legal_basis,
        "fix": finding.fix,
        "evidence": {
            "url": evidence.url,
            "retrieved": evidence.retrieved,
            "sha256": evidence.sha256,
            "snapshot": evidence.snapshot,
            "quote": evidence.quote,
            "where": where_json(evidence.where),
        },
    }
    record["same_cause"] = list(same_cause(finding))
    record["rule_version"] = finding.rule_version
    record["content"] = fingerprint(finding)
    if finding.suppressed_by:
        record["suppressed_by"] = finding.suppressed_by
    return record


def where_json(where: Where | None) -> Record | None:
    """A place in a source, or None."""
    if where is None:
        return None
    return {
        "source": where.source,
        "xpath": where.xpath,
        "page": where.page,
        "bbox": list(where.bbox) if where.bbox else None,
        "confidence": where.confidence,
    }


def agency_json(result: AgencyNight) -> Record:
    """An agency as `agencies.jsonl` gives it; `errors` and `warnings` are those that count against the agency."""
    filing = result.assessment.filing
    grades = Counter(finding.severity.value for finding in counted(result))
    published = published_on(result)
    return {
        "agency_id": result.agency.agency_id,
        "name": result.agency.name,
        "status": result.status.value,
        "report_url": filing.publication.url if filing.publication else None,
        "published": published.isoformat() if published else None,
        "errors": grades["error"],
        "warnings": grades["warning"],
        "coverage": dict(filing.report.coverage) if filing.report else {},
        "fetch": result.fetch,
    }


class Records:
    """The lines of `agencies.jsonl` and `findings.jsonl`, by agency_id whatever order they are added in."""

    def __init__(self, file: BinaryIO) -> None:
        self._lines = Sorted(file)

    def add(self, result: AgencyNight) -> None:
        """Add one agency with its findings, those fixed since included."""
        findings = (*result.assessment.findings, *result.fixed)
        lines = [_line(agency_json(result)), *(_line(finding_json(finding)) for finding in findings)]
        self._lines.add(result.agency.agency_id, "".join(lines))

    def write(self, folder: Path) -> None:
        """Write both files."""
        with (folder / "agencies.jsonl").open("wb") as agencies, (folder / "findings.jsonl").open("wb") as findings:
            for lines in self._lines:
                first, end, rest = lines.partition(b"\n")
                agencies.write(first + end)
                findings.write(rest)


@dataclass(slots=True)
class RunCounts:
    """What a run counts of findings and outcomes, explained ones included; agencies are added one by one."""

    severity: Counter[str] = field(default_factory=Counter)
    status: Counter[str] = field(default_factory=Counter)
    rule: Counter[str] = field(default_factory=Counter)
    fetch: Counter[str] = field(default_factory=Counter)

    def add(self, result: AgencyNight) -> None:
        """Count one agency."""
        self.fetch[result.fetch] += 1
        for finding in (*result.assessment.findings, *result.fixed):
            self.status[finding.status.value] += 1
            if finding.status is not Lifecycle.FIXED:
                self.severity[finding.severity.value] += 1
                self.rule[finding.rule_id] += 1


def run_json(night: Night, tally: NightTally, counts: RunCounts, unmade: Mapping[str, str]) -> Record:
    """The run: what it counted, how long each stage took, with which versions and settings (passwords blotted out).

    `unmade` is, by agency_id, the fault that kept its page from being made.
    """
    whole = tally.whole
    return {
        "run_id": night.run_id,
        "year": night.year,
        "as_of": night.as_of.isoformat(),
        "started": night.started.isoformat(),
        "finished": night.finished.isoformat(),
        "previous_run": night.previous_run,
        "counts": {"agencies": whole.agencies, "due": whole.due, "published": whole.published, **tally.counts},
        "findings": {
            "severity": dict(sorted(counts.severity.items())),
            "status": dict(sorted(counts.status.items())),
            "rule": dict(sorted(counts.rule.items())),
        },
        "fetch": dict(sorted(counts.fetch.items())),
        "durations": {stage: round(seconds, 3) for stage, seconds in night.durations.items()},
        "versions": dict(night.versions),
        "settings": {name: _told(name, value) for name, value in night.settings.items()},
        "unmade_pages": dict(unmade),
    }


def _told(name: str, value: str) -> str:
    return "***" if value and _SECRET.search(name) else _PASSWORD.sub(r"\1:***@", value)


def write_object(path: Path, record: Record) -> None:
    """One JSON object, indented for a person, UTF-8."""
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", "utf-8", errors="replace", newline="\n")


def _line(record: Record) -> str:
    return _AS_LINE.encode(record) + "\n"
