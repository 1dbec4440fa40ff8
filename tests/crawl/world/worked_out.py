"""Lists whose pages and rows scripts put together: addresses in pieces, numbers counted from 0, values taken from the page."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing, register_each
from tests.crawl.world.press import OLD, TITLE, Row, bureau, doc, listing, rep

_OURS: Row = (TITLE, "/r.html", "2024-01-22")
_OPTIONS = "<option value='0' selected>第1页</option><option value='1'>第2页</option>"
_PAGERS = {
    "a file that counts from 0": "<script>$('#p').pagination({pageCount: 2, callback: function(n)"
    "{ location.href = n == 1 ? 'index.html' : 'index_' + (n - 1) + '.html' }})</script>",
    "a box whose first page has a name of its own": f"<select onchange='jumpTo(this.value)'>{_OPTIONS}</select>"
    "<script>function jumpTo(n) { if (n == 0) { location = 'index.html' } else { location = 'index_' + n + '.html' } }</script>",
    "links that a function turns": "共2页 <a href='javascript:turn(2)'>下一页</a>"
    "<script>function turn(n) { if (n == 1) location = 'index.html'; else location = 'index_' + (n - 1) + '.html' }</script>",
    "a pager in a script of the site": '<div class="pagebox" data-total="3" data-size="2"></div><script src="/js/turn.js"></script>',
}
_TURN = '$(".pagebox").html(n == 1 ? "<a href=index.html>" : "<a href=\'" + "index_" + (n - 1) + ".html" + "\'>")'


def _paged(server: BadServer, pager: str, last: list[Row]) -> Agency:
    server.page("/nb/", listing(OLD[:1], pager))
    server.page("/nb/index.html", listing(OLD[:1], pager))
    server.page(
        "/nb/index_1.html", listing(last, pager.replace(" selected", "").replace("value='1'", "value='1' selected"))
    )
    server.page("/js/turn.js", _TURN, "application/javascript")
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


register_each(finds("/r.html"), _PAGERS, lambda server, pager: _paged(server, pager, [*OLD[1:], _OURS]))


@finds_nothing
def a_box_of_pages_that_an_unknown_function_turns(server: BadServer) -> Agency:
    server.page("/nb/", listing(OLD, f"<select onchange='elsewhere(this.value)'>{_OPTIONS}</select>"))
    return bureau(server, report_list_url="/nb/")


_TAKEN = {
    "a field": ('<input type="hidden" id="cid" value="77">', '$("#cid").val()'),
    "a meta element": ('<meta name="cid" content="77">', "$(\"meta[name='cid']\").attr('content')"),
    "a data attribute": ('<div class="box" data-cid="77"></div>', "$('.box').data('cid')"),
}


def _asked_with(server: BadServer, told: str) -> Agency:
    """A list whose data are asked for by a number that stands in the page."""
    markup, value = json.loads(told)

    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        is_ours = parse_qs(urlsplit(server.asked[-1].path).query).get("cid") == ["77"]
        rows = [{"title": text, "url": url, "date": day} for text, url, day in [_OURS, *OLD]]
        bad.answer(ask, json.dumps({"total": 3, "list": rows if is_ours else []}).encode(), "application/json")

    server.serve("/api/list", answer)
    script = f"<script>var cid = {value}; $.getJSON('/api/list', {{cid: cid}}, draw)</script>"
    server.page("/nb/", doc(f"{markup}<h2>政府信息公开年报</h2><ul id='list'></ul>{script}"))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


register_each(
    finds("/r.html"), {f"data asked for by {name}": json.dumps(told) for name, told in _TAKEN.items()}, _asked_with
)


def _in_pieces(server: BadServer, rows: list[Row]) -> Agency:
    made = "".join(f"document.write('<li><a href=\"'+'/'+'{url[1:]}'+'\">{text}</a></li>');" for text, url, _ in rows)
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><ul><script>{made}</script></ul>"))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def rows_in_pieces(server: BadServer) -> Agency:
    return _in_pieces(server, [_OURS, *OLD])


def _one_of_several(server: BadServer, more: str) -> Agency:
    server.page("/nb/list_1.html", listing(OLD))
    script = f'<script>$("#box").load("/nb/list_1.html");{more}</script>'
    server.page("/nb/", doc(f'<h2>政府信息公开年报</h2><div id="box"></div><div id="fy"></div>{script}'))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_file_beside_which_scripts_name_others(server: BadServer) -> Agency:
    return _one_of_several(server, 'function go(n) { $("#box").load("/nb/list_" + n + ".html") }')


@finds_absence
def a_file_by_itself(server: BadServer) -> Agency:
    return _one_of_several(server, "")


_NUMBERS = "".join(f"<a href='{name}'>{at}</a> " for at, name in enumerate(("index.html", "i_1.html", "i_2.html"), 1))


def _with_second(server: BadServer, second: list[Row]) -> Agency:
    """Three pages by their numbers, of which the second shows `second`."""
    older = [(text.replace("2021", "2020"), "o20.html", "2021-01-20") for text, _, _ in OLD[1:]]
    for name, rows in (("", OLD[:1]), ("index.html", OLD[:1]), ("i_1.html", second), ("i_2.html", older)):
        server.page(f"/nb/{name}", listing(rows, f"<div class='page'>{_NUMBERS}</div>"))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_page_between_others_that_is_the_first_again(server: BadServer) -> Agency:
    return _with_second(server, OLD[:1])


@finds_nothing
def a_page_between_others_that_is_empty(server: BadServer) -> Agency:
    return _with_second(server, [])


@finds_absence
def three_pages_by_their_numbers(server: BadServer) -> Agency:
    return _with_second(server, OLD[1:])
