from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from werkzeug import Request, Response

from checks.model import Status
from flows import stages
from flows.crawl.outcomes import Outcome
from flows.errors import LedgerError, OutputError, RegistryError, SettingsError
from flows.extract.pool import Given, batch
from flows.settings import Settings
from flows.shift import Wish, open_shift
from flows.stages import closing
from tests.town import IDS, WRONG_SUM, Town, statuses, turns

SECOND_DAY, THIRD_DAY, FOURTH_DAY = date(2024, 2, 7), date(2024, 2, 8), date(2024, 2, 9)


def test_a_night_leaves_its_files_and_latest_points_at_them(town: Town) -> None:
    night, index = town.night()
    assert set(statuses(night).values()) == {Status.COMPLIANT}
    latest = town.folder / "out" / "latest"
    assert latest.resolve() == index.parent
    names = {path.name for path in latest.iterdir()}
    assert {"index.html", "summary.xlsx", "findings.jsonl", "agencies.jsonl", "run.json", "cells.parquet"} <= names
    assert {path.stem for path in (latest / "agencies").glob("*.html")} >= set(IDS)
    assert list((latest / "evidence").glob("*.warc.gz"))
    assert not list(index.parent.parent.glob(".*"))


def test_findings_are_new_then_persist_are_fixed_and_come_back(town: Town) -> None:
    told = []
    for day, slips in (
        (date(2024, 2, 6), {"ql-sthj": WRONG_SUM}),
        (SECOND_DAY, {"ql-sthj": WRONG_SUM}),
        (THIRD_DAY, {}),
        (FOURTH_DAY, {"ql-sthj": WRONG_SUM}),
    ):
        town.slips = slips
        town.build()
        told.append(turns(town.night(day)[0]))
    turn_by_turn = [[turn for _, rule, turn in night if rule == "T4-SUM-REV"] for night in told]
    assert turn_by_turn == [["new"], ["persisting"], ["fixed"], ["regressed"]]
    # The figures were changed without a word of it on the page: that is a finding of its own, and the only other one.
    assert {rule for night in told for _, rule, _ in night} <= {"T4-SUM-REV", "PUB-SILENT-CHANGE"}


def test_a_night_for_a_day_gone_by_makes_nothing_held_earlier_than_it_was(town: Town) -> None:
    days = []
    for day in (THIRD_DAY, SECOND_DAY, FOURTH_DAY):
        night, _ = town.night(day)
        days.append({one.assessment.filing.publication.first_seen for one in night.agencies})
    assert days == [{THIRD_DAY}] * 3


def test_a_file_offered_beside_the_report_whose_figures_differ_is_found_and_stays_found(town: Town) -> None:
    town.twins = {"ql-jyj": WRONG_SUM}
    town.build()
    night, _ = town.night()
    assert turns(night) == [("ql-jyj", "PUB-DUP-VERSION", "new")]
    listed = next(one for one in night.agencies if one.agency.agency_id == "ql-jyj").assessment.filing.publication
    assert listed is not None
    assert listed.years_listed == (2021, 2023)
    # Unchanged on the second night, neither the page nor the file is read again.
    assert turns(town.night(SECOND_DAY)[0]) == [("ql-jyj", "PUB-DUP-VERSION", "persisting")]


def test_a_night_in_which_the_site_is_down_mends_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_REFUSE_HOLLOW_NIGHTS", "false")
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    town.night()
    town.server.clear()
    down, _ = town.night(SECOND_DAY)
    assert set(statuses(down).values()) == {Status.NOT_ASSESSABLE}
    assert turns(down) == []
    town.build()
    assert turns(town.night(THIRD_DAY)[0]) == [("ql-sthj", "T4-SUM-REV", "persisting")]


def test_a_finding_carries_the_evidence_that_it_stands_on(town: Town) -> None:
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    _, index = town.night()
    (finding,) = map(json.loads, (index.parent / "findings.jsonl").read_text("utf-8").splitlines())
    evidence = finding["evidence"]
    assert evidence["url"] == town.server.url_for("/ql-sthj.html")
    assert len(evidence["sha256"]) == 64
    with open_shift(town.wish(SECOND_DAY)) as shift:
        served = shift.archive.read(evidence["snapshot"])
    assert served is not None
    assert "生态环境局" in served.content.decode()


