"""Further pages of a list: those that can be reached without its script, and signs of those that cannot."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_nothing
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
