"""The second night: what is known and unchanged costs one conditional request, everything else is searched for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from checks.model import Agency
from flows.crawl import Archive, Crawler, Found, Outcome
from flows.crawl.manners.validators import MemoryValidators
from flows.crawl.revisit import MemoryFinds, is_search_night
from flows.crawl.transport.guards import host_of
from flows.settings import Settings
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.sites import TITLE, links, listing, page, report, water


class Nights:
    """Crawls one agency night after night with what the nights before left."""

    def __init__(self, settings: Settings, folder: Path, agency: Agency) -> None:
        self.agency = agency
        self.day = next(
            day
            for day in (date(2024, 3, 1) + timedelta(days=n) for n in range(30))
            if is_search_night(host_of(agency.site_url or agency.report_url or ""), day, settings.search_every_nights)
        )
        self._settings = settings
        self._folder = folder
        self._validators = MemoryValidators()
        self._finds = MemoryFinds({})
        self._number = 0

    def night(self, days_later: int = 1) -> Found:
        self.day += timedelta(days=days_later)
        self._number += 1
        earlier = [self._folder / str(number) for number in range(1, self._number)]
        with Archive(self._folder / str(self._number), earlier) as archive:
            crawler = Crawler(self._settings, archive, self._validators, self._finds)
            found = crawler.find_report(self.agency, 2023, self.day)
            crawler.close()
        self._finds = MemoryFinds({self.agency.agency_id: found})
        return found


@pytest.fixture
def nights(server: BadServer, settings: Settings, tmp_path: Path) -> Nights:
    server.page("/r.html", report())
    server.page("/gk/nb/", listing([(TITLE, "/r.html")]))
    server.page("/gk/", links(("政府信息公开年报", "/gk/nb/")))
    home = server.page("/", links(("政府信息公开", "/gk/")))
    return Nights(settings, tmp_path, water(site_url=home))


def test_an_unchanged_report_is_asked_for_and_nothing_else(nights: Nights, server: BadServer) -> None:
    first = nights.night()
    server.asked.clear()
    second = nights.night()
    assert server.paths() == ["/r.html"]
    assert second.outcome is Outcome.UNCHANGED
    assert second.snapshot is not None
    assert first.snapshot is not None
    assert second.snapshot.content == first.snapshot.content
    assert second.publication.page_date == first.publication.page_date
    assert second.publication.column == first.publication.column


def test_the_trail_keeps_the_search_and_does_not_grow(nights: Nights) -> None:
    first, _, third = (nights.night() for _ in range(3))
    assert third.publication.trail[1:] == first.publication.trail
    assert "内容未变" in third.publication.trail[0]


def test_a_changed_report_is_searched_for_anew(nights: Nights, server: BadServer) -> None:
    nights.night()
    server.page("/r.html", report(extra="<p>更正</p>"))
    server.asked.clear()
    server.asked.clear()
    found = nights.night()
    assert found.outcome is Outcome.FOUND
    assert found.snapshot is not None
    assert "更正" in found.snapshot.content.decode()
    assert "/gk/nb/" in server.paths()
    assert server.paths().count("/r.html") == 1


def test_a_report_that_has_moved_is_found_again(nights: Nights, server: BadServer) -> None:
    nights.night()
    server.serve("/r.html", bad.status(404))
    server.page("/new.html", report())
    server.page("/gk/nb/", listing([(TITLE, "/new.html")]))
    assert nights.night().publication.url == server.url("/new.html")


def test_every_so_many_nights_the_whole_search_is_done(nights: Nights, server: BadServer, settings: Settings) -> None:
    nights.night()
    server.asked.clear()
    nights.night(days_later=settings.search_every_nights - 1)
    assert "/gk/nb/" in server.paths()


def test_a_new_address_in_the_registry_is_obeyed_at_once(nights: Nights, server: BadServer) -> None:
    nights.night()
    server.page("/other.html", report(extra="<p>新址</p>"))
    nights.agency = replace(nights.agency, report_url=server.url("/other.html"))
    assert nights.night().publication.url == server.url("/other.html")


def test_an_id_given_to_another_body_in_the_same_list_leads_to_that_ones_report(
    nights: Nights, server: BadServer
) -> None:
    other = "青岭市民政局"
    server.page("/m.html", report(other))
    server.page("/gk/nb/", listing([(TITLE, "/r.html"), (f"{other}2023年政府信息公开工作年度报告", "/m.html")]))
    assert nights.night().publication.url == server.url("/r.html")
    nights.agency = replace(nights.agency, name=other, aliases=())
    assert nights.night().publication.url == server.url("/m.html")
    server.asked.clear()
    assert nights.night().outcome is Outcome.UNCHANGED
    assert server.paths() == ["/m.html"]


def test_an_attachment_is_come_back_to_directly(server: BadServer, settings: Settings, tmp_path: Path) -> None:
    server.page("/a.pdf", b"%PDF-1.7", "application/pdf")
    server.page("/r.html", page(f"<h1>{TITLE}</h1><a href='/a.pdf'>下载PDF</a>"))
    nights = Nights(settings, tmp_path, water(report_url=server.url("/r.html")))
    nights.night()
    server.asked.clear()
    assert nights.night().outcome is Outcome.UNCHANGED
    assert server.paths() == ["/a.pdf"]


def test_search_nights_are_spread_evenly() -> None:
    due = sum(is_search_night(f"www.{number}.gov.cn", date(2024, 3, 1), 7) for number in range(7000))
    assert 800 < due < 1200


def test_what_belongs_to_a_report_is_asked_for_with_it(nights: Nights, server: BadServer) -> None:
    server.page("/r.html", report(extra="<div id='zoom'><img src='/table.png'></div>"))
    server.page("/table.png", b"\x89PNG\r\n\x1a\n a table", "image/png")
    first, second = nights.night(), nights.night()
    assert second.outcome is Outcome.UNCHANGED
    assert first.snapshot is not None
    assert second.snapshot is not None
    assert second.snapshot.parts == first.snapshot.parts != ()
