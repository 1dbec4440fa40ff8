"""Rows whose year and agency stand in cells or headings of their own, and forms that ask for both."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, WHO, body, bureau, doc, listing, rep

_BODIES = (("云岭县教育局", "jy"), (WHO, "sw"), ("云岭县民政局", "mz"))


def _columns(server: BadServer, ours: tuple[int, ...]) -> Agency:
    rows = "".join(
        f"<tr><td>{name}</td><td>{year}</td><td><a href='/view?bm={mark}&nd={year}'>查看</a></td></tr>"
        for year in (2023, 2022)
        for name, mark in _BODIES
        if name != WHO or year in ours
    )
    server.page(
        "/nb/", doc(f"<h2>政府信息公开年报</h2><table><tr><th>单位</th><th>年度</th><th>操作</th></tr>{rows}</table>")
    )
    server.page("/view?bm=sw&nd=2023", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/view?bm=sw&nd=2023")
def years_in_a_column_of_their_own(server: BadServer) -> Agency:
    return _columns(server, (2023, 2022))


@finds_absence
def years_in_a_column_without_ours(server: BadServer) -> Agency:
    return _columns(server, (2022,))


def _buttons(server: BadServer, this_year: tuple[tuple[str, str], ...]) -> Agency:
    shown = "".join(
        f"<h3>{year}年</h3><dl>"
        + "".join(f"<dt>{name}</dt><dd><a href='/{mark}{year}.html'>查看</a></dd>" for name, mark in bodies)
        + "</dl>"
        for year, bodies in ((2023, this_year), (2022, _BODIES))
    )
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2>{shown}"))
    server.page("/sw2023.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/sw2023.html")
def names_before_buttons_under_headings_of_years(server: BadServer) -> Agency:
    return _buttons(server, _BODIES)


@finds_absence
def no_button_of_ours_under_the_year(server: BadServer) -> Agency:
    return _buttons(server, (_BODIES[0], _BODIES[2]))


@finds("/sw2023.html")
def a_table_whose_rows_begin_with_the_kind_of_body(server: BadServer) -> Agency:
    rows = "".join(
        f"<tr>{'<td rowspan=3>政府工作部门</td>' if not at else ''}<td>{name}</td>"
        f"<td><a href='/{mark}2023.html'>查看</a></td><td><a href='/{mark}2022.html'>查看</a></td></tr>"
        for at, (name, mark) in enumerate(_BODIES)
    )
    server.page("/nb/", doc(f"<table><tr><th>类别</th><th>单位</th><th>2023年</th><th>2022年</th></tr>{rows}</table>"))
    server.page("/sw2023.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/sw2023.html")
def a_form_that_asks_for_year_and_agency(server: BadServer) -> Agency:
    """The page does not show what was chosen."""
    boxes = (
        "<form action='/nb/'><select name='nd'><option>2022</option><option>2023</option></select>"
        f"<select name='bm'><option value=''>请选择</option><option value='sw'>{WHO}</option></select><input type=submit></form>"
    )

    def shown(ask: bad.BaseHTTPRequestHandler) -> None:
        query = dict(parse_qsl(urlsplit(ask.path).query))
        name, mark = (WHO, "sw") if query.get("bm") else _BODIES[0]
        year = query.get("nd", "2022")
        bad.answer(ask, listing([(f"{name}{year}年政府信息公开工作年度报告", f"/{mark}{year}.html", "")], boxes))

    server.serve("/nb/", shown)
    server.page("/sw2023.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/sw2023.html")
def names_and_buttons_in_one_line(server: BadServer) -> Agency:
    lines = "".join(
        f"<p><b>{year}年度</b></p>"
        + "".join(
            f"<p>{at}.{name} <a href='/{mark}{year}.html'>[查看]</a></p>" for at, (name, mark) in enumerate(_BODIES)
        )
        for year in (2023, 2022)
    )
    server.page("/nb/", doc(f"<h2>政府信息公开年度报告</h2>{lines}"))
    server.page("/sw2023.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_form_that_the_site_takes_no_notice_of(server: BadServer) -> Agency:
    """A script asks for the year that is chosen."""
    box = "<form><select name='nd' id='nd'><option selected>2022</option><option>2023</option></select></form>"
    server.page("/nb/", listing(OLD, box))
    return bureau(server, report_list_url="/nb/")


@finds("/r23.html")
def the_year_of_publication_in_a_column_of_its_own(server: BadServer) -> Agency:
    """Neither the rows nor the pages name agency and year in their titles; the window's title ends with the site's name."""
    title = "政府信息公开工作年度报告"
    rows = "".join(
        f"<tr><td>{at + 1}</td><td><a href='/r{at % 100}.html'>{title}</a></td><td>{at + 1}-01-15</td></tr>"
        for at in (2023, 2022)
    )
    server.page("/nb/", doc(f"<h2>{WHO}政府信息公开年报</h2><table>{rows}</table>"))
    for year in (2023, 2022):
        text = body(year=year, title=title).replace(f"{WHO}{year}年{title}", "本报告")
        server.page(f"/r{year % 100}.html", doc(f"<h1>{title}</h1>{text}", f"{title}-云岭县人民政府门户网站"))
    return bureau(server, report_list_url="/nb/")


def _names_that_reach_down(server: BadServer, years: dict[str, tuple[int, ...]]) -> Agency:
    """A table in which the name of an agency stands once beside all its reports, whose links name nobody."""
    rows = ""
    for mark, (name, told) in zip("abc", years.items(), strict=True):
        for at, year in enumerate(told):
            who = f"<td rowspan='{len(told)}'>{name}</td>" if at == 0 else ""
            rows += f"<tr>{who}<td><a href='/{mark}{year}.html'>{year}年度报告</a></td><td>{year + 1}-01-20</td></tr>"
            server.page(f"/{mark}{year}.html", rep(name, year=year))
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><table>{rows}</table>"))
    return bureau(server, report_list_url="/nb/")


@finds("/b2023.html")
def names_that_reach_down_over_their_reports(server: BadServer) -> Agency:
    both = (2023, 2022)
    return _names_that_reach_down(server, {"云岭县教育局": both, "云岭县水务局": both, "云岭县审计局": both})


@finds_absence
def a_name_that_reaches_down_over_older_reports(server: BadServer) -> Agency:
    both = (2023, 2022)
    return _names_that_reach_down(server, {"云岭县教育局": both, "云岭县水务局": (2022, 2021), "云岭县审计局": both})


@finds("/b.html")
def a_row_that_leads_to_a_table_of_agencies(server: BadServer) -> Agency:
    """2023年度部门…年报 is no report but the page of that year, whose links are agencies' names."""
    names = {"a": "县教育局", "b": "县水务局", "c": "县审计局"}
    table = "".join(f"<tr><td><a href='/{mark}.html'>{name}</a></td></tr>" for mark, name in names.items())
    title = "2023年度部门政府信息公开年报"
    server.page("/2023.html", doc(f"<h2>{title}</h2><table>{table}</table>", title))
    server.page("/b.html", rep())
    server.page("/nb/", listing([(title, "/2023.html", ""), (title.replace("3", "2"), "/2022.html", "")]))
    return bureau(server, report_list_url="/nb/")
