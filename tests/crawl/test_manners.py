"""What a site notices of us, measured at the server: one request at a time, the pause kept, its wishes honoured."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from flows.crawl import Archive, Outcome
from flows.crawl.manners.pace import Pace
from flows.crawl.manners.quiet import is_quiet
from flows.crawl.manners.session import Session
from flows.settings import Settings
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer

PAUSE = 0.08


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def test_many_threads_never_meet_at_one_host(
    server: BadServer, archive: Archive, make_settings: Callable[..., Settings]
) -> None:
    session = Session(make_settings(pause_seconds=PAUSE), archive)
    url = server.page("/", "<p>ok</p>")
    threads = [threading.Thread(target=session.fetch, args=(url,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.paths()) == 5
    assert server.at_once() == 1
    assert min(server.gaps()) >= PAUSE


def test_hosts_do_not_wait_for_each_other(archive: Archive, make_settings: Callable[..., Settings]) -> None:
    session = Session(make_settings(respect_robots=False), archive)
    meeting = threading.Barrier(2, timeout=5)

    def wait_for_the_other(ask: bad.BaseHTTPRequestHandler) -> None:
        meeting.wait()
        bad.answer(ask, b"<p>ok</p>")

    with BadServer("127.0.0.1") as one, BadServer("127.0.0.2") as two:
        urls = [server.serve("/", wait_for_the_other) for server in (one, two)]
        outcomes: list[Outcome] = []
        threads = [threading.Thread(target=lambda u=url: outcomes.append(session.fetch(u).outcome)) for url in urls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert outcomes == [Outcome.FOUND, Outcome.FOUND]


def test_retry_after_is_waited_for(server: BadServer, session: Session) -> None:
    ok = bad.status(200, "<p>ok</p>")
    url = server.serve("/", bad.after(1, bad.status(503, Retry_After="1"), ok))
    assert session.fetch(url).outcome is Outcome.FOUND
    first, second = [one for one in server.asked if one.path == "/"]
    assert second.begun - first.ended >= 0.95


@pytest.mark.parametrize(
    "told", ["7200", format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)], ids=["seconds", "date"]
)
def test_a_retry_after_of_hours_ends_the_attempt_and_closes_the_host(
    told: str, server: BadServer, session: Session
) -> None:
    url = server.serve("/", bad.status(429, Retry_After=told))
    assert session.fetch(url).outcome is Outcome.RATE_LIMITED
    assert session.fetch(server.page("/other", "<p>ok</p>")).outcome is Outcome.SUSPENDED_HOST
    assert server.paths() == ["/"]


@pytest.mark.parametrize("text", ["soon", "-5", "Fri, 99 Foo 2024", "1e999", "9" * 400])
def test_a_retry_after_of_nonsense_is_ignored(text: str, server: BadServer, session: Session) -> None:
    url = server.serve("/", bad.status(503, Retry_After=text))
    assert session.fetch(url).outcome is Outcome.SERVER_ERROR


def test_every_request_names_us_and_a_contact(
    server: BadServer, archive: Archive, make_settings: Callable[..., Settings]
) -> None:
    session = Session(make_settings(user_agent="GoujiBot/9 (核查; contact: office@example.cn)"), archive)
    session.fetch(server.page("/", "<p>ok</p>"))
    for one in server.asked:
        assert one.headers["User-Agent"].startswith("GoujiBot/9")
        assert "office@example.cn" in one.headers["User-Agent"]


def test_passwords_and_proxies_of_the_environment_are_not_used(
    server: BadServer, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert session.fetch(server.page("/", "<p>ok</p>")).outcome is Outcome.FOUND
    assert "Authorization" not in server.asked[0].headers


def test_the_pause_is_kept_after_each_request() -> None:
    clock = Clock()
    pace = Pace(2.0, clock=clock, sleep=clock.sleep)
    for _ in range(3):
        with pace.turn("a"):
            clock.now += 0.5
    assert clock.slept == [2.0, 2.0]


def test_a_slow_host_gets_as_long_a_rest_as_it_laboured() -> None:
    clock = Clock()
    pace = Pace(1.0, clock=clock, sleep=clock.sleep)
    with pace.turn("a"):
        clock.now += 7.0
    with pace.turn("a"):
        pass
    assert clock.slept == [7.0]


def test_a_strained_host_is_asked_less_and_less_until_it_recovers() -> None:
    clock = Clock()
    pace = Pace(1.0, clock=clock, sleep=clock.sleep)
    for _ in range(3):
        with pace.turn("a"):
            pace.is_strained("a")
    pace.went_well("a")
    for _ in range(2):
        with pace.turn("a"):
            pass
    assert clock.slept == [2.0, 4.0, 8.0, 4.0]


def test_hosts_have_paces_of_their_own() -> None:
    clock = Clock()
    pace = Pace(5.0, clock=clock, sleep=clock.sleep)
    for host in ("a", "b", "c"):
        with pace.turn(host):
            pass
    assert clock.slept == []


def test_a_success_closes_the_breaker() -> None:
    pace = Pace(0.0, breaker_failures=2)
    pace.went_wrong("a")
    pace.went_well("a")
    pace.went_wrong("a")
    assert not pace.is_open("a")
    pace.went_wrong("a")
    assert pace.is_open("a")


AT_NIGHT, IN_THE_MORNING = datetime(2024, 2, 1, 18, 0, tzinfo=UTC), datetime(2024, 2, 2, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "moment", "quiet"),
    [
        ("07:30-18:00", IN_THE_MORNING, True),
        ("07:30-18:00", AT_NIGHT, False),
        ("22:00-06:00", AT_NIGHT, True),
        ("22:00-06:00", IN_THE_MORNING, False),
        ("01:00-03:00; 08:00-09:00", IN_THE_MORNING, True),
        ("", IN_THE_MORNING, False),
    ],
)
def test_quiet_hours_are_those_of_the_settings_time_zone(
    hours: str, moment: datetime, quiet: bool, make_settings: Callable[..., Settings]
) -> None:
    assert is_quiet(make_settings(quiet_hours=hours), moment) is quiet


def test_in_quiet_hours_nobody_is_asked(
    server: BadServer, archive: Archive, make_settings: Callable[..., Settings]
) -> None:
    session = Session(make_settings(quiet_hours="00:00-23:59"), archive, clock=lambda: AT_NIGHT)
    assert session.fetch(server.page("/", "<p>ok</p>")).outcome is Outcome.QUIET_HOURS
    assert server.asked == []


def test_quiet_hours_of_nonsense_are_a_mistake_in_the_settings(make_settings: Callable[..., Settings]) -> None:
    with pytest.raises(ValueError, match="quiet_hours"):
        make_settings(quiet_hours="at night")
