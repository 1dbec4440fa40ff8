"""The search: the most precise address first, the right page among many, and absence only with proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from http.server import BaseHTTPRequestHandler

import pytest

from checks.model import Agency
from checks.publication import READ_TO_END
from flows.crawl import Archive, Crawler, Found, Outcome
from flows.settings import Settings
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.sites import TITLE, links, listing, page, report, water

AS_OF = date(2024, 4, 8)
OLD = ("青岭市水利局2022年政府信息公开工作年度报告", "/2022.html", "2023-01-18")


def find(crawler: Crawler, agency: Agency, year: int = 2023) -> Found:
    return crawler.find_report(agency, year, AS_OF)


def in_list(crawler: Crawler, server: BadServer, html: str) -> Found:
    return find(crawler, water(report_list_url=server.page("/nb/", html)))


# the registered page


def test_a_registered_page_is_enough(server: BadServer, crawler: Crawler) -> None:
    found = find(crawler, water(report_url=server.page("/r.html", report()), site_url=server.url("/")))
    assert found.outcome is Outcome.FOUND
    assert found.publication.url == server.url("/r.html")
    assert found.publication.page_date == date(2024, 1, 20)
    assert found.snapshot is not None
    assert "总体情况" in found.snapshot.content.decode()
    assert server.paths() == ["/r.html"]


@pytest.mark.parametrize(
    ("path", "column"), [("当前位置：首页 &gt; 新闻中心 &gt; 通知公告", "首页 > 新闻中心 > 通知公告"), ("", None)]
)
def test_a_registered_page_tells_its_own_column(
    path: str, column: str | None, server: BadServer, crawler: Crawler
) -> None:
    html = report().replace("<body>", f"<body><div>{path}</div>", 1)
    assert find(crawler, water(report_url=server.page("/r.html", html))).publication.column == column


def test_the_year_is_put_into_an_address(server: BadServer, crawler: Crawler) -> None:
    server.page("/nb?fbtime=2023", report())
    assert find(crawler, water(report_url=server.url("/nb?fbtime={year}"))).outcome is Outcome.FOUND


def test_last_years_page_is_not_taken_for_this_years(server: BadServer, crawler: Crawler) -> None:
    old = server.page("/r.html", report(year=2022))
    found = find(crawler, water(report_url=old))
    assert found.outcome is Outcome.WRONG_REPORT
    assert "2022 年度" in found.detail
    assert found.snapshot is None
    assert not found.publication.proven_absent


def test_a_wrong_page_leads_on_to_the_list(server: BadServer, crawler: Crawler) -> None:
    server.page("/new.html", report())
    old = server.page("/r.html", report(year=2022))
    column = server.page("/nb/", listing([(TITLE, "/new.html")]))
    found = find(crawler, water(report_url=old, report_list_url=column))
    assert found.publication.url == server.url("/new.html")


def test_another_agencys_page_is_not_taken(server: BadServer, crawler: Crawler) -> None:
    found = find(crawler, water(report_url=server.page("/r.html", report(who="青岭市林业局"))))
    assert found.outcome is Outcome.WRONG_REPORT
    assert "青岭市林业局" in found.detail


def test_the_governments_report_is_not_its_departments(server: BadServer, crawler: Crawler) -> None:
    found = find(crawler, water(report_url=server.page("/r.html", report(who="青岭市人民政府"))))
    assert found.outcome is Outcome.WRONG_REPORT


def test_a_page_that_is_no_report_is_not_taken(server: BadServer, crawler: Crawler) -> None:
    news = page("<h1>市水利局召开2023年防汛会议</h1>" + "<p>会议要求，各单位要认真落实。</p>" * 60)
    assert find(crawler, water(report_url=server.page("/r.html", news))).outcome is Outcome.WRONG_REPORT


def test_a_report_that_names_neither_year_nor_agency_is_taken_where_it_is_registered(
    server: BadServer, crawler: Crawler
) -> None:
    nameless = report(title="政府信息公开工作年度报告").replace("2023年", "本年度").replace("青岭市水利局", "本机关")
    found = find(crawler, water(report_url=server.page("/r.html", nameless)))
    assert found.outcome is Outcome.FOUND
    assert "页面标题没有写机关" in found.detail


def test_a_wrong_year_in_the_heading_is_the_reports_fault_where_list_and_body_say_otherwise(
    server: BadServer, crawler: Crawler
) -> None:
    server.page("/r.html", report(title="青岭市水利局2022年政府信息公开工作年度报告"))
    assert in_list(crawler, server, listing([(TITLE, "/r.html")])).outcome is Outcome.FOUND


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (page("<p>对不起，您访问的页面不存在或已删除</p>"), Outcome.SOFT_NOT_FOUND),
        (page("<h1>404 Not Found</h1>", "404"), Outcome.SOFT_NOT_FOUND),
        (page("<div id='app'></div><script src='/app.js'></script>"), Outcome.SHELL_PAGE),
        (page("<p>&nbsp;</p>"), Outcome.EMPTY_PAGE),
        (page("<p>您的访问请求已被云防护拦截</p>"), Outcome.CHALLENGE),
        (page("<script>document.cookie='__jsl_clearance=1'</script>"), Outcome.CHALLENGE),
        (page("<h2>网站正在升级改造中，暂停访问，敬请谅解。</h2>"), Outcome.MAINTENANCE),
        (
            page("<p>根据集约化要求，本网站已停止运行，内容已迁移至<a href='/x'>市政府网站</a>。</p>"),
            Outcome.SITE_CLOSED,
        ),
        (page("<p>您访问的域名已过期，请联系注册商续费。</p>"), Outcome.PARKED),
        (page("<h1>Welcome to nginx!</h1>", "Welcome to nginx!"), Outcome.PARKED),
        (page("<form method=post><input name=u><input type=password name=p></form>", "用户登录"), Outcome.BLOCKED),
        (page("<h1>“/”应用程序中的服务器错误。</h1><h2>未将对象引用设置到对象的实例。</h2>"), Outcome.SERVER_ERROR),
        (
            page("<p>java.lang.NullPointerException</p>", "HTTP Status 500 – Internal Server Error"),
            Outcome.SERVER_ERROR,
        ),
    ],
)
def test_a_page_that_only_pretends_to_answer(html: str, outcome: Outcome, server: BadServer, crawler: Crawler) -> None:
    found = find(crawler, water(report_url=server.page("/r.html", html)))
    assert found.outcome is outcome
    assert not found.publication.proven_absent


def test_a_refusal_with_a_firewalls_page_is_a_challenge(server: BadServer, crawler: Crawler) -> None:
    url = server.page("/r.html", page("<p>请完成安全验证</p>"), status=403)
    assert crawler.fetch(url).outcome is Outcome.CHALLENGE


def test_a_refusal_that_tells_of_maintenance_is_maintenance(server: BadServer, crawler: Crawler) -> None:
    url = server.page("/r.html", page("<h1>系统维护中</h1><p>请稍后再试</p>"), status=503)
    assert crawler.fetch(url).outcome is Outcome.MAINTENANCE


def test_news_of_a_websites_renewal_is_no_maintenance(server: BadServer, crawler: Crawler) -> None:
    rows = [(f"县政府网站正在升级改版中第{at}期", f"/{at}.html") for at in range(6)]
    assert crawler.fetch(server.page("/nb/", listing(rows))).outcome is Outcome.FOUND


def test_an_address_whose_script_leads_home_is_gone(server: BadServer, crawler: Crawler) -> None:
    server.page("/", links(("新闻", "/news/")))
    url = server.page("/nb/", "<script>window.top.location.href='/';</script>")
    assert crawler.fetch(url).outcome is Outcome.MOVED_HOME


def test_an_address_that_leads_home_is_gone(server: BadServer, crawler: Crawler) -> None:
    server.page("/", links(("首页", "/"), ("新闻", "/n")))
    url = server.serve("/zwgk/nb/2023.html", bad.moved("/"))
    assert find(crawler, water(report_url=url)).outcome is Outcome.MOVED_HOME


# the list


@pytest.mark.parametrize(
    "distractor",
    [
        "青岭市水利局2022年政府信息公开工作年度报告",
        "青岭市林业局2023年政府信息公开工作年度报告",
        "青岭市水利局2023年度政府网站工作年度报表",
        "青岭市水利局2023年法治政府建设年度报告",
        "关于做好2023年政府信息公开工作年度报告编制发布工作的通知",
        "一图读懂青岭市水利局2023年政府信息公开工作年度报告",
        "青岭市水利局2023年政府信息公开工作年度报告解读",
        "青岭市水利局2023年政府信息公开工作年度报告（图片版）",
        "青岭市水利局2023年部门预算公开说明",
        "青岭市2023年政府工作报告",
        "青岭市人民政府2023年政府信息公开工作年度报告",
        "青岭市水利局2023年政务公开工作要点",
        "政府信息公开年度报告格式（2023）",
    ],
)
def test_the_right_entry_is_chosen_beside(distractor: str, server: BadServer, crawler: Crawler) -> None:
    server.page("/right.html", report())
    server.page("/wrong.html", report(title=distractor))
    found = in_list(crawler, server, listing([(distractor, "/wrong.html"), (TITLE, "/right.html"), OLD]))
    assert found.publication.url == server.url("/right.html")
    assert "/wrong.html" not in server.paths()


@pytest.mark.parametrize(
    "title",
    [
        "青岭市水利局2023年政府信息公开工作年度报告",
        "2023年度青岭市水利局政府信息公开工作报告",
        "青岭市水利局政府信息公开2023年度报告",
        "市水利局2023年信息公开年报",
        "青岭市水务局2023年度政府信息公开工作年度报告",
        "关于2023年政府信息公开年度报告",
        "2023年政府信息公开工作年度报告（文字版）",
        "二〇二三年政府信息公开工作年度报告",
        "２０２３年政务公开年报",
        "水利局2023年政府信息工作年度报告",
        "2023年年报",
        "青岭市水利局2023年政府信息公开情况",
        "青岭市水利局关于印发2023年政府信息公开工作年度报告的通知",
    ],
)
def test_titles_as_real_agencies_write_them(title: str, server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report(title=title))
    assert in_list(crawler, server, listing([OLD, (title, "/r.html")])).outcome is Outcome.FOUND


def test_a_title_cut_short_in_the_list_is_read_from_its_attribute(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report())
    row = f"<li><a href='/r.html' title='{TITLE}'>青岭市水利局2023年政府信息…</a><span>2024-01-20</span></li>"
    assert in_list(crawler, server, page(f"<ul>{row}</ul>")).outcome is Outcome.FOUND


def test_later_pages_are_read_until_it_is_found_and_no_further(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report())
    server.page("/nb/2.html", listing([(TITLE, "/r.html")], "<a href='3.html'>下一页</a>"))
    server.page("/nb/3.html", listing([("别的2021年年报", "/x.html")]))
    found = in_list(crawler, server, listing([OLD], "<a href='2.html'>下一页</a>"))
    assert found.outcome is Outcome.FOUND
    assert server.paths() == ["/nb/", "/nb/2.html", "/r.html"]


def test_a_picture_version_is_taken_only_where_there_is_no_other(server: BadServer, crawler: Crawler) -> None:
    title = TITLE + "（图片版）"
    server.page("/p.html", page(f"<h1>{title}</h1><img src='/1.png'><img src='/2.png'>"))
    assert in_list(crawler, server, listing([(title, "/p.html"), OLD])).publication.url == server.url("/p.html")


def test_year_folders_are_opened(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report())
    server.page("/nb/2023n/", listing([(TITLE, "/r.html")]))
    server.page("/nb/2022n/", listing([OLD]))
    found = in_list(crawler, server, links(("2022年", "/nb/2022n/"), ("2023年", "/nb/2023n/")))
    assert found.outcome is Outcome.FOUND
    assert "/nb/2022n/" not in server.paths()


def test_a_report_filed_under_the_year_of_publication_is_found(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report())
    server.page("/nb/2024/", listing([(TITLE, "/r.html")]))
    server.page("/nb/2023/", listing([OLD]))
    found = in_list(crawler, server, links(("2024年", "/nb/2024/"), ("2023年", "/nb/2023/")))
    assert found.outcome is Outcome.FOUND


def test_an_agencys_part_of_a_shared_platform_is_opened(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report(title="2023年政府信息公开工作年度报告"))
    server.page("/b/slj/", listing([("2023年政府信息公开工作年度报告", "/r.html")]))
    server.page("/b/lyj/", listing([("2023年政府信息公开工作年度报告", "/other.html")]))
    found = in_list(crawler, server, links(("市林业局", "/b/lyj/"), ("市水利局", "/b/slj/")))
    assert found.publication.url == server.url("/r.html")


def test_a_column_that_shows_its_newest_article_itself(server: BadServer, crawler: Crawler) -> None:
    assert in_list(crawler, server, report()).publication.url == server.url("/nb/")


def test_an_unnamed_entry_of_a_shared_list_must_name_its_agency_inside(server: BadServer, crawler: Crawler) -> None:
    unnamed = "2023年政府信息公开工作年度报告"
    nobody = report(title=unnamed).replace("青岭市水利局", "本机关")
    server.page("/nobody.html", nobody)
    server.page("/ours.html", report(title=unnamed))
    others = [("青岭市林业局2023年政府信息公开工作年度报告", "/l.html"), OLD]
    found = in_list(crawler, server, listing([*others, (unnamed, "/nobody.html"), (unnamed, "/ours.html")]))
    assert found.publication.url == server.url("/ours.html")


def test_the_choice_and_the_runners_up_are_told(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report())
    found = in_list(crawler, server, listing([(TITLE, "/r.html"), ("市水利局2023年信息公开年报", "/second.html")]))
    trail = "\n".join(found.publication.trail)
    assert f"选中 《{TITLE}》" in trail
    assert "年度为 2023" in trail
    assert "备选 《市水利局2023年信息公开年报》" in trail


def test_two_versions_of_one_report_are_both_fetched(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report())
    server.page("/again.html", report(extra="<p>另一版本</p>"))
    server.page("/same.html", report())
    again = "市水利局2023年政府信息公开工作年度报告"
    entries = [(TITLE, "/r.html"), (again, "/again.html"), (again + "（转载）", "/same.html")]
    found = in_list(crawler, server, listing(entries))
    assert found.publication.versions == (server.url("/again.html"),)
    assert ["另一版本" in copy.content.decode() for copy in found.versions] == [True]


def test_a_corrected_version_does_not_make_late_what_was_published_in_time(server: BadServer, crawler: Crawler) -> None:
    server.page("/new.html", report().replace("2024-01-20", "2024-03-19"))
    server.page("/old.html", report())
    found = in_list(crawler, server, listing([(f"{TITLE}（更正版）", "/new.html", "2024-03-19"), (TITLE, "/old.html")]))
    assert found.publication.url == server.url("/new.html")
    assert found.publication.page_date == date(2024, 1, 20)


@pytest.mark.parametrize(
    ("href", "outcome"),
    [("http://files.example.com/a.pdf", Outcome.OFF_HOST), ("/gone.pdf", Outcome.NOT_FOUND)],
)
def test_a_thin_page_tells_what_is_wrong_with_its_attachment(
    href: str, outcome: Outcome, server: BadServer, crawler: Crawler
) -> None:
    server.page("/r.html", page(f"<h1>{TITLE}</h1><p><a href='{href}'>全文.pdf</a></p>"))
    found = in_list(crawler, server, listing([(TITLE, "/r.html")]))
    assert found.outcome is outcome
    assert not found.publication.proven_absent


def test_files_offered_beside_the_text_are_versions(server: BadServer, crawler: Crawler) -> None:
    server.page("/a.docx", b"PK\x03\x04", "application/octet-stream")
    server.page("/form.docx", b"PK\x03\x04 form", "application/octet-stream")
    files = "<a href='/a.docx'>【下载Word】</a><a href='/form.docx'>申请表.docx</a>"
    server.page("/r.html", report(extra=files))
    found = in_list(crawler, server, listing([(TITLE, "/r.html")]))
    assert found.publication.url == server.url("/r.html")
    assert found.publication.versions == (server.url("/a.docx"),)
    assert "/form.docx" not in server.paths()


def test_versions_that_lead_nowhere_are_dead_links(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report(extra="<a href='/gone.pdf'>青岭市水利局2023年政府信息公开工作年度报告.pdf</a>"))
    entries = [(TITLE, "/r.html"), ("市水利局2023年政府信息公开工作年度报告", "/away.html")]
    found = in_list(crawler, server, listing(entries))
    assert found.publication.versions == ()
    assert found.publication.dead_links == (server.url("/away.html"), server.url("/gone.pdf"))


@pytest.mark.parametrize(
    ("path", "column"),
    [
        ("首页 &gt; 政务公开 &gt; 通知公告", "首页 > 政务公开 > 通知公告"),
        ("<a href='/'>首页</a> &gt; 通知公告 &gt; 政府信息公开年报", "登记的年报栏目"),
    ],
)
def test_the_registered_list_is_called_what_its_page_says(
    path: str, column: str, server: BadServer, crawler: Crawler
) -> None:
    server.page("/r.html", report())
    html = listing([(TITLE, "/r.html"), OLD], f"<div>当前位置：{path}</div>", "通知公告")
    found = in_list(crawler, server, html)
    assert found.publication.column == column
    assert found.publication.years_listed == (2022, 2023)


def test_a_report_under_a_changed_name_is_taken_where_it_names_the_agency(server: BadServer, crawler: Crawler) -> None:
    agency = Agency("a", "青岭市农业农村局", "department", report_list_url=server.url("/nb/"))
    title = "青岭市农业局2023年政府信息公开工作年度报告"
    server.page("/nb/", listing([(title, "/r.html"), OLD]))
    server.page("/r.html", report(who="青岭市农业农村局", title=title))
    assert find(crawler, agency).outcome is Outcome.FOUND


def test_a_neighbours_report_is_neither_taken_nor_a_proof_of_absence(server: BadServer, crawler: Crawler) -> None:
    agency = Agency("a", "青岭市公安交通管理局", "department", report_list_url=server.url("/nb/"))
    server.page("/nb/", listing([("青岭市公安局2023年政府信息公开工作年度报告", "/r.html"), OLD]))
    server.page("/r.html", report(who="青岭市公安局"))
    found = find(crawler, agency)
    assert found.outcome is Outcome.WRONG_REPORT
    assert not found.publication.proven_absent


# from the home page


def test_from_the_home_page_through_openness_to_the_list(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report())
    server.page("/gk/nb/", listing([(TITLE, "/r.html")]))
    server.page("/gk/", links(("政府信息公开指南", "/gk/zn/"), ("政府信息公开年报", "/gk/nb/")))
    home = server.page("/", links(("首页", "/"), ("政府信息公开", "/gk/"), ("政务服务", "/fw/")))
    found = find(crawler, water(site_url=home))
    assert found.outcome is Outcome.FOUND
    assert found.publication.column == "政府信息公开年报"
    assert server.paths() == ["/", "/gk/", "/gk/nb/", "/r.html"]


def test_a_home_page_that_only_points_elsewhere_is_followed(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report())
    server.page("/nb/", listing([(TITLE, "/r.html")]))
    server.page("/web/", links(("政府信息公开年报", "/nb/")))
    home = server.page("/", "<html><head><meta http-equiv='refresh' content='0;url=/web/'></head></html>")
    assert find(crawler, water(site_url=home)).outcome is Outcome.FOUND


def test_signposts_that_point_at_each_other_end(server: BadServer, crawler: Crawler) -> None:
    server.page("/a/", "<script>window.location.href='/b/'</script>")
    home = server.page("/b/", "<script>location='/a/'</script>")
    assert find(crawler, water(site_url=home)).outcome is Outcome.LOOP


def test_a_site_without_a_column_proves_nothing(server: BadServer, crawler: Crawler) -> None:
    found = find(crawler, water(site_url=server.page("/", links(("新闻", "/n/"), ("公告", "/g/")))))
    assert found.outcome is Outcome.NO_LIST
    assert not found.publication.proven_absent


def test_another_bodys_list_met_on_a_site_proves_nothing(server: BadServer, crawler: Crawler) -> None:
    entries = [(f"青岭市人民政府{year}年政府信息公开工作年度报告", f"/{year}") for year in range(2019, 2024)]
    server.page("/nb/", listing(entries))
    found = find(crawler, water(site_url=server.page("/", links(("政府信息公开年报", "/nb/")))))
    assert found.outcome is Outcome.NOT_LISTED
    assert not found.publication.proven_absent


@pytest.mark.parametrize("named_in_robots", [True, False])
def test_the_sitemap_leads_to_a_column_that_no_link_names(
    named_in_robots: bool, server: BadServer, crawler: Crawler
) -> None:
    place = "/map/all.xml" if named_in_robots else "/sitemap.xml"
    server.page("/robots.txt", f"Sitemap: {server.url(place)}\n" if named_in_robots else "", "text/plain")
    addresses = ("/xwzx/1.html", "/zwgk/zfxxgknb/202401/t20240120_1.html", "/zwgk/bmys/2.html")
    entries = "".join(f"<url><loc>{server.url(path)}</loc></url>" for path in addresses)
    server.page(place, f"<?xml version='1.0'?><urlset xmlns='http://x/s'>{entries}</urlset>", "text/xml")
    server.page("/zwgk/zfxxgknb/", listing([(TITLE, "/r.html")]))
    server.page("/r.html", report())
    assert find(crawler, water(site_url=server.page("/", links(("新闻", "/xwzx/"))))).outcome is Outcome.FOUND


@pytest.mark.parametrize("place", ["/zfxxgknb/index.html", "/xxgknb/list.html", "/zfxxgk/ndbg.htm"])
def test_the_sitemap_names_the_page_by_which_a_column_opens(place: str, server: BadServer, crawler: Crawler) -> None:
    """Its folder alone is answered with nothing."""
    entries = "".join(f"<url><loc>{server.url(path)}</loc></url>" for path in ("/xxgknb/1.html", place))
    server.page("/sitemap.xml", f"<urlset>{entries}</urlset>", "text/xml")
    server.page(place, listing([(TITLE, "/r.html")]))
    server.page("/r.html", report())
    assert find(crawler, water(site_url=server.page("/", links(("新闻", "/xwzx/"))))).outcome is Outcome.FOUND


@pytest.mark.parametrize(
    "xml", [b"", b"<urlset>", b"<!DOCTYPE a [<!ENTITY x 'y'>]><urlset><loc>&x;</loc></urlset>", b"\x1f\x8bzz"]
)
def test_a_broken_sitemap_is_survived(xml: bytes, server: BadServer, crawler: Crawler) -> None:
    server.page("/sitemap.xml", xml, "text/xml")
    found = find(crawler, water(site_url=server.page("/", links(("新闻", "/xwzx/")))))
    assert found.outcome is Outcome.NO_LIST


def test_the_sites_own_search_is_the_last_resort(server: BadServer, crawler: Crawler) -> None:
    form = "<form action='/s'><input type='hidden' name='siteCode' value='1'/><input name='keyword'/></form>"
    home = server.page("/", page(f"{form}<a href='/xwzx/'>新闻</a>"))
    server.page("/s", listing([(TITLE, "/r.html")], title="搜索结果"))
    server.page("/r.html", report())
    assert find(crawler, water(site_url=home)).outcome is Outcome.FOUND
    (asked,) = [one.path for one in server.asked if one.path.startswith("/s?")]
    assert asked.startswith("/s?siteCode=1&keyword=%E9%9D%92%E5%B2%AD")


def test_a_home_page_that_shows_nothing_but_its_search_is_not_empty(server: BadServer, crawler: Crawler) -> None:
    home = server.page("/", page("<form action='/search'><input name='q'><input type='submit'></form>"))
    server.page("/search", listing([(TITLE, "/r.html")]))
    server.page("/r.html", report())
    assert find(crawler, water(site_url=home)).outcome is Outcome.FOUND


def test_a_search_that_finds_nothing_proves_nothing(server: BadServer, crawler: Crawler) -> None:
    home = server.page("/", page("<form action='/s'><input name='q'/></form><a href='/xwzx/'>新闻</a>"))
    server.page("/s", page("<p>没有找到相关内容</p>"))
    found = find(crawler, water(site_url=home))
    assert found.outcome is Outcome.NO_LIST
    assert not found.publication.proven_absent


# absence


def test_a_list_read_to_its_end_proves_absence_and_names_every_page(server: BadServer, crawler: Crawler) -> None:
    server.page("/nb/2.html", listing([("青岭市水利局2021年政府信息公开工作年度报告", "/2021.html")]))
    found = in_list(crawler, server, listing([OLD], "<a href='2.html'>下一页</a> 共2页"))
    assert found.outcome is Outcome.NOT_PUBLISHED
    assert found.publication.proven_absent
    assert found.snapshot is None
    trail = "\n".join(found.publication.trail)
    assert server.url("/nb/") in trail
    assert server.url("/nb/2.html") in trail
    assert any(step.endswith(READ_TO_END) for step in found.publication.trail)


def test_a_folder_that_is_gone_is_told_as_such(server: BadServer, crawler: Crawler) -> None:
    found = in_list(crawler, server, listing([OLD], "<a href='/nb/2022/'>2022年</a>"))
    assert found.outcome is Outcome.NOT_FOUND
    assert not found.publication.proven_absent


def test_a_site_that_repeats_its_last_page_has_ended(server: BadServer, crawler: Crawler) -> None:
    for number in (2, 3, 4):
        server.page(f"/nb/{number}.html", listing([OLD], f"<a href='{number + 1}.html'>下一页</a>"))
    assert in_list(crawler, server, listing([OLD], "<a href='2.html'>下一页</a>")).publication.proven_absent
    # Then the site's home, to see whether the list has moved.
    assert server.paths() == ["/nb/", "/nb/2.html", "/"]


def test_the_first_page_by_another_of_its_addresses_is_not_counted_twice(server: BadServer, crawler: Crawler) -> None:
    pager = "<div class='page'><a href='?page=1'>1</a><a href='?page=2'>2</a></div>"
    server.page("/nb/?page=1", listing([OLD], pager))
    server.page("/nb/?page=2", listing([("青岭市水利局2021年政府信息公开工作年度报告", "/2021.html")], pager))
    found = in_list(crawler, server, listing([OLD], pager))
    assert found.publication.proven_absent
    assert any("共 2 页 2 条" in step for step in found.publication.trail)


@pytest.mark.parametrize("name", ["通知公告", "政策文件", "计划总结", "政府信息公开制度", "其他"])
@pytest.mark.parametrize("is_registered", [True, False])
def test_a_report_among_the_other_papers_of_a_site_is_not_missing(
    server: BadServer, crawler: Crawler, is_registered: bool, name: str
) -> None:
    column = server.page("/nb/", listing([OLD]))
    server.page("/tz/", listing([("关于放假的通知", "/t1.html"), (TITLE, "/tz9.html")], title=name))
    server.page("/tz9.html", report())
    home = server.page("/", links(("政府信息公开年报", "/nb/"), (name, "/tz/")))
    found = find(crawler, water(site_url=home, report_list_url=column if is_registered else None))
    assert found.publication.url == server.url("/tz9.html")


@pytest.mark.parametrize("is_registered", [True, False])
def test_notices_that_cannot_be_read_take_nothing_from_the_proof_of_a_list(
    server: BadServer, crawler: Crawler, is_registered: bool
) -> None:
    column = server.page("/nb/", listing([OLD]))
    server.serve("/tz/", bad.status(403))
    home = server.page("/", links(("政府信息公开年报", "/nb/"), ("通知公告", "/tz/")))
    found = find(crawler, water(site_url=home, report_list_url=column if is_registered else None))
    assert found.publication.proven_absent


PAGER = "<div class='pagelink'><a href='/nb/'>1</a><span>2</span></div>"
HOT = "<div class='hot'><h4>热点内容</h4><ul><li><a href='/2022.html'>青岭市水利局2022年政府信息公开工作年度报告</a></li></ul></div>"
JUMP = "<select onchange='location=this.value'><option value=''>1</option><option value='2.html'>2</option></select>"
MENU = "<div><button data-toggle='dropdown'>信息公开栏目</button><ul class='dropdown-menu'><li><a href='{}'>公开指南</a></li></ul></div>"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        # A box of other matters beside the last page shows the newest rows of the first.
        ("<a href='/nb/2.html'>下一页</a>" + HOT, HOT),
        # The place for a pager that the list does without.
        (
            "<div id='pages'></div><div class='pagelink'><span>1</span><a href='/nb/2.html'>2</a></div><script src='/j.js'></script>",
            f"<div id='pages'></div>{PAGER}<script src='/j.js'></script>",
        ),
        (f"<p>当前第 1/2 页 <a href='/nb/2.html'>下一页</a>{JUMP}</p>", f"<p>当前第 2/2 页 {JUMP}</p>"),
    ],
)
def test_a_list_of_two_pages_is_read_to_its_end(server: BadServer, crawler: Crawler, first: str, last: str) -> None:
    server.page("/j.js", "")
    oldest = [
        (f"青岭市水利局{year}年政府信息公开工作年度报告", f"/{year}.html", f"{year + 1}-01-18") for year in (2018, 2017)
    ]
    server.page("/nb/2.html", listing(oldest, last))
    assert in_list(crawler, server, listing([OLD], first)).publication.proven_absent


def test_rows_of_a_table_with_two_links_are_called_by_their_title(server: BadServer, crawler: Crawler) -> None:
    def table(*rows: tuple[str, str]) -> str:
        cells = (
            f"<tr><td>{title}</td><td>2024-01-18</td><td><a href='{url}'>查看</a> <a href='{url}.pdf'>下载</a></td></tr>"
            for title, url in rows
        )
        return page(f"<h2>政府信息公开年报</h2><table>{''.join(cells)}</table>")

    assert in_list(crawler, server, table(OLD[:2])).publication.proven_absent
    server.page("/r.html", report())
    found = find(crawler, water(report_list_url=server.page("/nb2/", table((TITLE, "/r.html"), OLD[:2]))))
    assert found.publication.url == server.url("/r.html")


def test_an_address_for_mail_is_nothing_to_click(server: BadServer, crawler: Crawler) -> None:
    contact = "<p>联系：<a href='mailto:xx@gov.cn'>xx@gov.cn</a>，<a href='tel:051212345678'>0512-12345678</a></p>"
    assert in_list(crawler, server, listing([OLD], contact)).publication.proven_absent


def test_an_address_that_a_link_keeps_for_a_script_is_opened(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report())
    row = f"<ul><li><a href='javascript:void(0)' data-url='/r.html'>{TITLE}</a><span>2024-01-18</span></li></ul>"
    assert in_list(crawler, server, page(row)).publication.url == server.url("/r.html")


def test_a_page_of_links_named_for_agencies_is_a_list_of_their_reports(server: BadServer, crawler: Crawler) -> None:
    names = ("青岭市财政局", "青岭市水利局", "青岭市教育局")
    rows = "".join(f"<p><a href='/r{number}.html'>{name}</a></p>" for number, name in enumerate(names))
    server.page("/all.html", page(f"<h1>2023年度市直部门政府信息公开年报公布</h1>{rows}"))
    server.page("/r1.html", report())
    html = listing([("2023年度市直部门政府信息公开年报公布", "/all.html"), OLD])
    assert in_list(crawler, server, html).publication.url == server.url("/r1.html")


def test_a_form_that_tells_its_page_is_turned_although_all_numbers_are_links(
    server: BadServer, crawler: Crawler
) -> None:
    def shown(number: int) -> str:
        links = "".join(f"<a href=\"javascript:__doPostBack('Pager','{one}')\">{one}</a>" for one in (1, 2))
        row = OLD if number == 1 else _of("青岭市水利局", 2021)
        fields = (
            "<input type='hidden' name='__VIEWSTATE' value='x'><input type='hidden' name='__EVENTARGUMENT' value=''>"
        )
        form = f"<form method='post' action='/nb/list.aspx'>{fields}<div>共2页 当前第{number}页 {links}</div></form>"
        return listing([row], form)

    def turn(ask: BaseHTTPRequestHandler) -> None:
        bad.answer(ask, shown(2 if ask.command == "POST" else 1).encode())

    server.serve("/nb/list.aspx", turn)
    found = find(crawler, water(report_list_url=server.url("/nb/list.aspx")))
    assert found.publication.proven_absent
    assert any("共 2 页 2 条" in step for step in found.publication.trail)


TABS = "<ul class='nav-tabs'><li class='active'><a href='#own'>本级</a></li><li><a href='#units'>下属单位</a></li></ul>"


@pytest.mark.parametrize(
    ("more", "is_known"),
    [
        (f"{TABS}<div id='own'>本级</div><div id='units'>无</div>", True),
        (f"{TABS}<div id='own'>本级</div><div id='units'></div>", False),
        (
            "<form action='/in'>账号<input name='user'><input type='password' name='pw'><input type='submit' value='登录'></form>",
            True,
        ),
        ("<form action='/in'>范围<input name='user'><input type='submit' value='确认范围'></form>", False),
        (
            "<form action='/say'><textarea name='c'></textarea>验证码<input name='code'><input type='submit' value='发表'></form>",
            True,
        ),
        (
            "<div>每页<select onchange='size(this)'><option>10</option><option>20</option></select>条 第1/1页</div>",
            True,
        ),
        ("<div>每页<select onchange='size(this)'><option>10</option><option>20</option></select>条</div>", False),
        ("<script>window.__STATE__ = {list: [], hasMore: false}</script>", True),
        ("<script>window.__STATE__ = {list: [], hasMore: true}</script>", False),
    ],
)
def test_what_stands_beside_a_list_is_known_or_speaks_against_absence(
    server: BadServer, crawler: Crawler, more: str, is_known: bool
) -> None:
    older = [_of("青岭市水利局", year) for year in range(2012, 2022)]
    assert in_list(crawler, server, listing([OLD, *older], more)).publication.proven_absent is is_known


def test_further_records_without_a_report_are_the_lists_all_the_same(server: BadServer, crawler: Crawler) -> None:
    def store(*rows: tuple[str, str]) -> str:
        records = "".join(f"<record><![CDATA[<li><a href='{url}'>{title}</a></li>]]></record>" for title, url in rows)
        return f"<datastore><totalrecord>2</totalrecord><recordset>{records}</recordset></datastore>"

    proxy = "/dataproxy.jsp?startrecord=2&endrecord=2&perpage=1"
    server.page(proxy, store(("青岭市水利局公示公告", "/g.html")))
    html = f"<div id='u'><script type='text/xml'>{store(OLD[:2])}</script></div><script>u({{perPage:1,proxyUrl:'/dataproxy.jsp'}})</script>"
    assert in_list(crawler, server, page(html)).publication.proven_absent


def test_a_tab_that_keeps_the_address_of_its_year_is_opened(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report())
    server.page("/nb/t.html", listing([(TITLE, "/r.html")]))
    tabs = "<ul class='tabs'><li class='on'>2022年</li><li data-src='/nb/t.html'>2023年</li></ul>"
    assert in_list(crawler, server, listing([OLD], tabs)).publication.url == server.url("/r.html")


def test_a_button_of_a_form_that_leads_to_the_next_page_is_followed(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report())
    server.page("/nb/index_2.html", listing([(TITLE, "/r.html")]))
    button = "<input type='button' value='下一页' onclick=\"location='index_2.html'\">"
    assert in_list(crawler, server, listing([OLD], button)).publication.url == server.url("/r.html")


def test_an_address_that_is_told_in_part_is_not_asked_for(server: BadServer, crawler: Crawler) -> None:
    script = "<script>fetch('/api/' + ['nb', 'list'].join('/')).then(show)</script>"
    assert in_list(crawler, server, page(f"<div id='app'></div>{script}")).outcome is Outcome.SHELL_PAGE
    assert server.paths() == ["/nb/"]


def test_a_count_of_another_list_on_the_page_is_not_that_of_the_reports(server: BadServer, crawler: Crawler) -> None:
    side = "<div class='box'><ul><li><a href='/t.html'>关于检查的通知</a></li></ul><span>共86条</span></div>"
    html = page(f"{side}<div class='list'><ul><li><a href='{OLD[1]}'>{OLD[0]}</a></li></ul><span>共1条</span></div>")
    assert in_list(crawler, server, html).publication.proven_absent
    html = page(f"{side}<div class='list'><ul><li><a href='{OLD[1]}'>{OLD[0]}</a></li></ul><span>共18条</span></div>")
    assert not find(crawler, water(report_list_url=server.page("/nb2/", html))).publication.proven_absent


@pytest.mark.parametrize(("leads_to", "is_known"), [("/zn.html", True), ("javascript:show(7)", False)])
def test_a_button_is_known_where_all_of_its_menu_leads_somewhere(
    server: BadServer, crawler: Crawler, leads_to: str, is_known: bool
) -> None:
    menu = MENU.format(leads_to).replace("公开指南", "公开指南" if is_known else "部门年报")
    assert in_list(crawler, server, listing([OLD], menu)).publication.proven_absent is is_known


def test_what_a_script_writes_after_it_asked_is_the_answer(server: BadServer, crawler: Crawler) -> None:
    asks = "$.get('/api/hot?top=9',function(d){for(var i=0;i<d.length;i++){var o=d[i];$('#h').append('<li><a href=\"'+o.url+'\">'+o.t+'</a></li>')}})"
    server.page("/api/hot?top=9", '[{"title": "局领导调研重点项目", "url": "/1.html"}]')
    rank = f"<h4>点击排行</h4><ul id='h'></ul><script>{asks}</script>"
    assert in_list(crawler, server, listing([OLD], rank)).publication.proven_absent
    hidden = "<script>var rows=unpack('x9');rows.map(function(o){list.append('<li><a href=\"'+o.u+'\">'+o.t+'</a></li>')})</script>"
    unknown = server.page("/nb3/", listing([OLD], rank + hidden))
    assert not find(crawler, water(report_list_url=unknown)).publication.proven_absent


def test_an_agency_that_its_list_names_is_not_said_to_have_another_name(server: BadServer, crawler: Crawler) -> None:
    found = in_list(crawler, server, listing([(TITLE, "/gone.html")]))
    assert found.outcome is Outcome.NOT_FOUND
    assert not any("另一名称" in step for step in found.publication.trail)


def _of(who: str, year: int) -> tuple[str, str, str]:
    return f"{who}{year}年政府信息公开工作年度报告", f"/{who}{year}.html", f"{year + 1}-01-20"


def test_a_name_that_begins_after_the_agencys_last_report_may_be_its_new_one(
    server: BadServer, crawler: Crawler
) -> None:
    others = [_of(who, year) for who in ("青岭市财政局", "青岭市教育局") for year in (2020, 2021, 2022, 2023)]
    own = [_of("青岭市水利局", 2020), _of("青岭市水利局", 2021)]
    new = [_of("青岭市水旱灾害防治局", 2022), _of("青岭市水旱灾害防治局", 2023)]
    found = in_list(crawler, server, listing([*others, *own, *new]))
    assert found.outcome is Outcome.NOT_LISTED
    assert "水旱灾害防治局" in found.detail


def test_a_name_that_stood_beside_the_agencys_is_not_its_new_one(server: BadServer, crawler: Crawler) -> None:
    others = [_of(who, year) for who in ("青岭市财政局", "青岭市水文局") for year in (2021, 2022, 2023)]
    own = [_of("青岭市水利局", 2020), _of("青岭市水利局", 2021)]
    assert in_list(crawler, server, listing([*others, *own])).publication.proven_absent


def test_a_list_that_says_it_is_empty_proves_absence(server: BadServer, crawler: Crawler) -> None:
    assert in_list(crawler, server, page("<h2>政府信息公开年报</h2><p>暂无数据</p>")).publication.proven_absent


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (page("<h2>政府信息公开年报</h2><a href='/'>首页</a>"), Outcome.EMPTY_LIST),
        (listing([OLD], "<p>共 3 页</p>"), Outcome.UNFINISHED_LIST),
        (listing([OLD], "<a href='javascript:goPage(2)'>下一页</a>"), Outcome.UNFINISHED_LIST),
        (listing([OLD], "<a onclick='next()'>下一页</a>"), Outcome.UNFINISHED_LIST),
        (listing([OLD], "<div id='p'></div><script>laypage({pages: 4})</script>"), Outcome.UNFINISHED_LIST),
        (listing([OLD, ("一图读懂" + TITLE, "/p.html")]), Outcome.UNFINISHED_LIST),
        (page("<div id='app'></div><script src='x.js'></script>"), Outcome.SHELL_PAGE),
        (page("<p>您访问的页面不存在</p>"), Outcome.SOFT_NOT_FOUND),
    ],
)
def test_a_list_that_is_not_read_whole_proves_nothing(
    html: str, outcome: Outcome, server: BadServer, crawler: Crawler
) -> None:
    found = in_list(crawler, server, html)
    assert found.outcome is outcome
    assert not found.publication.proven_absent


@pytest.mark.parametrize("handle", [bad.drop, bad.status(500), bad.status(403), bad.status(404), bad.partial])
def test_a_list_whose_second_page_fails_proves_nothing(handle: bad.Handle, server: BadServer, crawler: Crawler) -> None:
    server.serve("/nb/2.html", handle)
    found = in_list(crawler, server, listing([OLD], "<a href='2.html'>下一页</a>"))
    assert not found.publication.proven_absent
    assert found.outcome is not Outcome.NOT_PUBLISHED


def test_an_endless_list_is_left_at_the_limit(
    server: BadServer, archive: Archive, make_settings: Callable[..., Settings]
) -> None:
    def endless(ask: bad.BaseHTTPRequestHandler) -> None:
        number = int(ask.path.partition("p=")[2] or 1)
        html = listing([(f"通告第{number}号", f"/x{number}")], f"<a href='/nb/?p={number + 1}'>下一页</a>")
        bad.answer(ask, html.encode())

    crawler = Crawler(make_settings(max_pages=6), archive)
    found = find(crawler, water(report_list_url=server.serve("/nb/", endless)))
    assert found.outcome is Outcome.UNFINISHED_LIST
    assert len(server.paths()) == 6


def test_a_dead_link_to_the_report_is_told_and_is_no_absence(server: BadServer, crawler: Crawler) -> None:
    found = in_list(crawler, server, listing([(TITLE, "/gone.html"), OLD]))
    assert found.outcome is Outcome.NOT_FOUND
    assert found.publication.dead_links == (server.url("/gone.html"),)
    assert not found.publication.proven_absent


def test_a_list_proves_absence_although_the_registered_page_is_last_years(server: BadServer, crawler: Crawler) -> None:
    agency = water(
        report_url=server.page("/2022.html", report(year=2022)), report_list_url=server.page("/nb/", listing([OLD]))
    )
    assert find(crawler, agency).publication.proven_absent


def test_a_registered_page_that_could_not_be_fetched_spoils_the_proof(server: BadServer, crawler: Crawler) -> None:
    agency = water(report_url=server.serve("/r.html", bad.drop), report_list_url=server.page("/nb/", listing([OLD])))
    assert not find(crawler, agency).publication.proven_absent


def test_an_entry_that_names_us_and_leads_to_anothers_report_is_no_absence(server: BadServer, crawler: Crawler) -> None:
    server.page("/r.html", report(who="青岭市林业局"))
    found = in_list(crawler, server, listing([(TITLE, "/r.html"), OLD]))
    assert found.outcome is Outcome.WRONG_REPORT
    assert not found.publication.proven_absent


def test_another_name_in_the_heading_is_the_reports_fault_where_list_and_body_name_the_agency(
    server: BadServer, crawler: Crawler
) -> None:
    server.page("/r.html", report(title="青岭市林业局2023年政府信息公开工作年度报告"))
    assert in_list(crawler, server, listing([(TITLE, "/r.html"), OLD])).outcome is Outcome.FOUND


# behind the page


def test_a_thin_page_hands_on_its_attachment(server: BadServer, crawler: Crawler) -> None:
    server.page("/a/2022.pdf", b"%PDF-1.7 old", "application/pdf")
    server.page("/a/2023.pdf", b"%PDF-1.7 new", "application/pdf")
    files = f"<a href='/a/2022.pdf'>2022年年度报告.pdf</a><a href='/a/2023.pdf'>{TITLE}.pdf</a>"
    server.page("/r.html", page(f"<h1>{TITLE}</h1><p>发布日期：2024-01-19</p>{files}"))
    found = in_list(crawler, server, listing([(TITLE, "/r.html")]))
    assert found.snapshot is not None
    assert found.snapshot.content == b"%PDF-1.7 new"
    assert found.page is not None
    assert found.page.final_url == server.url("/r.html")
    assert found.publication.page_date == date(2024, 1, 19)


def test_a_page_touched_again_is_not_late_where_its_list_says_that_it_was_there_before(
    server: BadServer, crawler: Crawler
) -> None:
    server.page("/r.html", report().replace("2024-01-20", "2024-03-01"))
    found = in_list(crawler, server, listing([(TITLE, "/r.html", "2024-01-25")]))
    assert found.publication.page_date == date(2024, 1, 25)


@pytest.mark.parametrize("start", [b"II*\x00", b"MM\x00*"])
def test_a_scan_of_many_pages_behind_a_link_is_the_report(start: bytes, server: BadServer, crawler: Crawler) -> None:
    server.page("/r.tif", start + b"\x08" * 5000, "image/tiff")
    thin = server.page("/r.html", page(f"<h1>{TITLE}</h1><a href='/r.tif'>{TITLE}.tif</a>"))
    found = find(crawler, water(report_url=thin))
    assert found.outcome is Outcome.FOUND
    assert found.publication.url == server.url("/r.tif")


def test_of_twin_attachments_the_one_that_keeps_tables_best_is_taken(server: BadServer, crawler: Crawler) -> None:
    server.page("/a.pdf", b"%PDF-1.7", "application/pdf")
    server.page("/a.docx", b"PK\x03\x04word", "application/octet-stream")
    server.page("/r.html", page(f"<h1>{TITLE}</h1><a href='/a.pdf'>下载PDF</a><a href='/a.docx'>下载Word</a>"))
    found = in_list(crawler, server, listing([(TITLE, "/r.html")]))
    assert found.publication.url == server.url("/a.docx")


def test_a_dead_attachment_is_told_and_its_twin_is_taken(server: BadServer, crawler: Crawler) -> None:
    server.page("/a.pdf", b"%PDF-1.7", "application/pdf")
    server.page("/r.html", page(f"<h1>{TITLE}</h1><a href='/a.pdf'>下载PDF</a><a href='/a.docx'>下载Word</a>"))
    found = in_list(crawler, server, listing([(TITLE, "/r.html")]))
    assert found.publication.url == server.url("/a.pdf")
    assert found.publication.dead_links == (server.url("/a.docx"),)


def test_an_attachment_that_is_an_error_page_is_not_handed_on(server: BadServer, crawler: Crawler) -> None:
    server.page("/a.pdf", page("<p>文件不存在</p>"))
    server.page("/r.html", page(f"<h1>{TITLE}</h1><a href='/a.pdf'>下载PDF</a>"))
    found = in_list(crawler, server, listing([(TITLE, "/r.html")]))
    assert found.snapshot is None
    assert not found.publication.proven_absent


def test_a_frame_inside_the_page_is_followed(server: BadServer, crawler: Crawler) -> None:
    server.page("/inner.html", report())
    server.page("/r.html", page(f"<h1>{TITLE}</h1><iframe src='/inner.html'></iframe>"))
    assert in_list(crawler, server, listing([(TITLE, "/r.html")])).publication.url == server.url("/inner.html")


def test_a_list_may_lead_straight_to_a_file(server: BadServer, crawler: Crawler) -> None:
    server.page("/a.pdf", b"%PDF-1.7", "application/pdf")
    assert in_list(crawler, server, listing([(TITLE, "/a.pdf")])).publication.url == server.url("/a.pdf")


# other hosts, hostile text


def test_a_copy_on_another_host_is_no_evidence(server: BadServer, crawler: Crawler) -> None:
    with BadServer("127.0.0.9") as mirror:
        found = in_list(crawler, server, listing([(TITLE, mirror.page("/r.html", report())), OLD]))
        assert mirror.asked == []
    assert found.outcome is Outcome.OFF_HOST
    assert not found.publication.proven_absent


def test_a_redirect_to_another_host_is_no_evidence(server: BadServer, crawler: Crawler) -> None:
    with BadServer("127.0.0.9") as mirror:
        url = server.serve("/r.html", bad.moved(mirror.page("/r.html", report())))
        assert find(crawler, water(report_url=url)).outcome is Outcome.OFF_HOST
        assert mirror.asked == []


def test_links_that_are_no_addresses_are_never_asked(server: BadServer, crawler: Crawler) -> None:
    hostile = [(TITLE, url) for url in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[::1")]
    found = in_list(crawler, server, listing([*hostile, OLD]))
    assert server.paths() == ["/nb/", "/"]
    assert found.publication.dead_links == ()


def test_hostile_titles_stay_on_one_line_of_the_trail(server: BadServer, crawler: Crawler) -> None:
    evil = TITLE + "&#10;结论：已读到末尾&#8238;&#27;[31m<script>alert(1)</script>" + "长" * 500
    found = in_list(crawler, server, listing([(evil, "/r.html"), OLD]))
    for sentence in found.publication.trail:
        assert "\n" not in sentence
        assert "\u202e" not in sentence
        assert "\x1b" not in sentence
        assert len(sentence) < 400


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk", "gb18030"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1", ""])
def test_encodings_right_wrong_and_missing(encoding: str, declared: str, server: BadServer, crawler: Crawler) -> None:
    def coded(html: str) -> bytes:
        meta = f"<meta charset='{declared}'>" if declared else ""
        return html.replace("<meta charset='utf-8'>", meta).encode(encoding)

    kind = f"text/html; charset={declared}" if declared else "text/html"
    server.page("/r.html", coded(report()), kind)
    column = server.page("/nb/", coded(listing([OLD, (TITLE, "/r.html")])), kind)
    found = find(crawler, water(report_list_url=column))
    assert found.outcome is Outcome.FOUND
    assert any("青岭市水利局" in sentence for sentence in found.publication.trail)


def test_a_day_that_reports_of_several_years_bear_is_that_of_a_move(server: BadServer, crawler: Crawler) -> None:
    moved = [(TITLE.replace("2023", year), f"/nb/{year}.html", "2024-04-08") for year in ("2022", "2021")]
    server.page("/nb/r.html", report().replace("2024-01-20", "2024-04-08"))
    found = find(
        crawler, water(report_list_url=server.page("/nb/", listing([(TITLE, "r.html", "2024-04-08"), *moved])))
    )
    assert found.publication.moved_on == date(2024, 4, 8)
    assert "网站迁移" in "\n".join(found.publication.trail)


def test_a_move_may_take_two_nights(server: BadServer, crawler: Crawler) -> None:
    older = ((TITLE.replace("2023", year), f"/nb/{year}.html", "2024-04-07") for year in ("2021", "2020"))
    moved = [(TITLE.replace("2023", "2022"), "/nb/2022.html", "2024-04-08"), *older]
    server.page("/nb/r.html", report().replace("2024-01-20", "2024-04-08"))
    found = find(
        crawler, water(report_list_url=server.page("/nb/", listing([(TITLE, "r.html", "2024-04-08"), *moved])))
    )
    assert found.publication.moved_on == date(2024, 4, 8)


def test_one_earlier_report_of_the_same_day_may_be_as_late(server: BadServer, crawler: Crawler) -> None:
    late = [
        (TITLE.replace("2023", "2022"), "/nb/2022.html", "2024-04-08"),
        (TITLE.replace("2023", "2021"), "/nb/2021.html"),
    ]
    server.page("/nb/r.html", report().replace("2024-01-20", "2024-04-08"))
    found = find(crawler, water(report_list_url=server.page("/nb/", listing([(TITLE, "r.html", "2024-04-08"), *late]))))
    assert (found.publication.page_date, found.publication.moved_on) == (date(2024, 4, 8), None)


def test_a_closed_site_names_its_new_address(server: BadServer, crawler: Crawler) -> None:
    home = server.page("/", page("<p>本网站已迁移至<a href='http://new.example.com/slj/'>新网站</a>，敬请谅解。</p>"))
    found = find(crawler, water(site_url=home))
    assert found.outcome is Outcome.SITE_CLOSED
    assert "http://new.example.com/slj/" in "".join(found.publication.trail)


def test_a_closed_site_is_followed_to_an_address_of_the_same_domain(server: BadServer, crawler: Crawler) -> None:
    home = server.page("/", page("<p>本网站已迁移至<a href='/new/'>新网站</a>，敬请谅解。</p>"))
    server.page("/new/", page("<a href='/nb/'>政府信息公开年报</a>", "青岭市水利局"))
    server.page("/nb/", listing([(TITLE, "/r.html")]))
    url = server.page("/r.html", report())
    assert find(crawler, water(site_url=home)).publication.url == url


@pytest.mark.parametrize(
    ("mark", "own"),
    [("（旧版）", ""), ("（更正前，作废）", "（更正）"), ("（本级）", "")],
    ids=["old", "corrected", "own level"],
)
def test_what_a_list_marks_as_another_report_is_no_version(
    mark: str, own: str, server: BadServer, crawler: Crawler
) -> None:
    server.page("/other.html", report(extra="<p>另一份</p>"))
    url = server.page("/r.html", report())
    rows = [(TITLE + mark, "/other.html"), (TITLE + own, "/r.html")]
    found = in_list(crawler, server, listing(rows))
    assert (found.publication.url, found.publication.versions) == (url, ())


@pytest.mark.parametrize(
    "shown",
    [
        f"{TITLE}（更正版）",
        f"{TITLE}（2024年3月修订）",
        f"{TITLE}（修改版）",
        f"更正：{TITLE}",
        f"关于重新公布{TITLE}的公告",
        "青岭市水利局关于重新发布2023年政府信息公开工作年度报告的公告",
    ],
)
def test_a_corrected_report_comes_before_the_one_it_corrects(shown: str, server: BadServer, crawler: Crawler) -> None:
    old = server.page("/old.html", report(extra="<p>原来的</p>"))
    url = server.page("/r.html", report())
    found = in_list(crawler, server, listing([(TITLE, "/old.html"), (shown, "/r.html")]))
    assert (found.publication.url, found.publication.versions) == (url, (old,))


@pytest.mark.parametrize(
    "shown",
    [f"{TITLE}（已撤回）", "青岭市水利局关于更正2023年政府信息公开工作年度报告的公告", f"{TITLE}勘误"],
)
def test_what_was_withdrawn_or_only_tells_of_an_error_comes_after_the_report(
    shown: str, server: BadServer, crawler: Crawler
) -> None:
    server.page("/f.docx", b"PK\x03\x04" + b"x" * 900)
    server.page("/e.html", page(f"<h1>{shown}</h1><p>表三有误。</p><a href='/f.docx'>附件：更正表.docx</a>"))
    url = server.page("/r.html", report())
    found = in_list(crawler, server, listing([(shown, "/e.html"), (TITLE, "/r.html")]))
    assert found.publication.url == url


@pytest.mark.parametrize("lesser", [f"{TITLE}（已作废）", "青岭市水利局关于更正2023年政府信息公开工作年度报告的公告"])
def test_no_draft_and_no_notice_of_errors_stands_in_for_a_report_that_cannot_be_had(
    lesser: str, server: BadServer, crawler: Crawler
) -> None:
    server.serve("/r.html", bad.drop)
    server.page("/e.html", report(title=lesser))
    found = in_list(crawler, server, listing([(lesser, "/e.html"), (TITLE, "/r.html")]))
    assert found.outcome is Outcome.RESET
    assert found.snapshot is None
    assert not found.publication.proven_absent


def test_the_table_behind_a_notice_of_errors_is_no_report(server: BadServer, crawler: Crawler) -> None:
    shown = "青岭市水利局关于更正2023年政府信息公开工作年度报告的公告"
    server.page("/f.docx", b"PK\x03\x04" + b"x" * 900)
    server.page("/e.html", page(f"<h1>{shown}</h1><p>表三有误。</p><a href='/f.docx'>附件：更正表.docx</a>"))
    found = in_list(crawler, server, listing([(shown, "/e.html")]))
    assert found.snapshot is None
    assert not found.publication.proven_absent


def test_agencies_of_one_site_share_one_reading_of_the_pages_that_its_map_names(
    server: BadServer, crawler: Crawler
) -> None:
    server.page("/", page("<p>欢迎</p>"))
    server.page("/r.html", report())
    file = server.page("/f.docx", b"PK\x03\x04" + b"x" * 900)
    behind = "<h1>青岭市教育局2023年政府信息公开工作年度报告</h1><a href='/f.docx'>附件：年度报告.docx</a>"
    server.page("/e.html", page(behind))
    named = "".join(f"<url><loc>{server.url(path)}</loc></url>" for path in ("/r.html", "/e.html", "/n.html"))
    server.page("/sitemap.xml", f"<urlset>{named}</urlset>", "text/xml")
    schools = Agency("ql-jyj", "青岭市教育局", "department", site_url=server.url("/"))
    assert find(crawler, water(site_url=server.url("/"))).publication.url == server.url("/r.html")
    assert find(crawler, schools).publication.url == file
    assert find(crawler, Agency("ql-sjj", "青岭市审计局", "department", site_url=server.url("/"))).snapshot is None
    assert [server.paths().count(path) for path in ("/sitemap.xml", "/r.html")] == [1, 1]


def test_a_wall_before_the_registered_list_is_told_rather_than_that_the_site_leads_to_none(
    server: BadServer, crawler: Crawler
) -> None:
    server.page("/", links(("/a", "新闻")))
    server.page("/nb/", "<script>document.cookie='__jsl_clearance='+made();location.reload()</script>", status=521)
    found = find(crawler, water(site_url=server.url("/"), report_list_url=server.url("/nb/")))
    assert found.outcome is Outcome.CHALLENGE


def test_a_title_that_leads_nowhere_in_data_without_reports_is_told(server: BadServer, crawler: Crawler) -> None:
    data = '{"total": 1, "rows": [{"id": 77, "title": "' + TITLE + '", "publishTime": "2024-01-18"}]}'
    server.page("/api/nb", data, "application/json")
    list_url = server.page("/nb/", page("<div id='app'></div><script>$.get('/api/nb', draw)</script>"))
    found = find(crawler, water(report_list_url=list_url))
    assert found.outcome is Outcome.UNFINISHED_LIST
    assert "没有能打开的链接" in found.detail
    assert found.publication.trail[-1].endswith(found.detail)
