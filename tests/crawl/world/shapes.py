"""Ways of writing a list, a link or the way to it that no dialect knows and any site may use."""

from __future__ import annotations

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds
from tests.crawl.world.press import OLD, TITLE, bureau, doc, listing, rep

_NEWS = "<ul><li><a href='/news/1.html'>县水务局召开防汛工作会议</a> 2024-03-02</li></ul>"
_LAST_YEARS = OLD[0][0]


def _list_at(server: BadServer, html: str | bytes, report: str = "/nb/r.html") -> Agency:
    server.page("/nb/", doc(html) if isinstance(html, str) else html)
    server.page(report, rep())
    return bureau(server, report_list_url="/nb/")


@finds("/nb/r.html")
def a_list_in_a_frame_beside_dated_news(server: BadServer) -> Agency:
    server.page("/nb/frame.html", f"<html><body><li><a href='r.html'>{TITLE}</a> 2024-01-22</li></body></html>")
    return _list_at(server, _NEWS + '<iframe src="frame.html" width="100%" frameborder="0"></iframe>')


@finds("/nb/r.html")
def a_base_address_and_upper_case_tags(server: BadServer) -> Agency:
    server.page(
        "/x/y/list.asp",
        f'<HTML><HEAD><BASE HREF="{server.url("/nb/")}"><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=gb2312"></HEAD>'
        f"<BODY><TABLE><TR><TD><A HREF=r.html TARGET=_blank>{TITLE}</A></TD><TD>2024-1-22</TD></TR></TABLE></BODY></HTML>".encode(
            "gb2312"
        ),
        "text/html",
    )
    server.page("/nb/r.html", rep())
    return bureau(server, report_list_url="/x/y/list.asp")


@finds("/nb/r.html")
def signposts_by_refresh_and_by_script(server: BadServer) -> Agency:
    server.page("/", '<html><head><meta http-equiv=refresh content="0;URL=/portal/index.html"></head></html>')
    server.page(
        "/portal/index.html",
        '<html><script language=javascript>window.location.href = "/web/main.jsp";</script></html>',
    )
    server.page("/web/main.jsp", doc("<a href='/gk/'>政府信息公开专栏</a>"))
    server.page("/gk/", doc("<a href='/nb/'>政府信息公开工作年度报告</a>"))
    _list_at(server, listing([(TITLE, "r.html", "2024.01.22")]))
    return bureau(server, site_url="/")


@finds("/nb/r.html")
def rows_that_are_clicked(server: BadServer) -> Agency:
    row = "<tr onclick=\"location.href='{}'\"><td>{}</td><td>2024-01-22</td></tr>"
    return _list_at(server, f"<table>{row.format('r.html', TITLE)}{row.format('o.html', _LAST_YEARS)}</table>")


@finds("/nb/view.do?id=9")
def a_function_that_puts_the_address_together(server: BadServer) -> Agency:
    script = '<script>function view(id){ window.open("view.do?id="+id); }</script>'
    row = '<li><a href="javascript:void(0)" onclick="view(\'{}\')">{}</a> 2024-01-22</li>'
    return _list_at(server, f"{script}{row.format(9, TITLE)}{row.format(8, _LAST_YEARS)}", "/nb/view.do?id=9")


@finds("/nb/view.do?id=9")
def a_function_of_a_script_file_that_keeps_the_address_under_a_name(server: BadServer) -> Agency:
    server.page("/js/list.js", "function view(id){ var url=ctx+'/nb/view.do?id='+id; window.open(url); }\nvar ctx='';")
    row = "<li><a href=\"javascript:view('{}');\">{}</a><span>2024-01-22</span></li>"
    rows = row.format(9, TITLE) + row.format(8, _LAST_YEARS)
    return _list_at(server, f"<ul>{rows}</ul><script src='/js/list.js'></script>", "/nb/view.do?id=9")


