"""Parts of a county's site: townships with columns of their own, folders of years and tables that name agencies only."""

from __future__ import annotations

from urllib.parse import quote

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, WHO, bureau, doc, listing, rep

_TOWNS = ("东河镇", "西山乡", "水务局", "南湖街道")
_TITLE, _OLDER = "2023年政府信息公开工作年度报告", "2022年政府信息公开工作年度报告"


def _platform(server: BadServer, rows: list[tuple[str, str, str]]) -> Agency:
    """The bureau's part among those of others, its column listing `rows`; the county's own column beside it."""
    nav = '<a href="/zwgk/nb/">政府信息公开年报</a>'
    server.page("/", doc('<a href="/zwgk/">政务公开</a><a href="/bm/">部门街道</a>', "云岭县人民政府"))
    server.page("/zwgk/", doc(nav))
    server.page("/zwgk/nb/", listing([(_TITLE, "/g.html", "2024-03-20"), (_OLDER, "/g22.html", "2023-03-20")]))
    server.page("/g.html", rep("云岭县人民政府"))
    server.page("/bm/", doc("".join(f'<a href="/bm/{at}/">{name}</a>' for at, name in enumerate(_TOWNS))))
    server.page("/bm/2/", doc(f'{nav}<a href="/bm/2/jg/">机构概况</a><a href="/bm/2/nb/">信息公开年报</a>', "水务局"))
    server.page("/bm/2/nb/", listing(rows, title="信息公开年报"))
    server.page("/bm/2/r.html", rep(title=_TITLE))
    return bureau(server, site_url="/")


@finds("/bm/2/r.html")
def the_agencys_part_among_the_countys_parts(server: BadServer) -> Agency:
    return _platform(server, [(_TITLE, "/bm/2/r.html", "2024-01-20"), (_OLDER, "/bm/2/o.html", "2023-01-20")])


@finds_absence
def the_agencys_part_without_this_years_report(server: BadServer) -> Agency:
    return _platform(server, [(_OLDER, "/bm/2/o.html", "2023-01-20")])


@finds_nothing
def a_part_that_leads_only_to_the_countys_own_column(server: BadServer) -> Agency:
    agency = _platform(server, [])
    server.page("/bm/2/", doc('<a href="/zwgk/nb/">政府信息公开年报</a><a href="/bm/2/jg/">机构概况</a>', "水务局"))
    server.page("/zwgk/nb/", listing([(_OLDER, "/g22.html", "2023-03-20")]))
    return agency


def _by_year(server: BadServer, this_year: tuple[str, ...]) -> Agency:
    years = {"2023": this_year, "2022": ("财政局", "水务局", "教育局")}
    shown = "".join(
        f"<h3>{year}年</h3><p>" + "".join(f"<a href='/nb/{year}-{name}.html'>{name}</a> " for name in names) + "</p>"
        for year, names in years.items()
    )
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2>{shown}"))
    for year, names in years.items():
        for name in names:
            server.page(quote(f"/nb/{year}-{name}.html"), rep(f"云岭县{name}", int(year)))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/2023-%E6%B0%B4%E5%8A%A1%E5%B1%80.html")
def names_under_headings_of_years(server: BadServer) -> Agency:
    return _by_year(server, ("财政局", "水务局", "教育局"))


@finds_absence
def no_name_under_the_heading_of_the_year(server: BadServer) -> Agency:
    return _by_year(server, ("财政局", "教育局"))


def _folders(server: BadServer, this_year: tuple[str, ...]) -> Agency:
    server.page("/nb/", doc("<h2>政府信息公开年报</h2><a href='2023/'>2023年</a><a href='2022/'>2022年</a>"))
    for year, names in ((2023, this_year), (2022, ("财政局", "水务局"))):
        rows = "".join(f"<tr><td>{name}</td><td><a href='{name}.html'>查看</a></td></tr>" for name in names)
        server.page(f"/nb/{year}/", doc(f"<table>{rows}</table>"))
        for name in names:
            server.page(quote(f"/nb/{year}/{name}.html"), rep(f"云岭县{name}", year))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/2023/%E6%B0%B4%E5%8A%A1%E5%B1%80.html")
def a_folder_of_the_year_that_names_agencies_only(server: BadServer) -> Agency:
    return _folders(server, ("财政局", "水务局", "教育局"))


@finds_absence
def a_folder_of_the_year_without_the_agency(server: BadServer) -> Agency:
    return _folders(server, ("财政局", "教育局"))


_HEAD = "<tr><td rowspan=2>序号</td><td rowspan=2>单位</td><td colspan=2>年度报告</td></tr><tr><td>2022</td><td>2023</td></tr>"


def _table(server: BadServer, cell: str) -> Agency:
    """A table whose years stand in its second row and whose cells hold pictures."""
    picture = '<a href="/{}.html"><img src="/i.gif"></a>'
    rows = f"<tr><td>1</td><td>云岭县财政局</td><td>{picture.format('c22')}</td><td>{picture.format('c23')}</td></tr>"
    rows += f"<tr><td>2</td><td>{WHO}</td><td>{picture.format('w22')}</td><td>{cell}</td></tr>"
    server.page("/nb.html", doc(f"<h2>年报</h2><table>{_HEAD}{rows}</table>"))
    server.page("/w23.html", rep())
    return bureau(server, report_list_url="/nb.html")


