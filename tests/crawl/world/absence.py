"""Where the report is not there, and where it only seems so."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, PDF, TITLE, WHO, bureau, doc, listing, rep

_NEWS = "<ul><li><a href='/news/1.html'>县水务局召开防汛工作会议</a> 2024-03-02</li><li><a href='/news/2.html'>调研水利工程</a> 2024-03-01</li></ul>"


def _list_at(server: BadServer, html: str | bytes) -> Agency:
    server.page("/nb/", doc(html) if isinstance(html, str) else html)
    return bureau(server, report_list_url="/nb/")


@finds_absence
def notices_forms_and_reports_of_other_years(server: BadServer) -> Agency:
    return _list_at(
        server,
        listing(
            [
                ("关于做好2023年政府信息公开工作年度报告编制发布工作的通知", "a.html", "2024-01-02"),
                ("政府信息公开工作年度报告格式（2023年修订）", "f.html", "2023-12-01"),
                ("云岭县水务局2018年政府信息公开工作年度报告", "c.html", "2019-03-19"),
                *OLD,
            ]
        ),
    )


@finds_absence
def others_of_this_year_and_ours_of_last_year(server: BadServer) -> Agency:
    others = [
        (f"云岭县{name}2023年政府信息公开工作年度报告", f"{name}.html", "2024-01-20") for name in ("教育局", "审计局")
    ]
    server.page("/nb/p2.html", listing([("云岭县财政局2022年政府信息公开工作年度报告", "c.html", "2023-01-20")]))
    return _list_at(server, listing([*others, *OLD], "共2页 <a href=p2.html>下一页</a>"))


@finds_absence
def last_years_report_shown_by_the_column_itself(server: BadServer) -> Agency:
    return _list_at(server, rep(year=2022, extra=f"<li><a href='/nb/2021.html'>{OLD[1][0]}</a> 2022-01-20</li>"))


@finds_absence
def a_page_for_the_agency_and_year_that_says_it_has_nothing(server: BadServer) -> Agency:
    server.page("/nb/?area=11&year=2023", doc(f"<h1>{TITLE}</h1><p>暂无数据</p>"))
    return bureau(server, report_list_url="/nb/?area=11&year={year}")


@finds_absence
def the_agencys_own_site_from_its_home_page(server: BadServer) -> Agency:
    server.page("/", doc("<a href='/gk/'>政府信息公开</a>", "云岭县水务局"))
    server.page("/gk/", doc("<a href='/nb/'>政府信息公开年报</a>", "云岭县水务局"))
    server.page(
        "/nb/",
        listing([("2022年政府信息公开工作年度报告", "1.html", "2023-01-20")], title="政府信息公开年报-云岭县水务局"),
    )
    return bureau(server, site_url="/")


@finds_nothing
def the_governments_own_column_without_names(server: BadServer) -> Agency:
    """On the county's portal 2022年… is the county's report, and nobody has looked into the bureau's column."""
    server.page("/", doc('<a href="/xxgk/">政府信息公开</a>', "云岭县人民政府"))
    server.page("/xxgk/", doc('<a href="/nb/">政府信息公开年报</a>'))
    server.page("/nb/", listing([("2022年政府信息公开工作年度报告", "2.html", "2023-03-22")]))
    return bureau(server, site_url="/")


@finds_nothing
def a_copied_report_that_still_names_its_author(server: BadServer) -> Agency:
    """On the bureau's own list: that is a faulty report, not an absent one."""
    server.page("/nb/x.html", rep(who="云岭县林业局"))
    return _list_at(
        server,
        listing([("2023年政府信息公开工作年度报告", "x.html", "2024-01-22"), ("2022年年报", "o.html", "2023-01-18")]),
    )


@finds_nothing
def news_where_the_list_was(server: BadServer) -> Agency:
    return _list_at(server, _NEWS)


@finds_nothing
def news_beside_a_list_that_a_script_posts_for(server: BadServer) -> Agency:
    return _list_at(server, _NEWS + '<div id="list"></div><script>$.post("/api/list", {ch: 12}, show)</script>')


@finds_nothing
def a_year_folder_that_fails(server: BadServer) -> Agency:
    server.page("/nb/2022n/", listing(OLD))
    server.serve("/nb/2023n/", bad.status(500))
    return _list_at(server, '<a href="2023n/">2023年</a><a href="2022n/">2022年</a>')


@finds_nothing
def a_title_that_no_link_leads_to(server: BadServer) -> Agency:
    return _list_at(server, listing(OLD, f"<ul><li data-id='9'>{TITLE}</li></ul>"))


