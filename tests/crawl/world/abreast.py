"""Tables in which agencies stand two abreast, and rows that hold no more than a name and 查看."""

from __future__ import annotations

from collections.abc import Callable

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, PDF, TITLE, WHO, bureau, doc, listing, rep

_NAMES = ("财政局", "水务局", "民政局", "林业局")
_OURS = "水务局"


def _table(server: BadServer, head: str, cells: Callable[[str], str]) -> Agency:
    made = [cells(name) for name in _NAMES]
    rows = "".join(f"<tr>{made[at]}{made[at + 1]}</tr>" for at in (0, 2))
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><table><tr>{head * 2}</tr>{rows}</table>"))
    return bureau(server, report_list_url="/nb/")


def _folders(server: BadServer, rows: list[tuple[str, str, str]]) -> Agency:
    server.page("/r.html", rep())
    path = f"<div>首页 > 政府信息公开年报 > {WHO}</div>"
    server.page("/nb/1/", listing(rows, title=WHO).replace(b"<h2>", f"{path}<h2>".encode()))
    head = "<th>序号</th><th>单位</th><th>年报</th>"
    return _table(
        server,
        head,
        lambda name: (
            f"<td>{_NAMES.index(name)}</td><td>县{name}</td><td><a href='/nb/{_NAMES.index(name)}/'>查看</a></td>"
        ),
    )


@finds("/r.html")
def folders_of_agencies_two_abreast(server: BadServer) -> Agency:
    return _folders(server, [(TITLE, "/r.html", "2024-01-22"), *OLD])


@finds_absence
def folders_of_agencies_two_abreast_without_it(server: BadServer) -> Agency:
    return _folders(server, OLD)


def _years(server: BadServer, without: str) -> Agency:
    """Files that say nothing of themselves under years, but for one agency that has not published."""

    def cells(name: str) -> str:
        told = [
            "" if (name, year) == (without, 2023) else f"<a href='/{_NAMES.index(name)}_{year}.pdf'>查看</a>"
            for year in (2023, 2022)
        ]
        return f"<td>{name}</td><td>{told[0]}</td><td>{told[1]}</td>"

    for at in range(len(_NAMES)):
        server.page(f"/{at}_2023.pdf", PDF, "application/pdf")
    return _table(server, "<th>单位</th><th>2023年</th><th>2022年</th>", cells)


@finds("/1_2023.pdf")
def years_of_agencies_two_abreast(server: BadServer) -> Agency:
    return _years(server, without="财政局")


@finds_absence
def a_cell_without_report_beside_that_of_another_with_one(server: BadServer) -> Agency:
    return _years(server, without=_OURS)


@finds_nothing
def a_cell_without_report_before_that_of_another_with_one(server: BadServer) -> Agency:
    server.page("/2_2023.pdf", PDF, "application/pdf")
    rows = (
        f"<tr><td>{left}</td><td>{old}{new}</td><td>{right}</td><td><a href='/2_2023.pdf'>2023年政府信息公开工作年度报告</a></td></tr>"
        for left, right, old, new in (
            (_OURS, "民政局", "<a href='/o22.html'>2022年政府信息公开工作年度报告</a>", ""),
            ("财政局", "林业局", "", "<a href='/0_2023.pdf'>2023年政府信息公开工作年度报告</a>"),
        )
    )
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><table>{''.join(rows)}</table>"))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_cookie_that_a_script_makes_up(server: BadServer) -> Agency:
    server.page("/nb/", "<script>var t=[1,2];document.cookie='k='+t.join('');location.reload()</script>")
    return bureau(server, report_list_url="/nb/")


def _linked(server: BadServer, cells: Callable[[int, str], str], most: int) -> Agency:
    """Files under links that name nobody, so many agencies abreast."""
    made = [cells(at, name) for at, name in enumerate((*_NAMES, "审计局", "司法局"))]
    for at in range(len(made)):
        server.page(f"/{at}.pdf", PDF, "application/pdf")
    rows = "".join(f"<tr>{''.join(made[at : at + most])}</tr>" for at in range(0, len(made), most))
    server.page("/nb/", doc(f"<h2>年报</h2><table>{rows}</table>"))
    return bureau(server, report_list_url="/nb/")


def _before(at: int, name: str) -> str:
    return f"<td><a href='/{at}.pdf'>2023年政府信息公开工作年度报告</a></td><td>{name}</td>"


def _numbered(at: int, name: str) -> str:
    return f"<td>{at}</td><td>{name}</td><td><a href='/{at}.pdf'>2023年度</a></td><td><a href='/o{at}.pdf'>2022年度</a></td>"


@finds("/1.pdf")
def reports_before_the_names_two_abreast(server: BadServer) -> Agency:
    return _linked(server, _before, 2)


@finds("/1.pdf")
def reports_before_the_names_three_abreast(server: BadServer) -> Agency:
    return _linked(server, _before, 3)


@finds_nothing
def the_reports_of_others_before_their_names_three_abreast(server: BadServer) -> Agency:
    return _linked(server, lambda at, name: "<td></td><td>水务局</td>" if name == _OURS else _before(at, name), 3)


@finds_nothing
def names_of_which_nobody_can_tell_whether_they_follow_or_begin(server: BadServer) -> Agency:
    return _linked(server, lambda at, name: f"{_before(at, name)}<td><a href='/x{at}.pdf'>下载</a></td>", 2)


@finds("/1.pdf")
def years_to_click_behind_the_names_two_abreast(server: BadServer) -> Agency:
    return _linked(server, _numbered, 2)


@finds("/0.pdf")
def years_to_click_in_the_first_row(server: BadServer) -> Agency:
    return _linked(server, lambda at, name: _numbered(at, {"财政局": "水务局", "水务局": "财政局"}.get(name, name)), 1)


@finds_absence
def files_under_the_names_of_agencies_in_folders_of_years(server: BadServer) -> Agency:
    for year in (2023, 2022):
        names = [name for name in (*_NAMES, "审计局") if (name, year) != (_OURS, 2023)]
        rows = "".join(f"<li><a href='/{year}/{at}.pdf'>县{name}</a></li>" for at, name in enumerate(names))
        for at in range(len(names)):
            server.page(f"/{year}/{at}.pdf", PDF, "application/pdf")
        server.page(f"/nb/{year}/", doc(f"<h2>{year}年政府信息公开年报</h2><ul>{rows}</ul>"))
    folders = "".join(f"<li><a href='/nb/{year}/'>{year}年</a></li>" for year in (2023, 2022))
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><ul>{folders}</ul>"))
    return bureau(server, report_list_url="/nb/")
