"""Each family of site software: it recognises itself, lists its entries, and knows its other pages."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from flows.crawl import Archive, Crawler, Outcome
from flows.crawl.dialects import Request, dialects, dialects_of
from flows.crawl.pages.lists import read_list_page
from flows.settings import Settings
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.sites import TITLE, links, listing, page, report, water
from tests.crawl.test_discover import OLD, find
from tests.crawl.test_page import read


def names(html: str, url: str = "http://x.gov.cn/nb/index.html") -> list[str]:
    return [dialect.name for dialect in dialects_of(read(html, url))]


def test_every_dialect_has_a_name_of_its_own_and_the_generic_comes_last() -> None:
    known = [dialect.name for dialect in dialects()]
    assert len(set(known)) == len(known)
    assert known[-1] == "通用"


def test_a_plain_list_is_only_generic() -> None:
    assert names(listing([OLD])) == ["通用"]


# TRS


def test_trs_pages_count_from_zero(server: BadServer, crawler: Crawler) -> None:
    script = "<script>createPageHTML({}, {}, 'index', 'html');</script>"
    server.page("/nb/index_1.html", listing([OLD], script.format(3, 1)))
    server.page("/nb/index_2.html", listing([(TITLE, "./202401/t20240120_9.html")], script.format(3, 2)))
    server.page("/nb/202401/t20240120_9.html", report())
    found = find(
        crawler,
        water(report_list_url=server.page("/nb/index.html", listing([("甲局2022年年报", "/q")], script.format(3, 0)))),
    )
    assert found.outcome is Outcome.FOUND
    assert found.publication.url_date == date(2024, 1, 20)
    assert server.paths() == ["/nb/index.html", "/nb/index_1.html", "/nb/index_2.html", "/nb/202401/t20240120_9.html"]


def test_trs_with_countpage_alone() -> None:
    listed = read_list_page(read(listing([OLD], "<script>var countPage = 4;</script>"), "http://x.gov.cn/nb/"))
    assert listed.in_all == 4
    assert listed.next_pages[0] == Request("http://x.gov.cn/nb/index_1.html")


def test_trs_further_pages_know_the_same_pages() -> None:
    html = listing([OLD], "<script>createPageHTML(3, 2, 'index', 'html')</script>")
    listed = read_list_page(read(html, "http://x.gov.cn/nb/index_2.html"))
    assert {request.url for request in listed.next_pages} == {
        "http://x.gov.cn/nb/index_1.html",
        "http://x.gov.cn/nb/index_2.html",
    }


# Kaipu


def test_kaipu_pages_count_from_two(server: BadServer, crawler: Crawler) -> None:
    script = "<div id='page_div'></div><script>createPageHTML('page_div',2, 1,'fglist','shtml',12);</script>"
    server.page("/nb/fglist_2.shtml", listing([(TITLE, "/r.html")]))
    server.page("/r.html", report())
    found = find(crawler, water(report_list_url=server.page("/nb/fglist.shtml", listing([OLD], script))))
    assert found.outcome is Outcome.FOUND


# Hanweb

STORE = """<script type="text/xml"><datastore><totalrecord>{total}</totalrecord><totalpage>9</totalpage>
<recordset>{rows}</recordset></datastore></script>
<script>$('#1').jpage({{ totalRecord:{total}, perPage:2, proxyUrl:'/module/web/jpage/dataproxy.jsp',
dataBefore:'', col:1, appid:1, webid:12, path:'/', columnid:345, sourceContentType:1, unitid:678, webname:'某市', permissiontype:0 }});</script>"""
ROW = "<record><![CDATA[<li><a href='{url}' title='{title}'>{title}</a><span>{day}</span></li>]]></record>"


def hanweb(rows: list[tuple[str, str, str]]) -> str:
    return "".join(ROW.format(title=title, url=url, day=day) for title, url, day in rows)


def test_hanweb_records_are_read_and_further_ones_asked_for(server: BadServer, crawler: Crawler) -> None:
    def proxy(ask: bad.BaseHTTPRequestHandler) -> None:
        query = dict(parse_qsl(urlsplit(ask.path).query))
        rows = [(TITLE, "/r.html", "2024-01-20")] if query["startrecord"] == "3" else []
        xml = f"<?xml version='1.0' encoding='utf-8'?><datastore><recordset>{hanweb(rows)}</recordset></datastore>"
        bad.answer(ask, xml.encode(), "text/xml")

    first = hanweb([OLD, ("青岭市水利局2021年政府信息公开工作年度报告", "/1", "2022-01-20")])
    server.serve("/module/web/jpage/dataproxy.jsp", proxy)
    server.page("/r.html", report())
    column = server.page("/col/col345/index.html", page(STORE.format(total=3, rows=first)))
    assert find(crawler, water(report_list_url=column)).outcome is Outcome.FOUND
    (asked,) = [one for one in server.asked if "dataproxy" in one.path]
    assert asked.method == "POST"
    assert dict(parse_qsl(asked.body.decode()))["columnid"] == "345"
    assert "startrecord=3&endrecord=3" in asked.path


def test_hanweb_read_to_its_end_proves_absence(server: BadServer, crawler: Crawler) -> None:
    column = server.page("/col/col345/index.html", page(STORE.format(total=1, rows=hanweb([OLD]))))
    assert find(crawler, water(report_list_url=column)).publication.proven_absent


def test_hanweb_whose_proxy_fails_proves_nothing(server: BadServer, crawler: Crawler) -> None:
    server.serve("/module/web/jpage/dataproxy.jsp", bad.status(500))
    rows = hanweb([OLD, ("青岭市水利局2021年政府信息公开工作年度报告", "/1", "2022-01-20")])
    column = server.page("/col/col345/index.html", page(STORE.format(total=30, rows=rows)))
    assert not find(crawler, water(report_list_url=column)).publication.proven_absent


def test_a_hanweb_report_page_by_area_and_year(server: BadServer, crawler: Crawler) -> None:
    server.page("/module/xxgk/xxgkAnnualReport.jsp?area=1133&fbtime=2023", report())
    url = server.url("/module/xxgk/xxgkAnnualReport.jsp?area=1133&fbtime={year}")
    assert find(crawler, water(report_url=url)).outcome is Outcome.FOUND


# VSB


def test_vsb_numbers_its_pages_backwards(server: BadServer, crawler: Crawler) -> None:
    def pager(next_page: str) -> str:
        return f"<span>共3条 1/3</span> <a href='{next_page}' class='Next'>下页</a> <a href='nb/1.htm'>尾页</a>"

    server.page("/nb/2.htm", listing([("甲局2021年年报", "/a")], "<a href='1.htm'>下页</a> <a href='1.htm'>尾页</a>"))
    server.page("/nb/1.htm", listing([("青岭市水利局2020年政府信息公开工作年度报告", "/info/1/3.htm")], "<a>下页</a>"))
    found = find(crawler, water(report_list_url=server.page("/nb.htm", listing([OLD], pager("nb/2.htm")))))
    assert found.publication.proven_absent
    assert sorted(server.paths()) == ["/", "/nb.htm", "/nb/1.htm", "/nb/2.htm"]


def test_a_vsb_attachment_is_known_by_its_query(server: BadServer, crawler: Crawler) -> None:
    server.page("/system/_content/download.jsp", b"PK\x03\x04", "application/octet-stream")
    link = "<a href='/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=9'>2023年年度报告.docx</a>"
    server.page("/info/1/2.htm", page(f"<h1>{TITLE}</h1><div class='v_news_content'>{link}</div>"))
    found = find(crawler, water(report_list_url=server.page("/nb.htm", listing([(TITLE, "/info/1/2.htm")]))))
    assert found.snapshot is not None
    assert found.snapshot.content == b"PK\x03\x04"


# Guangdong

CONFIG = """<div id='app'></div><script>window._CONFIG = {{ SID: '769033', TREE: {tree} }}</script>"""
TREE = json.dumps(
    [
        {"id": 5, "name": "政府信息公开指南"},
        {"id": 7, "name": "法定主动公开", "children": [{"id": 10412, "name": "政府信息公开年报"}]},
    ],
    ensure_ascii=False,
)


def catalogue(server: BadServer, articles: list[tuple[str, str]], per_page: int = 2) -> None:
    def api(ask: bad.BaseHTTPRequestHandler) -> None:
        number = int(dict(parse_qsl(urlsplit(ask.path).query))["page"])
        part = articles[(number - 1) * per_page : number * per_page]
        told = [{"title": title, "url": url, "date": 1705716000} for title, url in part]
        bad.answer(ask, json.dumps({"articles": told, "total": len(articles)}).encode(), "application/json")

    server.serve("/slj/gkmlpt/api/all/10412", api)
    server.page("/slj/gkmlpt/index", page(CONFIG.format(tree=TREE)))


OLDER = [(f"青岭市水利局{year}年政府信息公开工作年度报告", f"/{year}.html") for year in (2022, 2021, 2020)]


def test_guangdongs_platform_is_read_through_its_interface(server: BadServer, crawler: Crawler) -> None:
    catalogue(server, [*OLDER, (TITLE, "/slj/gkmlpt/content/9/9/post_1.html")])
    server.page("/slj/gkmlpt/content/9/9/post_1.html", report(extra="").replace("发布时间：2024-01-20", ""))
    found = find(crawler, water(report_list_url=server.url("/slj/gkmlpt/index#10412")))
    assert found.outcome is Outcome.FOUND
    assert found.publication.page_date == date(2024, 1, 20)


def test_guangdongs_column_is_found_by_its_name(server: BadServer, crawler: Crawler) -> None:
    catalogue(server, [(TITLE, "/r.html")])
    server.page("/r.html", report())
    home = server.page("/", links(("政府信息公开", "/slj/gkmlpt/index")))
    assert find(crawler, water(site_url=home)).outcome is Outcome.FOUND


def test_guangdongs_list_read_to_its_end_proves_absence(server: BadServer, crawler: Crawler) -> None:
    catalogue(server, OLDER)
    found = find(crawler, water(report_list_url=server.url("/slj/gkmlpt/index#10412")))
    assert found.publication.proven_absent
    assert len([path for path in server.paths() if "api/all" in path]) == 2


def test_an_interface_that_answers_nonsense_proves_nothing(
    server: BadServer, settings: Settings, archive: Archive
) -> None:
    for nonsense in (b"[" * 100_000, b'{"articles": 7}', b"<html>wall</html>", b'{"articles": [{"url": 1}, 3, null]}'):
        catalogue(server, [])
        server.page("/slj/gkmlpt/api/all/10412", nonsense, "application/json")
        found = find(Crawler(settings, archive), water(report_list_url=server.url("/slj/gkmlpt/index#10412")))
        assert not found.publication.proven_absent


# Anhui


def test_anhuis_platform(server: BadServer, crawler: Crawler) -> None:
    agency = Agency(
        "a", "青岭市水利局", "department", report_list_url=server.url("/XxgkAnnualReport/showList/6/page_1.html")
    )
    row = "<li><a href='/XxgkAnnualReport/show/{}.html'>{}</a><span>{}</span></li>"
    script = "<script>var pageCount = 2;</script>"
    server.page("/XxgkAnnualReport/showList/6/page_1.html", page(row.format(22, OLD[0], "2023-01-20") + script))
    server.page("/XxgkAnnualReport/showList/6/page_2.html", page(row.format(23, TITLE, "2024-01-20") + script))
    server.page("/XxgkAnnualReport/show/23.html", report())
    assert find(crawler, agency).publication.url == server.url("/XxgkAnnualReport/show/23.html")


def test_a_list_whose_pager_stands_in_a_script_file_is_asked_for_once(server: BadServer, crawler: Crawler) -> None:
    server.page("/js/fy.js", "createPageHTML(2, 0, 'index', 'html');", "text/javascript")
    for path in ("/nb/", "/nb/index_1.html"):
        server.page(path, listing([OLD], "<div id='page'></div><script src='/js/fy.js'></script>"))
    for _ in range(2):
        find(crawler, water(report_list_url=server.url("/nb/")))
    assert server.paths().count("/nb/") == 1
    assert server.paths().count("/nb/index_1.html") == 1
