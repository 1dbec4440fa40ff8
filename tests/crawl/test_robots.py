"""robots.txt is asked once and obeyed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.crawl import Archive, Outcome
from flows.crawl.manners.session import Session
from flows.settings import Settings
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer


def test_what_it_disallows_is_not_asked(server: BadServer, session: Session) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /zwgk/\nAllow: /zwgk/nb\n", "text/plain")
    server.page("/zwgk/nb", "<p>ok</p>")
    assert session.fetch(server.url("/zwgk/other")).outcome is Outcome.ROBOTS
    assert session.fetch(server.url("/zwgk/nb")).outcome is Outcome.FOUND
    assert server.paths(with_robots=True) == ["/robots.txt", "/zwgk/nb"]


def test_patterns_hold(server: BadServer, session: Session) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /*.do?*id=\n", "text/plain")
    assert session.fetch(server.url("/list.do?x=1&id=3")).outcome is Outcome.ROBOTS


def test_rules_for_us_by_name_go_before_those_for_all(server: BadServer, session: Session) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow:\n\nUser-agent: GoujiBot\nDisallow: /\n", "text/plain")
    assert session.fetch(server.url("/x")).outcome is Outcome.ROBOTS


def test_a_redirect_into_a_forbidden_part_is_not_followed(server: BadServer, session: Session) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    server.serve("/", bad.moved("/private/x"))
    assert session.fetch(server.url("/")).outcome is Outcome.ROBOTS
    assert server.paths() == ["/"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_none_there_means_everything_is_allowed(status: int, server: BadServer, session: Session) -> None:
    server.serve("/robots.txt", bad.status(status))
    assert session.fetch(server.page("/", "<p>ok</p>")).outcome is Outcome.FOUND


def test_a_server_error_means_nothing_is_allowed(server: BadServer, session: Session) -> None:
    server.serve("/robots.txt", bad.status(500))
    assert session.fetch(server.page("/", "<p>ok</p>")).outcome is Outcome.ROBOTS_UNREADABLE
    assert server.paths() == []


def test_a_page_in_its_place_is_no_rule(server: BadServer, session: Session) -> None:
    server.page("/robots.txt", "<html><body>欢迎 Disallow 您</body></html>")
    assert session.fetch(server.page("/", "<p>ok</p>")).outcome is Outcome.FOUND


def test_a_host_that_is_down_is_down_not_forbidden(session: Session, server: BadServer) -> None:
    server.serve("/robots.txt", bad.drop)
    assert session.fetch(server.page("/", "<p>ok</p>")).outcome is Outcome.RESET


def test_crawl_delay_is_honoured(server: BadServer, session: Session) -> None:
    server.page("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n", "text/plain")
    url = server.page("/", "<p>ok</p>")
    for _ in range(3):
        session.fetch(url)
    assert min(server.gaps()) >= 0.3


def test_settings_may_switch_it_off(
    server: BadServer, archive: Archive, make_settings: Callable[..., Settings]
) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain")
    session = Session(make_settings(respect_robots=False), archive)
    assert session.fetch(server.page("/", "<p>ok</p>")).outcome is Outcome.FOUND
