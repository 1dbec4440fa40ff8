"""Pagers that show nothing but numbers, or keep them for a script."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, Row, bureau, doc, listing, rep, years

_PAGES = (years(5), years(5, 5), [(TITLE, "/r.html", "2024-01-22")])
_WITHOUT = (years(5), years(5, 5), OLD)


def _paged(
    server: BadServer, pager: Callable[[int], str], name: str = "page", pages: Sequence[list[Row]] = _PAGES
) -> Agency:
    """Pages by the number in the address's field `name`; the pager is written for the number shown."""

    def shown(ask: bad.BaseHTTPRequestHandler) -> None:
        number = int(dict(parse_qsl(urlsplit(ask.path).query)).get(name) or 1)
        bad.answer(ask, listing(pages[min(number, len(pages)) - 1], pager(number)))

    server.serve("/nb/", shown)
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def numbers_that_are_clicked(server: BadServer) -> Agency:
    numbers = "".join(f"<span onclick='turn({one})'>{one}</span>" for one in (1, 2, 3))
    return _paged(server, lambda _: numbers + "<script>function turn(n) { location.href = '?pn=' + n; }</script>", "pn")


@finds_absence
def numbers_that_are_clicked_to_the_last(server: BadServer) -> Agency:
    numbers = "".join(f"<span onclick='turn({one})'>{one}</span>" for one in (1, 2, 3))
    return _paged(
        server, lambda _: numbers + "<script>function turn(n) { location.href = '?pn=' + n; }</script>", "pn", _WITHOUT
    )


@finds("/r.html")
def numbers_that_buttons_keep(server: BadServer) -> Agency:
    buttons = "".join(f"<button data-page='{one}'>{one}</button>" for one in (1, 2, 3))
    return _paged(
        server,
        lambda _: (
            buttons
            + "<script>$('button').click(function () { location.href = '/nb/?page=' + $(this).data('page'); });</script>"
        ),
    )


@finds("/r.html")
def a_pager_of_layui_that_counts_rows(server: BadServer) -> Agency:
    jump = "function (obj, first) { if (!first) { location.href = '/nb/?page=' + obj.curr; } }"
    script = f"laypage.render({{elem: 'p', count: 11, limit: 5, jump: {jump}}});"
    return _paged(server, lambda _: f"<div id='p'></div><script>{script}</script>")


@finds("/r.html")
def a_pager_whose_settings_hold_the_address(server: BadServer) -> Agency:
    script = "Ls.pagination('#p', function (i) {}, {currPage: 1, pageCount: 3, link: '/nb/?page=' + i + '&cat=4'});"
    return _paged(server, lambda _: f"<div id='p'></div><script>{script}</script>")


@finds_absence
def the_number_of_the_last_page_without_a_link(server: BadServer) -> Agency:
    def pager(shown: int) -> str:
        before, after = (
            f"<a href='?page={max(shown - 1, 1)}'>上一页</a>",
            f"<a href='?page={min(shown + 1, 2)}'>下一页</a>",
        )
        numbers = (f"<span>{one}</span>" if one == shown else f"<a href='?page={one}'>{one}</a>" for one in (1, 2))
        return f"<div class='pages'>{before}{''.join(numbers)}{after}</div>"

    return _paged(server, pager, pages=(years(5), OLD))


def _framework(server: BadServer, rows: list[Row]) -> Agency:
    def listed(ask: bad.BaseHTTPRequestHandler) -> None:
        number = int(dict(parse_qsl(urlsplit(ask.path).query))["page"])
        shown = [{"title": title, "url": url, "date": day} for title, url, day in rows[5 * number - 5 : 5 * number]]
        bad.answer(ask, json.dumps({"total": len(rows), "rows": shown}).encode(), "application/json")

    server.serve("/api/list", listed)
    script = "<script>new Vue({methods: {change: function (p) { axios.get('/api/list', {params: {page: this.page, size: 5}}) }}})</script>"
    pager = f"<el-pagination :total='{len(rows)}' :page-size='5' @current-change='change'></el-pagination>"
    server.page("/nb/", listing(rows[:5], pager + script))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def a_frameworks_pager_under_the_first_rows(server: BadServer) -> Agency:
    return _framework(server, [*years(7), (TITLE, "/r.html", "2024-01-22")])


@finds_absence
def a_frameworks_pager_turned_to_the_last_row(server: BadServer) -> Agency:
    return _framework(server, [*years(7), *OLD])


