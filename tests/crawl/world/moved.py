"""Registries that know only a list, or a report, which has moved to another place of the site since."""

from __future__ import annotations

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, Row, bureau, doc, listing, rep

_OURS: Row = (TITLE, "/r.html", "2024-01-22")
_STALE = [(text.replace("2022", "2019").replace("2021", "2018"), url, day) for text, url, day in OLD]


def _moved(server: BadServer, old: list[Row] | None, new: list[Row], **registered: str) -> Agency:
    """A site whose list `old` is registered, gone where it is None; `new` is what its home leads to."""
    server.page("/", doc('<a href="/gk/">政府信息公开</a>'))
    server.page("/gk/", doc('<a href="/gk/nb/">政府信息公开年报</a>'))
    server.page("/gk/nb/", listing(new))
    if old is not None:
        server.page("/old/", listing(old))
    server.page("/r.html", rep())
    return bureau(server, **(registered or {"report_list_url": "/old/"}))


@finds("/r.html")
def a_registered_list_that_is_gone(server: BadServer) -> Agency:
    return _moved(server, None, [_OURS, *OLD])


@finds("/r.html")
def a_registered_list_that_ended_years_ago(server: BadServer) -> Agency:
    return _moved(server, _STALE, [_OURS, *OLD])


@finds("/r.html")
def a_registered_list_that_ended_last_year(server: BadServer) -> Agency:
    return _moved(server, OLD, [_OURS])


@finds("/r.html")
def a_registered_report_that_is_gone(server: BadServer) -> Agency:
    return _moved(server, None, [_OURS, *OLD], report_url="/old/r.html")


@finds_absence
def a_registered_list_whose_site_has_no_other_either(server: BadServer) -> Agency:
    return _moved(server, OLD, OLD)


@finds_nothing
def a_registered_list_that_is_gone_from_a_site_without_the_report(server: BadServer) -> Agency:
    """The list that its home leads to may not be the one that was registered."""
    return _moved(server, None, OLD)


@finds_nothing
def a_report_on_the_rest_of_the_site_that_is_nobodys(server: BadServer) -> Agency:
    server.page("/n.html", rep(who="本单位", title="2023年政府信息公开工作年度报告"))
    return _moved(server, None, [("2023年政府信息公开工作年度报告", "/n.html", "2024-01-22")])
