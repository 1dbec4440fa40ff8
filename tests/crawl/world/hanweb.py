"""Hanweb jcms and its xxgk module."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, WHO, Row, body, bureau, doc, rep, years

_COLUMN, _PROXY = "/col/col2037/index.html", "/module/web/jpage/dataproxy.jsp"
_REPORT = "/art/2024/1/22/art_2037_999.html"
_OURS: Row = (TITLE, _REPORT, "2024-01-22")
_JPAGE = """<script>jQuery(document).ready(function(){{ jQuery('#26713').jpage({{
	themeName:'default', dataType:'xml',
	totalRecord:{total},
	proxyUrl:'/module/web/jpage/dataproxy.jsp',
	perPage:{size},
	groupSize:3,
	ajaxParam:{{col:1,appid:1,webid:1,path:'/',columnid:2037,sourceContentType:1,unitid:26713,webname:'云岭县人民政府',permissiontype:0}}
}});}});</script>"""
_INLINE = """<div id="26713"></div><script>jQuery('#26713').jpage({{dataType:"xml", totalRecord : {total}, perPage : 15,
 proxyUrl:"/module/web/jpage/dataproxy.jsp?col=1&appid=1&webid=1&path=/&columnid=2037&unitid=26713&permissiontype=0"}});</script>"""


def _records(rows: Sequence[Row]) -> str:
    return "".join(
        f"<record><![CDATA[\n<li><a href='{url}' title='{text}' target='_blank'>{text[:15]}…</a><span>{day}</span></li>]]></record>\n"
        for text, url, day in rows
    )


def _column(held: Sequence[Row], total: int, size: int = 15) -> bytes:
    group = f'<nextgroup><![CDATA[<a href="{_PROXY}?page=1&webid=1&columnid=2037&unitid=26713&permissiontype=0"></a>]]></nextgroup>'
    store = f'<script type="text/xml"><datastore>\n{group}\n<recordset>\n{_records(held)}</recordset>\n</datastore></script>'
    return doc(f'<div id="26713" class="default_pgContainer">{store}</div>' + _JPAGE.format(total=total, size=size))


def _proxy(rows: Sequence[Row]) -> bad.Handle:
    def handle(ask: bad.BaseHTTPRequestHandler) -> None:
        asked = dict(parse_qsl(urlsplit(ask.path).query))
        part = rows[int(asked["startrecord"]) - 1 : int(asked["endrecord"])]
        xml = (
            f"<?xml version='1.0' encoding='utf-8' ?>\n<datastore>\n<recordset>{_records(part)}</recordset></datastore>"
        )
        bad.answer(ask, xml.encode(), "text/xml;charset=utf-8")

    return handle


@finds(_REPORT)
def a_first_page_that_holds_three_pages_of_records(server: BadServer) -> Agency:
    rows = [*years(49), _OURS, *years(10, 100)]
    server.page(_COLUMN, _column(rows[:45], len(rows)))
    server.serve(_PROXY, _proxy(rows))
    server.page(_REPORT, rep())
    return bureau(server, report_list_url=_COLUMN)


@finds_absence
def all_records_read_and_none_is_it(server: BadServer) -> Agency:
    rows = [OLD[0], *years(50)]
    server.page(_COLUMN, _column(rows[:45], len(rows)))
    server.serve(_PROXY, _proxy(rows))
    return bureau(server, report_list_url=_COLUMN)


@finds_nothing
def a_proxy_that_hands_out_the_first_records_again_and_again(server: BadServer) -> Agency:
    rows = [OLD[0], *years(50)]
    server.page(_COLUMN, _column(rows[:15], len(rows)))
    server.serve(_PROXY, _proxy(rows[:15]))
    return bureau(server, report_list_url=_COLUMN)


@finds(_REPORT)
def a_page_without_records_and_a_proxy_with_all_in_its_address(server: BadServer) -> Agency:
    rows = [*years(20), _OURS]
    server.page(_COLUMN, doc(_INLINE.format(total=len(rows))))
    server.serve(_PROXY, _proxy(rows))
    server.page(_REPORT, rep())
    return bureau(server, report_list_url=_COLUMN)


@finds(_REPORT)
def records_that_are_upper_case_table_rows(server: BadServer) -> Agency:
    column = _column([*years(2), _OURS], 3).decode()
    for lower, upper in (("<li>", "<TR><TD>"), ("</li>", "</TD></TR>"), ("<a href", "<A HREF"), ("title=", "TITLE=")):
        column = column.replace(lower, upper)
    server.page(_COLUMN, column)
    server.page(_REPORT, rep())
    return bureau(server, report_list_url=_COLUMN)


_ANNUAL = "/module/xxgk/xxgkAnnualReport.jsp"


@finds(f"{_ANNUAL}?area=11&fbtime=2023")
def one_address_an_agency_and_year_with_the_modules_name_for_a_title(server: BadServer) -> Agency:
    server.page(f"{_ANNUAL}?area=11&fbtime=2023", rep(title="政府信息公开年报", named="政府信息公开年报"))
    return bureau(server, report_url=f"{_ANNUAL}?area=11&fbtime={{year}}")


@finds_nothing
def one_address_an_agency_and_year_that_shows_last_years(server: BadServer) -> Agency:
    server.page(f"{_ANNUAL}?area=11&fbtime=2023", rep(year=2022))
    return bureau(server, report_url=f"{_ANNUAL}?area=11&fbtime={{year}}")


@finds(f"{_ANNUAL}?area=11&fbtime=2023")
def years_by_a_parameter_beside_the_newest_report(server: BadServer) -> Agency:
    chosen = "".join(
        f'<li><a href="xxgkAnnualReport.jsp?area=11&fbtime={year}">{year}年</a></li>' for year in (2024, 2023, 2022)
    )
    server.page(f"{_ANNUAL}?area=11", rep(year=2024, extra=chosen))
    server.page(f"{_ANNUAL}?area=11&fbtime=2023", rep(extra=chosen))
    return bureau(server, report_list_url=f"{_ANNUAL}?area=11")


@finds("/art/2024/1/22/art_1478_9.html")
def a_list_that_the_page_loads_from_search_jsp(server: BadServer) -> Agency:
    source = "/module/xxgk/search.jsp?standardXxgk=1&infotypeId=B07&area=11&divid=div1478"

    def search(ask: bad.BaseHTTPRequestHandler) -> None:
        number = int(dict(parse_qsl(urlsplit(ask.path).query)).get("currpage", 1))
        text, url, day = OLD[0] if number == 1 else (TITLE, "/art/2024/1/22/art_1478_9.html", "2024-01-22")
        row = f'<tr><td width="60%"><a href="{url}" mc="{text}" syh="1153/2024-0001" title="{text}">{text[:14]}...</a></td><td>{day}</td></tr>'
        onward = f"""<a style="cursor:pointer" onclick="javascript:jQuery('#div1478').load('{source}&currpage={number + 1}')">下一页</a>"""
        pager = (
            f"<table><tr><td>共&nbsp;2&nbsp;条记录&nbsp;第&nbsp;{number}/2&nbsp;页</td><td>{onward}</td></tr></table>"
        )
        bad.answer(ask, f"<table width='100%'>{row}</table>{pager}".encode(), "text/html;charset=UTF-8")

    script = f"""<div id="div1478"></div><script>$(function(){{ jQuery("#div1478").load("{source}"); }});</script>"""
    server.page("/col/col1478/index.html", doc(script))
    server.serve("/module/xxgk/search.jsp", search)
    server.page("/art/2024/1/22/art_1478_9.html", rep())
    return bureau(server, report_list_url="/col/col1478/index.html")


@finds("/art/2024/1/22/art_1478_9.html")
def a_list_that_the_page_posts_to_search_jsp_for(server: BadServer) -> Agency:
    def search(ask: bad.BaseHTTPRequestHandler) -> None:
        asked = dict(parse_qsl(urlsplit(ask.path).query)) | dict(parse_qsl(server.asked[-1].body.decode()))
        text, url, day = (
            OLD[0] if asked.get("currpage", "1") == "1" else (TITLE, "/art/2024/1/22/art_1478_9.html", "2024-01-22")
        )
        row = (
            f'<tr><td><a href="{url}" title="{text}">{text[:14]}...</a></td><td>{day}</td></tr>'
            if asked.get("area") == "11"
            else ""
        )
        pager = '<td>第&nbsp;1/2&nbsp;页</td><a href="#" onclick="toPage(2)">下一页</a>'
        bad.answer(ask, f"<table>{row}</table>{pager}".encode(), "text/html;charset=UTF-8")

    script = """$.ajax({ type : "POST", url : "/module/xxgk/search.jsp?standardXxgk=1", dataType: "html",
        data : {"infotypeId":"B07","jdid":"1","area":"11","divid":"div1478","sortfield":""}, success : show });"""
    server.page("/col/col1478/index.html", doc(f'<div id="div1478"></div><script>{script}</script>'))
    server.serve("/module/xxgk/search.jsp", search)
    server.page("/art/2024/1/22/art_1478_9.html", rep())
    return bureau(server, report_list_url="/col/col1478/index.html")


@finds("/art/2024/1/22/art_0123456789abcdef0123456789abcdef.html")
def a_newer_column_whose_units_are_built_by_an_interface(server: BadServer) -> Agency:
    report = "/art/2024/1/22/art_0123456789abcdef0123456789abcdef.html"

    def build(ask: bad.BaseHTTPRequestHandler) -> None:
        asked = dict(parse_qsl(urlsplit(ask.path).query))
        rows = f'<ul><li><a href="{report}" title="{TITLE}">{TITLE[:12]}…</a><b>2024-01-22</b></li></ul>'
        html = rows if (asked.get("webId"), asked.get("pageId")) == ("4", "1229") else ""
        bad.answer(ask, json.dumps({"success": True, "data": {"html": html}}).encode(), "application/json")

    query = "{'parseType':'bulidstatic','webId':'4','pageType':'column','tagId':'信息列表','pageId':'1229'}"
    unit = f'<script src="/script/unitbuild.js" url="/api-gateway/jpaas-publish-server/front/page/build/unit" queryData="{query}"></script>'
    server.page("/col/col1229/index.html", doc(f"<div class='list'>{unit}</div>"))
    server.serve("/api-gateway/jpaas-publish-server/front/page/build/unit", build)
    server.page(report, rep())
    return bureau(server, report_list_url="/col/col1229/index.html")


_ANNUAL = "/module/xxgk/xxgkAnnualReport.jsp"


def _named_as_its_column(server: BadServer, author: str) -> Agency:
    """The report's page has the column's name and the site's for a title; only the text says whose report it is."""
    text = body(author, title="政府信息公开年报").replace(f"现公布{author}", f"{author}编制并公布")
    server.page(
        f"{_ANNUAL}?area=11&fbtime=2023", doc(f"<h1>政府信息公开年报</h1>{text}", "政府信息公开年报_云岭县人民政府")
    )
    return bureau(server, report_list_url=f"{_ANNUAL}?area=11&fbtime={{year}}")