@finds_absence
def rows_that_a_script_loads_into_an_empty_list(server: BadServer) -> Agency:
    agency = _framework(server, [*years(7), *OLD])
    script = "<script>function load(p) { $.get('/api/list', {page: p, size: 5}, show); } load(1); laypage.render({jump: load})</script>"
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><ul id='list'></ul>{script}"))
    return agency


@finds("/r.html")
def a_pager_that_makes_its_links_of_parts(server: BadServer) -> Agency:
    for number, rows in enumerate(_PAGES, 1):
        link = "n == 1 ? this.hrefFormer + this.hrefLatter : this.hrefFormer + '_' + n + this.hrefLatter"
        settings = f"pno: {number}, total: 3, totalRecords: 11, hrefFormer: 'list', hrefLatter: '.html', getLink: function (n) {{ return {link}; }}"
        pager = f"<div id='kkpager'></div><script>kkpager.generPageHtml({{{settings}}});</script>"
        server.page("/nb/list.html" if number == 1 else f"/nb/list_{number}.html", listing(rows, pager))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/list.html")


def _more(server: BadServer, script: str) -> Agency:
    rows = [*years(7), (TITLE, "/r.html", "2024-01-22")]

    def listed(ask: bad.BaseHTTPRequestHandler) -> None:
        start = int(dict(parse_qsl(urlsplit(ask.path).query))["start"])
        shown = [{"title": title, "url": url, "date": day} for title, url, day in rows[start : start + 5]]
        bad.answer(ask, json.dumps({"list": shown, "total": len(rows)}).encode(), "application/json")

    server.serve("/api/more", listed)
    server.page("/nb/", listing(rows[:5], f"<a href='javascript:;' id='more'>加载更多</a><script>{script}</script>"))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def more_from_the_row_at_which_the_page_ends(server: BadServer) -> Agency:
    return _more(
        server,
        "var start = 5; $('#more').click(function () { $.getJSON('/api/more', {start: start, limit: 5}, add); });",
    )


@finds_nothing
def more_that_a_script_elsewhere_loads(server: BadServer) -> Agency:
    return _more(server, "")


@finds_nothing
def numbers_that_a_script_elsewhere_turns_to(server: BadServer) -> Agency:
    numbers = "".join(f"<a href='javascript:;'>{one}</a>" for one in (1, 2, 3))
    server.page("/nb/", listing(OLD, f"<div class='fy'>{numbers}</div><script src='/js/all.js'></script>"))
    return bureau(server, report_list_url="/nb/")


def _in_blocks(shown: int) -> str:
    """Numbers in blocks of two, and a 下一页 that does not say to which page it turns."""
    first = (shown - 1) // 2 * 2 + 1
    numbers = "".join(f"<span onclick='turn({one})'>{one}</span>" for one in (first, first + 1) if one <= 3)
    return (
        f"<div class='pages'>{numbers}<span onclick='following()'>下一页</span></div>"
        "<script>function turn(n) { location.href = '?pn=' + n; } function following() { turn(now + 1); }</script>"
    )


@finds("/r.html")
def numbers_that_are_clicked_in_blocks(server: BadServer) -> Agency:
    return _paged(server, _in_blocks, "pn")


@finds_absence
def numbers_that_are_clicked_in_blocks_to_the_last(server: BadServer) -> Agency:
    return _paged(server, _in_blocks, "pn", _WITHOUT)


def _sent_in_blocks(server: BadServer, pages: Sequence[list[Row]]) -> Agency:
    """The same numbers, for which a script sends a form with the page's number in it."""

    def shown(ask: bad.BaseHTTPRequestHandler) -> None:
        number = int(dict(parse_qsl(server.asked[-1].body.decode())).get("pageNo") or 1)
        form = f"<form method='post' action='/nb/'><input type='hidden' name='pageNo' value='{number}'></form>"
        pager = _in_blocks(number).replace("location.href = '?pn=' + n", "form.pageNo.value = n; form.submit()")
        bad.answer(ask, listing(pages[min(number, len(pages)) - 1], form + pager))

    server.serve("/nb/", shown)
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def numbers_that_lead_to_the_first_page_again(server: BadServer) -> Agency:
    return _paged(server, _in_blocks, "not read")


@finds("/r.html")
def numbers_that_are_sent_in_blocks(server: BadServer) -> Agency:
    return _sent_in_blocks(server, _PAGES)


@finds_nothing
def numbers_that_are_sent_in_blocks_to_the_last(server: BadServer) -> Agency:
    return _sent_in_blocks(server, _WITHOUT)
