"""A whole registry: hosts side by side, one agency's trouble nobody else's, and a platform read once for all its agencies."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from checks.model import Agency
from flows.crawl import Archive, Found, Outcome, crawl_all
from flows.crawl import crawler as front
from flows.errors import OutputError
from flows.settings import Settings
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.sites import listing, report

AS_OF = date(2024, 4, 8)
BUREAUS = ("水利局", "林业局", "财政局", "教育局", "民政局", "审计局")


@pytest.fixture
def hosts() -> Iterator[list[BadServer]]:
    with ExitStack() as stack:
        yield [stack.enter_context(BadServer(f"127.0.3.{number}")) for number in range(1, 5)]


def platform(server: BadServer, place: str) -> list[Agency]:
    titles = [f"{place}{bureau}2023年政府信息公开工作年度报告" for bureau in BUREAUS]
    column = server.page("/nb/", listing([(title, f"/{number}.html") for number, title in enumerate(titles)]))
    for number, bureau in enumerate(BUREAUS):
        server.page(f"/{number}.html", report(who=f"{place}{bureau}"))
    return [
        Agency(f"{server.url('')}-{number}", f"{place}{bureau}", "department", report_list_url=column)
        for number, bureau in enumerate(BUREAUS)
    ]


def test_every_agency_gets_a_result_in_the_order_given(
    hosts: list[BadServer], settings: Settings, archive: Archive
) -> None:
    agencies = [one for number, server in enumerate(hosts) for one in platform(server, f"青岭{number}市")]
    told: list[str] = []
    found = crawl_all(agencies, 2023, AS_OF, settings, archive, lambda agency, _: told.append(agency.agency_id))
    assert list(found) == [agency.agency_id for agency in agencies]
    assert {one.outcome for one in found.values()} == {Outcome.FOUND}
    assert sorted(told) == sorted(found)


def test_a_shared_list_is_read_once_and_no_host_is_asked_twice_at_once(
    hosts: list[BadServer], settings: Settings, archive: Archive
) -> None:
    crawl_all(platform(hosts[0], "青岭市"), 2023, AS_OF, settings, archive)
    assert hosts[0].paths().count("/nb/") == 1
    assert len(hosts[0].asked) == 2 + len(BUREAUS)
    assert hosts[0].at_once() == 1


def test_one_hosts_trouble_stops_nobody_else(hosts: list[BadServer], settings: Settings, archive: Archive) -> None:
    agencies = [one for number, server in enumerate(hosts) for one in platform(server, f"青岭{number}市")]
    hosts[0].serve("/nb/", bad.drop)
    hosts[1].serve("/nb/", bad.drip_body)
    found = crawl_all(agencies, 2023, AS_OF, settings.model_copy(update={"breaker_failures": 1}), archive)
    outcomes = [one.outcome for one in found.values()]
    assert Outcome.FOUND not in outcomes[:12]
    assert outcomes[12:] == [Outcome.FOUND] * 12
    assert not any(one.publication.proven_absent for one in found.values())


def test_a_fault_of_our_own_is_logged_and_is_not_the_agencys(
    hosts: list[BadServer],
    settings: Settings,
    archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    agencies = platform(hosts[0], "青岭市")
    real = front.Crawler.find_report

    def broken(self: front.Crawler, agency: Agency, year: int, as_of: date) -> Found:
        if agency is agencies[2]:
            raise ZeroDivisionError
        return real(self, agency, year, as_of)

    monkeypatch.setattr(front.Crawler, "find_report", broken)
    found = crawl_all(agencies, 2023, AS_OF, settings, archive)
    outcomes = [found[agency.agency_id].outcome for agency in agencies]
    assert outcomes.count(Outcome.FOUND) == 5
    assert outcomes[2] is Outcome.INTERNAL
    assert "ZeroDivisionError" in caplog.text
    assert agencies[2].agency_id in caplog.text


def test_a_full_disk_ends_the_crawl(
    hosts: list[BadServer], settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Archive, "_open", full)
    with pytest.raises(OutputError, match="No space left"):
        crawl_all(platform(hosts[0], "青岭市"), 2023, AS_OF, settings, archive)


def test_a_folder_that_cannot_be_written_is_one_clear_line(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with BadServer() as server, pytest.raises(OutputError, match="evidence cannot be written"):
        crawl_all(platform(server, "青岭市"), 2023, AS_OF, settings, Archive(tmp_path / "file" / "evidence"))


def test_two_hundred_agencies_while_the_server_stops_half_way(
    archive: Archive, make_settings: Callable[..., Settings]
) -> None:
    with BadServer("127.0.3.9") as server:
        left = [60]

        def tired(ask: bad.BaseHTTPRequestHandler) -> None:
            left[0] -= 1
            (bad.drop if left[0] < 0 else bad.status(200, report()))(ask)

        agencies = [
            Agency(f"a{number}", "青岭市水利局", "department", report_url=server.serve(f"/{number}", tired))
            for number in range(200)
        ]
        found = crawl_all(agencies, 2023, AS_OF, make_settings(retries=0), archive)
        asked = len(server.paths())
    outcomes = [one.outcome for one in found.values()]
    assert outcomes.count(Outcome.FOUND) == 60
    assert outcomes.count(Outcome.SUSPENDED_HOST) == 200 - 60 - 5
    assert asked == 65


def test_an_outage_at_our_end_is_no_sites_fault(settings: Settings, archive: Archive) -> None:
    with ExitStack() as stack:
        up = [stack.enter_context(BadServer(f"127.0.3.{number}")) for number in range(1, 4)]
        ours = [
            Agency(f"up{number}", "青岭市水利局", "department", report_url=server.page("/", report()))
            for number, server in enumerate(up)
        ]
        down = [
            Agency(f"down{number}", "青岭市水利局", "department", report_url=f"http://127.0.4.{number}:9/")
            for number in range(1, 11)
        ]
        found = crawl_all([*ours, *down], 2023, AS_OF, settings, archive)
    assert [one.outcome for one in found.values()] == [Outcome.FOUND] * 3 + [Outcome.OUTAGE] * 10
    assert "网站拒绝连接" in found["down1"].detail
