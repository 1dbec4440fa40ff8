"""Pages that only scripts fill: rendered with the session's guards, and only where a plain page is a shell."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.crawl import Archive, Crawler, Outcome
from flows.errors import MissingTool
from flows.settings import Settings
from tests.crawl.badserver import BadServer
from tests.crawl.sites import TITLE, listing, page, report, water
from tests.crawl.test_discover import OLD, find

pytest.importorskip("playwright")
chromium = pytest.mark.skipif(
    not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), reason="no Chromium on this machine"
)
pytestmark = [pytest.mark.browser]

SHELL = page("<div id='app'></div><script src='/app.js'></script>")
FILL = """
fetch('/api/report').then(answer => answer.json()).then(told => { document.querySelector('#app').innerHTML = told.html; });
"""


@pytest.fixture
def rendering(make_settings: Callable[..., Settings], archive: Archive) -> Iterator[Crawler]:
    crawler = Crawler(make_settings(render=True, total_timeout_seconds=15.0, read_timeout_seconds=5.0), archive)
    yield crawler
    crawler.rest()


def inner(html: str) -> str:
    return html.partition("<body>")[2].partition("</body>")[0]


@chromium
def test_a_shell_is_filled_and_read(server: BadServer, rendering: Crawler, archive: Archive) -> None:
    server.page("/app.js", FILL, "text/javascript")
    server.page("/api/report", json.dumps({"html": inner(report())}), "application/json")
    found = find(rendering, water(report_url=server.page("/r.html", SHELL)))
    assert found.outcome is Outcome.FOUND
    assert found.snapshot is not None
    assert "总体情况" in found.snapshot.content.decode()
    assert sorted(server.paths()) == ["/api/report", "/app.js", "/r.html"]
    assert all(one.headers["User-Agent"].startswith("GoujiBot") for one in server.asked)
    kept = archive.read(found.snapshot.record_id)
    assert kept is not None
    assert kept.kind == "conversion"
    assert kept.content == found.snapshot.content


@chromium
def test_a_list_that_a_script_fills_is_read(server: BadServer, rendering: Crawler) -> None:
    rows = inner(listing([(TITLE, "/r.html"), OLD]))
    server.page("/app.js", FILL, "text/javascript")
    server.page("/api/report", json.dumps({"html": rows}), "application/json")
    server.page("/r.html", report())
    shell = SHELL.replace("<div", "<nav><a href='/a'>首页</a><a href='/b'>新闻</a></nav><div")
    found = find(rendering, water(report_list_url=server.page("/nb/", shell)))
    assert found.outcome is Outcome.FOUND


@chromium
def test_the_browser_posts_json_through_the_session(server: BadServer, rendering: Crawler) -> None:
    posting = FILL.replace(
        "'/api/report'",
        "'/api/' + 'report', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'}",
    )
    server.page("/app.js", posting, "text/javascript")
    server.page("/api/report", json.dumps({"html": inner(report())}), "application/json")
    assert find(rendering, water(report_url=server.page("/r.html", SHELL))).outcome is Outcome.FOUND
    asked = next(one for one in server.asked if one.path == "/api/report")
    assert asked.body == b"{}"
    assert asked.headers["Content-Type"].startswith("application/json")


@chromium
def test_a_home_page_that_only_a_script_fills_leads_on(server: BadServer, rendering: Crawler) -> None:
    server.page("/app.js", FILL, "text/javascript")
    server.page("/api/report", json.dumps({"html": "<a href='/nb/'>政府信息公开年报</a>"}), "application/json")
    server.page("/nb/", listing([(TITLE, "/r.html"), OLD]))
    server.page("/r.html", report())
    assert find(rendering, water(site_url=server.page("/", SHELL))).outcome is Outcome.FOUND


@chromium
def test_a_page_that_is_whole_is_not_rendered(server: BadServer, rendering: Crawler) -> None:
    url = server.page("/r.html", report(extra="<script src='/app.js'></script>"))
    assert find(rendering, water(report_url=url)).outcome is Outcome.FOUND
    assert server.paths() == ["/r.html"]


@chromium
def test_the_browser_reaches_nothing_that_the_session_would_not(server: BadServer, rendering: Crawler) -> None:
    with BadServer("127.0.0.8") as other:
        stolen = other.page("/steal", "{}", "application/json")
        script = f"""
            fetch('{stolen}'); new Image().src = '{stolen}?image'; new WebSocket('{stolen.replace("http", "ws")}');
            fetch('http://10.0.0.1/'); fetch('/forbidden/x'); navigator.sendBeacon('{stolen}');
            const frame = document.createElement('iframe'); frame.src = 'file:///etc/passwd'; document.body.append(frame);
        """
        server.page("/robots.txt", "User-agent: *\nDisallow: /forbidden/\n", "text/plain")
        server.page("/app.js", script, "text/javascript")
        found = find(rendering, water(report_url=server.page("/r.html", SHELL)))
        assert other.asked == []
    assert server.paths() == ["/r.html", "/app.js"]
    assert found.outcome is not Outcome.FOUND
    assert not found.publication.proven_absent


@chromium
def test_a_script_that_never_ends_costs_only_its_time(
    server: BadServer, make_settings: Callable[..., Settings], archive: Archive
) -> None:
    crawler = Crawler(make_settings(render=True, total_timeout_seconds=2.0), archive)
    server.page("/app.js", "setInterval(() => fetch('/more?' + Math.random()), 10)", "text/javascript")
    server.page("/more", "{}", "application/json")
    found = find(crawler, water(report_url=server.page("/r.html", SHELL)))
    crawler.rest()
    assert found.outcome is Outcome.SHELL_PAGE
    assert len(server.asked) <= 2 + 61


def test_without_a_browser_the_setting_is_a_clear_mistake(
    make_settings: Callable[..., Settings], archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingTool, match="Chromium"):
        Crawler(make_settings(render=True), archive)


def test_a_shell_without_a_renderer_is_said_to_be_one(server: BadServer, crawler: Crawler) -> None:
    server.page("/app.js", FILL, "text/javascript")
    found = find(crawler, water(report_url=server.page("/r.html", SHELL)))
    assert found.outcome is Outcome.SHELL_PAGE
    assert server.paths() == ["/r.html"]
