"""Lists that the site's own script files hold, and records whose addresses only those scripts put together."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, bureau, doc, listing, rep

_SCRIPT = "application/javascript"
_ROWS = [{"id": 9, "title": TITLE, "time": "2024-01-22"}, {"id": 8, "title": OLD[0][0], "time": "2023-01-18"}]


def _loading(server: BadServer, script: str, inline: str = "", at: str = "/js/list.js") -> Agency:
    """A column that shows nothing before the script at `at` has run."""
    server.page("/r/9.html", rep())
    server.page(at, script.encode(), _SCRIPT)
    libraries = '<script src="/js/jquery-3.5.1.min.js"></script><script src="/js/swiper.js"></script>'
    server.page("/nb/", doc(f'{libraries}<ul id="list"></ul><script src="{at}"></script>{inline}'))
    return bureau(server, report_list_url="/nb/")


@finds("/r/9.html")
def rows_without_names_in_a_script_file(server: BadServer) -> Agency:
    return _loading(server, f'var nb=[["{TITLE}","2024-01-22","/r/9.html"],["{OLD[0][0]}","2023-01-18","/r/8.html"]];')


@finds("/r/9.html")
def rows_that_a_script_file_writes(server: BadServer) -> Agency:
    return _loading(server, f"document.writeln(\"<li><a href='/r/9.html'>{TITLE}</a><span>2024-01-22</span></li>\");")


@finds("/r/9.html")
def an_answer_with_the_name_of_a_function_around_it(server: BadServer) -> Agency:
    told = json.dumps({"data": [{"t": TITLE, "u": "/r/9.html", "d": "2024-01-22"}]})
    return _loading(server, f"show({told})", at="/jsonp/list?cb=show")


@finds("/nb/r.html")
def an_answer_in_a_call_that_a_script_asks_for(server: BadServer) -> Agency:
    told = json.dumps({"rows": [{"title": TITLE, "url": "/nb/r.html", "date": "2024-01-22"}], "total": 1})
    server.page("/api/q.do", f"/**/show({told});", "text/javascript")
    server.page("/nb/r.html", rep())
    server.page("/nb/", doc("<ul id='l'></ul><script>$.ajax({url:'/api/q.do',dataType:'jsonp',success:show})</script>"))
    return bureau(server, report_list_url="/nb/")


@finds("/r/9.html")
def records_with_a_number_that_a_script_file_asks_for(server: BadServer) -> Agency:
    server.page("/api/list?channel=nb&page=1", json.dumps({"list": _ROWS, "count": 2}).encode(), "application/json")
    return _loading(
        server,
        "$.getJSON('/api/list?channel=nb&page=1',function(d){$.each(d.list,function(i,v){"
        "$('#list').append(\"<li><a href='/r/\"+v.id+\".html'>\"+v.title+'</a></li>')})})",
    )


@finds("/r/9.html")
def records_with_a_number_and_a_click_that_opens_them(server: BadServer) -> Agency:
    server.page("/api/list?channel=nb", json.dumps({"rows": _ROWS}).encode(), "application/json")
    return _loading(
        server,
        "",
        "<script>axios.get('/api/list',{params:{channel:'nb'}}).then(r=>{this.list=r.data.rows});"
        "function open(i){window.open(`/r/${i.id}.html`)}</script>",
    )


@finds("/r/9.html")
def answers_numbered_by_their_files(server: BadServer) -> Agency:
    rows = [
        {"docTitle": text, "docUrl": url, "pubDate": day}
        for text, url, day in (*OLD, (TITLE, "/r/9.html", "2024-01-22"))
    ]
    for number in (1, 2):
        told = {"rows": rows[number * 2 - 2 : number * 2], "totalPage": 2}
        server.page(f"/u/list/nb/{number}.json", json.dumps(told).encode(), "application/json")
    return _loading(
        server, "", '<script>function load(p){$.ajax({url:"/u/list/nb/"+p+".json",success:draw})} load(1)</script>'
    )


@finds_nothing
def records_that_nothing_tells_how_to_open(server: BadServer) -> Agency:
    server.page("/api/list?channel=nb", json.dumps({"rows": _ROWS}).encode(), "application/json")
    return _loading(server, "", "<script>axios.get('/api/list',{params:{channel:'nb'}}).then(draw)</script>")


@finds("/r/9.html")
def the_newest_row_added_to_a_list_by_a_script_file(server: BadServer) -> Agency:
    server.page("/r/9.html", rep())
    server.page("/js/new.js", f"document.write('<a href=\"/r/9.html\">{TITLE}</a>')".encode(), _SCRIPT)
    server.page("/nb/", listing(OLD, '<script src="/js/new.js"></script>'))
    return bureau(server, report_list_url="/nb/")


@finds_absence
def a_list_beside_script_files_of_other_things(server: BadServer) -> Agency:
    server.page(
        "/js/menu.js", b"var menu=[{name:'\xe9\xa6\x96\xe9\xa1\xb5',url:'/'}];$.get('/api/weather',draw)", _SCRIPT
    )
    server.page("/nb/", listing(OLD, '<script src="/js/menu.js"></script><script src="/js/gone.js"></script>'))
    return bureau(server, report_list_url="/nb/")


@finds("/r/9.html")
def records_with_a_number_bound_to_a_link(server: BadServer) -> Agency:
    server.page("/api/list?channel=nb", json.dumps({"rows": _ROWS}).encode(), "application/json")
    link = "<a v-for=\"a in rows\" :href=\"'/r/'+a.id+'.html'\">{{a.title}}</a>"
    return _loading(server, "", f"{link}<script>axios.get('/api/list',{{params:{{channel:'nb'}}}}).then(draw)</script>")


def _grid(server: BadServer, rows: list[tuple[str, str, str]], settings: str) -> Agency:
    """A column whose library asks for its rows two by two and says itself how it calls a page."""

    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        asked = {**parse_qs(urlsplit(ask.path).query), **parse_qs(server.asked[-1].body.decode())}
        at = 2 * int(asked["page"][0]) - 2
        shown = [{"title": text, "url": f"/r/{url}", "date": day} for text, url, day in rows[at : at + 2]]
        told = {"code": 0, "count": len(rows), "data": shown if asked["type"] == ["nb"] else []}
        bad.answer(ask, json.dumps(told).encode(), "application/json")

    server.serve("/grid/list", answer)
    return _loading(server, "", f'<table id="t"></table><script>{settings}</script>')


_LAYUI = 'layui.table.render({elem:"#t",url:"/grid/list",where:{type:"nb"},page:true,limit:2});'
_EASYUI = '$("#t").datagrid({url:"/grid/list?type=nb",pagination:true,pageSize:2});'


@finds("/r/9.html")
def a_grid_of_layui(server: BadServer) -> Agency:
    return _grid(server, [*OLD, (TITLE, "9.html", "2024-01-22")], _LAYUI)


@finds("/r/9.html")
def a_grid_of_easyui(server: BadServer) -> Agency:
    return _grid(server, [*OLD, (TITLE, "9.html", "2024-01-22")], _EASYUI)


@finds_absence
def a_grid_without_the_year(server: BadServer) -> Agency:
    return _grid(server, [*OLD, (OLD[0][0].replace("2022", "2020"), "o20.html", "2021-01-22")], _LAYUI)


def _xml(server: BadServer, told: str) -> Agency:
    server.page("/data/nb.xml", f'<?xml version="1.0" encoding="utf-8"?>{told}'.encode(), "text/xml")
    return _loading(server, "", '<script>$.ajax({url:"/data/nb.xml",dataType:"xml",success:draw})</script>')


@finds("/r/9.html")
def rows_of_plain_xml(server: BadServer) -> Agency:
    rows = ((TITLE, "/r/9.html", "2024-01-22"), (OLD[0][0], "/r/8.html", "2023-01-18"))
    return _xml(
        server,
        "".join(f"<n><title>{t}</title><url>{u}</url><date>{d}</date></n>" for t, u, d in rows).join(
            ("<list>", "</list>")
        ),
    )


@finds("/r/9.html")
def rows_of_xml_in_attributes(server: BadServer) -> Agency:
    return _xml(server, f'<list><n title="{TITLE}" url="/r/9.html" date="2024-01-22"/></list>')


@finds_nothing
def rows_of_xml_that_lead_nowhere(server: BadServer) -> Agency:
    return _xml(server, f"<list><n><title>{TITLE}</title></n><n><title>{OLD[0][0]}</title></n></list>")
