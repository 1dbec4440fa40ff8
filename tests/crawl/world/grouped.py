"""Reports that are told apart by the heading above them, and names that change from one year to the next."""

from __future__ import annotations

from collections.abc import Sequence

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, WHO, bureau, doc, listing, rep

_OTHERS = ("云岭县林业局", "云岭县教育局", "云岭县审计局")


def _headed(server: BadServer, years: Sequence[int], text: str) -> Agency:
    """A list of agencies as headings with their years under them; ours has those of `years`."""
    shown = ""
    for at, who in enumerate((*_OTHERS, WHO)):
        mine = years if who == WHO else (2023, 2022)
        shown += f"<h4>{who}</h4><p>" + " ".join(f"<a href='{at}_{y}.html'>{text.format(y)}</a>" for y in mine) + "</p>"
        for year in mine:
            server.page(f"/nb/{at}_{year}.html", rep(who, year, text.format(year)))
    server.page("/nb/", doc(shown, "政府信息公开年报"))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/3_2023.html")
def years_under_the_headings_of_agencies(server: BadServer) -> Agency:
    return _headed(server, (2023, 2022), "{}年")


@finds_absence
def an_agencys_heading_without_the_year(server: BadServer) -> Agency:
    return _headed(server, (2022, 2021), "{}年")


@finds("/nb/3_2023.html")
def nameless_titles_under_the_headings_of_agencies(server: BadServer) -> Agency:
    return _headed(server, (2023, 2022), "{}年政府信息公开工作年度报告")


def _reports(*names: str, year: int = 2023) -> list[tuple[str, str, str]]:
    return [
        (f"{who}{year}年政府信息公开工作年度报告", f"{year}_{at}.html", f"{year + 1}-01-2{at}")
        for at, who in enumerate(names)
    ]


@finds_nothing
def a_new_name_on_the_agencys_own_list_that_shares_no_word_with_it(server: BadServer) -> Agency:
    server.page("/nb/", listing([*_reports("云岭县河湖事务中心"), *OLD]))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_new_name_among_others_in_the_year_in_which_ours_is_gone(server: BadServer) -> Agency:
    now, before = _reports(*_OTHERS, "云岭县河湖事务中心"), _reports(*_OTHERS, year=2022)
    server.page("/nb/", listing([*now, *before, *OLD]))
    return bureau(server, report_list_url="/nb/")


@finds_absence
def a_new_town_among_others_in_the_year_in_which_ours_is_gone(server: BadServer) -> Agency:
    """A bureau does not become a town."""
    now, before = _reports(*_OTHERS, "云岭县白石镇"), _reports(*_OTHERS, year=2022)
    server.page("/nb/", listing([*now, *before, *OLD]))
    return bureau(server, report_list_url="/nb/")


@finds_absence
def others_written_with_their_county_and_without(server: BadServer) -> Agency:
    now, before = _reports("县林业局", "县教育局"), _reports("云岭县林业局", "云岭县教育局", year=2022)
    server.page("/nb/", listing([*now, *before, *OLD]))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/r.html")
def a_superseded_version_beside_the_one_that_counts(server: BadServer) -> Agency:
    server.page("/nb/r.html", rep())
    server.page("/nb/d.html", rep(title=f"{TITLE}（旧版）"))
    server.page("/nb/", listing([(f"{TITLE}（旧版）", "d.html", "2024-01-10"), (TITLE, "r.html", "2024-01-20"), *OLD]))
    return bureau(server, report_list_url="/nb/")
