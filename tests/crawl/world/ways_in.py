"""From a home page to the report: the many names of 政府信息公开, and sites that have no such place."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, PDF, TITLE, WHO, bureau, doc, listing, rep

_WORDINGS = (
    "云岭县信息公开",
    "政府信息公开专题专栏",
    "走进公开",
    "◆ 政务公开",
    "信息公开栏",
    "基层政务公开",
    "Open Government 政府信息公开",
    "政务",
)


def _through(wording: str) -> None:
    def site(server: BadServer) -> Agency:
        server.page("/", doc(f'<a href="/gs/">走进水务</a><a href="/gk/">{wording}</a><a href="/zl/">专栏</a>', WHO))
        server.page("/gk/", doc('<a href="/zn/">政府信息公开指南</a><a href="/nb/">· 年度工作报告 ·</a>', WHO))
        server.page("/nb/", listing([(TITLE, "/r.html", "2024-01-22"), *OLD]))
        server.page("/r.html", rep())
        return bureau(server, site_url="/")

    site.__name__ = f"through_{wording}"
    finds("/r.html")(site)


for _wording in _WORDINGS:
    _through(_wording)


@finds("/r.html")
def pictures_without_words(server: BadServer) -> Agency:
    server.page(
        "/", doc('<a href="/zwgk/zfxxgk/index.html"><img src="/i/1.png"></a><a href="/ad/"><img src="/i/2.png"></a>')
    )
    server.page("/zwgk/zfxxgk/index.html", doc('<a href="/zwgk/zfxxgknb/"><img src="/i/3.png"></a>'))
    server.page("/zwgk/zfxxgknb/", listing([(TITLE, "/r.html", "2024-01-22"), *OLD]))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


@finds("/r.html")
def reports_among_everything_else_under_openness(server: BadServer) -> Agency:
    notice = ("关于公开选聘护林员的公告", "/n.html", "2024-02-10")
    server.page("/", doc('<ul id="menu-main"><li><a href="/category/xxgk/">信息公开</a></li></ul>', WHO))
    server.page(
        "/category/xxgk/", listing([notice, OLD[0]], '<a class="next" href="/category/xxgk/page/2/">下一页</a>')
    )
    server.page("/category/xxgk/page/2/", listing([(TITLE, "/r.html", "2024-01-22")]))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


@finds("/r.html")
def a_report_in_the_home_pages_news(server: BadServer) -> Agency:
    server.page(
        "/", listing([(TITLE, "/r.html", "2024-01-22"), ("水务局召开会议", "/n.html", "2024-01-20")], title=WHO)
    )
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


@finds_nothing
def last_years_report_in_the_home_pages_news(server: BadServer) -> Agency:
    """News are no list of reports: that this year's is not among them says nothing."""
    server.page("/", listing([OLD[0], ("水务局召开会议", "/n.html", "2024-01-20")], title=WHO))
    return bureau(server, site_url="/")


def _county(server: BadServer, part: str) -> Agency:
    """A county whose one list of all bureaus ends the year before; since then each bureau has its own part."""
    server.page("/", doc('<a href="/gk/">政府信息公开</a>', "云岭县人民政府"))
    server.page("/gk/", doc('<a href="/nb/">政府信息公开年报</a><a href="/bm/">部门信息公开</a>'))
    server.page("/nb/", listing([*OLD, ("云岭县财政局2022年政府信息公开工作年度报告", "/c.html", "2023-01-20")]))
    server.page("/bm/", doc('<a href="/bm/czj/">财政局</a><a href="/bm/swj/">水务局</a>'))
    server.page("/bm/swj/", doc('<a href="/bm/swj/nb/">信息公开年报</a>', WHO))
    server.page("/bm/swj/nb/", doc(part, f"信息公开年报_{WHO}"))
    return bureau(server, site_url="/")


@finds("/r.html")
def moved_from_a_common_list_to_the_agencys_own_part(server: BadServer) -> Agency:
    server.page("/r.html", rep())
    return _county(server, f"<ul><li><a href='/r.html'>{TITLE}</a> 2024-01-22</li></ul>")


@finds_absence
def neither_on_the_common_list_nor_in_the_agencys_own_part(server: BadServer) -> Agency:
    return _county(server, f"<ul><li><a href='/o.html'>{OLD[0][0]}</a> 2023-01-22</li></ul>")


