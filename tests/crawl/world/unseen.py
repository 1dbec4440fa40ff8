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
        "a number of items": "<div>共38项</div>",
        "how many pages are left": "<div>第 1 页，还有 2 页</div>",
        "a number of pages behind a word": "<div>页数：1/3</div>",
        "numbers and a word in one text": "<center>1 2 3 下一页</center>",
        "words in brackets in one text": "<p>【首页】【上页】【下页】【尾页】</p>",
        "a word for older rows": "<span>更早</span>",
        "an english word for the rest": "<div class='more'>MORE</div>",
        "what should be clicked to see more": "<p>点击此处查看2023年年报</p>",
        "a sentence that the rows are those of other years": "<p>以上为2022年及以前年报</p>",
        "a tag that a server fills in": "<esi:include src='/nb/more'/>",
        "an attribute that loads a part": "<div x-load='/nb/more.html'></div>",
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
        "days of a calendar": "<table><tr><td>1</td><td>2</td><td>3</td></tr></table>",
    },
    _beside_a_full_page,
)


register_each(
    finds_nothing,
    {
        f"a template that nothing filled, as {one} writes it": sign
        for one, sign in {
            "jsp": "<%= list %>",
            "freemarker": "${list}",
            "smarty": "{$list}",
            "dedecms": "{dede:list}",
            "jeecms": "[@cms_content_list]",
            "velocity": "#foreach($x in $list)",
            "a script": "undefined",
        }.items()
    }
    | {
        f"a fault of {one}": sign
        for one, sign in {
            "asp": "ADODB.Recordset 错误 '800a0cb3'",
            "oracle": "ORA-12541",
            "a server": "500 Internal Server Error",
            "a query": "查询超时",
        }.items()
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


_GONE, _ASKS = "<script src='/js/gone.js'></script>", "<script src='/js/list.js'></script>"
_EMPTY = "<ul class='list'></ul><div class='nodata'>暂无数据</div>"
register_each(
    finds_nothing,
    {
        "an empty list whose script is gone": _EMPTY + _GONE,
        "an empty list beside a script that asks for something": _EMPTY + _ASKS,
        "a search that says it holds nothing": "<ul class='list'></ul><div>热门搜索：暂无数据</div>",
        "a hidden sentence that there is nothing": "<ul class='list'></ul><p style='display:none'>暂无数据</p>",
        "a sentence that the column was not found": "<ul class='list'></ul><p>没有相关数据，请检查栏目编号</p>",
    },
    lambda server, markup: _empty(server, markup),
)
register_each(finds_absence, {"an empty list without scripts": _EMPTY}, lambda server, markup: _empty(server, markup))


def _empty(server: BadServer, markup: str) -> Agency:
    server.page("/js/list.js", "$(function () { $.ajax({url: base + path, success: fill}) })", "text/javascript")
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2>{markup}"))
    return bureau(server, report_list_url="/nb/")


def _reported_before(server: BadServer, *this_year: tuple[str, str, str]) -> Agency:
    """A list in which five agencies and ours reported the year before."""
    before = [(f"云岭县{name}2022年政府信息公开工作年度报告", f"{name}.html", "2023-01-17") for name in _OTHERS]
    server.page("/nb/", listing([*this_year, *before, *OLD]))
    return bureau(server, report_list_url="/nb/")


_OTHERS = ("财政局", "审计局", "民政局", "统计局", "教育局")


@finds_nothing
def a_list_on_which_nobody_of_many_reported_this_year(server: BadServer) -> Agency:
    return _reported_before(server)


@finds_absence
def a_list_on_which_another_reported_this_year(server: BadServer) -> Agency:
    return _reported_before(server, ("云岭县财政局2023年政府信息公开工作年度报告", "c.html", "2024-01-17"))
