"""Lists that show what a form is asked for: a year, an agency; by GET and by POST."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, Row, bureau, listing, rep

_OURS: Row = (TITLE, "/nb/r.html", "2024-01-22")
_OTHERS: list[Row] = [
    (f"云岭县{name}{year}年政府信息公开工作年度报告", f"{name}{year}.html", f"{year + 1}-01-20")
    for year in (2023, 2022)
    for name in ("教育局", "审计局")
]
_BUTTON = "<input type='submit' name='ask' value='查 询'>"


def _asked(server: BadServer, method: str, box: str, answers: dict[str, list[Row]], more: str = _BUTTON) -> Agency:
    """A list under a form with one box `x`; `answers` by the value that is sent, "" for the page as it opens."""
    form = f"<form method='{method}' action='/nb/'><input type='hidden' name='k' value='7'>{box}{more}</form>"

    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        sent = dict(parse_qsl(server.asked[-1].body.decode() or urlsplit(ask.path).query))
        rows = answers[sent.get("x", "") if sent.get("k") == "7" else ""]
        bad.answer(ask, listing(rows, f"{form}{'' if rows else '<p>暂无数据</p>'}"))

    server.serve("/nb/", answer)
    server.page("/nb/r.html", rep())
    return bureau(server, report_list_url="/nb/")


_YEARS = "<select name='x'><option value='22'>2022年</option><option value='23'>2023年</option></select>"
_BODIES = "<select name='x'><option value='1'>县教育局</option><option value='2'>县水务局</option></select>"


@finds("/nb/r.html")
def a_year_that_is_posted(server: BadServer) -> Agency:
    return _asked(server, "post", _YEARS, {"": OLD[:1], "22": OLD[:1], "23": [_OURS]})


@finds("/nb/r.html")
def a_year_that_is_posted_when_it_is_chosen(server: BadServer) -> Agency:
    box = _YEARS.replace("<select", "<select onchange='this.form.submit()'")
    return _asked(server, "post", box, {"": OLD[:1], "22": OLD[:1], "23": [_OURS]}, "")


@finds("/nb/r.html")
def an_agency_that_is_posted(server: BadServer) -> Agency:
    return _asked(server, "post", _BODIES, {"": _OTHERS, "1": _OTHERS, "2": [_OURS, *OLD]})


@finds_absence
def an_agency_that_is_posted_and_has_not_published(server: BadServer) -> Agency:
    return _asked(server, "post", _BODIES, {"": _OTHERS, "1": _OTHERS, "2": OLD})


@finds_absence
def a_year_of_which_the_answer_is_that_there_is_nothing(server: BadServer) -> Agency:
    return _asked(server, "get", _YEARS, {"": OLD, "22": OLD[:1], "23": []})


@finds_nothing
def a_year_that_is_posted_and_not_heeded(server: BadServer) -> Agency:
    return _asked(server, "post", _YEARS, {"": OLD, "22": OLD, "23": OLD})


@finds_nothing
def an_agency_that_is_posted_and_not_heeded(server: BadServer) -> Agency:
    return _asked(server, "post", _BODIES, {"": _OTHERS, "1": _OTHERS, "2": _OTHERS})


@finds_nothing
def a_form_that_writes_is_not_sent(server: BadServer) -> Agency:
    """An application: what it would answer here is the report."""
    told = f"<textarea name='about'></textarea>{_BUTTON}"
    return _asked(server, "post", _YEARS, {"": OLD[:1], "22": OLD[:1], "23": [_OURS]}, told)


def _posted_back(server: BadServer, answers: dict[str, list[Row]]) -> Agency:
    """ASP.NET's box of years; each answer has a state of its own, and only the newest state is taken."""

    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        sent = dict(parse_qsl(server.asked[-1].body.decode()))
        is_told = sent.get("__EVENTTARGET") == "c$year" and sent.get("__VIEWSTATE", "").startswith("/w")
        year = sent.get("c$year", "") if is_told else ""
        options = "".join(f"<option value='{one}'>{one}</option>" for one in (2023, 2022))
        form = (
            "<form method='post' action='./'><input type='hidden' name='__EVENTTARGET' value=''>"
            f"<input type='hidden' name='__VIEWSTATE' value='/w{year}'><select name='c$year' "
            f"onchange=\"javascript:setTimeout('__doPostBack(\\'c$year\\',\\'\\')', 0)\">{options}</select></form>"
        )
        bad.answer(ask, listing(answers[year], form))

    server.serve("/nb/", answer)
    server.page("/nb/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/nb/r.html")
def a_year_that_asp_net_posts_back_when_it_is_chosen(server: BadServer) -> Agency:
    return _posted_back(server, {"": OLD[:1], "2022": OLD[:1], "2023": [*_OTHERS[:2], _OURS]})


@finds_absence
def a_year_posted_back_in_which_ours_is_not(server: BadServer) -> Agency:
    return _posted_back(server, {"": OLD[:1], "2022": OLD[:1], "2023": _OTHERS[:2]})


@finds_nothing
def a_year_that_is_posted_back_and_not_heeded(server: BadServer) -> Agency:
    return _posted_back(server, dict.fromkeys(("", "2022", "2023"), OLD[:1]))
