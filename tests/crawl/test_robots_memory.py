"""robots.txt is gone by for as long as RFC 9309 lets it, and asked again at once where a site turns us away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.crawl import Archive, Outcome
from flows.crawl.manners.robots_memory import MemoryRobots, RobotsMemory, lasts
from flows.crawl.manners.session import Session
from flows.ledger import Ledger
from flows.ledger.robots_kept import LedgerRobots
from flows.settings import Settings
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.test_archive import records

DAY = timedelta(hours=24)
RULES = "User-agent: *\nDisallow: /private/\n"


@dataclass
class Nights:
    """Fetches one address a night with what is remembered of the nights before."""

    settings: Settings
    folder: Path
    memory: RobotsMemory = field(default_factory=MemoryRobots)
    now: datetime = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
    number: int = 0

    def night(self, url: str, hours: float = 0.0) -> Outcome:
        self.now += timedelta(hours=hours)
        self.number += 1
        with Archive(self.folder / str(self.number)) as archive:
            session = Session(self.settings, archive, clock=lambda: self.now, robots=self.memory)
            outcome = session.fetch(url).outcome
            session.close()
        return outcome


@pytest.fixture
def nights(settings: Settings, tmp_path: Path) -> Nights:
    return Nights(settings, tmp_path)


def asked(server: BadServer) -> int:
    return server.paths(with_robots=True).count("/robots.txt")


@pytest.mark.parametrize(("hours", "times"), [(23.9, 1), (24.0, 2), (-1.0, 2)])
def test_it_is_gone_by_for_a_day_and_no_longer(hours: float, times: int, server: BadServer, nights: Nights) -> None:
    server.page("/robots.txt", RULES, "text/plain")
    page = server.page("/", "<p>ok</p>")
    nights.night(page)
    assert nights.night(page, hours) is Outcome.FOUND
    assert asked(server) == times


def test_what_it_forbade_stays_forbidden_and_the_evidence_says_which_answer_was_obeyed(
    server: BadServer, nights: Nights
) -> None:
    server.page("/robots.txt", RULES, "text/plain")
    nights.night(server.page("/", "<p>ok</p>"))
    assert nights.night(server.page("/private/a", "<p>ok</p>"), 20) is Outcome.ROBOTS
    assert server.paths(with_robots=True) == ["/robots.txt", "/"]
    answered = nights.memory.get(server.url(""))
    assert answered is not None
    (note,) = [block for kind, uri, block in records(nights.folder / "2") if uri == server.url("/robots.txt")]
    assert b"robots-remembered" in note
    assert answered.record_id.encode() in note
    assert b"2024-03-01T02:00:00" in note


def test_that_there_is_none_is_remembered_too(server: BadServer, nights: Nights) -> None:
    page = server.page("/", "<p>ok</p>")
    for _ in range(2):
        assert nights.night(page, 1) is Outcome.FOUND
    assert asked(server) == 1


@pytest.mark.parametrize("answer", [bad.status(500), bad.status(403), bad.drop, bad.status(429)])
def test_no_answer_is_not_remembered(answer: bad.Handle, server: BadServer, nights: Nights) -> None:
    server.serve("/robots.txt", answer)
    page = server.page("/", "<p>ok</p>")
    nights.night(page)
    server.page("/robots.txt", RULES, "text/plain")
    assert nights.night(page, 1) is Outcome.FOUND


@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_site_that_turns_us_away_is_asked_for_its_rules_before_anything_else(
    status: int, server: BadServer, settings: Settings, tmp_path: Path
) -> None:
    memory = MemoryRobots()
    page = server.page("/", "<p>ok</p>")
    with Archive(tmp_path / "1") as archive:
        Session(settings, archive, robots=memory).fetch(page)
    server.page("/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain")
    server.serve("/", bad.status(status))
    server.asked.clear()
    with Archive(tmp_path / "2") as archive:
        session = Session(settings, archive, robots=memory)
        session.fetch(page)
        assert session.fetch(server.page("/next", "<p>ok</p>")).outcome is Outcome.ROBOTS
    assert server.paths(with_robots=True)[-1] == "/robots.txt"
    assert "/next" not in server.paths()


def test_settings_may_have_it_asked_every_night(
    server: BadServer, nights: Nights, make_settings: Callable[..., Settings]
) -> None:
    nights.settings = make_settings(robots_hours=0.0)
    page = server.page("/", "<p>ok</p>")
    for _ in range(2):
        nights.night(page)
    assert asked(server) == 2


@pytest.mark.parametrize(
    ("headers", "hours"),
    [
        ({}, 24.0),
        ({"cache-control": "max-age=3600"}, 1.0),
        ({"cache-control": "public, max-age=999999"}, 24.0),
        ({"cache-control": "no-cache"}, 0.0),
        ({"cache-control": "private, no-store"}, 0.0),
        ({"date": "Fri, 01 Mar 2024 02:00:00 GMT", "expires": "Fri, 01 Mar 2024 08:00:00 GMT"}, 6.0),
        ({"date": "Fri, 01 Mar 2024 02:00:00 GMT", "expires": "Thu, 29 Feb 2024 02:00:00 GMT"}, 0.0),
        ({"date": "Fri, 01 Mar 2024 02:00:00 GMT", "expires": "0"}, 0.0),
        ({"cache-control": "max-age=七日"}, 24.0),
    ],
)
def test_the_caching_headers_may_say_less_never_more(headers: dict[str, str], hours: float) -> None:
    assert lasts(headers, DAY) == timedelta(hours=hours)


def test_the_ledger_remembers_and_forgets(server: BadServer, nights: Nights, tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'l.sqlite'}")
    server.page("/robots.txt", RULES, "text/plain")
    page = server.page("/", "<p>ok</p>")
    for _ in range(2):
        memory = nights.memory = LedgerRobots(ledger)
        nights.night(page, 1)
        with ledger.writing() as connection:
            memory.keep(connection)
    assert asked(server) == 1
    said = LedgerRobots(ledger).get(server.url(""))
    assert said is not None
    assert (said.content, said.outcome) == (RULES.encode(), Outcome.FOUND)
    memory.put(server.url(""), None)
    with ledger.writing() as connection:
        memory.keep(connection)
    assert LedgerRobots(ledger).get(server.url("")) is None
    ledger.close()