@finds_nothing
def the_agencys_own_part_cannot_be_opened(server: BadServer) -> Agency:
    agency = _county(server, "")
    server.serve("/bm/swj/", bad.status(500))
    return agency


@finds("/r.html")
def a_column_that_a_header_points_to(server: BadServer) -> Agency:
    server.serve("/nb/", lambda ask: bad.answer(ask, b"", "text/html", Refresh="0; url=/portal/nb/"))
    server.page("/portal/nb/", listing([(TITLE, "/r.html", "2024-01-22")]))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def traditional_script(server: BadServer) -> Agency:
    title = "雲嶺縣水務局2023年政府信息公開工作年度報告"
    server.page("/", doc('<a href="/gk/">政府信息公開</a>'))
    server.page("/gk/", doc('<a href="/nb/">政府信息公開年報</a>'))
    server.page("/nb/", listing([(title, "/r.html", "2024-01-22")], title="政府信息公開年報"))
    server.page("/r.html", rep(title=title))
    return bureau(server, site_url="/")


@finds("/r.html")
def a_tree_of_columns_in_a_frame_under_openness(server: BadServer) -> Agency:
    nodes = '[{id:1,pId:0,name:"信息公开目录"},{id:7,pId:1,name:"政府信息公开年报",url:"list.jsp?id=7",target:"main"}]'
    server.page("/", doc('<a href="/xxgk/index.html">政府信息公开</a>', WHO))
    server.page("/xxgk/index.html", doc('<iframe src="tree.html"></iframe><iframe src="welcome.html"></iframe>'))
    server.page("/xxgk/welcome.html", doc("欢迎"))
    server.page("/xxgk/tree.html", doc(f"<script>var zNodes={nodes};</script><ul id='tree'></ul>"))
    server.page("/xxgk/list.jsp?id=7", listing([(TITLE, "/r.html", "2024-01-22")]))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


@finds("/r.html")
def only_through_the_page_that_maps_the_site(server: BadServer) -> Agency:
    server.page("/", doc('<a href="/x/">新闻</a><a href="/map.html">网站地图</a>', WHO))
    server.page("/map.html", doc('<a href="/x/">新闻</a><a href="/q/w/">年报</a>'))
    server.page("/q/w/", listing([(TITLE, "/r.html", "2024-01-22")]))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


@finds_absence
def in_its_own_part_beside_the_countys_unnamed_report(server: BadServer) -> Agency:
    county = "云岭县人民政府"
    server.page("/", doc('<a href="/gk/">政务公开</a>', county))
    server.page("/gk/", doc('<a href="/nb/">政府信息公开年报</a><a href="/bm/">部门信息公开</a>'))
    server.page("/nb/", listing([("2023年政府信息公开工作年度报告", "/g.html", "2024-03-10")], title=f"年报_{county}"))
    server.page("/g.html", rep(who=county))
    server.page("/bm/", doc('<a href="/bm/swj/">水务局</a>'))
    server.page("/bm/swj/", doc('<a href="/bm/swj/nb/">信息公开年报</a>', WHO))
    unnamed = ("2022年政府信息公开工作年度报告", "/o.html", "2023-01-10")
    server.page("/bm/swj/nb/", listing([unnamed], title=f"信息公开年报_{WHO}"))
    return bureau(server, site_url="/")


@finds_nothing
def the_countys_unnamed_report_among_the_results_of_its_search(server: BadServer) -> Agency:
    server.page("/", doc('<form action="/s"><input name="q"></form>', "云岭县人民政府"))
    server.page("/s", listing([("2023年政府信息公开工作年度报告", "/g.html", "2024-03-10")], title="搜索"))
    server.page("/g.html", rep(who="云岭县人民政府"))
    return bureau(server, site_url="/")


@finds("/r.html")
def a_front_page_with_a_door(server: BadServer) -> Agency:
    server.page("/", '<img usemap="#m"><map name="m"><area coords="0,0,9,9" href="/main.html" alt="进入网站"></map>')
    server.page("/main.html", doc('<a href="/nb/">信息公开年报</a>', WHO))
    server.page("/nb/", listing([(TITLE, "/r.html", "2024-01-22"), *OLD]))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


