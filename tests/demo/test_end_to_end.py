"""The sample sites crawled, read and audited without a scheduler: what was planned is found, no more and no less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from checks.catalogue import Catalogue
from checks.engine import audit
from checks.forms import Form
from checks.model import Agency, Assessment, Evidence, Filing
from flows.crawl import Archive, Found, crawl_all
from flows.demo import DemoServer, World, write_registry
from flows.demo.bodies import YEAR, bodies
from flows.errors import SourceError
from flows.extract import read_report
from flows.registry import load_registry
from flows.settings import Settings, load_settings

FEBRUARY = date(2024, 2, 5)


@dataclass(frozen=True)
class Audited:
    """A world after its audit: what was fetched and what was decided, by agency."""

    world: World
    found: Mapping[str, Found]
    assessments: Mapping[str, Assessment]


def audited(
    world: World, folder: Path, forms: Mapping[str, Form], catalogue: Catalogue, only: Sequence[str] = ()
) -> Audited:
    settings = load_settings(allow_private="127.0.0.0/8", pause_seconds=0, backoff_seconds=0.01)
    with DemoServer(world) as server:
        registry = load_registry(write_registry(server, folder / "agencies.csv"))
        asked = [agency for agency in registry if not only or agency.agency_id in only]
        archive = Archive(folder / "evidence")
        found = crawl_all(asked, YEAR, world.as_of, settings, archive)
        archive.close()
    filings = [filing(agency, found[agency.agency_id], world, settings) for agency in asked]
    decided = audit(filings, catalogue, forms, world.as_of)
    return Audited(world, found, dict(zip((a.agency_id for a in asked), decided, strict=True)))


def filing(agency: Agency, found: Found, world: World, settings: Settings) -> Filing:
    snapshot = found.snapshot
    publication = replace(found.publication, first_seen=world.as_of if snapshot else None)
    if snapshot is None:
        return Filing(YEAR, agency, None, publication, unread=found.detail)
    try:
        report = read_report(
            snapshot.content,
            snapshot.final_url,
            content_type=snapshot.content_type,
            settings=settings,
            hint_year=YEAR,
        )
    except SourceError as fault:
        return Filing(YEAR, agency, None, publication, unread=str(fault))
    return Filing(YEAR, agency, report, publication, evidence=Evidence(sha256=snapshot.sha256))


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory, forms: Mapping[str, Form], catalogue: Catalogue) -> Audited:
    return audited(World(), tmp_path_factory.mktemp("night"), forms, catalogue)


def said(assessment: Assessment) -> list[tuple[str, str, str]]:
    return sorted((f.rule_id, f.suspect or "", str(f.responsibility)) for f in assessment.findings)


def planned(world: World, agency_id: str) -> list[tuple[str, str, str]]:
    findings = world.expected()[agency_id].findings
    return sorted((e.rule_id, e.suspect or "", str(e.responsibility)) for e in findings)


@pytest.mark.parametrize("agency_id", [one.id for one in bodies()])
def test_each_agency_is_judged_as_planned(night: Audited, agency_id: str) -> None:
    assessment = night.assessments[agency_id]
    assert said(assessment) == planned(night.world, agency_id), [f.message for f in assessment.findings]
    assert str(assessment.status) == str(night.world.expected()[agency_id].status)


def test_every_sound_report_is_read_whole_and_dated(night: Audited) -> None:
    for draft in (d for d in night.world.drafts if d.facts.year == YEAR):
        report = night.assessments[draft.facts.body.id].filing.report
        if report is not None and not draft.without | draft.pictured:
            assert set(report.coverage.values()) == {1.0}, draft.title
            assert report.agency == draft.facts.body.agency.name
            assert (report.year, report.form, report.published) == (YEAR, draft.facts.form, draft.published)


def test_every_cell_is_read_as_printed(night: Audited) -> None:
    for draft in (d for d in night.world.drafts if d.facts.year == YEAR):
        report = night.assessments[draft.facts.body.id].filing.report
        if report is not None and not draft.without | draft.pictured:
            read = {cell: report.cells[cell].raw for cell in draft.facts.cells}
            assert read == dict(draft.facts.cells), draft.title


@pytest.mark.parametrize(
    ("agency_id", "outcome"),
    [
        ("ql-qxj", "refused"),
        ("ql-ybj", "not_published"),
        ("yx-zlz", "soft_not_found"),
        ("lx-sfj", "empty_page"),
        ("wp-zjj", "found"),
    ],
)
def test_sites_that_misbehave_are_told_apart(night: Audited, agency_id: str, outcome: str) -> None:
    assert str(night.found[agency_id].outcome) == outcome


def test_only_a_list_read_to_its_end_proves_absence(night: Audited) -> None:
    proven = {agency_id for agency_id, found in night.found.items() if found.publication.proven_absent}
    assert proven & {one.id for one in bodies() if one.owes(YEAR)} == {"ql-ybj"}


def test_governments_owe_nothing_in_february(tmp_path: Path, forms: Mapping[str, Form], catalogue: Catalogue) -> None:
    early = World(as_of=FEBRUARY)
    ids = [one.id for one in bodies() if one.agency.kind == "government"] + ["ql-sjj", "ql-ybj"]
    result = audited(early, tmp_path, forms, catalogue, ids)
    assert {i: said(a) for i, a in result.assessments.items()} == {i: planned(early, i) for i in ids}
    assert [str(result.assessments[i].status) for i in ids] == ["not_due"] * 5 + ["noncompliant", "missing"]


def test_a_second_night_sees_the_correction_and_the_new_fault(
    tmp_path: Path, forms: Mapping[str, Form], catalogue: Catalogue
) -> None:
    second = World(night=2)
    result = audited(second, tmp_path, forms, catalogue, ["ql-jyj", "ql-sthj"])
    assert said(result.assessments["ql-jyj"]) == []
    assert said(result.assessments["ql-sthj"]) == [("T4-SUM-REV", "", "agency")]
