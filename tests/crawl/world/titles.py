"""Titles that are not quite the mandated one, and lists that show less of them than there is."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing, register_each
from tests.crawl.world.press import OLD, TITLE, WHO, Row, bureau, doc, listing, rep

_ODD = (
    f"{WHO}2023年政府信息公工作年度报告",
    f"{WHO}2023年政府信息主动公开年度报告",
    f"{WHO}2023年政府信息依申请公开年度报告",
    f"{WHO}政府信息公开报告（2023年1月1日—2023年12月31日）",
    f"{WHO}2023年政务公开情况汇报",
    f"{WHO}2023年度信息公开工作开展情况",
    f"{WHO}2023年政务公开",
    f"{WHO}2023年依申请公开年报",
    f"{WHO}落实政府信息公开条例2023年度报告",
    f"{WHO}2023年政务公开工作总结及2024年工作计划",
    "nb2023.pdf",
)


def _listed(title: str, day: str = "2024-01-22") -> None:
    def site(server: BadServer) -> Agency:
        server.page("/nb/", listing([(title, "/r.html", day), *OLD]))
        server.page("/r.html", rep(title=title))
        return bureau(server, report_list_url="/nb/")

    site.__name__ = title
    finds("/r.html")(site)


for _title in _ODD:
    _listed(_title)


def _under(server: BadServer, title: str, html: bytes) -> Agency:
    server.page("/nb/", listing([(title, "/r.html", "2024-01-22"), OLD[1]]))
    server.page("/r.html", html)
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def under_last_years_number(server: BadServer) -> Agency:
    title = TITLE.replace("2023", "2022")
    return _under(server, title, rep(title=title))


@finds("/r.html")
def under_the_number_of_the_year_of_publication(server: BadServer) -> Agency:
    title = TITLE.replace("2023", "2024")
    return _under(server, title, rep(title=title))


@finds_absence
def last_years_report_put_up_again(server: BadServer) -> Agency:
    return _under(server, TITLE.replace("2023", "2022"), rep(year=2022))


def _cut(server: BadServer, shown: str, report: bytes | None) -> Agency:
    server.page("/nb/", listing([(shown, "/r.html", "2024-01-22"), OLD[0]]))
    if report:
        server.page("/r.html", report)
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def cut_off_within_the_first_word(server: BadServer) -> Agency:
    return _cut(server, f"{WHO}2023年政…", rep())


@finds("/r.html")
def cut_off_within_the_year(server: BadServer) -> Agency:
    return _cut(server, f"{WHO}20...", rep())


@finds_nothing
def cut_off_and_dead(server: BadServer) -> Agency:
    return _cut(server, f"{WHO}20...", None)


@finds("/3.html")
def a_table_of_agencies_by_years(server: BadServer) -> Agency:
    cells = "".join(
        f"<tr><td>{at}</td><td>{who}</td><td><a href='/{2 * at}.html'>查看</a></td><td><a href='/{2 * at + 1}.html'>查看</a></td></tr>"
        for at, who in enumerate(("财政局", "水务局", "教育局"))
    )
    server.page("/nb/", doc(f"<table><tr><th>序号</th><th>单位</th><th>2022年</th><th>2023年</th></tr>{cells}</table>"))
    server.page("/3.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def rows_that_keep_their_address_for_a_script(server: BadServer) -> Agency:
    row = f"<div class='item' data-href='/r.html'><p>{TITLE}</p><i>2024-01-10</i></div>"
    server.page("/nb/", listing(OLD, row))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def rows_kept_in_a_text_field(server: BadServer) -> Agency:
    kept = f"<textarea style='display:none'><ul><li><a href='/r.html'>{TITLE}</a>2024-01-10</li></ul></textarea>"
    server.page("/nb/", listing(OLD, kept))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_row_without_an_address(server: BadServer) -> Agency:
    server.page("/nb/", listing(OLD, f"<div class='item' data-id='77'><p>{TITLE}</p></div>"))
    return bureau(server, report_list_url="/nb/")


def _years(server: BadServer, box: str) -> Agency:
    def of_a_year(ask: bad.BaseHTTPRequestHandler) -> None:
        is_ours = urlsplit(ask.path).query == "year=2023"
        bad.answer(ask, listing([(TITLE, "/r.html", "2024-01-22")] if is_ours else OLD[:1], box))

    server.serve("/nb/", of_a_year)
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


_OPTIONS = '<option value="2023">2023年</option><option value="2022" selected>2022年</option></select>'


@finds("/r.html")
def a_choice_of_years_that_moves(server: BadServer) -> Agency:
    return _years(server, f"<select onchange=\"location.href='/nb/?year='+this.value\">{_OPTIONS}")


@finds("/r.html")
def a_choice_of_years_through_a_function(server: BadServer) -> Agency:
    script = "<script>function go(y){window.location='/nb/?year='+y}</script>"
    return _years(server, f'{script}<select onchange="go(this.options[this.selectedIndex].value)">{_OPTIONS}')


@finds_nothing
def a_choice_of_years_that_only_a_script_opens(server: BadServer) -> Agency:
    return _years(server, f"<select id='year'>{_OPTIONS}")


@finds_absence
def a_filter_that_shows_all_years(server: BadServer) -> Agency:
    server.page("/nb/", listing(OLD, f"<select name='year'><option value=''>全部</option>{_OPTIONS}"))
    return bureau(server, report_list_url="/nb/")


_GOES_ON = (
    "<button class='load-more' data-page='2'>查看更多</button>",
    "<div class='pages'><span>1</span><span data-p='2'>2</span><span>下一页</span></div>",
    "<ul class='el-pager'><li class='number active'>1</li><li class='number'>2</li></ul>",
    "<p>共 46 条记录</p>",
    "<p>当前第1页 共三页</p>",
)


def _ends_nowhere(number: int, pager: str) -> None:
    def site(server: BadServer) -> Agency:
        server.page("/nb/", listing(OLD, pager))
        return bureau(server, report_list_url="/nb/")

    site.__name__ = f"a_list_that_goes_on_out_of_reach_{number}"
    finds_nothing(site)


for _number, _pager in enumerate(_GOES_ON):
    _ends_nowhere(_number, _pager)


@finds_absence
def a_pager_on_its_only_page(server: BadServer) -> Agency:
    pager = "<div class='pager'><span>首页</span><span>上一页</span><span class='cur'>1</span><span>下一页</span></div>"
    server.page("/nb/", listing(OLD, pager))
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def filed_outside_its_column_and_found_by_the_sites_search(server: BadServer) -> Agency:
    form = '<form action="/s"><input name="keyword"></form>'
    server.page("/", doc(f'<a href="/nb/">政府信息公开年报</a><a href="/tz/">通知公告</a>{form}', WHO))
    server.page("/nb/", listing(OLD, title=f"政府信息公开年报_{WHO}"))
    server.page("/s", listing([(TITLE, "/r.html", "2024-01-22")], title="搜索结果"))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


@finds_absence
def a_search_that_fails_takes_nothing_from_the_proof(server: BadServer) -> Agency:
    form = '<form action="/s"><input name="keyword"></form>'
    server.page("/", doc(f'<a href="/nb/">政府信息公开年报</a>{form}', WHO))
    server.page("/nb/", listing(OLD, title=f"政府信息公开年报_{WHO}"))
    server.serve("/s", bad.status(500))
    return bureau(server, site_url="/")


@finds("/r.html")
def a_query_in_the_pages_own_coding(server: BadServer) -> Agency:
    words = "政府信息公开年报"
    server.page("/", doc(f'<a href="list.asp?class={words}">{words}</a>', charset="gb2312"), "text/html")
    server.page(f"/list.asp?class={quote(words, encoding='gbk')}", listing([(TITLE, "\\r.html", "2024-01-22")]))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


@finds("/r.html")
def invisible_signs_within_the_title(server: BadServer) -> Agency:
    title = TITLE.replace("2023年", "2023&ensp;年&nbsp;").replace("政府", "政&#8203;府")
    server.page("/nb/", listing([(title, "/r.html", "2024-01-22"), *OLD]))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def what_comes_next_is_marked_and_not_named(server: BadServer) -> Agency:
    server.page("/nb/", listing(OLD, '<a class="nextpostslink" rel="next" href="/nb/2/">Older posts</a>'))
    server.page("/nb/2/", listing([(TITLE, "/r.html", "2024-01-22")]))
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def called_an_attachment_and_no_more(server: BadServer) -> Agency:
    return _under(server, "附件下载", rep())


@finds("/r.html")
def a_report_without_its_year_put_up_in_december(server: BadServer) -> Agency:
    title = "政府信息公开工作年度报告"
    server.page("/nb/", listing([(title, "/r.html", "2023-12-29"), *OLD]))
    server.page("/r.html", rep(title=title))
    return bureau(server, report_list_url="/nb/")


def _by_year_of_publication(server: BadServer, years: tuple[int, ...]) -> Agency:
    """A list whose titles tell the year in which the reports were published: that of 2023 is called 2024年…"""
    rows = []
    for year in years:
        title = TITLE.replace("2023", str(year + 1))
        server.page(f"/{year}.html", rep(year=year, title=title))
        rows.append((title, f"/{year}.html", f"{year + 1}-01-22"))
    server.page("/nb/", listing(rows))
    return bureau(server, report_list_url="/nb/")


@finds("/2023.html")
def titles_of_the_year_of_publication(server: BadServer) -> Agency:
    return _by_year_of_publication(server, (2023, 2022, 2021))


@finds_nothing
def titles_of_the_year_of_publication_without_ours(server: BadServer) -> Agency:
    return _by_year_of_publication(server, (2022, 2021))


_ELSE = [
    f"{WHO}2023年度政务公开和政府网站工作年度报告",
    f"{WHO}2023年度信息公开考核自评报告",
    f"{WHO}2023年政府信息公开指南和年度报告",
    f"{WHO}驻村2023年政府信息公开工作年度报告",
]


def _beside(server: BadServer, title: str, *more: Row) -> Agency:
    server.page("/nb/", listing([(title, "/odd.html", "2024-01-20"), *OLD, *more]))
    server.page("/odd.html", doc("<p>内容</p>"))
    return bureau(server, report_list_url="/nb/")


register_each(finds_nothing, {f"called {title}": title for title in _ELSE}, _beside)


@finds_absence
def called_what_stood_beside_the_report_a_year_ago(server: BadServer) -> Agency:
    return _beside(server, _ELSE[1], (_ELSE[1].replace("2023", "2022"), "/odd22.html", "2023-01-20"))


@finds_absence
def called_a_part_of_the_agency(server: BadServer) -> Agency:
    return _beside(server, f"{WHO}水政监察大队2023年政府信息公开工作年度报告")


@finds("/r.html")
def signed_by_the_agencys_own_office(server: BadServer) -> Agency:
    title = f"{WHO}办公室2023年政府信息公开工作年度报告"
    server.page("/nb/", listing([(title, "/r.html", "2024-01-20"), *OLD]))
    server.page("/r.html", rep(title=title))
    return bureau(server, report_list_url="/nb/")