@finds_nothing
def a_click_that_nobody_can_follow(server: BadServer) -> Agency:
    return _list_at(server, listing(OLD, f"<a href='javascript:;' onclick='show(this)'>{TITLE}</a>"))


@finds_nothing
def a_picture_guide_without_the_report(server: BadServer) -> Agency:
    return _list_at(server, listing([(f"【图解】{TITLE}", "a.html", "2024-01-22"), *OLD]))


@finds_nothing
def pages_turned_by_post_back(server: BadServer) -> Agency:
    return _list_at(server, listing(OLD, "<a href=\"javascript:__doPostBack('Pager','2')\">2</a>"))


@finds_nothing
def pages_turned_by_a_select_box(server: BadServer) -> Agency:
    return _list_at(
        server,
        listing(OLD, "<select onchange=\"location='?p='+this.value\"><option>1</option></select> 共20条 每页10条"),
    )


@finds_nothing
def a_button_for_more(server: BadServer) -> Agency:
    return _list_at(server, listing(OLD, "<div class=more onclick='loadMore()'>加载更多</div>"))


@finds_nothing
def sixty_pages(server: BadServer) -> Agency:
    def pages(ask: bad.BaseHTTPRequestHandler) -> None:
        number = int(dict(parse_qsl(urlsplit(ask.path).query)).get("p", 1))
        rows = [(f"云岭县第{number}局2022年政府信息公开工作年度报告", f"x{number}.html", "2023-01-20")]
        bad.answer(ask, listing(rows, f"<a href='?p={number + 1}'>下一页</a> 第{number}页/共60页"))

    server.serve("/nb/", pages)
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def an_entry_that_leads_home(server: BadServer) -> Agency:
    server.page("/", doc("<p>欢迎访问云岭县人民政府门户网站</p>" * 50))
    server.serve("/nb/r.html", bad.moved("/"))
    return _list_at(server, listing([(TITLE, "r.html", "2024-01-22"), *OLD]))


@finds_nothing
def an_entry_that_shows_the_home_page_in_its_place(server: BadServer) -> Agency:
    home = doc(
        "".join(f"<a href='/n/{at}.html'>县政府召开第{at}次会议</a>" for at in range(80)) + "<p>欢迎访问</p>" * 200
    )
    server.page("/nb/r.html", home)
    return _list_at(server, listing([(TITLE, "r.html", "2024-01-22"), *OLD]))


@finds_nothing
def entries_on_a_mirror(server: BadServer) -> Agency:
    return _list_at(server, listing([(TITLE, "http://mirror.example.com/r.html", "2024-01-22"), *OLD]))


