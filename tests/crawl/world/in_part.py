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
    "the same asked for whole before": '$.get("/api/nb",draw);function turn(){$.get("/api/nb",{year:chosen()},draw)}',
}
_WHOLE = {
    "a handler by name": '$.getJSON("/api/nb",draw);',
    "a handler after a query": '$.get("/api/nb",{channel:"nb",page:n},draw);',
    "words to look for": '$.ajax({url:"/api/nb",data:{channel:"nb",keyword:$("#kw").val(),_:stamp},success:draw});',
    "usual headers": 'fetch("/api/nb",{headers:{"Content-Type":"application/json"}}).then(r=>r.json()).then(draw);',
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
