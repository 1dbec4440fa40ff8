"""Reports that were left alone for a night: what the ledger and the publications say of them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from checks.model import Status
from flows.crawl.revisit import is_search_night
from flows.crawl.transport.guards import host_of
from flows.demo.bodies import body
from flows.extract import version
from tests.town import IDS, WRONG_SUM, Town, statuses

NIGHTS = 14


@pytest.fixture
def town(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """One list that leads to all reports; a settled report is to be asked for every fourteen nights."""
    # Old evidence goes at once: what a report that was left alone stands in must stay.
    given = {"RECHECK_NIGHTS": str(NIGHTS), "SEARCH_EVERY_NIGHTS": "100000", "KEEP_EVIDENCE_NIGHTS": "1"}
    for name, value in given.items():
        monkeypatch.setenv(f"GOUJI_{name}", value)
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    names = {agency_id: body(agency_id).agency.name for agency_id in IDS}
    rows = "".join(
        f"<li><a href='/{agency_id}.html'>{name}2023年政府信息公开工作年度报告</a><span>2024-01-20</span></li>"
        for agency_id, name in names.items()
    )
    page = (
        f"<html><head><meta charset='utf-8'><title>政府信息公开年报</title></head><body><ul>{rows}</ul></body></html>"
    )
    town.server.expect_request("/nb/").respond_with_data(page, content_type="text/html")
    column = town.server.url_for("/nb/")
    registry = [f"{agency_id},{name},department,{column}" for agency_id, name in names.items()]
    (town.folder / "agencies.csv").write_text("\n".join(["agency_id,name,kind,report_list_url", *registry]), "utf-8")
    return town


def test_whose_report_is_settled_is_left_alone_and_the_outputs_say_so(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    first, _ = town.night(today - timedelta(days=NIGHTS))
    assert statuses(first) == dict.fromkeys(IDS, Status.COMPLIANT) | {"ql-sthj": Status.NONCOMPLIANT}
    host = host_of(town.server.url_for("/"))
    for days in (1, 2, 3):
        # On the last night the reader is another one: what stands is read again from the archive of the first.
        if days == 3:
            monkeypatch.setattr(version, "reader_version", lambda _config: "another")
        day = today + timedelta(days=days)
        left_alone = set() if is_search_night(host, day, NIGHTS) else set(IDS) - {"ql-sthj"}
        town.server.clear_log()
        night, index = town.night(day)
        assert set(town.asked()) == {"/nb/", *(f"/{one}.html" for one in IDS if one not in left_alone)}
        assert statuses(night) == statuses(first)
        assert {one.agency.agency_id for one in night.agencies if one.fetch == "stands"} == left_alone
        _says_so(index.parent, left_alone, today.isoformat())


def _says_so(folder: Path, left_alone: set[str], since: str) -> None:
    lines = map(json.loads, (folder / "agencies.jsonl").read_text("utf-8").splitlines())
    assert {line["agency_id"] for line in lines if line["fetch"] == "stands"} == left_alone
    for agency_id in left_alone:
        page = (folder / "agencies" / f"{agency_id}.html").read_text("utf-8")
        assert "今夜没有询问" in page
        assert f"沿用 {since} 取得的内容" in page