@finds("/nb/r.html")
def days_in_a_block_of_their_own(server: BadServer) -> Agency:
    row = '<div class=row><div class=t><a href="{}" title="{}">{}…</a></div><div class=d>01-22</div></div>'
    return _list_at(server, row.format("r.html", TITLE, TITLE[:12]) + row.format("o.html", _LAST_YEARS, TITLE[:8]))


@finds("/nb/r.html")
def titles_cut_short_and_kept_nowhere(server: BadServer) -> Agency:
    return _list_at(
        server,
        listing(
            [
                ("云岭县水务局2023年度政府信...", "r.html", "2024-01-22"),
                ("云岭县水务局2022年度政府信...", "o.html", "2023-01-22"),
            ]
        ),
    )


@finds("/nb/r.html")
def titles_that_are_only_a_year(server: BadServer) -> Agency:
    return _list_at(server, listing([("2023年度", "r.html", "2024-01-22"), ("2022年度", "o.html", "2023-01-22")]))


@finds("/nb/")
def a_column_that_shows_its_newest_article(server: BadServer) -> Agency:
    server.page("/nb/", rep(extra=f'<li><a href="/nb/2022.html">{_LAST_YEARS}</a> 2023-01-20</li>'))
    return bureau(server, report_list_url="/nb/")


@finds("/swj/nb/r.html")
def departments_of_a_shared_platform(server: BadServer) -> Agency:
    server.page("/", doc('<a href="/xxgk/">政府信息公开</a>'))
    server.page("/xxgk/", doc('<li><a href="/jyj/">县教育局</a></li><li><a href="/swj/">县水务局</a></li>'))
    server.page(
        "/swj/", doc('<li><a href="/swj/zn/">信息公开指南</a></li><li><a href="/swj/nb/">信息公开年报</a></li>')
    )
    server.page("/swj/nb/", listing([("2023年政府信息公开工作年度报告", "r.html", "2024-01-22")]))
    server.page("/swj/nb/r.html", rep())
    return bureau(server, site_url="/")


@finds("/nb/r.html")
def departments_in_a_select_box(server: BadServer) -> Agency:
    box = '<select onchange="window.open(this.value)"><option value="">县直部门</option><option value="/nb/">县水务局</option></select>'
    server.page("/", doc('<a href="/xxgk/">政府信息公开</a>'))
    server.page("/xxgk/", doc(box))
    _list_at(server, listing([(TITLE, "r.html", "2024-01-22")]))
    return bureau(server, site_url="/")


@finds("/nb/r.html")
def openness_within_openness(server: BadServer) -> Agency:
    server.page("/", doc('<a href="/zwgk/">政务公开</a>'))
    server.page("/zwgk/", doc('<a href="/zwgk/xxgk/">信息公开</a>'))
    server.page("/zwgk/xxgk/", doc('<a href="/nb/">信息公开年度报告</a>'))
    _list_at(server, listing([(TITLE, "r.html", "2024-01-22")]))
    return bureau(server, site_url="/")


@finds("/nb/r.html")
def a_home_page_of_frames(server: BadServer) -> Agency:
    server.page("/", '<html><frameset rows="100,*"><frame src="top.html"><frame src="main.html"></frameset></html>')
    server.page("/top.html", doc(""))
    server.page("/main.html", doc('<a href="/nb/">信息公开年报</a>'))
    _list_at(server, listing([(TITLE, "r.html", "2024-01-22")]))
    return bureau(server, site_url="/")


@finds("/nb/r.html")
def pictures_for_links(server: BadServer) -> Agency:
    server.page("/", doc('<a href="/gk/"><img src="gk.png" alt="政府信息公开"></a>'))
    server.page("/gk/", doc('<a href="/nb/" title="政府信息公开年报"><img src="nb.png"></a>'))
    _list_at(server, listing([(TITLE, "r.html", "2024-01-22")]))
    return bureau(server, site_url="/")