@finds_nothing
def entries_that_are_no_addresses(server: BadServer) -> Agency:
    rows = [(TITLE, url, "2024-01-22") for url in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,hi")]
    return _list_at(server, listing([*rows, *OLD]))


@finds_nothing
def a_site_under_repair(server: BadServer) -> Agency:
    return _list_at(server, "<h1>系统维护中</h1><p>网站升级改造，暂停服务，给您带来不便敬请谅解。</p>")


@finds_nothing
def a_page_to_log_in(server: BadServer) -> Agency:
    server.serve("/nb/", bad.moved("/login.jsp"))
    server.page(
        "/login.jsp", doc("<form action=/login method=post>用户名<input name=u>密码<input type=password name=p></form>")
    )
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_traceback_served_as_a_page(server: BadServer) -> Agency:
    return _list_at(
        server,
        b"<html><head><title>HTTP Status 500</title></head><body><pre>java.lang.NullPointerException</pre></body></html>",
    )


@finds_nothing
def a_firewall_that_sets_a_cookie(server: BadServer) -> Agency:
    server.page(
        "/nb/", "<html><script>document.cookie='clear=abc;path=/';location.reload();</script></html>", status=202
    )
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_list_that_tells_of_more_records_than_its_pages_show(server: BadServer) -> Agency:
    server.page("/nb/2.html", listing(OLD[1:]))
    return _list_at(server, listing(OLD[:1], "共95条 <a href='2.html'>下一页</a>"))


@finds_nothing
def a_list_that_says_that_it_goes_on_elsewhere(server: BadServer) -> Agency:
    notice = "<p>2023年以后的政府信息公开年报请到新平台查阅：<a href='http://new.example.com/nb/'>公开平台</a>。</p>"
    return _list_at(server, listing(OLD, notice))


@finds_absence
def a_list_whose_oldest_reports_are_elsewhere(server: BadServer) -> Agency:
    return _list_at(server, listing(OLD, "<p>2015年以前的政府信息公开年报请到档案馆网站查阅。</p>"))


@finds("/neu/r.html")
def a_list_that_moved_within_its_site(server: BadServer) -> Agency:
    server.page("/neu/", listing([(TITLE, "r.html", "2024-01-22")]))
    server.page("/neu/r.html", rep())
    return _list_at(server, listing(OLD, "<p>2023年以后的年报请到<a href='/neu/'>新栏目</a>查阅。</p>"))


@finds_nothing
def a_list_that_knows_the_agency_by_a_like_name(server: BadServer) -> Agency:
    others = [
        (f"云岭县{name}{year}年政府信息公开工作年度报告", f"{name}{year}.html", f"{year + 1}-01-20")
        for year in (2023, 2022)
        for name in ("教育局", "审计局", "水利局")
    ]
    return _list_at(server, listing(others))


@finds_absence
def reports_of_a_district_and_of_a_branch_of_ours(server: BadServer) -> Agency:
    rows = [("云岭县江北区水务局2023年政府信息公开工作年度报告", "a.html", "2024-01-20")]
    rows += [("云岭县水务局江北分局2023年政府信息公开工作年度报告", "b.html", "2024-01-20")]
    for text, url, _ in rows:
        server.page(f"/nb/{url}", rep(text.split("2023")[0]))
    return _list_at(server, listing([*rows, *OLD]))


@finds_absence
def a_document_whose_number_holds_the_year(server: BadServer) -> Agency:
    server.page("/nb/d.html", rep(year=2022))
    row = (f"云水务〔2023〕3号 关于印发{WHO}2022年政府信息公开工作年度报告的通知", "d.html", "2023-01-18")
    return _list_at(server, listing([row, OLD[1]]))


@finds_nothing
def a_list_whose_server_failed_to_put_a_part_in(server: BadServer) -> Agency:
    return _list_at(server, listing(OLD, "<div>[an error occurred while processing this directive]</div>"))


@finds_absence
def the_report_of_a_part_of_ours(server: BadServer) -> Agency:
    part = f"{WHO}水政监察大队"
    server.page("/nb/p.html", rep(part))
    return _list_at(server, listing([(f"{part}2023年政府信息公开工作年度报告", "p.html", "2024-01-20"), *OLD]))


@finds_absence
def a_list_of_ours_that_began_to_hold_those_of_many_others(server: BadServer) -> Agency:
    others = [
        (f"云岭县{name}2023年政府信息公开工作年度报告", f"{name}.html", "2024-01-20")
        for name in ("教育局", "审计局", "林业局", "统计局", "民政局")
    ]
    return _list_at(server, listing([*others, *OLD]))


@finds_absence
def a_link_in_praise_of_the_county_is_no_part_of_its_government(server: BadServer) -> Agency:
    rows = [("云岭县人民政府2022年政府信息公开工作年度报告", "g.html", "2023-03-20"), *OLD]
    server.page("/nb/", listing(rows, "<a href='/zjyl/'>走进云岭县</a>"))
    server.page("/zjyl/", "<p>云岭县位于西南。</p>")
    return Agency("yl", "云岭县人民政府", "government", report_list_url=server.url("/nb/"))


@finds_nothing
def a_page_with_more_links_than_are_read(server: BadServer) -> Agency:
    links = "".join(f"<a href='/{at}.html'>{at}</a>" for at in range(5_000))
    return _list_at(server, listing(OLD, links + f"<a href='/nb/r.html'>{TITLE}</a>"))


def _files_beside_others(server: BadServer, *rows: tuple[str, str, str]) -> Agency:
    """A county's list whose rows name their agencies, but for some files of which nobody says whose they are."""
    others = [
        (f"云岭县{name}{year}年政府信息公开工作年度报告", f"{name}{year}.html", f"{year + 1}-01-20")
        for year in (2023, 2022)
        for name in ("林业局", "审计局")
    ]
    for _, url, _ in rows:
        server.page(f"/nb/{url}", PDF, "application/pdf")
    return _list_at(server, listing([*others, *rows, *OLD]))


_NAMELESS = ("2023年政府信息公开工作年度报告", "n.pdf", "2024-01-20")


@finds_nothing
def a_file_that_may_be_anybodys_in_a_list_of_several(server: BadServer) -> Agency:
    return _files_beside_others(server, _NAMELESS)


@finds_absence
def a_file_without_a_name_as_there_was_every_year(server: BadServer) -> Agency:
    return _files_beside_others(server, _NAMELESS, ("2022年政府信息公开工作年度报告", "m.pdf", "2023-01-20"))


def _with_a_home_page(server: BadServer, home: str) -> Agency:
    server.page("/nb/", listing(OLD))
    server.page("/", doc(f"<a href='/nb/'>政府信息公开年报</a>{home}", "云岭县水务局"))
    return bureau(server, report_list_url="/nb/", site_url="/")


@finds("/tz/r.html")
def among_the_notices_instead_of_its_list(server: BadServer) -> Agency:
    server.page("/tz/r.html", rep())
    return _with_a_home_page(server, f"<h3>通知公告</h3><li><a href='/tz/r.html'>{TITLE}</a>2024-01-20</li>")


@finds("/tz/r.html")
def filed_elsewhere_and_found_by_the_sites_search(server: BadServer) -> Agency:
    server.page("/s", listing([(TITLE, "/tz/r.html", "2024-01-20")], title="搜索结果"))
    server.page("/tz/r.html", rep())
    return _with_a_home_page(server, "<form action='/s'><input name='q'><button>搜索</button></form>")


@finds("/xxgk/r.html")
def in_a_new_column_while_the_old_one_is_registered(server: BadServer) -> Agency:
    server.page("/zwgk/", doc("<a href='/xxgk/'>政府信息公开年报</a>"))
    server.page("/xxgk/", listing([(TITLE, "r.html", "2024-01-20"), *OLD]))
    server.page("/xxgk/r.html", rep())
    return _with_a_home_page(server, "<a href='/zwgk/'>政府信息公开</a>")


@finds("/gz/r.html")
def in_a_column_of_another_name_beside_the_one_that_lacks_it(server: BadServer) -> Agency:
    server.page("/gz/", listing([(TITLE, "r.html", "2024-01-20")], title="信息公开工作"))
    server.page("/gz/r.html", rep())
    agency = _with_a_home_page(server, "<a href='/gz/'>信息公开工作</a>")
    return replace(agency, report_list_url=None)


@finds_absence
def neither_in_the_registered_list_nor_on_a_site_that_cannot_be_read(server: BadServer) -> Agency:
    agency = _with_a_home_page(server, "")
    server.serve("/", bad.status(500))
    return agency


@finds_absence
def not_in_the_registered_list_and_the_countys_own_on_the_site(server: BadServer) -> Agency:
    who = "云岭县人民政府"
    server.page(
        "/zwgk/", listing([("2023年政府信息公开工作年度报告", "g.html", "2024-03-20")], title="政府信息公开年报")
    )
    server.page("/zwgk/g.html", rep(who, title="2023年政府信息公开工作年度报告"))
    return _with_a_home_page(server, "<a href='/zwgk/'>政府信息公开年报</a>")


@finds_nothing
def not_in_the_registered_list_and_dead_among_the_notices(server: BadServer) -> Agency:
    return _with_a_home_page(server, f"<h3>通知公告</h3><li><a href='/tz/r.html'>{TITLE}</a>2024-01-20</li>")


@finds_nothing
def a_county_that_became_a_district(server: BadServer) -> Agency:
    return _list_at(server, listing([("云岭区水务局2023年政府信息公开工作年度报告", "r.html", "2024-01-20"), *OLD]))


def _row(server: BadServer, shown: str) -> Agency:
    return _list_at(server, listing(OLD, f"<ul><li>{shown} 2024-01-20</li></ul>"))


@finds_nothing
def a_row_whose_link_has_no_address(server: BadServer) -> Agency:
    return _row(server, f"<a data-id='77'>{TITLE}</a>")


@finds_nothing
def a_row_whose_link_leads_to_its_own_page(server: BadServer) -> Agency:
    return _row(server, f"<a href='#' data-id='77'>{TITLE}</a>")


@finds_nothing
def a_row_whose_link_does_nothing_by_itself(server: BadServer) -> Agency:
    return _row(server, f"<a href='javascript:void(0);' class='row'>{TITLE}</a>")


@finds_absence
def not_in_the_agencys_part_beside_the_countys_unnamed_report(server: BadServer) -> Agency:
    """It is the county's although it names nobody."""
    unnamed = "2023年政府信息公开工作年度报告"
    server.page("/swj/", doc("<a href='nb/'>信息公开年报</a><a href='/nb/'>政府信息公开年报</a>", "云岭县水务局"))
    server.page("/swj/nb/", listing(OLD, title="云岭县水务局信息公开年报"))
    server.page("/nb/", listing([(unnamed, "g.html", "2024-03-20")]))
    server.page("/nb/g.html", rep("本机关", title=unnamed).replace("来源：本机关".encode(), b""))
    return bureau(server, site_url="/swj/")


@finds_nothing
def a_title_kept_in_an_attribute(server: BadServer) -> Agency:
    return _row(server, f"<span class='more' data-id='7' data-title='{TITLE}'>查看</span>")


@finds_nothing
def a_picture_with_the_title_that_leads_nowhere(server: BadServer) -> Agency:
    return _row(server, f"<img src='/i/2023.png' alt='{TITLE}'>")


@finds("/nb/r.html")
def a_row_that_stands_in_a_template(server: BadServer) -> Agency:
    server.page("/nb/r.html", rep())
    return _list_at(server, listing(OLD, f"<template><li><a href='r.html'>{TITLE}</a></li></template>"))


def _beside_other_kinds_of_bodies(kind: str) -> None:
    def site(server: BadServer) -> Agency:
        rows = [
            (f"云岭县{name}{year}年政府信息公开工作年度报告", f"{name}{year}.html", f"{year + 1}-01-20")
            for year in (2023, 2022)
            for name in ("教育局", "审计局", "水利局")
        ]
        server.page("/nb/sub/", listing([(TITLE, "r.html", "2024-01-20")], title=kind))
        server.page("/nb/sub/r.html", rep())
        return _list_at(server, listing(rows, f"<a href='sub/'>{kind}</a>"))

    site.__name__ = f"among_{kind}"
    finds("/nb/sub/r.html")(site)


for _kind in ("群团组织", "直属事业单位", "中省市驻县单位", "双管单位", "其他单位", "党委部门", "国有企业"):
    _beside_other_kinds_of_bodies(_kind)


@finds_absence
def annual_reports_of_other_kinds_in_the_agencys_list(server: BadServer) -> Agency:
    kinds = ("河湖长制工作年度报告", "安全生产年度报告", "村务公开年度报告", "环境信息公开年度报告", "统计年报")
    rows = [(f"云岭县水务局2023年{kind}", f"{at}.pdf", "2024-02-20") for at, kind in enumerate(kinds)]
    for _, url, _ in rows:
        server.page(f"/nb/{url}", b"%PDF-1.5" + b"x" * 900, "application/pdf")
    return _list_at(server, listing([*rows, *OLD]))


@finds("/nb/r.html")
def one_year_a_page_and_a_link_to_the_next(server: BadServer) -> Agency:
    server.page("/nb/?y=2023", listing([(TITLE, "r.html", "2024-01-20")]))
    server.page("/nb/r.html", rep())
    return _list_at(server, listing(OLD[:1], "<a href='?y=2021'>上一年</a> 2022年 <a href='?y=2023'>下一年</a>"))


@finds_absence
def a_pager_of_vsb_on_its_only_page(server: BadServer) -> Agency:
    buttons = "".join(
        f"<span class='p_{name}_d p_fun_d'>{text}</span>" for name, text in (("prev", "上页"), ("next", "下页"))
    )
    pager = f"<div class='pb_sys_common'><span class='p_pages'><span class='p_t'>共2条</span>{buttons}</span></div>"
    return _list_at(server, listing(OLD, pager))


_MENU = "<p><a href='/xxgk/zn/'>政府信息公开指南</a> <a href='/nb/'>政府信息公开年报</a></p>"


@finds_nothing
def the_governments_own_list_registered_for_a_bureau(server: BadServer) -> Agency:
    """Its reports all name the county; the column's name in the menu names nobody, and is no report."""
    rows = [
        (f"云岭县人民政府{year}年政府信息公开工作年度报告", f"{year}.html", f"{year + 1}-03-20")
        for year in (2023, 2022)
    ]
    return _list_at(server, listing(rows, _MENU))


@finds_nothing
def a_list_under_a_menu_that_names_others_every_year(server: BadServer) -> Agency:
    rows = [
        (f"云岭县{name}{year}年政府信息公开工作年度报告", f"{name}{year}.html", f"{year + 1}-01-20")
        for year in (2023, 2022, 2021)
        for name in ("教育局", "审计局", "民政局")
    ]
    return _list_at(server, listing(rows, _MENU))


@finds_nothing
def a_list_that_named_others_the_year_before_too(server: BadServer) -> Agency:
    rows = [
        (f"云岭县{name}{year}年政府信息公开工作年度报告", f"{name}{year}.html", f"{year + 1}-01-20")
        for year in (2023, 2022)
        for name in ("教育局", "审计局", "民政局")
    ]
    return _list_at(server, listing(rows))