@finds("/w23.html")
def a_table_with_pictures_under_years_in_its_second_row(server: BadServer) -> Agency:
    return _table(server, '<a href="/w23.html"><img src="/i.gif"></a>')


@finds_absence
def a_table_with_nothing_under_the_year(server: BadServer) -> Agency:
    return _table(server, "")


@finds_nothing
def a_table_with_something_that_only_a_script_opens(server: BadServer) -> Agency:
    return _table(server, '<a href="javascript:;" onclick="view(this)"><img src="/i.gif"></a>')


@finds("/nb/2023/")
def years_to_choose_on_the_page_of_open_government(server: BadServer) -> Agency:
    server.page("/", doc('<a href="/gk.html">信息公开</a>', WHO))
    years = "".join(f'<option value="/nb/{year}/">{year}</option>' for year in (2023, 2022))
    server.page("/gk.html", doc(f"<h4>年度报告</h4><select onchange='location.href=this.value'>{years}</select>", WHO))
    server.page("/nb/2023/", rep())
    server.page("/nb/2022/", rep(year=2022))
    return bureau(server, site_url="/")


@finds_nothing
def a_registered_list_that_is_another_agencys(server: BadServer) -> Agency:
    rows = [(text.replace(WHO, "云岭县林业局"), url, day) for text, url, day in OLD]
    server.page("/nb/", listing(rows))
    return bureau(server, report_list_url="/nb/")


@finds("/bm/2/r.html")
def parts_in_a_menu_that_a_script_builds(server: BadServer) -> Agency:
    agency = _platform(server, [(_TITLE, "/bm/2/r.html", "2024-01-20")])
    menu = ",".join(f'{{name:"{name}",url:"/bm/{at}/"}}' for at, name in enumerate(_TOWNS))
    server.page("/", doc(f'<a href="/zwgk/">政务公开</a><script>var parts=[{menu}]</script>', "云岭县人民政府"))
    return agency


@finds_absence
def the_agencys_part_named_on_the_home_page(server: BadServer) -> Agency:
    agency = _platform(server, [(_OLDER, "/bm/2/o.html", "2023-01-20")])
    parts = "".join(f"<li onclick=\"location.href='/bm/{at}/'\">{name}</li>" for at, name in enumerate(_TOWNS))
    server.page("/", doc(f'<a href="/zwgk/nb/">政府信息公开年报</a><ul>{parts}</ul>', "云岭县人民政府"))
    return agency


def _lying(server: BadServer, cell: str) -> Agency:
    """A table with years down its side and agencies along its head."""
    link = "<a href='/{}.html'>查看</a>"
    rows = f"<tr><td>2023年</td><td>{link.format('c23')}</td><td>{cell}</td></tr>"
    rows += f"<tr><td>2022年</td><td>{link.format('c22')}</td><td>{link.format('w22')}</td></tr>"
    server.page("/nb.html", doc(f"<table><tr><th>年度</th><th>财政局</th><th>水务局</th></tr>{rows}</table>"))
    server.page("/w23.html", rep())
    return bureau(server, report_list_url="/nb.html")


@finds("/w23.html")
def a_table_with_agencies_along_its_head(server: BadServer) -> Agency:
    return _lying(server, "<a href='/w23.html'>查看</a>")


@finds_absence
def a_table_with_a_dash_for_our_year(server: BadServer) -> Agency:
    return _lying(server, "—")


@finds_nothing
def a_table_with_a_tick_that_leads_nowhere(server: BadServer) -> Agency:
    return _table(server, "√")


@finds("/w23.html")
def a_table_whose_cells_say_published(server: BadServer) -> Agency:
    return _table(server, '<a href="/w23.html">已公开</a>')


@finds("/nb/bm/w.html")
def a_list_that_goes_on_behind_more(server: BadServer) -> Agency:
    newest = listing(
        [("云岭县财政局2023年政府信息公开工作年度报告", "c.html", "2024-01-20")], "<a href='bm/'>更多&gt;&gt;</a>"
    )
    server.page("/nb/", newest)
    server.page("/nb/bm/", listing([(f"{WHO}2023年政府信息公开工作年度报告", "w.html", "2024-01-20"), *OLD]))
    server.page("/nb/bm/w.html", rep())
    return bureau(server, report_list_url="/nb/")


def _deep(server: BadServer, depth: int) -> Agency:
    """Folders within folders, each with one link on; the name of a column alone is no report in a list."""
    path = "/nb/"
    for _ in range(depth):
        server.page(path, doc('<a href="bm/">部门年报</a>', WHO))
        path += "bm/"
    server.page(path, listing(OLD))
    return bureau(server, report_list_url="/nb/")


@finds_absence
def a_list_a_few_folders_down(server: BadServer) -> Agency:
    return _deep(server, 3)


@finds_nothing
def a_list_too_many_folders_down(server: BadServer) -> Agency:
    return _deep(server, 9)