@finds(f"{_ANNUAL}?area=11&fbtime=2023")
def a_report_named_as_its_column_on_the_countys_site(server: BadServer) -> Agency:
    return _named_as_its_column(server, WHO)


@finds_nothing
def the_countys_report_named_as_its_column(server: BadServer) -> Agency:
    return _named_as_its_column(server, "云岭县人民政府办公室")


_BOXES = """<select id="unit"><option value="11A">云岭县教育局</option><option value="11C">云岭县水务局</option></select>
<select id="year"><option value="2023">2023年</option><option value="2022">2022年</option></select>
<script>function go(){ location.href='/module/xxgk/xxgkAnnualReport.jsp?area='+$('#unit').val()+'&fbtime='+$('#year').val(); }</script>"""


@finds(f"{_ANNUAL}?area=11C&fbtime=2023")
def a_box_of_agencies_beside_a_box_of_years(server: BadServer) -> Agency:
    server.page(_ANNUAL, doc(f"<h2>政府信息公开年度报告</h2>{_BOXES}<p>请选择单位和年度</p>"))
    server.page(f"{_ANNUAL}?area=11C&fbtime=2023", rep())
    return bureau(server, report_list_url=_ANNUAL)


@finds(_REPORT)
def rows_whose_fields_are_lists_of_their_own(server: BadServer) -> Agency:
    rows = [(TITLE.replace("2023", "2022"), "/o.html"), (TITLE, _REPORT)]
    told = "".join(f"urls[{at}]='{url}';headers[{at}]='{text}';day[{at}]='22';" for at, (text, url) in enumerate(rows))
    server.page("/col/col7/index.html", doc(f"<script>{told} draw(urls, headers);</script>"))
    server.page(_REPORT, rep())
    return bureau(server, report_list_url="/col/col7/index.html")


@finds(f"{_ANNUAL}?area=11C&fbtime=2023")
def boxes_whose_choices_are_kept_under_names(server: BadServer) -> Agency:
    kept = "var area=document.getElementById('unit').value; var year=$('#year').val();"
    script = f"{kept} location.href='{_ANNUAL}?area='+area+'&fbtime='+year;"
    boxes = _BOXES.partition("<script>")[0].replace(' value="2023">2023年', ">2023")
    server.page(_ANNUAL, doc(f"<h2>政府信息公开年度报告</h2>{boxes}<script>function go(){{ {script} }}</script>"))
    server.page(f"{_ANNUAL}?area=11C&fbtime=2023", rep())
    return bureau(server, report_list_url=_ANNUAL)


@finds_nothing
def a_box_to_which_a_script_adds_agencies(server: BadServer) -> Agency:
    boxes = _BOXES.replace('<option value="11C">云岭县水务局</option>', "")
    adds = "<script>$('#unit').append('<option value=' + it.code + '>' + it.name)</script>"
    server.page(_ANNUAL, doc(f"<h2>政府信息公开年度报告</h2>{boxes}{adds}"))
    return bureau(server, report_list_url=_ANNUAL)
