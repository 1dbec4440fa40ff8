"""VSB, Kaipu, Guangdong's and Anhui's platforms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import parse_qsl, quote, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence
from tests.crawl.world.press import OLD, PDF, TITLE, WHO, WORD, ZIPPED, Row, body, bureau, doc, listing, rep, years


def _vsb(rows: Sequence[Row], total: int, page: int, pages: int, prefix: str) -> bytes:
    shown = "".join(
        f'<li id="line_u8_{at}"><a href="{url}" title="{text}">{text}</a><span>{day}</span></li>'
        for at, (text, url, day) in enumerate(rows)
    )
    onward = f'<span class="p_next p_fun"><a href="{prefix}{pages - page}.htm">下页</a></span>' if page < pages else ""
    return doc(f'<ul>{shown}</ul><span class="p_pages"><span class="p_t">共{total}条</span>{onward}</span>')


@finds("/info/1045/2345.htm")
def vsb_numbered_backwards(server: BadServer) -> Agency:
    ours = [(TITLE, "../../info/1045/2345.htm", "2024年01月22日")]
    server.page("/zfxxgk/ndbg.htm", _vsb(years(5), 11, 1, 3, "ndbg/"))
    server.page("/zfxxgk/ndbg/2.htm", _vsb(years(5, 5), 11, 2, 3, ""))
    server.page("/zfxxgk/ndbg/1.htm", _vsb(ours, 11, 3, 3, ""))
    server.page("/info/1045/2345.htm", rep())
    return bureau(server, report_list_url="/zfxxgk/ndbg.htm")


@finds_absence
def vsb_with_its_pager_in_a_row_of_the_list(server: BadServer) -> Agency:
    """Its links lead to pages of the list, and are no rows that say nothing."""
    for page in (3, 2, 1):
        rows = "".join(
            f'<tr><td>·</td><td><a href="/o{year}.html">{WHO}{year}年政府信息公开工作年度报告</a></td><td>{year + 1}/01/18</td></tr>'
            for year in (2014 + 2 * page + 2, 2014 + 2 * page + 1)
        )
        numbers = "".join(
            f'<span class="p_no_d">{4 - one}</span>'
            if one == page
            else f'<span class="p_no"><a href="/ndbg{"" if one == 3 else f"/{one}"}.htm">{4 - one}</a></span>'
            for one in (3, 2, 1)
        )
        if page > 1:
            numbers += f'<span class="p_next p_fun"><a href="/ndbg/{page - 1}.htm">下页</a></span>'
        pager = (
            f'<tr><td colspan="3"><div class="pb_sys_common"><span class="p_t">共3页</span>{numbers}</div></td></tr>'
        )
        path = "/ndbg.htm" if page == 3 else f"/ndbg/{page}.htm"
        server.page(path, doc(f'<img src="/top.jpg"><table class="winstyle1053">{rows}{pager}</table>'))
    return bureau(server, report_list_url="/ndbg.htm")


_DOWNLOAD = "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid="


@finds(f"{_DOWNLOAD}B")
def vsb_attachments_named_only_by_the_header_in_gbk(server: BadServer) -> Agency:
    def download(ask: bad.BaseHTTPRequestHandler) -> None:
        name = "云岭县水务局2022年度部门决算.pdf" if ask.path.endswith("=A") else f"{TITLE}.pdf"
        told = f'attachment; filename="{name.encode("gbk").decode("latin-1")}"'
        bad.answer(ask, PDF, "application/octet-stream", Content_Disposition=told)

    links = "".join(f'<li>附件【<a href="{_DOWNLOAD}{one}">附件</a>】</li>' for one in "AB")
    server.page("/zfxxgk/ndbg.htm", _vsb([(TITLE, "../info/1045/2345.htm", "2024-01-22")], 1, 1, 1, "ndbg/"))
    server.page("/info/1045/2345.htm", doc(f'<h2>{TITLE}</h2><div id="vsb_content"></div><ul>{links}</ul>'))
    server.serve("/system/_content/download.jsp", download)
    return bureau(server, report_list_url="/zfxxgk/ndbg.htm")


@finds(f"{_DOWNLOAD}C")
def vsb_attachment_without_suffix_named_by_rfc_5987(server: BadServer) -> Agency:
    told = f"attachment; filename*=UTF-8''{quote(TITLE)}.docx"
    link = f'<a href="{_DOWNLOAD.replace("&", "&amp;")}C">附件1</a>（<span id="nattach1">31</span>次）'
    server.page("/zfxxgk/ndbg.htm", _vsb([(TITLE, "../info/1045/2345.htm", "2024-01-22")], 1, 1, 1, "ndbg/"))
    server.page("/info/1045/2345.htm", doc(f"<h2>{TITLE}</h2>{link}"))
    server.serve(
        "/system/_content/download.jsp",
        lambda ask: bad.answer(ask, ZIPPED, "application/octet-stream", Content_Disposition=told),
    )
    return bureau(server, report_list_url="/zfxxgk/ndbg.htm")


@finds("/swj/202401/aa.shtml")
def kaipu_with_the_sites_name_for_a_title(server: BadServer) -> Agency:
    for number, row in enumerate([OLD[0], ("2023年政府信息公开年度报告", "/swj/202401/aa.shtml", "2024-01-22")], 1):
        pager = f"<script type='text/javascript'>createPageHTML('page-div',2,{number},'list','shtml',42);</script>"
        server.page(f"/swj/nb/list{'_2' * (number - 1)}.shtml", listing([row], pager))
    meta = f'<META NAME="SiteName" CONTENT="云岭县人民政府"><meta name="ArticleTitle" content="{TITLE}">'
    text = f'<UCAPTITLE>{TITLE}</UCAPTITLE><div id="zoomcon"><UCAPCONTENT>{body()}</UCAPCONTENT></div>'
    server.page("/swj/202401/aa.shtml", doc(text, "云岭县人民政府", head=meta))
    return bureau(server, report_list_url="/swj/nb/list.shtml")


@finds("/swj/a.shtml")
def kaipu_whose_list_comes_as_json(server: BadServer) -> Agency:
    rows = [*OLD, (TITLE, "/swj/a.shtml", "2024-01-22 09:00:00")]

    def search(ask: bad.BaseHTTPRequestHandler) -> None:
        page = int(dict(parse_qsl(urlsplit(ask.path).query))["page"])
        found = [
            {"title": text, "url": url, "publishedTimeStr": day} for text, url, day in rows[page * 2 - 2 : page * 2]
        ]
        bad.answer(
            ask,
            json.dumps({"code": 200, "data": {"total": 3, "page": page, "results": found}}).encode(),
            "application/json",
        )

    script = '<ul id="list"></ul><script>$.ajax({ url: "/common/search/ab?_isJson=true&_pageSize=2&page=1", type:"get" });</script>'
    server.page("/swj/nb/list.shtml", doc(script))
    server.serve("/common/search/ab", search)
    server.page("/swj/a.shtml", rep())
    return bureau(server, report_list_url="/swj/nb/list.shtml")


@finds("/gkmlpt/content/11/11/post_11120.html")
def guangdongs_catalogue_from_the_home_page(server: BadServer) -> Agency:
    def api(ask: bad.BaseHTTPRequestHandler) -> None:
        article = {
            "title": TITLE,
            "url": server.url("/gkmlpt/content/11/11/post_11120.html"),
            "display_publish_time": "1705900000",
        }
        bad.answer(ask, json.dumps({"articles": [article], "total": 1}).encode(), "application/json")

    tree = '[{"id":10410,"name":"机构职能","pid":0},{"id":10412,"name":"政府信息公开年报","pid":0,"subs":[]}]'
    shell = f'<div id="app"></div><script>window._CONFIG = {{"SITE_URL":"http:\\/\\/www.yl.gov.cn","SID":"755012", TREE: {tree}}};</script>'
    server.page("/", doc('<a href="/gkmlpt/index">政府信息公开</a>'))
    server.page(
        "/gkmlpt/index",
        f"<!DOCTYPE html><html><head><title>云岭县水务局政府信息公开</title></head><body>{shell}</body></html>",
    )
    server.serve("/gkmlpt/api/all/10412", api)
    server.page("/gkmlpt/content/11/11/post_11120.html", rep())
    return bureau(server, site_url="/")


@finds("/nb/content/post_1234567.html")
def guangdongs_posts_with_index_2(server: BadServer) -> Agency:
    pager = '<a class="next" href="index_2.html">下一页</a><a class="last" href="index_2.html">尾页</a>'
    server.page("/nb/index.html", listing(OLD, pager))
    server.page("/nb/index_2.html", listing([(TITLE, server.url("/nb/content/post_1234567.html"), "2024-01-22")]))
    server.page("/nb/content/post_1234567.html", rep())
    return bureau(server, report_list_url="/nb/index.html")


@finds("/XxgkAnnualReport/download/1234.html")
def anhuis_rows_with_view_and_download_buttons(server: BadServer) -> Agency:
    view = '<td><a href="javascript:;" onclick="window.open(\'/XxgkAnnualReport/show/{0}.html\')">查看</a></td>'
    load = '<td><a href="/XxgkAnnualReport/download/{0}.html">下载</a></td>'
    rows = "".join(
        f"<tr><td>{year}</td><td>{OLD[0][0].replace('2022', str(year))}</td>{(view + load).format(number)}</tr>"
        for year, number in ((2023, 1234), (2022, 1111))
    )
    server.page("/XxgkAnnualReport/showList/2345.html", doc(f"<table>{rows}</table>"))
    thin = f"<h1>{TITLE}</h1><p>请下载附件查看</p><a href='/XxgkAnnualReport/download/1234.html'>下载</a>"
    server.page("/XxgkAnnualReport/show/1234.html", doc(thin))
    server.page("/XxgkAnnualReport/download/1234.html", WORD, "application/msword")
    return bureau(server, report_list_url="/XxgkAnnualReport/showList/2345.html")


@finds("/XxgkAnnualReport/show/1234.html")
def anhuis_numbered_lists(server: BadServer) -> Agency:
    first, second = (f"/OpennessContent/showList/2345/page_{number}.html" for number in (1, 2))
    pages = f'<div id="pages"><a href="{first}">1</a> <a href="{second}">2</a></div>'
    server.page(first, listing([(OLD[0][0], "/XxgkAnnualReport/show/1.html", "2023-01-19")], pages))
    server.page(second, listing([(TITLE, "/XxgkAnnualReport/show/1234.html", "2024-01-22")]))
    server.page("/XxgkAnnualReport/show/1234.html", rep())
    return bureau(server, report_list_url=first)


@finds("/public/content/987654")
def anhuis_public_columns(server: BadServer) -> Agency:
    column = "/public/column/4697368?type=4&action=list&nav=3&catId=6717000"
    pager = f'<div class="pagination"><span class="total">共 2 页</span><a class="next" href="{column}&pageIndex=2">下一页</a></div>'
    server.page(column, listing([(OLD[0][0], "/public/content/111111", "2023-01-18")], pager))
    server.page(f"{column}&pageIndex=2", listing([(TITLE, "/public/content/987654", "2024-01-22")]))
    server.page("/public/content/987654", rep())
    return bureau(server, report_list_url=column)


def _catalogue_by_years(server: BadServer, this_year: list[str]) -> Agency:
    years = {"2023": this_year, "2022": ["云岭县林业局", "云岭县水务局"]}
    nodes = [{"id": number, "name": f"{year}年"} for number, year in enumerate(years, 81)]
    tree = json.dumps([{"id": 8, "name": "政府信息公开年报", "parent_id": 0, "children": nodes}], ensure_ascii=False)

    def api(ask: bad.BaseHTTPRequestHandler) -> None:
        year = {"81": "2023", "82": "2022"}.get(ask.path.split("/all/")[1].partition("?")[0], "")
        told = [
            {"title": f"{who}{year}年政府信息公开工作年度报告", "url": f"/gkmlpt/content/{year}/{at}.html"}
            for at, who in enumerate(years.get(year, []))
        ]
        bad.answer(ask, json.dumps({"articles": told, "total": len(told)}).encode(), "application/json")

    for number in (8, 81, 82):
        server.serve(f"/gkmlpt/api/all/{number}", api)
    server.page("/gkmlpt/index", doc(f"<div id=app></div><script>window._CONFIG={{SID:'7',TREE:{tree}}}</script>"))
    server.page("/gkmlpt/content/2023/1.html", rep())
    return bureau(server, site_url="/gkmlpt/index")


@finds("/gkmlpt/content/2023/1.html")
def guangdongs_catalogue_filed_by_years(server: BadServer) -> Agency:
    return _catalogue_by_years(server, ["云岭县林业局", "云岭县水务局"])


@finds_absence
def guangdongs_catalogue_without_the_agency_in_the_year(server: BadServer) -> Agency:
    return _catalogue_by_years(server, ["云岭县林业局"])


@finds("/XxgkAnnualReport/show/2.html")
def anhuis_pager_in_a_script_and_authors_in_brackets(server: BadServer) -> Agency:
    def page_of(rows: list[tuple[str, str, str]]) -> bytes:
        turn = 'location.href="/XxgkAnnualReport/showList/2001/page_"+p+".html"'
        return listing(
            rows, f"<script>new Page({{id:'p',pageTotal:2,pageAmount:1,getPage:function(p){{{turn}}}}});</script>"
        )

    own = TITLE.removeprefix(WHO)
    server.page(
        "/XxgkAnnualReport/showList/2001/page_1.html",
        page_of([(f"[云岭县林业局] {own}", "/XxgkAnnualReport/show/1.html", "2024-01-20")]),
    )
    server.page(
        "/XxgkAnnualReport/showList/2001/page_2.html",
        page_of([(f"[{WHO}] {own}", "/XxgkAnnualReport/show/2.html", "2024-01-22")]),
    )
    server.page("/XxgkAnnualReport/show/2.html", rep())
    return bureau(server, report_list_url="/XxgkAnnualReport/showList/2001/page_1.html")


def _years_beside_a_report(server: BadServer, years: tuple[int, ...]) -> Agency:
    """Anhui's platform: the column shows its newest report, and the others' years above it."""
    tabs = "".join(f"<li><a href='/show/{year}.html'>{year}年</a></li>" for year in years)
    for year in years:
        shown = rep(year=year).replace(b"<h1>", f"<ul>{tabs}</ul><h1>".encode())
        server.page(f"/show/{year}.html", shown)
        if year == years[0]:
            server.page("/show/", shown)
    return bureau(server, report_list_url="/show/")


@finds("/show/")
def the_newest_report_under_years(server: BadServer) -> Agency:
    return _years_beside_a_report(server, (2023, 2022, 2021))


@finds_absence
def an_older_report_under_years(server: BadServer) -> Agency:
    return _years_beside_a_report(server, (2022, 2021, 2020))