def test_the_figures_of_a_night_are_one_row_a_report(town: Town) -> None:
    _, index = town.night()
    cells = pl.read_parquet(index.parent / "cells.parquet")
    assert sorted(cells["agency_id"]) == sorted(IDS)
    assert cells["T3.new.total"].null_count() == 0
    assert set(cells["T3.new.total:state"]) == {"number"}
    assert set(cells["T3.other.natural:state"]) == {"absent"}


def test_a_run_cut_off_between_shards_goes_on_without_asking_again(town: Town) -> None:
    with pytest.raises(KeyboardInterrupt):
        cut_off_after_one_shard(town)
    asked = len(town.asked())
    night, index = town.night()
    assert len(town.asked()) == asked + 1
    assert sorted(town.asked()) == sorted(f"/{agency_id}.html" for agency_id in IDS)
    assert set(statuses(night).values()) == {Status.COMPLIANT}
    assert index.parent.name == "20240206-01"


def cut_off_after_one_shard(town: Town) -> None:
    with open_shift(town.wish()) as shift:
        first = shift.shards()[0]
        stages.gather(shift, first)
        raise KeyboardInterrupt


def test_a_run_that_cannot_write_its_pages_leaves_the_one_before_and_goes_on_later(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, before = town.night()
    with monkeypatch.context() as broken:
        broken.setattr(closing, "write_pages", _disk_full)
        with pytest.raises(OutputError):
            town.night(SECOND_DAY)
    latest = town.folder / "out" / "latest"
    assert latest.resolve() == before.parent
    assert sorted(path.name for path in before.parent.parent.glob("[!.]*")) == ["20240206-01"]
    asked = len(town.asked())
    _, after = town.night(SECOND_DAY)
    assert len(town.asked()) == asked
    assert latest.resolve() == after.parent


def test_pages_made_again_after_a_failure_change_nothing_in_the_run_that_they_were_taken_over_from(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, before = town.night()
    page = before.parent / "agencies" / f"{IDS[0]}.html"
    whole = page.read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(closing, "write_cells", _disk_full)
        with pytest.raises(OutputError):
            town.night(SECOND_DAY)
    staging = before.parent.parent / ".20240207-01.partial"
    assert page.samefile(staging / "agencies" / page.name)
    (staging / ".summary.xlsx.killed").mkdir()
    monkeypatch.setattr("flows.publish.site.look_of_the_code", lambda: "another version")
    _, after = town.night(SECOND_DAY)
    assert not page.samefile(after.parent / "agencies" / page.name)
    assert page.read_bytes() == whole
    assert list(after.parent.glob(".*")) == []
    assert (after.parent / "evidence" / "manifest.json").is_file()


def _disk_full(*_: object, **__: object) -> Path:
    raise OutputError("index.html: No space left on device")


def test_a_run_killed_between_seal_and_place_is_put_in_place_by_the_next_start(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    with monkeypatch.context() as killed:
        killed.setattr("flows.finishing.put_in_place", _killed)
        with pytest.raises(KeyboardInterrupt):
            town.night()
    assert not (town.folder / "out" / "latest").exists()
    with open_shift(town.wish(SECOND_DAY)):
        pass
    assert (town.folder / "out" / "latest").resolve().name == "20240206-01"
    assert turns(town.night(SECOND_DAY)[0]) == [("ql-sthj", "T4-SUM-REV", "persisting")]


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_two_runs_at_once_on_one_ledger_exclude_each_other(town: Town) -> None:
    with open_shift(town.wish()), pytest.raises(LedgerError, match="2023"), open_shift(town.wish(SECOND_DAY)):
        pass


def test_a_wrong_registry_fetches_nothing_and_records_nothing(town: Town) -> None:
    (town.folder / "agencies.csv").write_text("agency_id,name,kind,site_url\nA,甲局,dept,nowhere\n", "utf-8")
    with pytest.raises(RegistryError), open_shift(town.wish()):
        pass
    assert town.asked() == []
    assert not (town.folder / "out").exists()


@pytest.mark.parametrize("year", [2015, 2099])
def test_a_year_that_no_report_can_be_of_is_a_wrong_setting(town: Town, year: int) -> None:
    wish = town.wish()
    with pytest.raises(SettingsError, match=str(year)), open_shift(Wish(year, wish.as_of, wish.started, wish.settings)):
        pass


def test_an_output_folder_that_cannot_be_made_is_one_clear_line(town: Town) -> None:
    (town.folder / "out").write_text("a file")
    with pytest.raises(OutputError) as caught, open_shift(town.wish()):
        pass
    assert "\n" not in str(caught.value)


def test_a_fault_of_our_own_in_one_report_does_not_end_the_night(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    honest = batch._reading

    def reading(given: Given, settings: Settings) -> Callable[[], object]:
        return partial(divmod, 1, 0) if "ql-sthj" in given.source else honest(given, settings)

    monkeypatch.setattr(batch, "_reading", reading)
    night, _ = town.night()
    assert statuses(night)["ql-sthj"] is Status.NOT_ASSESSABLE
    assert statuses(night)["ql-fgw"] is Status.COMPLIANT
    assert "ql-sthj" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_body_that_owes_nothing_is_not_asked(town: Town) -> None:
    registry = town.folder / "agencies.csv"
    rows = registry.read_text("utf-8").replace("生态环境局,department", "生态环境局,enterprise")
    registry.write_text(rows, "utf-8")
    night, _ = town.night()
    assert statuses(night)["ql-sthj"] is Status.NOT_DUE
    assert "/ql-sthj.html" not in town.asked()
    assert {one.fetch for one in night.agencies} == {Outcome.FOUND, Outcome.NOT_ASKED}


def test_a_page_that_is_no_report_accuses_nobody(town: Town) -> None:
    town.server.clear()
    town.server.expect_request("/robots.txt").respond_with_data("", status=404)
    town.server.expect_request("/ql-sthj.html").respond_with_data(
        "<html><body>网站建设中</body></html>", content_type="text/html"
    )
    night, _ = town.night()
    assert statuses(night)["ql-sthj"] is Status.NOT_ASSESSABLE
    assert turns(night) == []


def test_a_report_is_late_by_what_was_seen_first_and_first_seen_is_the_earliest_night(town: Town) -> None:
    town.night()
    night, _ = town.night(SECOND_DAY)
    seen = {one.assessment.filing.publication.first_seen for one in night.agencies if one.assessment.filing.publication}
    assert seen == {date(2024, 2, 6)}


def test_an_unchanged_page_is_told_from_a_new_one_without_its_body(town: Town) -> None:
    def tagged(request: Request) -> Response:
        if request.headers.get("If-None-Match") == '"v1"':
            return Response(status=304, headers={"ETag": '"v1"'})
        return Response(page, content_type="text/html; charset=utf-8", headers={"ETag": '"v1"'})

    with open_shift(town.wish()) as shift:
        page = shift.crawler.fetch(town.server.url_for("/ql-sthj.html")).snapshot.content  # type: ignore[union-attr]
    town.server.clear()
    town.server.expect_request("/robots.txt").respond_with_data("", status=404)
    town.server.expect_request("/ql-sthj.html").respond_with_handler(tagged)
    first, _ = town.night(SECOND_DAY)
    second, _ = town.night(THIRD_DAY)
    assert [statuses(night)["ql-sthj"] for night in (first, second)] == [Status.COMPLIANT] * 2
    assert any(response.status_code == 304 for _, response in town.server.log)


def test_a_disk_that_is_full_is_said_to_be_whatever_the_writer_of_frames_says(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError("parquet: File out of specification: Invalid thrift: transport error")

    monkeypatch.setattr(closing, "write_cells", refused)
    monkeypatch.setattr(closing, "disk_usage", lambda _: SimpleNamespace(free=0))
    town.build()
    with pytest.raises(OutputError, match="磁盘已满"):
        town.night()
