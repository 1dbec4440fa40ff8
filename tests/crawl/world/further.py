"""Where more of a list stands than its page shows, and lists whose data or further pages tell that they go on."""

from __future__ import annotations

import json
from collections.abc import Mapping

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.beside import with_beside
from tests.crawl.world.press import OLD, TITLE, WHO, bureau, doc, listing, rep

_ROW = f"<li><a href='/r.html'>{TITLE}</a><span>2024-01-22</span></li>"
_SCRIPT = "application/javascript"


def _part(server: BadServer, markup: str) -> Agency:
    server.page("/part", f"<ul>{_ROW}</ul>")
    return with_beside(server, markup)


@finds("/r.html")
def a_part_loaded_into_a_readable_list(server: BadServer) -> Agency:
    return _part(server, "<div id='n'></div><script>$('#n').load('/part')</script>")


@finds("/r.html")
def a_frame_beside_a_readable_list(server: BadServer) -> Agency:
    return _part(server, "<iframe src='/part'></iframe>")


@finds("/r.html")
def a_frame_in_a_frame(server: BadServer) -> Agency:
    server.page("/outer", doc("<iframe src='/part'></iframe>"))
    return _part(server, "<iframe src='/outer'></iframe>")


@finds("/r.html")
def a_banner_without_words(server: BadServer) -> Agency:
    server.page("/zt/", listing([(TITLE, "/r.html", "2024-01-22")], title="专题"))
    return with_beside(server, above="<div onclick=\"location.href='/zt/'\" style='background:url(b.jpg)'></div>")


@finds("/r.html")
def a_piece_of_a_map(server: BadServer) -> Agency:
    server.page("/zt/", listing([(TITLE, "/r.html", "2024-01-22")], title="专题"))
    return with_beside(server, above="<img src='/b.jpg' usemap='#m'><map name='m'><area href='/zt/'></map>")


@finds("/r.html")
def a_topic_page_of_the_year(server: BadServer) -> Agency:
    server.page("/zt/", listing([(TITLE, "/r.html", "2024-01-22")], title="专题"))
    return with_beside(server, above="<a href='/zt/'>2023年年报专题</a>")


@finds("/r.html")
def a_feed_of_the_column(server: BadServer) -> Agency:
    item = f"<item><title>{TITLE}</title><link>/r.html</link></item>"
    server.page("/nb/rss.xml", f"<rss><channel>{item}</channel></rss>", "application/rss+xml")
    return with_beside(server, head="<link rel='alternate' type='application/rss+xml' href='/nb/rss.xml'>")


@finds("/r.html")
def the_same_list_in_another_language(server: BadServer) -> Agency:
    server.page("/cn/nb/", listing([(TITLE, "/r.html", "2024-01-22")]))
    return with_beside(server, above="<a href='/cn/nb/'>中文版</a>")


@finds("/r.html")
def a_second_column_among_what_must_be_published(server: BadServer) -> Agency:
    server.page("/", doc("<a href='/nb/'>政府信息公开年报</a> <a href='/fd/'>法定主动公开内容</a>", WHO))
    server.page("/fd/", doc("<a href='/fd/nb/'>政府信息公开年报</a>"))
    server.page("/fd/nb/", listing([(TITLE, "/r.html", "2024-01-22")]))
    with_beside(server)
    return bureau(server, site_url="/")


@finds("/r.html")
def a_column_of_the_years_from_this_one_on(server: BadServer) -> Agency:
    server.page("/n/", listing([(TITLE, "/r.html", "2024-01-22")]))
    return with_beside(server, above="<p><a href='/n/'>2023年起</a></p>")


@finds("/r.html")
def a_second_column_behind_a_word(server: BadServer) -> Agency:
    server.page("/n/", listing([(TITLE, "/r.html", "2024-01-22")]))
    return with_beside(server, above="<div><h2>年度报告（新）</h2><a href='/n/'>进入</a></div>")


@finds("/r.html")
def a_row_with_a_table_in_it(server: BadServer) -> Agency:
    return with_beside(
        server, row="<li><table><tr><td><a href='/r.html'>报告正文</a></td><td>2024-01-22</td></tr></table></li>"
    )


def _data(server: BadServer, told: Mapping[str, object], above: str = "", row: str = "") -> Agency:
    """A list whose rows are data that tell of themselves what `told` holds."""
    rows = [{"title": text, "url": f"/{url}", "date": day} for text, url, day in OLD]
    rows += [{"title": row, "url": "/r.html", "date": "2024-01-22"}] if row else []
    server.page("/r.html", rep())
    server.page("/api", json.dumps({"rows": rows, **told}).encode(), "application/json")
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2>{above}<ul id='l'></ul><script>$.get('/api',draw)</script>"))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def data_with_a_next_page(server: BadServer) -> Agency:
    return _data(server, {"total": 2, "hasNext": True})


@finds_nothing
def data_with_a_mark_to_go_on_from(server: BadServer) -> Agency:
    return _data(server, {"cursor": "9ab"})


@finds_nothing
def data_that_fill_a_page_and_tell_no_total(server: BadServer) -> Agency:
    return _data(server, {"pageSize": 2})


@finds_absence
def data_that_fill_a_page_and_tell_their_total(server: BadServer) -> Agency:
    return _data(server, {"pageSize": 2, "total": 2})


@finds_nothing
def data_of_a_year_that_stand_elsewhere(server: BadServer) -> Agency:
    return _data(server, {"groups": [{"year": 2023, "api": "/api?y=2023"}]})


@finds_nothing
def data_of_one_of_several_tabs(server: BadServer) -> Agency:
    return _data(server, {"total": 2}, above="<p><span class='on'>往年</span><span>当年</span></p>")


