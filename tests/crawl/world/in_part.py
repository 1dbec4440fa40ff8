"""Lists that a script asks for with more than can be worked out: what is answered without it may be a part of them only."""

from __future__ import annotations

import json

from checks.model import Agency
from tests.crawl.badserver import BadServer, answer
from tests.crawl.world import finds, finds_absence, finds_nothing, register_each
from tests.crawl.world.press import OLD, TITLE, bureau, doc, rep

_ASKED = {
    "a query made elsewhere": 'var q=made();$.ajax({url:"/api/nb",data:q,success:draw});',
    "a query named as it is sent": 'function load(params){return axios({url:"/api/nb",method:"get",params})} load(now());',
    "params made elsewhere": 'axios.get("/api/nb",{params:made()}).then(draw);',
    "a form that is sent": '$.getJSON("/api/nb",$("#f").serialize(),function(d){draw(d)});',
    "a variable handed to a library": '$.get("/api/nb",query,function(d){draw(d)});',
    "a year among the fields": '$.get("/api/nb",{channel:"nb",year:year(),size:50},function(d){draw(d)});',
    "fields that are spread": '$.get("/api/nb",{...base,channel:"nb"},function(d){draw(d)});',
    "an unusual header": 'fetch("/api/nb",{headers:{"Unit":unit()}}).then(draw);',
    "a grid of layui with a year": 'layui.table.render({elem:"#t",url:"/api/nb",where:{year:year(),channel:"nb"},page:true});',
    "a grid of bootstrap with a year": '$("#t").bootstrapTable({url:"/api/nb",queryParams:function(p){return {limit:p.limit,year:window.y}}});',
    "a grid of easyui with a year": '$("#t").datagrid({url:"/api/nb",method:"get",queryParams:{year:$("#y").combobox("getValue")}});',
    "a grid of data tables with a year": '$("#t").DataTable({serverSide:true,ajax:{url:"/api/nb",data:function(d){d.year=chosen}}});',
    "a grid whose query another file makes": '$("#t").bootstrapTable({url:"/api/nb",queryParams:query});',
    "the year before by itself": '$.get("/api/nb",{year:2022},draw);',
    "the same asked for whole before": '$.get("/api/nb",draw);function turn(){$.get("/api/nb",{year:chosen()},draw)}',
}
_WHOLE = {
    "a handler by name": '$.getJSON("/api/nb",draw);',
    "a handler after a query": '$.get("/api/nb",{channel:"nb",page:n},draw);',
    "words to look for": '$.ajax({url:"/api/nb",data:{channel:"nb",keyword:$("#kw").val(),_:stamp},success:draw});',
    "usual headers": 'fetch("/api/nb",{headers:{"Content-Type":"application/json"}}).then(r=>r.json()).then(draw);',
    "a grid with nothing but its page": '$("#t").bootstrapTable({url:"/api/nb",queryParams:function(p){return {limit:p.limit,offset:p.offset}}});',
    "a grid with a column": 'layui.table.render({elem:"#t",url:"/api/nb",where:{channel:"nb"}});',
    "the year itself": '$.get("/api/nb",{year:2023},draw);',
    "nothing besides": '$.ajax({url:"/api/nb",type:"get",data:{},success:function(data){draw(data)}});',
}


def _asking(server: BadServer, script: str, is_ours: bool = False, path: str = "/api/nb") -> Agency:
    rows = ([(TITLE, "/r.html", "2024-01-22")] if is_ours else []) + OLD
    shown = [{"title": title, "url": url, "date": day} for title, url, day in rows]
    told = json.dumps({"total": len(shown), "rows": shown}, ensure_ascii=False).encode()
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><ul id='rows'></ul><script>{script}</script>"))
    server.serve(path, lambda ask: answer(ask, told, "application/json"))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


register_each(finds_nothing, _ASKED, _asking)
register_each(finds_absence, {f"{name}, whole": script for name, script in _WHOLE.items()}, _asking)


@finds("/r.html")
def a_query_made_elsewhere_whose_answer_has_the_report(server: BadServer) -> Agency:
    return _asking(server, _ASKED["a query made elsewhere"], is_ours=True)


@finds("/r.html")
def addresses_under_that_of_a_library(server: BadServer) -> Agency:
    script = 'const ask=axios.create({baseURL:"/prod-api"});ask({url:"/doc/list",method:"get"}).then(draw);'
    return _asking(server, script, is_ours=True, path="/prod-api/doc/list")


@finds_absence
def addresses_under_that_of_a_library_without_ours(server: BadServer) -> Agency:
    script = 'axios.defaults.baseURL="/prod-api";axios.get("/doc/list").then(draw);'
    return _asking(server, script, path="/prod-api/doc/list")


def _adding(server: BadServer, told: str | None, script: str = "") -> Agency:
    """A list of older reports to which a script adds what it is told."""
    script = script or "$.get('/api/new',function(d){$('.rows').prepend(draw(d))});"
    shown = "".join(f"<li><a href='{url}'>{title}</a><span>{day}</span></li>" for title, url, day in OLD)
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><ul class='rows'>{shown}</ul><script>{script}</script>"))
    if told is not None:
        server.page("/api/new", told, "application/json")
    return bureau(server, report_list_url="/nb/")


_ANSWERED = {
    "what a list is told is gone": None,
    "what a list is told is a fault": '{"code": 500, "msg": "系统异常", "data": null}',
    "what a list is told is that one must sign in": '{"code": 401, "msg": "未登录"}',
}
register_each(finds_nothing, _ANSWERED, _adding)


@finds_absence
def what_a_list_is_told_is_nothing(server: BadServer) -> Agency:
    return _adding(server, '{"total": 0, "rows": []}')


@finds_absence
def what_another_part_of_the_page_is_told_is_gone(server: BadServer) -> Agency:
    return _adding(server, None, "$.get('/api/weather/info',function(d){$('#sky').html(d)});")


def _signed(server: BadServer, ours: bool) -> Agency:
    """Titles without a name in data that tell whose they are in a field of their own."""
    who = ["县林业局", *(["县水务局"] if ours else []), "县财政局"]
    rows = [(2023, name) for name in who] + [(2022, name) for name in ("县林业局", "县水务局", "县财政局")]
    told = [
        {
            "title": f"{year}年政府信息公开工作年度报告",
            "url": f"/d/{at}.html",
            "deptName": name,
            "date": f"{year + 1}-01-20",
        }
        for at, (year, name) in enumerate(rows)
    ]
    for at, (year, _) in enumerate(rows):
        server.page(f"/d/{at}.html", rep("我局", year, f"{year}年政府信息公开工作年度报告"))
    server.page("/api/nb", json.dumps({"total": len(told), "rows": told}), "application/json")
    server.page("/nb/", doc("<h2>政府信息公开年报</h2><ul id='rows'></ul><script>$.get('/api/nb',draw)</script>"))
    return bureau(server, report_list_url="/nb/")


@finds("/d/1.html")
def whose_a_record_is_in_a_field_of_its_own(server: BadServer) -> Agency:
    return _signed(server, ours=True)


@finds_absence
def whose_the_records_are_and_none_is_ours(server: BadServer) -> Agency:
    return _signed(server, ours=False)
