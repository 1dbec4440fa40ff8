"""Lists that show by a sign alone, which no link and no script of the page explains, that they go on."""

from __future__ import annotations

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds_absence, finds_nothing, register_each
from tests.crawl.world.press import OLD, TITLE, bureau, doc, listing, years

_SCRIPT = "<script src='/js/base.js'></script>"


def _beside_a_full_page(server: BadServer, sign: str) -> Agency:
    server.page("/js/base.js", "$('.nav li').hover(show, hide)", "text/javascript")
    server.page("/nb/", listing([*years(12), *OLD], f"<div class='fy'>{sign}</div>{_SCRIPT}"))
    return bureau(server, report_list_url="/nb/")


register_each(
    finds_nothing,
    {
        "an arrow in a link without an address": "<a>»</a>",
        "a picture of an arrow": "<img src='/img/next.gif'>",
        "a drawn arrow": "<svg class='arrow-right' viewBox='0 0 24 24'><path d='M8 5l7 7-7 7'/></svg>",
        "numbers in brackets without links": "<em>[1]</em> <em>[2]</em>",
        "numbers without links": "<b>1</b><b>2</b><b>3</b>",
        "an underlined word for the next page": "<u>后页</u>",
        "a word for the rest of the rows": "<div class='rest'>展开全部</div>",
        "a word for the next year": "<p>上一年度 | 下一年度</p>",
        "a number of records": "<span>38条记录</span>",
    },
    _beside_a_full_page,
)
register_each(
    finds_absence,
    {
        "a picture of an arrow that is dimmed": "<img src='/img/next_disabled.gif'>",
        "arrows that turn pictures": "<div class='swiper-box'><svg class='arrow-right'></svg></div>",
        "the number of the only page": "<b>1</b>",
        "how many records a page shows": "<span>每页 15 条记录</span>",
    },
    _beside_a_full_page,
)


@finds_nothing
def a_part_that_the_server_left_out(server: BadServer) -> Agency:
    server.page("/nb/", listing(OLD, '<!--#include virtual="/inc/nb2023.html"-->'))
    server.page("/inc/nb2023.html", doc(f"<a href='/nb/1.html'>{TITLE}</a>"))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_database_that_failed_beside_a_list(server: BadServer) -> Agency:
    fault = "<b>Warning</b>: mysqli_query(): MySQL server has gone away in <b>/www/list.php</b> on line <b>33</b>"
    server.page("/nb/", listing(OLD, fault))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def the_reports_of_the_year_in_one_file(server: BadServer) -> Agency:
    together = ("2023年云岭县政府信息公开年报合集.pdf", "hj.pdf", "2024-02-01")
    server.page("/nb/", listing([together, *OLD]))
    return bureau(server, report_list_url="/nb/")


register_each(
    finds_nothing,
    {
        "a list that says it holds nothing at all": "<ul class='list'></ul><div class='nodata'>暂无数据</div>",
        "a list of no records": "<ul class='list'></ul><div>共0条 第1/1页</div>",
        "another box that says it holds nothing": "<ul class='list'></ul><div>热门搜索：暂无数据</div>",
    },
    lambda server, markup: _empty(server, markup, "/nb/"),
)
register_each(
    finds_absence,
    {"a list of the year that says it holds nothing": "<ul class='list'></ul><div class='nodata'>暂无数据</div>"},
    lambda server, markup: _empty(server, markup, "/nb/?year=2023"),
)


def _empty(server: BadServer, markup: str, path: str) -> Agency:
    server.page(path, doc(f"<h2>政府信息公开年报</h2>{markup}"))
    return bureau(server, report_list_url=path)
