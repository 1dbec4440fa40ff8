"""Further pages of a list: those that can be reached without its script, and signs of those that cannot."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, bureau, doc, listing, rep

_SIGNS = {
    "a number that only a click would ask for": '<a href="#" data-page="2" class="next">下一页</a>',
    "a count without the word for pages": '<div class="page">1/3</div>',
    "a list that is still loading": '<div class="loading">加载中...</div>',
    "a library that turns pages": "<div id='p'></div><script>kkpager.generPageHtml({pno:1,total:4})</script>",
    "a list that grows as it is scrolled": "<script>$(window).scroll(function(){ load(++page) })</script>",
}


def _sign(name: str, sign: str) -> None:
    def site(server: BadServer) -> Agency:
        server.page("/nb/", listing(OLD, sign))
        return bureau(server, report_list_url="/nb/")

    site.__name__ = name
    finds_nothing(site)


for _name, _shown in _SIGNS.items():
    _sign(_name, _shown)


def _turned(server: BadServer, pager: str, second: str) -> Agency:
    server.page("/nb/index.html", listing(OLD, pager))
    server.page(second, listing([(TITLE, "/r.html", "2024-01-22")]))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/index.html")


@finds("/r.html")
def a_choice_between_two_forms_of_an_address(server: BadServer) -> Agency:
    script = 'function go(n){var u=n==1?"index.html":"index_"+n+".html";window.location.href=u}'
    return _turned(
        server, f'共2页 <a onclick="go(2)" href="javascript:;">下一页</a><script>{script}</script>', "/nb/index_2.html"
    )


@finds("/r.html")
def pages_that_links_call_by_their_titles(server: BadServer) -> Agency:
    return _turned(server, '<a title="到第 2 页" href="/nb/index.html?page=1">2</a>', "/nb/index.html?page=1")


@finds("/r.html")
def markup_that_a_script_asks_for_page_by_page(server: BadServer) -> Agency:
    """Anhui's label interface: the address holds a random number, the answer a pager of its own."""

    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        number = int(parse_qs(urlsplit(ask.path).query)["pageIndex"][0])
        rows = [OLD, [(TITLE, "/r.html", "2024-01-22")]][number - 1]
        shown = "".join(f"<li><a href='{url}'>{text}</a><span>{day}</span></li>" for text, url, day in rows)
        bad.answer(
            ask, f"<ul>{shown}</ul><script>Ls.pagination('#p',f,{{pageIndex:{number},pageCount:2}})</script>".encode()
        )

    server.serve("/site/label/8888", answer)
    server.page("/r.html", rep())
    server.page(
        "/public/column/551",
        doc(
            '<div id="list"></div><script>$.ajax({url:"/site/label/8888?_="+Math.random()+"&labelName=publicInfoList",'
            "data:{organId:551,pageSize:3,pageIndex:1},success:draw})</script>"
        ),
    )
    return bureau(server, report_list_url="/public/column/551")


@finds("/r.html")
def a_function_that_returns_the_address_of_a_page(server: BadServer) -> Agency:
    script = "Ls.pagination('#p',function(i){return '/nb/index.html?pageIndex='+i;},{pageIndex:1,pageCount:2})"
    return _turned(server, f"<div id=p></div><script>{script}</script>", "/nb/index.html?pageIndex=2")


@finds("/r.html")
def hanwebs_newer_pages_with_their_number_as_json(server: BadServer) -> Agency:
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"

    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        told = parse_qs(urlsplit(ask.path).query).get("paramJson", ['{"pageNo":1}'])[0]
        rows = OLD if json.loads(told)["pageNo"] == 1 else [(TITLE, "/r.html", "2024-01-22")]
        shown = "".join(f"<li><a href='{url}'>{text}</a><span>{day}</span></li>" for text, url, day in rows)
        told = {"data": {"html": f"<ul>{shown}</ul><div>共3条</div>"}}
        bad.answer(ask, json.dumps(told).encode(), "application/json")

    server.serve(unit, answer)
    server.page("/r.html", rep())
    server.page("/col/9/", doc(f"<script url=\"{unit}\" queryData=\"{{'webId':'9','pageId':'9'}}\"></script>"))
    return bureau(server, report_list_url="/col/9/")


