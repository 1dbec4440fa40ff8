"""A settled report is left alone for some nights, while its list is unchanged and still shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from checks.model import Agency
from flows.crawl import Archive, Crawler, Found, Outcome
from flows.crawl.manners.validators import MemoryValidators
from flows.crawl.revisit import MemoryFinds
from flows.crawl.standing import MemoryStandings, is_due, is_season
from flows.crawl.transport.guards import host_of
from flows.settings import Settings
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.sites import TITLE, listing, report, water


@dataclass
class Nights:
    """Nights a day apart in which every report that was found is a settled one."""

    settings: Settings
    folder: Path
    agency: Agency
    now: datetime = datetime(2024, 4, 1, 2, 0, tzinfo=UTC)
    number: int = 0
    found: dict[str, Found] = field(default_factory=dict)
    validators: MemoryValidators = field(default_factory=MemoryValidators)
    in_good_standing: bool = True

    def until_left_alone(self) -> Found:
        """Night after night until the host's turn to be asked is neither tonight nor tomorrow."""
        host, every_nights = host_of(self.agency.report_list_url or ""), self.settings.recheck_nights
        while any(is_due(host, self._in_days(days), self.now.date(), every_nights) for days in (1, 2)):
            self.night()
        return self.night()

    def _in_days(self, days: int) -> date:
        return self.now.date() + timedelta(days=days)

    def night(self, days_later: int = 1) -> Found:
        self.now += timedelta(days=days_later)
        self.number += 1
        earlier = [self.folder / str(number) for number in range(1, self.number)]
        with Archive(self.folder / str(self.number), earlier) as archive:
            crawler = Crawler(
                self.settings, archive, self.validators, MemoryFinds(self.found), clock=lambda: self.now,
                standings=MemoryStandings(self.found if self.in_good_standing else {}),
            )  # fmt: skip
            one = crawler.find_report(self.agency, 2023, self.now.date())
            crawler.close()
        self.found = {self.agency.agency_id: one}
        return one


@pytest.fixture
def nights(server: BadServer, make_settings: Callable[..., Settings], tmp_path: Path) -> Nights:
    server.page("/r.html", report())
    column = server.page("/nb/", listing([(TITLE, "/r.html")]))
    settings = make_settings(recheck_nights=4, search_every_nights=1000, timezone="UTC")
    first = Nights(settings, tmp_path, water(report_list_url=column))
    first.night()
    return first


def test_it_is_not_asked_and_the_find_says_so_and_since_when(nights: Nights, server: BadServer) -> None:
    nights.until_left_alone()
    server.asked.clear()
    before = nights.found["ql-slj"]
    found = nights.night()
    assert server.paths() == ["/nb/"]
    assert found.outcome is Outcome.STANDS
    assert "没有询问报告本身" in found.detail
    assert before.snapshot is not None
    assert found.snapshot is not None
    assert found.snapshot.retrieved == before.snapshot.retrieved
    assert found.snapshot.retrieved.date().isoformat() in found.detail
    assert found.snapshot.record_id == before.snapshot.record_id
    assert found.publication.trail[1:] == before.publication.trail[1:]
    assert found.publication.url == server.url("/r.html")


def test_nobody_is_left_alone_for_longer_than_the_settings_say(nights: Nights, server: BadServer) -> None:
    nights.until_left_alone()
    server.asked.clear()
    outcomes = [nights.night().outcome for _ in range(8)]
    assert outcomes.count(Outcome.UNCHANGED) == 2
    assert server.paths().count("/r.html") == 2
    server.asked.clear()
    nights.night(days_later=6)
    assert "/r.html" in server.paths()


def test_a_correction_in_place_is_seen_within_that_time(nights: Nights, server: BadServer) -> None:
    nights.until_left_alone()
    server.page("/r.html", report(extra="<p>更正</p>"))
    outcomes = [nights.night().outcome for _ in range(4)]
    assert Outcome.FOUND in outcomes


@pytest.mark.parametrize(
    "change",
    [
        lambda server: server.page("/nb/", listing([(TITLE, "/r.html"), ("青岭市水利局工作动态", "/n.html")])),
        lambda server: server.page("/nb/", listing([("青岭市水利局2022年政府信息公开工作年度报告", "/o.html")])),
        lambda server: server.serve("/nb/", bad.status(500)),
        lambda server: server.serve("/nb/", bad.drop),
    ],
)
def test_where_its_list_changed_or_failed_the_report_is_asked_for(
    change: Callable[[BadServer], object], nights: Nights, server: BadServer
) -> None:
    nights.until_left_alone()
    change(server)
    server.asked.clear()
    assert nights.night().outcome is not Outcome.STANDS
    assert "/r.html" in server.paths()


def test_whoever_is_not_in_good_standing_is_asked_every_night(nights: Nights) -> None:
    nights.in_good_standing = False
    assert {nights.night().outcome for _ in range(8)} == {Outcome.UNCHANGED}


def test_where_the_settings_say_so_everybody_is_asked_every_night(
    nights: Nights, make_settings: Callable[..., Settings]
) -> None:
    nights.settings = make_settings(recheck_nights=1, search_every_nights=1000, timezone="UTC")
    assert {nights.night().outcome for _ in range(8)} == {Outcome.UNCHANGED}


def test_in_the_season_of_publication_everybody_is_asked_every_night(nights: Nights) -> None:
    nights.now = datetime(2024, 3, 20, 2, 0, tzinfo=UTC)
    assert {nights.night().outcome for _ in range(8)} == {Outcome.UNCHANGED}


def test_the_season_is_that_of_the_years_reports() -> None:
    assert is_season(date(2024, 3, 31), 2023)
    assert not is_season(date(2024, 4, 1), 2023)
    assert not is_season(date(2024, 2, 1), 2022)


def test_a_report_that_no_list_leads_to_is_asked_every_night(nights: Nights, server: BadServer) -> None:
    nights.agency = water(report_url=server.url("/r.html"))
    nights.night()
    assert {nights.night().outcome for _ in range(8)} == {Outcome.UNCHANGED}


def test_the_turns_of_hosts_are_spread_evenly() -> None:
    day = date(2024, 4, 2)
    due = sum(is_due(f"www{number}.gov.cn", day, day - timedelta(days=1), 4) for number in range(4000))
    assert 800 < due < 1200
