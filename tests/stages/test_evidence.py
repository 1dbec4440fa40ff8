"""The evidence of several nights: sealed, shown, and every change told."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from flows.crawl.evidence.manifest import read_manifest
from flows.errors import OutputError, SettingsError
from flows.evidence_desk import Searched, check_seals, evidence_for, open_ledger, save, served_for
from flows.ledger import Ledger
from tests.town import WRONG_SUM, Town


@pytest.fixture
def ledger(town: Town) -> Ledger:
    """The ledger after two nights of one town."""
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    for day in (date(2024, 2, 6), date(2024, 2, 7)):
        town.night(day)
    return Ledger(town.wish(date(2024, 2, 7)).settings.database_url)


def latest(town: Town) -> Path:
    return (town.folder / "out" / "latest").resolve()


def test_nights_are_sealed_in_a_chain_and_the_page_behind_a_finding_is_shown(
    town: Town, ledger: Ledger, tmp_path: Path
) -> None:
    seals = check_seals(ledger)
    assert len(seals.nights) == 2
    assert seals.broken == ()
    manifest = read_manifest(latest(town) / "evidence")
    assert manifest is not None
    assert manifest.previous
    (finding,) = map(json.loads, (latest(town) / "findings.jsonl").read_text("utf-8").splitlines())
    served = served_for(ledger, finding["finding_id"])
    assert "生态环境局" in served.content.decode()
    save(served, tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == served.content
    with pytest.raises(SettingsError, match="no such finding"):
        served_for(ledger, "nothing")
    with pytest.raises(OutputError, match="gone or damaged"):
        served_for(ledger, "<urn:uuid:0>")
    path = next((latest(town) / "evidence").glob("*.warc.gz"))
    path.write_bytes(path.read_bytes()[:-1])
    assert check_seals(ledger).broken == (f"{path}: changed since it was sealed",)


def test_retention_prunes_old_nights_and_nothing_that_a_finding_rests_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOUJI_KEEP_EVIDENCE_NIGHTS", "1")
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    town.night(date(2024, 2, 6))
    first = latest(town) / "evidence"
    size = sum(path.stat().st_size for path in first.glob("*.warc.gz"))
    (finding,) = map(json.loads, (latest(town) / "findings.jsonl").read_text("utf-8").splitlines())
    # The others' pages change, so that nothing rests on what they were.
    town.slips = dict.fromkeys(("ql-fgw", "ql-jyj", "ql-sthj"), WRONG_SUM)
    town.build()
    for day in (7, 8):
        town.night(date(2024, 2, day))
    ledger = Ledger(town.settings.database_url)
    assert sum(path.stat().st_size for path in first.glob("*.warc.gz")) < size
    assert "生态环境局" in served_for(ledger, finding["evidence"]["snapshot"]).content.decode()
    seals = check_seals(ledger)
    assert seals.broken == ()
    assert seals.pruned > 0


def test_absence_rests_on_the_search_and_the_pages_that_it_read(town: Town) -> None:
    page = "<meta charset='utf-8'><li><a href='/o.html'>青澜市教育局2022年政府信息公开工作年度报告</a> 2023-01-20</li>"
    town.server.expect_request("/nb/").respond_with_data(page, content_type="text/html")
    (town.folder / "agencies.csv").write_text(
        f"agency_id,name,kind,report_list_url\nql-jyj,青澜市教育局,department,{town.server.url_for('/nb/')}", "utf-8"
    )
    town.night(date(2024, 4, 8))
    ledger = Ledger(town.settings.database_url)
    (finding,) = map(json.loads, (latest(town) / "findings.jsonl").read_text("utf-8").splitlines())
    evidence = finding["evidence"]
    assert (evidence["url"], evidence["snapshot"]) == (town.server.url_for("/nb/"), None)
    assert evidence["sha256"] == sha256(page.encode()).hexdigest()
    assert evidence["retrieved"]
    searched = evidence_for(ledger, finding["finding_id"])
    assert isinstance(searched, Searched)
    assert any("已读到末尾" in sentence for sentence in searched.trail)
    assert [served.url for served in searched.pages] == [town.server.url_for("/nb/")]
    assert "2022年" in searched.pages[0].content.decode()


def test_a_night_whose_folder_is_gone_shows(town: Town, ledger: Ledger) -> None:
    folder = latest(town)
    folder.rename(town.folder / "elsewhere")
    assert check_seals(ledger).broken == (f"{folder / 'evidence'}: no manifest, or one that cannot be read",)


def test_a_ledger_that_is_not_there_is_no_ledger_in_order(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such ledger"):
        open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    assert list(tmp_path.iterdir()) == []