def _posted_back(server: BadServer, links: str, last: str) -> Agency:
    """Two pages that post back; `links` turns from the first, `last` stands on the second."""

    def turn(ask: bad.BaseHTTPRequestHandler) -> None:
        is_second = b"EVENTARGUMENT=2" in server.asked[-1].body
        state = '<input type="hidden" name="__VIEWSTATE" value="s">'
        shown = f'<form method="post" action="./">{state}{last if is_second else links}</form>'
        bad.answer(ask, listing(OLD[1:] if is_second else OLD[:1], shown))

    server.serve("/nb/", turn)
    return bureau(server, report_list_url="/nb/")


_TO = "<a href=\"javascript:__doPostBack('p','{}')\">{}</a>"


@finds_absence
def a_pager_that_posts_back_read_to_its_last_number(server: BadServer) -> Agency:
    return _posted_back(server, _TO.format(2, 2), _TO.format(1, 1))


@finds_nothing
def a_pager_that_goes_on_behind_dots(server: BadServer) -> Agency:
    """What stands behind them answers with a page that is known already."""
    return _posted_back(server, _TO.format(2, 2), _TO.format(1, 1) + _TO.format(3, "..."))


@finds("/r.html")
def numbers_that_run_backwards_behind_a_box(server: BadServer) -> Agency:
    """VSB: page 2 of 2 is the first that was ever made."""
    box = '<input id="goto"><a href="javascript:;" onclick="_simple_list_gotopage_fun(2,\'goto\',2)">跳转</a>'
    server.page("/gk/nb.htm", listing([(TITLE.replace("2023", "2022"), "/o.html", "2023-01-20")], box))
    server.page("/gk/nb/1.htm", listing([(TITLE, "/r.html", "2024-01-22")], box))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/gk/nb.htm")


_SCROLL = "<script>var page=1; $(window).scroll(function(){ page++; $.getJSON('/more?page='+page, draw) })</script>"


def _scrolled(server: BadServer, *pages: list[tuple[str, str, str]]) -> Agency:
    """A list whose page shows the first of its data and asks for more as it is scrolled."""

    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        number = int(parse_qs(urlsplit(ask.path).query)["page"][0])
        rows = pages[number - 1] if number <= len(pages) else []
        told = {
            "items": [{"title": text, "url": f"/nb/{url}".replace("//", "/"), "date": day} for text, url, day in rows]
        }
        bad.answer(ask, json.dumps(told).encode(), "application/json")

    server.serve("/more", answer)
    server.page("/nb/r.html", rep())
    server.page("/nb/", listing(OLD, _SCROLL))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/r.html")
def data_that_go_on_as_a_list_is_scrolled(server: BadServer) -> Agency:
    return _scrolled(server, OLD, [(TITLE, "r.html", "2024-01-22")])


@finds_absence
def data_that_end_without_it_as_a_list_is_scrolled(server: BadServer) -> Agency:
    return _scrolled(server, OLD, [(TITLE.replace("2023", "2020"), "o20.html", "2021-01-20")])


@finds_nothing
def other_data_that_a_list_asks_for_as_it_is_scrolled(server: BadServer) -> Agency:
    return _scrolled(server, [("县水务局召开防汛会议", "n.html", "2024-03-02")])


@finds_nothing
def other_agencies_reports_that_a_list_asks_for_as_it_is_scrolled(server: BadServer) -> Agency:
    return _scrolled(server, [("云岭县教育局2023年政府信息公开工作年度报告", "j.html", "2024-01-10")])


@finds("/nb/r.html")
def a_pager_whose_next_page_is_the_next_one(server: BadServer) -> Agency:
    server.page("/nb/r.html", rep())
    server.page("/nb/?cur=2", listing([(TITLE, "r.html", "2024-01-20")], "显示 3 - 3 共 3 条结果"))
    server.page("/nb/", listing(OLD[:2], "显示 1 - 2 共 3 条结果 <a href='/nb/?cur=2'>下一个</a>"))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_range_of_entries_that_is_not_the_whole_list(server: BadServer) -> Agency:
    server.page("/nb/", listing(OLD[:2], "显示 1 - 2 共 3 条结果"))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/r.html")
