"""Ways on that no word of a link tells: drawn arrows, boxes bound by their ids, marks that a handler reads, trees with nested addresses."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import Build, finds, finds_absence, register_each
from tests.crawl.world.press import OLD, TITLE, Row, bureau, doc, listing, rep, years

_OURS: Row = (TITLE, "/r.html", "2024-01-22")
_OTHERS = [
    (f"云岭县{name}2023年政府信息公开工作年度报告", f"{name}.html", "2024-01-20") for name in ("财政局", "审计局")
]
_OFF = "<ul class='pagination'><li class='disabled'><span><i class='fa fa-angle-right'></i></span></li></ul>"
_ARROWS = {
    "an icon in a link with a label": "<ul class='pagination'><li><a href='?p=2' aria-label='Next'><i></i></a></li></ul>",
    "an icon named for its direction": "<div class='turn'><a href='?p=2'><i class='fa fa-angle-right'></i></a></div>",
    "a link named for the next page": "<div class='turn'><a class='next' href='?p=2'></a></div>",
    "a picture of an arrow in a link": "<div class='turn'><a href='?p=2'><img src='/img/next.gif'></a></div>",
}


def _two_pages(last: list[Row]) -> Callable[[BadServer, str], Agency]:
    def made(server: BadServer, arrow: str) -> Agency:
        script = "<script src='/js/base.js'></script>"
        server.page("/js/base.js", "$('.nav li').hover(show, hide)", "text/javascript")
        server.page("/nb/", listing(years(12), arrow + script))
        server.page("/nb/?p=2", listing(last, _OFF + script))
        server.page("/r.html", rep())
        return bureau(server, report_list_url="/nb/")

    return made


register_each(finds("/r.html"), _ARROWS, _two_pages([*OLD, _OURS]))
register_each(finds_absence, {f"{name} without ours": one for name, one in _ARROWS.items()}, _two_pages(OLD))


def _by_year(rows: dict[str, list[Row]], page: str) -> Build:
    """A column that shows the year asked for, and that of 2022 where none is."""

    def build(server: BadServer) -> Agency:
        def answer(ask: bad.BaseHTTPRequestHandler) -> None:
            year = dict(parse_qsl(urlsplit(ask.path).query)).get("y", "2022")
            bad.answer(ask, listing(rows[year], page))

        server.serve("/nb/", answer)
        server.page("/r.html", rep())
        return bureau(server, report_list_url="/nb/")

    return build


_BOX = (
    "<select id='nd'><option value='2023'>2023年</option><option value='2022' selected>2022年</option></select>"
    "<script>$('#nd').change(function () { location.href = '/nb/?y=' + $(this).val() });</script>"
)
_MARKS = (
    "<a class='yt' data-year='2023' href='javascript:;'>2023年</a><a class='yt' data-year='2022' href='javascript:;'>2022年</a>"
    "<script>$('.yt').click(function () { $('#rows').load('/nb/?y=' + $(this).attr('data-year')) });</script>"
)
_MENU = "<ul class='side'><li><a href='/nb/?y=2023'>2023年度</a></li><li><a href='/nb/?y=2022'>2022年度</a></li></ul>"


@finds("/r.html")
def a_box_of_years_bound_by_its_id(server: BadServer) -> Agency:
    return _by_year({"2023": [_OURS], "2022": OLD[:1]}, _BOX)(server)


@finds_absence
def a_box_of_years_bound_by_its_id_without_ours(server: BadServer) -> Agency:
    return _by_year({"2023": _OTHERS, "2022": OLD[:1]}, _BOX)(server)


@finds("/r.html")
def years_marked_for_a_handler(server: BadServer) -> Agency:
    return _by_year({"2023": [_OURS], "2022": OLD[:1]}, _MARKS)(server)


@finds_absence
def years_in_a_menu_beside_a_year_without_ours(server: BadServer) -> Agency:
    return _by_year({"2023": _OTHERS, "2022": OLD[:1]}, _MENU)(server)


@finds("/r.html")
def numbers_of_pages_marked_for_a_handler(server: BadServer) -> Agency:
    server.page("/nb/part_2.html", f"<ul><li><a href='/r.html'>{TITLE}</a> 2024-01-22</li></ul>")
    turn = "<script>$('.p a').on('click', function () { $('#rows').load('/nb/part_' + $(this).data('page') + '.html') });</script>"
    numbers = (
        "<div class='p'><a href='javascript:;' data-page='1'>1</a><a href='javascript:;' data-page='2'>2</a></div>"
    )
    server.page("/nb/", listing(years(12), numbers + turn))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


def _tree(server: BadServer, kept: str) -> Agency:
    nodes = [
        {"id": "b", "text": "公开指南", kept: {"href": "/zn/"}},
        {"id": "c", "text": "公开年报", kept: {"url": "/nb/"}},
    ]
    server.page("/gk/tree.json", json.dumps(nodes, ensure_ascii=False), "application/json")
    script = "<script>$('#tree').jstree({core: {data: {url: '/gk/tree.json', dataType: 'json'}}});</script>"
    server.page("/gk/", doc(f"<div id='tree'></div>{script}", "云岭县水务局"))
    server.page("/", doc("<a href='/gk/'>信息公开</a>", "云岭县水务局"))
    server.page("/nb/", listing([_OURS, *OLD]))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


register_each(
    finds("/r.html"), {"a tree as jstree asks for it": "a_attr", "a tree as easyui keeps it": "attributes"}, _tree
)
