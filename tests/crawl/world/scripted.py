"""Lists, menus and pages that only scripts know: what can be read out of the script, and what must not be guessed."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, WHO, Row, bureau, doc, listing, rep

_OURS: Row = (TITLE, "/r.html", "2024-01-22")
_SIZE = 2


def _answers(ask: bad.BaseHTTPRequestHandler, rows: list[Row], number: int) -> None:
    shown = [
        {"title": text, "url": url, "publishedTimeStr": f"{day} 10:00:00"}
        for text, url, day in rows[(number - 1) * _SIZE : number * _SIZE]
    ]
    told = {"data": {"results": shown, "total": len(rows), "page": number}}
    bad.answer(ask, json.dumps(told).encode(), "application/json")


def _posted(server: BadServer) -> dict[str, str]:
    return dict(parse_qsl(server.asked[-1].body.decode(), keep_blank_values=True))


def _scripted(server: BadServer, script: str) -> Agency:
    server.page("/r.html", rep())
    server.page("/nb/", doc(f'<ul id="list"></ul><div id="page"></div><script>{script}</script>'))
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def an_address_that_ends_in_the_number_of_the_page(server: BadServer) -> Agency:
    server.serve(
        "/common/search/0f9a",
        lambda ask: _answers(ask, [*OLD, _OURS], int(dict(parse_qsl(urlsplit(ask.path).query))["page"])),
    )
    return _scripted(
        server,
        "function show(page){$.ajax({url:'/common/search/0f9a?_isJson=true&_pageSize=2&page='+page,type:'GET',"
        "success:function(d){draw(d)}})} show(1)",
    )


@finds_nothing
def a_list_of_which_one_page_is_known_and_a_total_by_a_name_of_its_own(server: BadServer) -> Agency:
    shown = [{"title": text, "url": url, "publishDate": day} for text, url, day in OLD]
    told = json.dumps({"allNum": len(shown) + 2, "pageSize": 90, "rows": shown}).encode()
    server.serve("/api/nb", lambda ask: bad.answer(ask, told, "application/json"))
    return _scripted(server, "$.getJSON('/api/nb',function(d){show(d)})")


@finds_absence
def a_list_of_which_all_is_known_whatever_else_is_counted(server: BadServer) -> Agency:
    shown = [{"title": text, "url": url, "publishDate": day} for text, url, day in OLD]
    told = json.dumps({"allNum": len(shown), "pageSize": 90, "visitCount": 4711, "rows": shown}).encode()
    server.serve("/api/nb", lambda ask: bad.answer(ask, told, "application/json"))
    return _scripted(server, "$.getJSON('/api/nb',function(d){show(d)})")


_POSTED = "var cid='77'; function show(n){$.post('/xxgk/queryList.do',{columnId:cid,pageNo:n,rows:2},draw)} show(1)"


@finds("/r.html")
def a_list_that_is_posted_for_page_by_page(server: BadServer) -> Agency:
    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        form = _posted(server)
        _answers(ask, [*OLD, _OURS] if form["columnId"] == "77" else [], int(form["pageNo"]))

    server.serve("/xxgk/queryList.do", answer)
    return _scripted(server, _POSTED)


@finds_absence
def a_list_that_is_posted_for_without_it(server: BadServer) -> Agency:
    server.serve("/xxgk/queryList.do", lambda ask: _answers(ask, OLD, int(_posted(server)["pageNo"])))
    return _scripted(server, _POSTED)


@finds_nothing
def an_answer_that_is_the_first_page_whatever_is_posted(server: BadServer) -> Agency:
    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        rows = [{"title": text, "url": url, "time": day} for text, url, day in OLD]
        bad.answer(ask, json.dumps({"rows": rows}).encode(), "application/json")

    server.serve("/xxgk/queryList.do", answer)
    return _scripted(server, _POSTED)


@finds_nothing
def nothing_is_posted_to_what_counts_or_saves(server: BadServer) -> Agency:
    def saved(ask: bad.BaseHTTPRequestHandler) -> None:
        raise AssertionError("posted to what is no question")

    server.serve("/article/addHits.do", saved)
    server.serve("/api/saveInfo", saved)
    return _scripted(server, "$.post('/article/addHits.do',{id:3}); $.post('/api/saveInfo',{page:1})")


@finds("/nb/1.html")
def a_menu_that_stands_in_a_script(server: BadServer) -> Agency:
    menu = [
        {"id": "1", "name": "首页", "url": "/"},
        {"name": "政府信息公开", "url": "/xxgk/", "children": [{"name": "信息公开年报", "url": "/nb/"}]},
    ]
    server.page("/", doc(f"<div id='menu'></div><script>draw({json.dumps(menu)})</script>", WHO))
    server.page("/nb/", listing([(TITLE, "1.html", "2024-01-22")]))
    server.page("/nb/1.html", rep())
    return bureau(server, site_url="/")


def _paged(server: BadServer, pager: str) -> Agency:
    server.page("/r.html", rep())
    server.page("/nb/", listing(OLD, pager))
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def a_pager_that_moves_to_a_numbered_address(server: BadServer) -> Agency:
    server.page("/nb/?type=5&pageIndex=2", listing([_OURS]))
    move = 'function(pageIndex){ window.location.href="/nb/?type=5&pageIndex="+pageIndex; }'
    return _paged(server, f'<script>Ls.pagination("#page",{move},{{currentPage:1,pageCount:2}});</script>')


_FORM = (
    '<form name="f" method="post" action="/nb/"><input type="hidden" name="sid" value="9">'
    '<input type="hidden" name="pageNo" value="{number}"><input type="submit" name="go" value="GO"></form>{more}'
    "<script>function goPage(n){{document.f.pageNo.value=n;document.f.submit();}}</script>"
)
_MORE = '<a href="javascript:goPage({})">下一页</a>'


def _turns(server: BadServer, pages: dict[int, list[Row]]) -> Agency:
    def turn(ask: bad.BaseHTTPRequestHandler) -> None:
        form = _posted(server)
        assert "go" not in form
        number = int(form.get("pageNo") or 1)
        more = _MORE.format(number + 1) if number < len(pages) else ""
        bad.answer(ask, listing(pages[number], _FORM.format(number=number, more=more)))

    server.page("/r.html", rep())
    server.serve("/nb/", turn)
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def a_form_that_a_script_sends_with_the_number(server: BadServer) -> Agency:
    return _turns(server, {1: OLD[:1], 2: OLD[1:], 3: [_OURS]})


@finds_absence
def a_form_turned_to_its_end(server: BadServer) -> Agency:
    return _turns(server, {1: OLD[:1], 2: OLD[1:]})


@finds_nothing
def a_form_that_turns_nothing(server: BadServer) -> Agency:
    return _paged(server, _FORM.format(number=1, more=_MORE.format(2)))


@finds("/r.html")
def asp_net_post_back_with_the_state_of_each_page(server: BadServer) -> Agency:
    pages = {"": OLD[:1], "s1": OLD[1:], "s2": [_OURS]}

    def turn(ask: bad.BaseHTTPRequestHandler) -> None:
        form = _posted(server)
        state = form.get("__VIEWSTATE", "") if form.get("__EVENTTARGET") == "ctl00$Pager$next" else ""
        onward = "<a href=\"javascript:__doPostBack('ctl00$Pager$next','')\">下一页</a>" if state != "s2" else ""
        held = f"s{list(pages).index(state) + 1}"
        bad.answer(
            ask,
            listing(
                pages[state],
                f'<form method="post" action="./"><input type="hidden" name="__VIEWSTATE" value="{held}">{onward}</form>',
            ),
        )

    server.page("/r.html", rep())
    server.serve("/nb/", turn)
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def asp_net_post_back_by_numbers_only(server: BadServer) -> Agency:
    pages = [OLD[:1], OLD[1:], [_OURS]]

    def turn(ask: bad.BaseHTTPRequestHandler) -> None:
        shown = int(_posted(server).get("__EVENTARGUMENT", "1"))
        turns = "".join(
            f"<a href=\"javascript:__doPostBack('ctl00$Pager','{number}')\">{number}</a>"
            for number in (1, 2, 3)
            if number != shown
        )
        state = '<input type="hidden" name="__VIEWSTATE" value="s">'
        bad.answer(ask, listing(pages[shown - 1], f'<form method="post" action="./">{state}{turns} 共3页</form>'))

    server.page("/r.html", rep())
    server.serve("/nb/", turn)
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def a_short_page_whose_buttons_lead_away(server: BadServer) -> Agency:
    """A function that only a click calls is no signpost."""
    server.page("/r.html", rep())
    row = f"<ul><li><a href='/r.html'>{TITLE}</a></li></ul>"
    server.page("/nb/", f"<html><script>function back(){{window.location.href='/'}}</script>{row}</html>".encode())
    return bureau(server, report_list_url="/nb/")
