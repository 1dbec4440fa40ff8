"""Lists whose pages are turned by sending a form: a box of pages, a button 下一页, ASP.NET's links."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing, register_each
from tests.crawl.world.press import OLD, TITLE, Row, bureau, listing, rep

_OURS: Row = (TITLE, "/r.html", "2024-01-22")
_STATE = '<input type="hidden" name="__VIEWSTATE" value="s{}">'
_BOX = "<form action='/nb/' method='{}'>{}<select name='pg' onchange='{}'>{}</select></form>"
_NEXT = '<form action="/nb/" method="post"><p>{}/{} <input type="submit" name="on" value="下一页"></p>{}</form>'
_PICTURE = '<form action="/nb/" method="post"><p>{}/{} <input type="image" name="on" src="/img/next.gif"></p>{}</form>'
_LINKS = '<form action="/nb/" method="post">{2}第{0}页/共{1}页 <a href="javascript:__doPostBack(\'on\',\'\')">下一页</a></form>'


def _options(here: int, form: str) -> str:
    return "".join(
        f"<option value='{page}'{' selected' if page == here else ''}>{form.format(page)}</option>"
        for page in (1, 2, 3)
    )


def _boxed(form: str) -> str:
    return _BOX.format("get", "", "this.form.submit()", form)


_PAGERS = {
    "a box of pages that sends its form": lambda page: _boxed(_options(page, "{}")),
    "a box of pages told of all": lambda page: _boxed(_options(page, "{}/3")),
    "a box of pages that posts back": lambda page: _BOX.format(
        "post", _STATE.format(page), 'setTimeout("__doPostBack()", 0)', _options(page, "{}")
    ),
    "a button that leads on": lambda page: _NEXT.format(page, 3, _STATE.format(page)),
    "a picture that leads on": lambda page: _PICTURE.format(page, 3, _STATE.format(page)),
    "links that post back and do not end": lambda page: _LINKS.format(page, 3, _STATE.format(page)),
}


def _served(server: BadServer, name: str, rows: list[Row]) -> Agency:
    def answer(ask: bad.BaseHTTPRequestHandler) -> None:
        asked = server.asked[-1]
        sent = dict(parse_qsl(urlsplit(asked.path).query)) | dict(parse_qsl(asked.body.decode()))
        state = int(sent.get("__VIEWSTATE", "s0")[1:])
        page = int(sent["pg"]) if "pg" in sent else min(state + 1, 3)
        bad.answer(ask, listing([rows[page - 1]], _PAGERS[name](page)))

    server.serve("/nb/", answer)
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


_NAMES = {name: name for name in _PAGERS}
register_each(finds("/r.html"), _NAMES, lambda server, name: _served(server, name, [*OLD, _OURS]))
_OLDEST: Row = (OLD[1][0].replace("2021", "2020"), "o20.html", "2021-01-20")
register_each(
    finds_absence,
    {f"{name} read to its end": name for name in _PAGERS},
    lambda server, name: _served(server, name, [*OLD, _OLDEST]),
)


@finds_nothing
def a_button_that_no_form_of_the_list_sends(server: BadServer) -> Agency:
    server.page("/nb/", listing(OLD, '<form></form><input type="button" value="下一页" id="on">'))
    return bureau(server, report_list_url="/nb/")
