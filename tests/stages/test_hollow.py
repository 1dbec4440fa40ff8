"""A night that brings in far less than the good ones before it replaces nothing; a report that goes is not gone at once."""

from __future__ import annotations

from datetime import date

import pytest

from checks.model import Status
from flows.crawl.outcomes import Outcome
from flows.errors import HollowNight
from flows.ledger import Ledger
from flows.ledger.runs import run_folders
from flows.night import AgencyNight
from flows.publish.standing import published_on
from flows.stages.hollow import NOTE
from tests.town import WRONG_SUM, Town, statuses, turns

DAYS = [date(2024, 4, day) for day in range(1, 9)]
OURS = "ql-jyj"


@pytest.fixture
def village(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The town, with a guard that heeds as few as three agencies."""
    monkeypatch.setattr("flows.crawl.outage._FEWEST_AGENCIES", 3)
    return town


def test_a_hollow_night_leaves_the_good_one_in_its_place(village: Town) -> None:
    village.slips = {OURS: WRONG_SUM}
    village.build()
    _, good = village.night(DAYS[0])
    village.server.clear()
    with pytest.raises(HollowNight, match="the last good one stays"):
        village.night(DAYS[1])
    out = village.folder / "out"
    assert (out / "latest").resolve() == good.parent
    kept = out / "2023" / "20240402-01"
    assert "找到的报告只有 0" in (kept / NOTE).read_text("utf-8")
    assert (kept / "index.html").is_file()
    assert kept in run_folders(Ledger(village.settings.database_url))
    # The next good night goes on from the last good one: nothing was mended in between.
    village.build()
    night, index = village.night(DAYS[2])
    assert (out / "latest").resolve() == index.parent
    assert night.previous_run == "20240401-01"
    assert turns(night) == [(OURS, "T4-SUM-REV", "persisting")]


def test_an_office_may_take_a_thin_night_for_what_it_is(village: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    village.night(DAYS[0])
    village.server.clear()
    monkeypatch.setenv("GOUJI_REFUSE_HOLLOW_NIGHTS", "false")
    _, index = village.night(DAYS[1])
    assert (village.folder / "out" / "latest").resolve() == index.parent


def test_a_registry_that_shrank_makes_no_night_hollow(village: Town) -> None:
    village.night(DAYS[0])
    registry = village.folder / "agencies.csv"
    registry.write_text("\n".join(registry.read_text("utf-8").splitlines()[:2]), "utf-8")
    night, _ = village.night(DAYS[1])
    assert set(statuses(night).values()) == {Status.COMPLIANT}


def fetches(town: Town, without: tuple[str, ...], day: date) -> tuple[str, Status]:
    """What a night comes to for the agency whose list is served with or without its report."""
    ours_tonight = tonight(town, without, day)
    return ours_tonight.fetch, ours_tonight.status


def tonight(town: Town, without: tuple[str, ...], day: date) -> AgencyNight:
    town.build(without=without)
    title = "青澜市教育局{}年政府信息公开工作年度报告"
    ours = "" if without else f"<li><a href='/{OURS}.html'>{title.format(2023)}</a><span>2024-01-20</span></li>"
    old = f"<li><a href='/2022.html'>{title.format(2022)}</a><span>2023-01-20</span></li>"
    page = f"<html><head><meta charset='utf-8'></head><body><ul>{ours}{old}</ul></body></html>"
    town.server.expect_request("/nb/").respond_with_data(page, content_type="text/html")
    registry = town.folder / "agencies.csv"
    lines = registry.read_text("utf-8").splitlines()
    listed = [
        f"{OURS},青澜市教育局,department,,{town.server.url_for('/nb/')}" if line.startswith(OURS) else line
        for line in lines
    ]
    registry.write_text("\n".join(listed), "utf-8")
    night, _ = town.night(day)
    (ours_tonight,) = [one for one in night.agencies if one.agency.agency_id == OURS]
    return ours_tonight


def test_a_report_that_was_held_and_is_gone_counts_as_removed_after_three_nights(town: Town) -> None:
    assert fetches(town, (), DAYS[0]) == (Outcome.FOUND.value, Status.COMPLIANT)
    for day in DAYS[1:3]:
        assert fetches(town, (OURS,), day) == (Outcome.OUT_OF_PLACE.value, Status.NOT_ASSESSABLE)
    assert fetches(town, (OURS,), DAYS[3]) == (Outcome.REMOVED.value, Status.MISSING)
    assert fetches(town, (OURS,), DAYS[4]) == (Outcome.REMOVED.value, Status.MISSING)
    assert fetches(town, (), DAYS[5])[1] is Status.COMPLIANT


def test_a_report_that_is_out_of_its_place_bears_no_day_of_publication(town: Town) -> None:
    assert published_on(tonight(town, (), DAYS[0])) == date(2024, 1, 20)
    assert published_on(tonight(town, (OURS,), DAYS[1])) is None


def test_a_report_never_held_is_missing_at_once(town: Town) -> None:
    assert fetches(town, (OURS,), DAYS[0]) == (Outcome.NOT_PUBLISHED.value, Status.MISSING)