@finds_nothing
def data_of_one_year_under_years_that_a_script_writes(server: BadServer) -> Agency:
    return _data(
        server, {"total": 2}, above="<p class='years'></p><div class='nian'></div><script>$('.nian').html(y)</script>"
    )


@finds_nothing
def years_in_chinese_signs_in_a_menu(server: BadServer) -> Agency:
    box = "<select id='y'><option value='1' selected>二〇二二年</option><option value='2'>二〇二三年</option></select>"
    return with_beside(server, above=f"<div class='menu'>{box}</div>")


@finds_absence
def data_of_the_tab_of_reports_among_other_matters(server: BadServer) -> Agency:
    return _data(server, {"total": 2}, above="<p><span class='on'>公开指南</span><span>公开年报</span></p>")


@finds("/r.html")
def data_with_a_row_that_says_nothing(server: BadServer) -> Agency:
    return _data(server, {"total": 3}, row="Annual 2023")


@finds_nothing
def a_script_file_that_names_the_list(server: BadServer) -> Agency:
    server.page("/js/app.js", b"fetch(b+'/list/'+c).then(function(r){$('.news').html(r)})", _SCRIPT)
    return with_beside(server, above="<script src='/js/app.js'></script>")


def _many_scripts(server: BadServer, more: int) -> Agency:
    for number in range(11 + more):
        server.page(f"/js/m{number}.js", b"var ready = true;", _SCRIPT)
    server.page("/js/last.js", b"fetch(b+c).then(function(r){$('.news').html(r)})", _SCRIPT)
    names = [*(f"m{number}" for number in range(11 + more)), "last"]
    return with_beside(server, above="".join(f"<script src='/js/{name}.js'></script>" for name in names))


@finds_nothing
def the_last_of_a_dozen_script_files(server: BadServer) -> Agency:
    return _many_scripts(server, 0)


@finds_nothing
def more_script_files_than_are_read(server: BadServer) -> Agency:
    return _many_scripts(server, 1)


@finds_absence
def a_pager_written_by_a_script_file_of_a_list_that_tells_its_pages(server: BadServer) -> Agency:
    server.page("/js/page.js", b"function turn(i){s+='<a href=\"'+page+'_'+i+'.html\">'+i+'</a>'}", _SCRIPT)
    return with_beside(server, "<script src='/js/page.js'></script><p>共1页</p>")


@finds_nothing
def a_script_file_that_finds_the_list_by_its_tag(server: BadServer) -> Agency:
    server.page("/js/onscroll.js", b"addEventListener('scroll',()=>fetch(b+p++).then(t=>$('ul').append(t)))", _SCRIPT)
    return with_beside(server, above="<script src='/js/onscroll.js'></script>")


@finds("/r.html")
def a_row_that_explains_itself_in_a_second_list(server: BadServer) -> Agency:
    told = "<ul><li><a href='/r.html'>以下为去年公开工作的情况说明，欢迎监督</a><span>2024-01-22</span></li></ul>"
    return with_beside(server, told)


def _by_years(server: BadServer, rows: list[tuple[str, str, str]]) -> Agency:
    for year in (2021, 2022, 2023):
        server.page(f"/nb/{year}.html", rep(year=year))
    server.page("/nb/", listing(rows))
    return bureau(server, report_list_url="/nb/")


_YEARS = [(f"{year}年", f"{year}.html", f"{year + 1}-01-20") for year in (2023, 2022, 2021)]


@finds("/nb/2023.html")
def rows_that_are_nothing_but_years(server: BadServer) -> Agency:
    return _by_years(server, _YEARS)


@finds_absence
def rows_that_are_nothing_but_other_years(server: BadServer) -> Agency:
    return _by_years(server, _YEARS[1:])


@finds_nothing
def years_without_days_are_folders(server: BadServer) -> Agency:
    return _by_years(server, [(text, url, "") for text, url, _ in _YEARS[1:]])


@finds_absence
def a_script_file_that_has_to_do_with_other_things(server: BadServer) -> Agency:
    server.page("/js/app.js", b"fetch(b+'/list/'+c).then(function(r){$('#hot-words').html(r)})", _SCRIPT)
    return with_beside(server, above="<script src='/js/app.js'></script>")


@finds_nothing
def a_page_that_was_cut_off(server: BadServer) -> Agency:
    whole = listing(OLD)
    server.page("/nb/", whole[: whole.index(b"</ul>")])
    return bureau(server, report_list_url="/nb/")


def _second(server: BadServer, html: bytes) -> Agency:
    server.page("/nb/", listing(OLD, "<a href='2.html'>下一页</a>"))
    server.page("/nb/2.html", html)
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_further_page_that_is_a_notice(server: BadServer) -> Agency:
    return _second(server, doc("<p>您的访问过于频繁，请稍后再试</p>"))


@finds_absence
def a_further_page_that_is_empty(server: BadServer) -> Agency:
    return _second(server, listing([]))


@finds_nothing
def a_call_for_pages_that_is_not_answered(server: BadServer) -> Agency:
    server.page("/api", json.dumps({"rows": []}).encode(), "application/json")
    return with_beside(server, above="<script>$.get('/api?page=1',draw)</script>")


@finds_nothing
def a_frame_that_fails(server: BadServer) -> Agency:
    server.serve("/part", bad.status(500))
    return with_beside(server, "<iframe src='/part'></iframe>")


@finds_nothing
def a_list_that_was_left_years_ago(server: BadServer) -> Agency:
    rows = [(TITLE.replace("2023", str(year)), f"o{year}.html", f"{year + 1}-02-20") for year in range(2008, 2018)]
    server.page("/nb/", listing(rows))
    return bureau(server, report_list_url="/nb/")
