"""Lists that newer sites' scripts post JSON for, page by page."""

from __future__ import annotations

import json
from collections.abc import Callable

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, Row, bureau, doc, rep

_OURS: Row = (TITLE, "/r.html", "2024-01-22")
_SIZE = 1


def _posting(server: BadServer, script: str, rows: list[Row], number: Callable[[dict[str, object]], object]) -> Agency:
    """A column whose list comes from `/api/docs`, where `number` finds the page's number in what is posted."""

    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        sent = json.loads(server.asked[-1].body)
        at = int(str(number(sent)))
        shown = [{"title": text, "url": url, "date": day} for text, url, day in rows[(at - 1) * _SIZE : at * _SIZE]]
        told = {"data": {"list": shown if sent["channelId"] == "77" else [], "total": len(rows)}}
        bad.answer(ask, json.dumps(told).encode(), "application/json")

    server.serve("/api/docs", answer)
    server.page("/r.html", rep())
    server.page("/nb/", doc(f'<ul id="list"></ul><script>{script}</script>'))
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def an_object_given_to_a_library(server: BadServer) -> Agency:
    script = 'axios.post("/api/docs", {channelId: "77", pageNum: 1, pageSize: 1}).then(draw)'
    return _posting(server, script, [*OLD, _OURS], lambda sent: sent["pageNum"])


@finds("/r.html")
def settings_with_an_object_named_elsewhere(server: BadServer) -> Agency:
    script = 'let query = {channelId: cid, current: 1}; var cid = "77"; http({method: "post", url: "/api/docs", data: query})'
    return _posting(server, script, [*OLD, _OURS], lambda sent: sent["current"])


@finds("/r.html")
def a_text_made_of_an_object_within_an_object(server: BadServer) -> Agency:
    script = (
        '$.ajax({url: "/api/docs", type: "post", contentType: "application/json",'
        ' data: JSON.stringify({channelId: "77", page: {no: n, size: 1}}), success: draw})'
    )
    return _posting(server, f"var n = 1; {script}", [*OLD, _OURS], lambda sent: sent["page"]["no"])  # type: ignore[index]


@finds_absence
def a_list_fetched_to_its_end_without_ours(server: BadServer) -> Agency:
    script = 'fetch("/api/docs", {method: "POST", body: JSON.stringify({channelId: "77", p: 1})}).then(draw)'
    return _posting(server, script, OLD, lambda sent: sent["p"])


@finds_nothing
def an_object_that_only_the_script_could_complete(server: BadServer) -> Agency:
    script = 'axios.post("/api/docs", {channelId: fromAddress("id"), pageNum: 1}).then(draw)'
    return _posting(server, script, [_OURS], lambda sent: sent["pageNum"])


@finds("/r.html")
def a_request_opened_and_sent_by_hand(server: BadServer) -> Agency:
    script = (
        'var x = new XMLHttpRequest(); x.open("POST", "/api/docs"); x.onload = draw;'
        ' x.send(JSON.stringify({channelId: "77", pageIndex: 1}));'
    )
    return _posting(server, script, [*OLD, _OURS], lambda sent: sent["pageIndex"])
