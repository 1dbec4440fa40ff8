"""TRS WCM."""

from __future__ import annotations

from collections.abc import Sequence

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, Row, bureau, doc, listing, rep

_WRITTEN = """<script>
var currentPage = {current};//所在页从0开始
var prevPage = currentPage-1//上一页
var nextPage = currentPage+1//下一页
var countPage = {pages}//共多少页
document.write("共"+countPage+"页&nbsp;&nbsp;");
//设置下一页代码
if(countPage>1&&currentPage!=(countPage-1))
	document.write("<a href=\\"index"+"_" + nextPage + "."+"{suffix}\\" ><span>下一页</span></a>&nbsp;");
</script>"""
_CALLED = "<div class='fy'><script language='javascript'>createPageHTML({pages}, {current}, \"index\", \"{suffix}\");</script></div>"


def _list(rows: Sequence[Row], pages: int, current: int, pager: str = _CALLED, suffix: str = "html") -> str:
    shown = "".join(
        f'<li><span class="date">{day}</span><a href="{url}" target="_blank" title="{text}">{text[:18]}...</a></li>\n'
        for text, url, day in rows
    )
    return f"<div class='list'><ul>{shown}</ul></div>{pager.format(pages=pages, current=current, suffix=suffix)}"


@finds("/zwgk/nb/202401/t20240122_9.shtml")
def pages_written_by_script_with_a_suffix_of_their_own_in_gb2312(server: BadServer) -> Agency:
    first = _list(OLD, 2, 0, _WRITTEN, "shtml")
    second = _list([(TITLE, "./202401/t20240122_9.shtml", "2024-01-22")], 2, 1, _WRITTEN, "shtml")
    server.page("/zwgk/nb/", doc(first, charset="gb2312"), "text/html")
    server.page("/zwgk/nb/index_1.shtml", doc(second, charset="gb2312"), "text/html")
    server.page("/zwgk/nb/202401/t20240122_9.shtml", rep(charset="gb2312"), "text/html")
    return bureau(server, report_list_url="/zwgk/nb/")


@finds_absence
def three_pages_without_it(server: BadServer) -> Agency:
    for number in range(3):
        rows = [
            (f"云岭县水务局{2022 - number}年政府信息公开工作年度报告", f"./{number}.html", f"{2023 - number}-01-20")
        ]
        path = "/nb/" if number == 0 else f"/nb/index_{number}.html"
        server.page(path, doc(_list(rows, 3, number)))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def further_pages_that_are_the_first_again(server: BadServer) -> Agency:
    """The site answers any unknown address with the column's first page."""
    for path in ("/nb/", "/nb/index_1.html", "/nb/index_2.html"):
        server.page(path, doc(_list(OLD, 3, 0)))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/2023n/bm/r.html")
def year_folders_then_kinds_of_bodies(server: BadServer) -> Agency:
    server.page("/", doc('<a href="/zwgk/zfxxgk/">政府信息公开</a>'))
    server.page("/zwgk/zfxxgk/", doc('<a href="/nb/">政府信息公开年报</a>'))
    server.page("/nb/", doc('<li><a href="./2023n/">2023年度</a></li><li><a href="./2022n/">2022年度</a></li>'))
    server.page(
        "/nb/2023n/", doc('<a href="./zf/">县政府</a><a href="./bm/">县直部门</a><a href="./xz/">乡镇（街道）</a>')
    )
    server.page("/nb/2023n/xz/", listing([("石桥镇2023年政府信息公开工作年度报告", "t.html", "2024-01-20")]))
    server.page("/nb/2023n/bm/", listing([("县水务局2023年政府信息公开工作年度报告", "r.html", "2024-01-22")]))
    server.page("/nb/2023n/bm/r.html", rep())
    return bureau(server, site_url="/")


@finds("/nb/2024n/r.html")
def a_folder_of_the_year_of_publication(server: BadServer) -> Agency:
    server.page("/nb/", doc('<a href="2024n/">2024年</a><a href="2023n/">2023年</a>'))
    server.page("/nb/2023n/", listing([("云岭县水务局2022年政府信息公开工作年度报告", "o.html", "2023-01-20")]))
    server.page("/nb/2024n/", listing([(TITLE, "r.html", "2024-01-20")]))
    server.page("/nb/2024n/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds_absence
def year_folders_with_others_reports_only(server: BadServer) -> Agency:
    server.page("/nb/", doc('<a href="2023n/">2023年</a><a href="2022n/">2022年</a>'))
    others = [
        (f"云岭县{name}2023年政府信息公开工作年度报告", f"{name}.html", "2024-01-22") for name in ("教育局", "林业局")
    ]
    server.page("/nb/2023n/", listing(others))
    server.page("/nb/2022n/", listing(OLD[:1]))
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def a_call_whose_arguments_have_names(server: BadServer) -> Agency:
    named = '<script>var _COUNT="2"; var _NOW="{current}"; createPageHTML(_COUNT, _NOW, "index", "{suffix}");</script>'
    server.page("/nb/", doc(_list(OLD, 2, 0, named)))
    server.page("/nb/index_1.html", doc(_list([(TITLE, "/r.html", "2024-01-22")], 2, 1, named)))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def a_call_that_names_its_place_first_and_counts_from_nought(server: BadServer) -> Agency:
    placed = "<script>createPageHTML('pages', {pages}, {current}, 'index', '{suffix}', 9);</script>"
    server.page("/nb/", doc(_list(OLD, 2, 0, placed)))
    server.page("/nb/index_1.html", doc(_list([(TITLE, "/r.html", "2024-01-22")], 2, 1, placed)))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")