def a_pager_that_keeps_the_folder_under_a_name(server: BadServer) -> Agency:
    script = "<script>var base='/nb/index';function to(n){location.href=n<2?base+'.html':base+'_'+n+'.html'}</script>"
    server.page("/nb/index_2.html", listing([(TITLE, "/nb/r.html", "2024-01-22")]))
    server.page("/nb/r.html", rep())
    server.page("/nb/", listing(OLD, f"{script}共2页 <a href='javascript:to(2)'>下一页</a>"))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/r.html")
def a_pager_that_encodes_the_address_it_moves_to(server: BadServer) -> Agency:
    server.page("/nb/r.html", rep())
    server.page("/nb/index_2.html", listing([(TITLE, "r.html", "2024-01-20")], "2/2页"))
    move = "<a href='javascript:void(0);' onclick=\"location.href=encodeURI('index_2.html');\">下一页</a>"
    server.page("/nb/", listing(OLD, f"1/2页 {move}"))
    return bureau(server, report_list_url="/nb/")


@finds_absence
def links_that_are_years_are_no_pages(server: BadServer) -> Agency:
    server.page("/nb/2022.html", rep(year=2022))
    server.page("/nb/", listing(OLD, "<a href='2022.html'>2022</a>"))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/r.html")
def a_next_page_in_traditional_script(server: BadServer) -> Agency:
    server.page("/nb/r.html", rep())
    server.page("/nb/2", listing([(TITLE, "r.html", "2024-01-20")]))
    server.page("/nb/", listing(OLD, "<a href='/nb/2'>下一頁</a>"))
    return bureau(server, report_list_url="/nb/")


def _article_pages(server: BadServer, last: list[tuple[str, str, str]]) -> Agency:
    """Two pages whose buttons hand the next one's address, with its query, to a function of a script elsewhere."""

    def shown(rows: list[tuple[str, str, str]], number: int) -> bytes:
        button = "<a href='javascript:void(0)' onclick=\"queryBy(this,'/ui?pageId=24&currentPage=2')\">下一页</a>"
        return listing(rows, f"<span>总页数：<b>2</b></span><span>当前页：<b>{number}</b></span>{button}")

    server.page("/ui?pageId=24&currentPage=2", shown(last, 2))
    server.page("/r.html", rep())
    server.page("/nb/", shown(OLD[:1], 1))
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def an_address_with_a_query_given_to_a_function(server: BadServer) -> Agency:
    return _article_pages(server, [(TITLE, "/r.html", "2024-01-22")])


@finds_absence
def the_last_address_given_to_a_function(server: BadServer) -> Agency:
    return _article_pages(server, OLD[1:])


@finds_nothing
def a_next_page_that_is_the_first_again(server: BadServer) -> Agency:
    """Its address tells no number; the server may not have understood it."""
    server.page("/nb/", listing(OLD, "<a href='/nb/?t=Mg'>下一页</a>"))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def one_page_that_another_list_tells_of(server: BadServer) -> Agency:
    notices = "<div><h3>通知公告</h3><ul><li><a href='/t/1.html'>防汛通知</a></li></ul><p>第1/1页</p></div>"
    pager = "<div id='pg'></div><script>laypage({cont:'pg',pages:count(),jump:go})</script>"
    server.page("/nb/", listing(OLD, pager + notices))
    return bureau(server, report_list_url="/nb/")


@finds_absence
def one_page_that_the_pager_is_told_of_too(server: BadServer) -> Agency:
    pager = "<div id='pg'></div><script>laypage({cont:'pg',pages:1,jump:go})</script><p>第1/1页</p>"
    server.page("/nb/", listing(OLD, pager))
    return bureau(server, report_list_url="/nb/")


@finds_absence
def hanwebs_newer_page_whose_number_is_no_page_of_its_list(server: BadServer) -> Agency:
    """`pageId` is that of the page that asks."""
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    shown = "".join(f"<li><a href='/{url}'>{text}</a><span>{day}</span></li>" for text, url, day in OLD)
    told = {"data": {"html": f"<ul>{shown}</ul>"}}
    server.page(unit, json.dumps(told).encode(), "application/json")
    server.page("/col/1229/", doc(f"<script url=\"{unit}\" queryData=\"{{'webId':'9','pageId':'1229'}}\"></script>"))
    return bureau(server, report_list_url="/col/1229/")