@finds("/zfxxgknb/r.html")
def a_shell_whose_map_names_the_column(server: BadServer) -> Agency:
    server.page("/", '<html><body><div id="app"></div><script src="/app.js"></script></body></html>')
    place = f"<url><loc>{server.url('/zfxxgknb/')}</loc></url>"
    server.page("/sitemap.xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{place}</urlset>')
    server.page("/zfxxgknb/", listing([(TITLE, "r.html", "2024-01-22"), *OLD]))
    server.page("/zfxxgknb/r.html", rep())
    return bureau(server, site_url="/")


@finds("/gk/nb/r.html")
def a_menu_that_fills_a_frame(server: BadServer) -> Agency:
    server.page("/", doc('<a href="/gk/ml.html">信息公开目录</a>', WHO))
    server.page(
        "/gk/ml.html",
        doc("<li onclick=\"gotoIframe('./nb/index.html',this)\">信息公开年度报告</li><iframe src=x.html>"),
    )
    server.page("/gk/x.html", "<p>概况</p>")
    server.page("/gk/nb/index.html", listing([(TITLE, "r.html", "2024-01-22"), *OLD]))
    server.page("/gk/nb/r.html", rep())
    return bureau(server, site_url="/")


@finds("/r.html")
def a_search_box_with_a_short_name(server: BadServer) -> Agency:
    server.page("/", doc('<form action="/so"><input name="kw"></form><a href="/news/">新闻</a>', WHO))
    server.page("/so", listing([(TITLE, "/r.html", "2024-01-22")], title="搜索结果"))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


@finds("/show.asp?id=9")
def a_tree_that_a_script_plants_in_a_frame(server: BadServer) -> Agency:
    server.page("/", b"<html><frameset cols='180,*'><frame src='left.asp'><frame src='right.asp'></frameset></html>")
    planted = 'd.add(1,0,"信息公开",""); d.add(2,1,"公开指南","list.asp?lx=1"); d.add(3,1,"公开年报","list.asp?lx=2");'
    server.page("/left.asp", doc(f"<script>{planted}</script>"))
    server.page("/right.asp", doc("<p>欢迎</p>"))
    server.page("/list.asp?lx=2", listing([(TITLE, "show.asp?id=9", "2024-01-22"), *OLD]))
    server.page("/show.asp?id=9", rep())
    return bureau(server, site_url="/")


@finds_absence
def links_that_number_every_visit(server: BadServer) -> Agency:
    visits = iter(range(1000))

    def visited(path: str, html: str, *rows: tuple[str, str, str]) -> None:
        def answer(ask: bad.BaseHTTPRequestHandler) -> None:
            shown = html.replace(";s", f";jsessionid=A{next(visits)}")
            bad.answer(ask, listing(rows, shown) if rows else doc(shown, WHO))

        for place in (path, *(f"{path};jsessionid=A{at}" for at in range(20))):
            server.serve(place, answer)

    visited("/", '<a href="/gk/;s">政府信息公开</a>')
    visited("/gk/", '<a href="/gk/;s">政府信息公开</a><a href="/nb/;s">年报</a>')
    visited("/nb/", '<a href="/nb/;s">首页</a><a href="/nb/;s">下一页</a>', *OLD)
    return bureau(server, site_url="/")


@finds("/tz/r.html")
def among_the_notices_on_their_second_page(server: BadServer) -> Agency:
    notices = [(f"关于第{at}次会议的通知", f"/tz/{at}.html", f"2024-03-0{at}") for at in range(1, 7)]
    server.page("/", doc("<a href='/tz/'>通知公告</a>", "云岭县水务局"))
    server.page("/tz/", listing(notices, "<a href='p2.html'>下一页</a>", "通知公告"))
    server.page("/tz/p2.html", listing([(TITLE, "r.html", "2024-01-22")], title="通知公告"))
    server.page("/tz/r.html", rep())
    return bureau(server, site_url="/")


@finds("/post/r.html")
def among_the_older_posts_of_a_blog(server: BadServer) -> Agency:
    """Its entries are no rows of a list; what holds the link holds the day."""
    posts = "".join(
        f"<article><h2><a href='/post/{at}'>第{at}次整治行动</a></h2><div><time>2024-03-0{at}</time></div></article>"
        for at in range(1, 7)
    )
    server.page("/", doc("<a href='/gk'>信息公开</a>", "云岭县水务局"))
    server.page("/gk", doc(posts + "<a href='/gk/page/2'>较早文章</a>"))
    server.page("/gk/page/2", doc(f"<article><h2><a href='/post/r.html'>{TITLE}</a></h2></article>"))
    server.page("/post/r.html", rep())
    return bureau(server, site_url="/")


@finds_absence
def a_weather_report_and_a_logo_on_every_page(server: BadServer) -> Agency:
    """The logo leads home, where no list is, and the weather stands in a frame of another site."""
    top = f"<a href='/'><img src='/l.png' alt='{WHO}'></a><iframe src='http://i.tianqi.com/index.php?id=10'></iframe>"
    server.page("/", doc(f"{top}<a href='/xxgk/'>信息公开</a><script>$.get('/today',show)</script>", WHO))
    server.page("/xxgk/", doc(f"{top}<a href='/zn/'>信息公开指南</a><a href='/nb/'>信息公开年报</a>", WHO))
    server.page("/nb/", listing(OLD, top))
    return bureau(server, site_url="/")


@finds_absence
def the_folder_of_a_list_without_a_page_of_its_own(server: BadServer) -> Agency:
    """The way back above the list names the folder that the list's page stands in."""
    server.page("/nb/list.shtml", listing(OLD, "<a href='/'>首页</a> &gt; <a href='./'>政府信息公开年报</a>"))
    return bureau(server, report_list_url="/nb/list.shtml")


@finds_nothing
def a_column_of_that_name_elsewhere_that_is_gone(server: BadServer) -> Agency:
    server.page("/nb/list.shtml", listing(OLD, "<a href='/'>首页</a> &gt; <a href='/neu/'>政府信息公开年报</a>"))
    return bureau(server, report_list_url="/nb/list.shtml")


def _behind_a_cookie(server: BadServer, wall: str, listed: bytes) -> Agency:
    """A list that is shown to who sends the cookie back that the wall before it has set."""

    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        is_known = "seen=1" in (ask.headers.get("Cookie") or "")
        bad.answer(ask, listed if is_known else wall.encode(), Set_Cookie="seen=1; path=/")

    server.serve("/nb/", answer)
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def a_wall_that_loads_itself_again(server: BadServer) -> Agency:
    wall = "<html><script>setTimeout(function(){window.location.reload()},50)</script></html>"
    return _behind_a_cookie(server, wall, listing([(TITLE, "/r.html", "2024-01-22"), *OLD]))


@finds_absence
def a_wall_that_is_refreshed_before_a_list_without_it(server: BadServer) -> Agency:
    wall = "<html><head><meta http-equiv='refresh' content='1'></head><body>正在进入</body></html>"
    return _behind_a_cookie(server, wall, listing(OLD))


@finds_nothing
def a_wall_that_stays(server: BadServer) -> Agency:
    wall = "<html><script>location.reload()</script></html>"
    return _behind_a_cookie(server, wall, wall.encode())


@finds("/r.html")
def a_column_that_is_gone_beside_a_map_that_names_another(server: BadServer) -> Agency:
    server.page("/", doc('<a href="/old/nb/">政府信息公开年报</a>', WHO))
    server.page("/sitemap.xml", f"<urlset><url><loc>{server.url('/xxgknb/')}</loc></url></urlset>", "text/xml")
    server.page("/xxgknb/", listing([(TITLE, "/r.html", "2024-01-22"), *OLD]))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


@finds("/r.html")
def a_sign_that_opens_the_rest_of_a_list(server: BadServer) -> Agency:
    server.page("/nb/all.html", listing([(TITLE, "/r.html", "2024-01-22"), *OLD]))
    server.page("/r.html", rep())
    server.page("/nb/", listing(OLD).replace(b"</h2>", b"</h2><p><a href='/nb/all.html'>+</a></p>"))
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def a_part_of_openness_that_a_click_loads(server: BadServer) -> Agency:
    server.page("/", doc('<a href="/xxgk/">信息公开</a>', WHO))
    item = '<li><a href="javascript:;" onclick="loadPage(\'/part/nb.html\')">公开年报</a></li>'
    server.page(
        "/xxgk/", doc(f"<ul>{item}</ul><div id='r'></div><script>function loadPage(u){{$('#r').load(u)}}</script>")
    )
    server.page("/part/nb.html", f"<ul><li><a href='/r.html'>{TITLE}</a><span>2024-01-22</span></li></ul>")
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


@finds("/r.html")
def a_search_on_a_page_in_an_older_coding(server: BadServer) -> Agency:
    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        words = parse_qs(urlsplit(ask.path).query, encoding="gbk")["key"][0]
        bad.answer(ask, listing([(TITLE, "/r.html", "2024-01-22")] if WHO in words else []))

    server.serve("/so", answer)
    server.page("/r.html", rep())
    form = '<form action="/so"><input name="key"><input type="submit" value="搜索"></form>'
    server.page("/", doc(form, WHO, "gbk"), "text/html; charset=gbk")
    return bureau(server, site_url="/")


@finds("/r.html")
def among_the_papers_of_the_agency_itself(server: BadServer) -> Agency:
    server.page("/", doc('<a href="/gk/">政府信息公开</a>', WHO))
    server.page("/gk/", doc('<a href="/gk/zn.html">公开指南</a><a href="/gk/wj/">本机关文件</a>'))
    papers = [(f"关于水务工作的通知{at}", f"/w/{at}.html", f"2024-02-{20 - at:02}") for at in range(5)]
    server.page("/gk/wj/", listing([*papers, (TITLE, "/r.html", "2024-01-22")], title="本机关文件"))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


@finds("/23.pdf")
def files_called_by_nothing_but_the_year(server: BadServer) -> Agency:
    server.page("/23.pdf", PDF, "application/pdf")
    rows = [("2023年.pdf", "/23.pdf", "2024-01-22"), ("2022年.pdf", "/22.pdf", "2023-01-18")]
    server.page("/nb/", listing(rows))
    return bureau(server, report_list_url="/nb/")


@finds("/2024/01/nb/")
def a_post_whose_fullest_link_says_read_on(server: BadServer) -> Agency:
    title = "2023年政府信息公开工作年度报告"
    post = (
        f'<h2><a href="/2024/01/nb/">{title}</a></h2><time>2024-01-22</time>'
        f'<p>本报告…… <a href="/2024/01/nb/">继续阅读<span>“{title}”</span></a></p>'
    )
    server.page("/", doc('<a href="/category/nb/">政府信息公开年报</a>', WHO))
    server.page("/category/nb/", doc(f"<article>{post}</article>", f"政府信息公开年报 – {WHO}"))
    server.page("/2024/01/nb/", rep(title=title))
    return bureau(server, site_url="/")


@finds_absence
def open_government_in_the_folder_of_the_list_itself(server: BadServer) -> Agency:
    path = '<div><a href="/">首页</a> &gt; <a href="/zfxxgk/">政府信息公开</a> &gt; 政府信息公开年报</div>'
    server.page("/zfxxgk/", doc('<ul><li><a href="/zfxxgk/zn.html">政府信息公开指南</a></li></ul>'))
    server.page("/zfxxgk/nb.html", listing(OLD, path))
    return bureau(server, report_list_url="/zfxxgk/nb.html")


@finds("/r.html")
def a_move_that_hands_on_the_query(server: BadServer) -> Agency:
    server.page("/nb/", '<script>window.location.href = "/nb/list.html" + window.location.search;</script>')
    server.page("/nb/list.html", listing([(TITLE, "/r.html", "2024-01-22"), *OLD]))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def a_click_whose_address_is_written_in_code_points(server: BadServer) -> Agency:
    rows = "".join(
        f"<li><a href=\"javascript:openDoc('{url.replace('/', chr(92) + 'u002f')}')\">{title}</a><span>{day}</span></li>"
        for title, url, day in [
            (TITLE, "/r.html", "2024-01-22"),
            ("云岭县水务局2022年政府信息公开年报", "/o.html", "2023-01-20"),
        ]
    )
    server.page("/nb/", doc(f"<ul>{rows}</ul><script>function openDoc(u){{window.open(u)}}</script>"))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")
