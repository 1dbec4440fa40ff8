"""The evidence of several nights: sealed, shown, and every change told."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from flows import stages
from flows.crawl.evidence.manifest import read_manifest
from flows.demo.bodies import YEAR
from flows.errors import OutputError, SettingsError
from flows.evidence_desk import Searched, check_seals, evidence_for, save, served_for
from flows.ledger import Ledger, open_ledger
from flows.shift import open_shift
from tests.town import FIRST_DAY, WRONG_SUM, Town, to_verdicts


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
    assert check_seals(ledger).broken == (f"{path}: 封存后被改动 (changed since it was sealed)",)


@pytest.mark.parametrize("told", ["", "[" * 100_000])
def test_a_seal_that_is_damaged_stops_no_later_night_and_is_told(
    town: Town, caplog: pytest.LogCaptureFixture, told: str
) -> None:
    town.build()
    broken = town.finish().parent / "evidence" / "manifest.json"
    broken.write_text(told, "utf-8")
    town.finish(date(2024, 2, 7))
    assert f"{broken.parent.parent} was sealed" in caplog.text


def test_a_night_with_an_empty_ledger_beside_earlier_runs_says_what_is_lost(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.build()
    town.finish()
    assert "台账是空的" not in caplog.text
    (town.folder / "out" / "ledger.sqlite").unlink()
    town.finish(date(2024, 2, 7))
    assert "台账是空的" in caplog.text


def cut_off(town: Town) -> None:
    """A night that is killed after its first part."""
    with open_shift(town.wish()) as shift:
        stages.gather(shift, shift.shards()[0])


def test_what_a_night_fetched_that_nobody_goes_on_with_is_sealed_too(town: Town) -> None:
    town.build()
    cut_off(town)
    town.finish(date(2024, 2, 7))
    ledger = Ledger(town.settings.database_url)
    seals = check_seals(ledger)
    assert (len(seals.nights), seals.broken) == (2, ())
    abandoned = next((town.folder / "out").rglob(".*.partial/evidence/*.warc.gz"))
    abandoned.write_bytes(abandoned.read_bytes()[:-1])
    assert check_seals(ledger).broken == (f"{abandoned}: 封存后被改动 (changed since it was sealed)",)


def test_a_night_that_is_sealed_after_one_begun_later_follows_that_one(town: Town) -> None:
    town.build()
    cut_off(town)
    with open_shift(replace(town.wish(), year=YEAR - 1)) as shift:
        to_verdicts(shift)
        stages.conclude(shift)
    for day in (FIRST_DAY, date(2024, 2, 7)):
        town.finish(day)
    seals = check_seals(Ledger(town.settings.database_url))
    assert seals.nights == ("20240206-02", "20240206-01", "20240207-01")
    assert seals.broken == ()


def test_a_night_between_its_seal_and_its_place_is_no_broken_chain(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.build()
    with monkeypatch.context() as patch:
        patch.setattr("flows.finishing.complete", lambda *_: None)
        town.finish()
    assert check_seals(Ledger(town.settings.database_url)).broken == ()


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
    town.server.expect_request("/").respond_with_data("<p>Welcome</p>", content_type="text/html")
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
    # Then the rest of the site is looked round, where the report may have moved.
    assert [served.url for served in searched.pages] == [town.server.url_for("/nb/"), town.server.url_for("/")]
    assert "2022年" in searched.pages[0].content.decode()


def test_absence_is_shown_at_the_registered_list_and_not_at_another_that_was_looked_through(town: Town) -> None:
    head = "<meta charset='utf-8'>"
    own = "<li><a href='/o.html'>青澜市教育局2022年政府信息公开工作年度报告</a> 2023-01-20</li>"
    other = "<li><a href='/g.html'>青澜市人民政府2022年政府信息公开工作年度报告</a> 2023-03-20</li>"
    column = "<a href='/nb/zf/'>市政府年报</a>"
    for path, page in {"/nb/": column + own, "/nb/zf/": other, "/": column}.items():
        town.server.expect_request(path).respond_with_data(head + page, content_type="text/html")
    registered = town.server.url_for("/nb/")
    (town.folder / "agencies.csv").write_text(
        f"agency_id,name,kind,report_list_url\nql-jyj,青澜市教育局,department,{registered}", "utf-8"
    )
    town.night(date(2024, 4, 8))
    (finding,) = map(json.loads, (latest(town) / "findings.jsonl").read_text("utf-8").splitlines())
    searched = evidence_for(Ledger(town.settings.database_url), finding["finding_id"])
    assert isinstance(searched, Searched)
    looked_through = [town.server.url_for(path) for path in ("/nb/zf/", "/")]
    assert [served.url for served in searched.pages] == [registered, *looked_through]
    assert finding["evidence"]["url"] == registered


def test_a_night_whose_folder_is_gone_shows(town: Town, ledger: Ledger) -> None:
    folder = latest(town)
    folder.rename(town.folder / "elsewhere")
    (told,) = check_seals(ledger).broken
    assert told.startswith(f"{folder / 'evidence'}: ")
    assert "no manifest" in told


def test_evidence_is_found_where_the_whole_output_folder_was_moved(town: Town, ledger: Ledger) -> None:
    ledger.close()
    moved = town.settings.out.rename(town.folder / "moved")
    with closing(Ledger(f"sqlite:///{moved / 'ledger.sqlite'}")) as there:
        seals = check_seals(there)
    assert (len(seals.nights), seals.broken) == (2, ())


def test_a_ledger_that_is_not_there_is_no_ledger_in_order(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such ledger"):
        open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    assert list(tmp_path.iterdir()) == []
