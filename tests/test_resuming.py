"""A night that was cut off before midnight is gone on with after it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from flows import start
from flows.resuming import cut_off
from flows.shift import open_shift
from flows.stages import gather
from tests.town import FIRST_DAY, YEAR, Town

NEXT_MORNING = datetime(2024, 2, 6, 23, 30, tzinfo=UTC)


@pytest.fixture
def town(httpserver: HTTPServer, tmp_path: Path) -> Town:
    """The town after a night that was killed behind its first part."""
    built = Town(httpserver, tmp_path)
    built.build()
    with open_shift(built.wish()) as shift:
        gather(shift, shift.shards()[0])
    return built


def days(town: Town, at: datetime, year: int | None = None) -> list[date]:
    return [wish.as_of for wish in cut_off(town.settings, at, year)]


def test_it_is_found_for_a_day_while_it_is_the_same_night(town: Town) -> None:
    assert days(town, NEXT_MORNING) == days(town, NEXT_MORNING, YEAR) == [FIRST_DAY]
    assert days(town, NEXT_MORNING, YEAR - 1) == []
    assert days(town, NEXT_MORNING.replace(day=7)) == []
    # A clock that was put back: by a little it is the same night; a night begun in the year 2030 is none of today's.
    assert days(town, NEXT_MORNING.replace(day=5)) == [FIRST_DAY]
    assert days(town, NEXT_MORNING.replace(year=2018)) == []
    registry = town.folder / "agencies.csv"
    registry.write_text(registry.read_text("utf-8").replace("ql-jyj", "ql-other"), "utf-8")
    assert days(town, NEXT_MORNING) == []


def test_a_finished_night_is_not_gone_on_with(town: Town) -> None:
    town.finish()
    assert days(town, NEXT_MORNING) == []


def test_a_start_without_a_day_goes_on_with_it_and_one_for_a_day_does_not(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "now", lambda: NEXT_MORNING)
    monkeypatch.setattr(start, "today", lambda _: date(2024, 2, 7))
    assert start._wish(town.settings, None, None).as_of == FIRST_DAY
    assert capsys.readouterr().err == "继续 2024-02-06 中断的核查 (going on with the night of that day)\n"
    assert start._wish(town.settings, None, date(2024, 2, 7)).as_of == date(2024, 2, 7)


def test_a_look_for_a_night_makes_no_ledger(town: Town, tmp_path: Path) -> None:
    fresh = town.settings.model_copy(update={"out": tmp_path / "fresh", "database": ""})
    assert cut_off(fresh, NEXT_MORNING) == []
    assert not fresh.out.exists()
