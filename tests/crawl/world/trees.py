"""Platforms of 政府信息公开 whose tree is clicked, and whose lists a function asks for by the number of the node."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing, register_each
from tests.crawl.world.press import OLD, TITLE, Row, bureau, doc, rep

_OURS: Row = (TITLE, "/r.html", "2024-01-22")
_GET = "function show(id, page) { $.getJSON('/gk/list?cid=' + id + '&page=' + page, draw) }"
_POST = "function show(id, page) { $.post('/gk/list', {cid: id, page: page}, draw, 'json') }"
_AJAX = "var show = function (id) { $.ajax({url: '/gk/list', type: 'get', data: {cid: id, page: 1}, success: draw}) }"
_NODES = "var nodes = [{id: 'c1', name: '政府信息公开指南'}, {id: 'c4', name: '政府信息公开年报'}];"
_CLICK = "<li onclick=\"show('{}', 1)\">{}</li>"
_KEEP = '<li data-id="{}">{}</li>'
_TREES = {
    "a tree of clicks": (_CLICK, _GET),
    "a tree of links to a script": ("<li><a href=\"javascript:show('{}')\">{}</a></li>", _POST),
    "a tree that keeps its numbers": (_KEEP, f"$('li').click(function() {{ show($(this).data('id'), 1) }}); {_AJAX}"),
    "a tree that a script plants": (
        "",
        f"{_NODES} plant(nodes, {{onClick: function(e, t, node) {{ show(node.id, 1) }}}}); {_POST}",
    ),
}


def _platform(server: BadServer, name: str, rows: list[Row]) -> Agency:
    item, script = _TREES[name]

    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        asked = server.asked[-1]
        sent = dict(parse_qsl(urlsplit(asked.path).query)) | dict(parse_qsl(asked.body.decode()))
        at = int(sent["page"]) - 1
        shown = [{"title": text, "url": url, "date": day} for text, url, day in rows[at : at + 1]]
        is_ours = sent["cid"] == "c4"
        told = {"total": len(rows) if is_ours else 0, "list": shown if is_ours else []}
        bad.answer(ask, json.dumps(told).encode(), "application/json")

    server.serve("/gk/list", answer)
    tree = item.format("c1", "政府信息公开指南") + item.format("c4", "政府信息公开年报")
    server.page("/gk/", doc(f'<ul class="tree">{tree}</ul><table id="rows"></table><script>{script}</script>'))
    server.page("/", doc('<a href="/gk/">政府信息公开</a>'))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


_NAMES = {name: name for name in _TREES}
register_each(finds("/r.html"), _NAMES, lambda server, name: _platform(server, name, [*OLD, _OURS]))
register_each(
    finds_absence, {f"{name} without ours": name for name in _TREES}, lambda server, name: _platform(server, name, OLD)
)


@finds_nothing
def a_tree_whose_function_saves_something(server: BadServer) -> Agency:
    click = "<li onclick=\"show('c4')\">政府信息公开年报</li>"
    server.page("/gk/", doc(f"<ul>{click}</ul><script>function show(id) {{ $.post('/save', {{cid: id}}) }}</script>"))
    server.page("/", doc('<a href="/gk/">政府信息公开</a>'))
    return bureau(server, site_url="/")
