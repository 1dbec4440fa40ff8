"""Lists that a grid of a script library asks for: all at once, or by the row that a page begins with."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence
from tests.crawl.world.press import OLD, TITLE, Row, bureau, doc, rep, years

_OURS: Row = (TITLE, "/r.html", "2024-01-22")
_REPORTS = "<h2>政府信息公开年报</h2><table id='t'></table>"


def _grid(server: BadServer, markup: str, rows: list[Row], from_row: str = "", size: str = "") -> Agency:
    """`markup` is the page's; the interface answers from the row asked for, or with all rows."""

    def listed(ask: bad.BaseHTTPRequestHandler) -> None:
        query = dict(parse_qsl(urlsplit(ask.path).query))
        first = int(query[from_row]) if from_row else 0
        shown = rows[first : first + int(query[size])] if from_row else rows
        told = {"total": len(rows), "rows": [dict(zip(("title", "url", "date"), row, strict=True)) for row in shown]}
        bad.answer(ask, json.dumps(told).encode(), "application/json")

    server.serve("/gk/list", listed)
    server.page("/nb/", doc(markup))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


_BOOTSTRAP = """<script>$('#t').bootstrapTable({url: '/gk/list', sidePagination: 'server', pageSize: 5,
queryParams: function (params) { return {limit: params.limit, offset: params.offset, lm: '7'}; }});</script>"""


@finds("/r.html")
def rows_that_bootstrap_table_asks_for_by_their_number(server: BadServer) -> Agency:
    return _grid(server, _REPORTS + _BOOTSTRAP, [*years(12), _OURS], "offset", "limit")


@finds_absence
def rows_asked_for_by_their_number_to_the_last(server: BadServer) -> Agency:
    return _grid(server, _REPORTS + _BOOTSTRAP, [*years(12), *OLD], "offset", "limit")


@finds("/r.html")
def rows_of_which_fewer_come_than_were_asked_for(server: BadServer) -> Agency:
    """No total tells that there are more."""
    agency = _grid(server, _REPORTS + _BOOTSTRAP, [])
    rows = [dict(zip(("title", "url", "date"), row, strict=True)) for row in (*years(4), _OURS)]

    def listed(ask: bad.BaseHTTPRequestHandler) -> None:
        first = int(dict(parse_qsl(urlsplit(ask.path).query))["offset"])
        bad.answer(ask, json.dumps({"rows": rows[first : first + 2]}).encode(), "application/json")

    server.serve("/gk/list", listed)
    return agency


@finds_absence
def a_table_that_keeps_its_address_in_an_attribute(server: BadServer) -> Agency:
    return _grid(server, "<table data-toggle='table' data-url='/gk/list' data-pagination='true'></table>", OLD)


@finds("/r.html")
def rows_that_datatables_asks_for_by_their_number(server: BadServer) -> Agency:
    script = "<script>$('#t').DataTable({serverSide: true, ajax: {url: '/gk/list', data: {lm: '7'}}});</script>"
    return _grid(server, _REPORTS + script, [*years(12), _OURS], "start", "length")


@finds("/r.html")
def cells_of_markup_that_datatables_pages_by_itself(server: BadServer) -> Agency:
    """The day stands in another cell than the link, and alone tells the year."""
    rows = [[1, f"<a href='/r.html'>{TITLE.replace('2023年', '')}</a>", "2024-01-22"]]
    server.page("/nb.txt", json.dumps({"data": rows}), "application/json")
    return _grid(server, _REPORTS + "<script>$('#t').DataTable({'ajax': '/nb.txt', pageLength: 5});</script>", [])


@finds("/r.html")
def a_grid_whose_settings_only_name_the_function_that_asks(server: BadServer) -> Agency:
    """It sends the number of the page, which the library counts by rows."""
    rows = [*years(7), _OURS]

    def listed(ask: bad.BaseHTTPRequestHandler) -> None:
        form = dict(parse_qsl(server.asked[-1].body.decode()))
        first = 5 * int(form["pageNum"]) - 5
        shown = [
            dict(zip(("title", "url", "date"), row, strict=True)) for row in rows[first : first + int(form["pageSize"])]
        ]
        bad.answer(
            ask,
            json.dumps({"total": len(rows), "rows": shown if form["code"] == "nb" else []}).encode(),
            "application/json",
        )

    asks = "function asking(p) { return {pageSize: p.limit, pageNum: p.offset / p.limit + 1, code: 'nb'}; }"
    settings = "{url: '/gk/list', method: 'post', sidePagination: 'server', pageSize: 5, queryParams: asking}"
    agency = _grid(server, f"{_REPORTS}<script>$('#t').bootstrapTable({settings}); {asks}</script>", rows)
    server.serve("/gk/list", listed)
    return agency


@finds("/doc/7f")
def records_that_a_click_hands_to_a_function(server: BadServer) -> Agency:
    told = json.dumps([{"docId": "7f", "docTitle": TITLE, "pubTime": "2024-01-22"}])
    script = """$.getJSON('/gk/list', function (d) { add('<li onclick="openDoc(\\'' + d.docId + '\\')">' + d.docTitle); });
function openDoc(id) { window.open('/doc/' + id); }"""
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><ul></ul><script>{script}</script>"))
    server.page("/gk/list", told, "application/json")
    server.page("/doc/7f", rep())
    return bureau(server, report_list_url="/nb/")
