from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from checks.report import Where
from flows.publish.records import finding_json
from tests.publish.build import no_application


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_finding_has_the_fields_of_the_contract_in_its_order() -> None:
    record = finding_json(no_application("a"))
    assert [" ".join(list(record)[:7]), " ".join(list(record)[7:])] == [
        "finding_id agency_id year rule_id severity responsibility status",
        "cells expected actual difference suspect related message message_en legal_basis fix evidence same_cause rule_version content",
    ]
    assert list(record["evidence"]) == ["url", "retrieved", "sha256", "snapshot", "quote", "where"]
    assert (record["expected"], record["actual"], record["difference"]) == ("0", "5", 5)
    assert record["evidence"]["where"]["xpath"] == "/html/body/p[4]"


def test_related_names_findings_and_same_cause_what_is_none() -> None:
    other = "0123456789abcdef0123"
    record = finding_json(replace(no_application("a"), related=(other, "T3-ROW-SUM:new", "T3-PARTIAL")))
    assert (record["related"], record["same_cause"]) == ([other], ["T3-ROW-SUM:new", "T3-PARTIAL"])


def test_a_place_in_a_document_is_told_by_page_and_box() -> None:
    finding = no_application("a")
    placed = replace(finding.evidence, where=Where("a.pdf", page=2, bbox=(1, 2, 3, 4)))
    assert finding_json(replace(finding, evidence=placed))["evidence"]["where"] == {
        "source": "a.pdf",
        "xpath": None,
        "page": 2,
        "bbox": [1, 2, 3, 4],
        "confidence": 1.0,
    }


def test_agencies_count_only_what_is_theirs(published: Path) -> None:
    records = {record["agency_id"]: record for record in lines(published / "agencies.jsonl")}
    assert records["yunhe-hjj"] == {
        "agency_id": "yunhe-hjj",
        "name": "云河市生态环境局",
        "status": "noncompliant",
        "report_url": "https://www.yunhe.example/yunhe-hjj/nb/2023.html",
        "published": "2024-01-22",
        "errors": 2,
        "warnings": 1,
        "coverage": {"T2": 1.0, "T3": 1.0, "T4": 1.0},
        "fetch": "found",
    }
    assert records["yunhe-sjj"]["coverage"] == {}


def test_findings_fixed_since_the_last_night_are_told_as_fixed(published: Path) -> None:
    fixed = [record["rule_id"] for record in lines(published / "findings.jsonl") if record["status"] == "fixed"]
    assert fixed == ["FMT-SEC-MISSING"]


def test_the_run_counts_with_denominators_and_hides_passwords(published: Path) -> None:
    run = json.loads((published / "run.json").read_text("utf-8"))
    assert run["counts"] == {
        "agencies": 20,
        "due": 18,
        "published": 16,
        "compliant": 8,
        "attention": 2,
        "noncompliant": 6,
        "missing": 1,
        "not_assessable": 1,
        "not_due": 2,
    }
    assert run["settings"]["database"] == "postgresql://gouji:***@db/gouji"
    assert run["settings"]["smtp_password"] == "***"
    assert run["findings"]["status"]["fixed"] == 1