@finds("/nb/r.html")
def a_list_as_data_in_a_script(server: BadServer) -> Agency:
    data = f'[{{"title":"{_LAST_YEARS}","url":"/nb/o.html","time":"2023-01-22"}},{{"title":"{TITLE}","url":"\\/nb\\/r.html","time":"2024-01-22"}}]'
    return _list_at(server, f'<div id="list"></div><script>var data = {data}; render(data);</script>')


@finds("/nb/r.html")
def a_list_written_by_a_script(server: BadServer) -> Agency:
    return _list_at(
        server,
        f"""<ul><script>document.write('<li><a href="/nb/r.html">{TITLE}</a><span>2024-01-22</span></li>');</script></ul>""",
    )


@finds("/nb/r.html")
def numbers_for_a_pager_with_titles_on_them(server: BadServer) -> Agency:
    server.page("/nb/index_2.html", listing([(TITLE, "r.html", "2024-01-20")]))
    return _list_at(
        server, listing(OLD, "<a href=index.html title='转到第1页'>1</a><a href=index_2.html title='转到第2页'>2</a>")
    )


@finds("/nb/r.html")
def a_pager_by_query_alone(server: BadServer) -> Agency:
    pager = "<div>共15条记录 每页10条 第1页/共2页 <a href='?page=2'>下一页</a><a href='?page=2'>末页</a></div>"
    server.page("/nb/?page=2", listing([(TITLE, "r.html", "2024-01-22")]))
    return _list_at(server, listing(OLD, pager))


@finds("/nb/r.html")
def white_space_everywhere(server: BadServer) -> Agency:
    return _list_at(
        server,
        '<ul><li><a\n href = " \n r.html " >\n  云岭县水务局\n   2023年政府信息公开\n工作年度报告&nbsp;\n</a>&nbsp;2024-01-22</li></ul>',
    )


@finds("/nb/r.html?a=1&b=2")
def entities_in_an_address(server: BadServer) -> Agency:
    return _list_at(server, f"<li><a href='r.html?a=1&amp;b=2'>{TITLE}</a></li>", "/nb/r.html?a=1&b=2")


@finds("/nb/r.html")
def every_other_paper_of_the_year_beside_it(server: BadServer) -> Agency:
    titles = (
        "云岭县水务局2023年政府信息公开工作年度报告解读",
        "【图解】云岭县水务局2023年政府信息公开工作年度报告",
        "云岭县水务局2023年政府信息公开工作年度报告（图片版）",
        "关于报送2023年政府信息公开工作年度报告的通知",
        "云岭县人民政府办公室关于做好2023年政府信息公开工作年度报告编制和发布工作的通知",
        "云岭县水务局2023年度政府信息公开工作年度报告编制说明",
        "云岭县水务局2024年政府信息公开工作年度报告",
        "云岭县水务局2018年政府信息公开工作年度报告",
        "云岭县水利工程建设管理局2023年政府信息公开工作年度报告",
        "云岭县水务局2023年度政府网站工作年度报表",
        "云岭县水务局2023年法治政府建设年度报告",
        "云岭县水务局政府信息公开依申请统计表（2023年）",
    )
    for number, title in enumerate(titles):
        server.page(f"/nb/{number}.html", rep(title=title))
    return _list_at(
        server,
        listing(
            [*((title, f"{at}.html", "2024-01-22") for at, title in enumerate(titles)), (TITLE, "r.html", "2024-01-22")]
        ),
    )


@finds("/a.html")
def titles_beside_links_that_say_details(server: BadServer) -> Agency:
    rows = "".join(
        f'<div class="item"><h4>{text}</h4><p>我局认真贯彻落实……<a href="{url}">[详细]</a></p></div>'
        for text, url, _ in ((TITLE, "/a.html", ""), *OLD)
    )
    server.page("/nb/", doc(f"<h2>年报</h2>{rows}"))
    server.page("/a.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/a.html")
def two_bytes_for_every_letter(server: BadServer) -> Agency:
    server.page("/nb/", listing([(TITLE, "/a.html", "2024-01-22")]).decode().encode("utf-16"), "text/html")
    server.page("/a.html", rep())
    return bureau(server, report_list_url="/nb/")
