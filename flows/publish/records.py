"""The machine output of a run: one plain object a finding, an agency and the run, as the public contract fixes them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from checks.findings import other_findings, same_cause
from checks.model import Finding
from checks.report import Where
from checks.waivers import fingerprint
from flows.night import AgencyNight, Night
from flows.publish.standing import counted, is_published, published_on

Record = dict[str, Any]
"""One line of JSON on its way out; inside the program the typed values are used."""

_SECRET = re.compile("password|secret|token|credential", re.IGNORECASE)
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


def run_json(night: Night, unmade: Mapping[str, str] | None = None) -> Record:
    """The run: what it counted, how long each stage took, with which versions and settings (passwords blotted out).

    `unmade` is, by agency_id, the fault that kept its page from being made.
    """
    findings = [finding for result in night.agencies for finding in (*result.assessment.findings, *result.fixed)]
    due = [result for result in night.agencies if result.status != "not_due"]
    return {
        "run_id": night.run_id,
        "year": night.year,
        "as_of": night.as_of.isoformat(),
        "started": night.started.isoformat(),
        "finished": night.finished.isoformat(),
        "previous_run": night.previous_run,
        "counts": {
            "agencies": len(night.agencies),
            "due": len(due),
            "published": sum(map(is_published, due)),
            **night.counts,
        },
        "findings": {
            "severity": _tally(finding.severity.value for finding in findings if finding.status != "fixed"),
            "status": _tally(finding.status.value for finding in findings),
            "rule": _tally(finding.rule_id for finding in findings if finding.status != "fixed"),
        },
        "fetch": _tally(result.fetch for result in night.agencies),
        "durations": {stage: round(seconds, 3) for stage, seconds in night.durations.items()},
        "versions": dict(night.versions),
        "settings": {name: _told(name, value) for name, value in night.settings.items()},
        "unmade_pages": dict(unmade or {}),
    }


def _told(name: str, value: str) -> str:
    return "***" if value and _SECRET.search(name) else _PASSWORD.sub(r"\1:***@", value)


def _tally(words: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(words).items()))


def write_lines(path: Path, records: Iterable[Record]) -> None:
    """One JSON object a line, UTF-8; what cannot be encoded is replaced, never a reason to fail."""
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def write_object(path: Path, record: Record) -> None:
    """One JSON object, indented for a person, UTF-8."""
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", "utf-8", errors="replace", newline="\n")
