"""Lists that scripts keep packed, cookies that they set, and reports that only the map of a site or old pages of news name."""

from __future__ import annotations

import json
from base64 import b64encode
from html import escape
from urllib.parse import quote

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing, register_each
from tests.crawl.world.press import OLD, TITLE, WHO, bureau, doc, listing, rep

_DATA = json.dumps(
    [{"title": text, "url": url, "date": day} for text, url, day in [(TITLE, "/r.html", "2024-01-22"), *OLD]],
    ensure_ascii=False,
)
_PACKED = {
    "a list in percent signs": f'var d=JSON.parse(decodeURIComponent("{quote(_DATA)}"))',
    "a list in percent signs under a name": f"var s='{quote(_DATA)}';draw(JSON.parse(decodeURIComponent(s)))",
    "a list in base64": f'draw(JSON.parse(Base64.decode("{b64encode(_DATA.encode()).decode()}")))',
    "a list in a string of a script": f"draw(JSON.parse({json.dumps(_DATA)}))",
}


def _packed(server: BadServer, script: str) -> Agency:
    server.page("/r.html", rep())
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><ul id='list'></ul><script>{script}</script>"))
    return bureau(server, report_list_url="/nb/")


register_each(finds("/r.html"), _PACKED, _packed)


@finds("/r.html")
def a_list_in_an_attribute(server: BadServer) -> Agency:
    server.page("/r.html", rep())
    server.page("/nb/", doc(f"<h2>年报</h2><div id='l' data-list=\"{escape(_DATA)}\"></div><script>draw('l')</script>"))
    return bureau(server, report_list_url="/nb/")


_OLD = [{"title": text, "url": url, "date": day} for text, url, day in OLD]
register_each(
    finds_nothing,
    {
        "a list in a script that tells of more": f"var d={json.dumps({'list': _OLD, 'total': 13})};draw(d)",
        "a packed list that goes on": f"draw(JSON.parse(decodeURIComponent('{quote(json.dumps({'list': _OLD, 'hasMore': True}))}')))",
    },
    _packed,
)
register_each(
    finds_absence,
    {
        "a packed list that is whole": f"draw(JSON.parse(decodeURIComponent('{quote(json.dumps({'list': _OLD, 'total': 2}))}')))"
    },
    _packed,
)


def _walled(server: BadServer, script: str) -> Agency:
    shown = listing([(TITLE, "/r.html", "2024-01-22"), *OLD])
    wall = f"<html><head><script>{script}</script></head><body></body></html>".encode()
    server.page("/r.html", rep())
    server.serve("/nb/", lambda ask: bad.answer(ask, shown if "seen=a%7C1" in (ask.headers["Cookie"] or "") else wall))
    return bureau(server, report_list_url="/nb/")


register_each(
    finds("/r.html"),
    {
        "a cookie set by a script that loads again": 'document.cookie="seen=a%7C1; path=/"; location.reload();',
        "a cookie set by a script that goes here": "document.cookie = 'seen=a%7C1;max-age=9';location.href='/nb/'",
    },
    _walled,
)


def _mapped(server: BadServer, *pages: tuple[str, bytes]) -> Agency:
    for path, shown in pages:
        server.page(path, shown)
    told = "".join(f"<url><loc>{server.url(path)}</loc><lastmod>2024-01-22</lastmod></url>" for path, _ in pages)
    server.page("/sitemap.xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{told}</urlset>')
    server.page("/", doc("<p>主管全县水务工作。</p>", WHO))
    return bureau(server, site_url="/")


@finds("/gk/88.html")
def a_report_that_only_the_map_of_the_site_names(server: BadServer) -> Agency:
    return _mapped(server, ("/gk/77.html", doc("<p>会议强调。</p>" * 20)), ("/gk/88.html", rep()))


@finds("/gk/88.html")
def a_report_that_a_map_in_plain_text_names(server: BadServer) -> Agency:
    agency = _mapped(server, ("/gk/77.html", doc("<p>会议强调。</p>" * 20)), ("/gk/88.html", rep()))
    server.page("/sitemap.xml", f"{server.url('/gk/77.html')}\n{server.url('/gk/88.html')}\n", "text/plain")
    return agency


@finds("/r.html")
def a_report_that_only_a_feed_names(server: BadServer) -> Agency:
    item = f"<item><title>{TITLE}</title><link>{server.url('/r.html')}</link><pubDate>2024-01-22</pubDate></item>"
    server.page("/feed", f'<?xml version="1.0"?><rss><channel>{item}</channel></rss>', "text/xml")
    server.page("/r.html", rep())
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    server.page("/", doc("<p>欢迎</p>", WHO, head=head))
    return bureau(server, site_url="/")


@finds_nothing
def a_map_of_the_site_that_names_the_reports_of_others_and_of_other_years(server: BadServer) -> Agency:
    return _mapped(server, ("/gk/77.html", rep("云岭县财政局")), ("/gk/88.html", rep(year=2022)))


@finds("/r.html")
def among_the_news_of_the_season_on_their_fourth_page(server: BadServer) -> Agency:
    server.page("/r.html", rep())
    news = [(f"全县水务工作会议第{at}次召开", f"/n/{at}.html", f"2024-03-{28 - at:02}") for at in range(20)]
    news.insert(17, (TITLE, "/r.html", "2024-01-22"))
    pager = "".join(f"<a href='/dt/{at}.html'>{at}</a>" for at in range(1, 5))
    for at in range(1, 5):
        server.page(f"/dt/{at}.html", listing(news[at * 5 - 5 : at * 5], pager, "工作动态"))
    server.page("/", doc('<a href="/dt/1.html">工作动态</a>', WHO))
    return bureau(server, site_url="/")


_ALL = json.dumps({"total": 3, "list": json.loads(_DATA)}, ensure_ascii=False)
_WITHOUT = json.dumps({"total": 2, "list": _OLD}, ensure_ascii=False)
_WITHIN = {
    "an answer that is a text of data": json.dumps,
    "a text of data in an answer": lambda told: json.dumps({"d": told}),
}


def _answered(server: BadServer, answer: str) -> Agency:
    server.page("/r.html", rep())
    server.page("/data", answer.encode(), "application/json")
    script = "<script>$.getJSON('/data', function(told) { draw(JSON.parse(told.d || told)) })</script>"
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><ul id='list'></ul>{script}"))
    return bureau(server, report_list_url="/nb/")


register_each(finds("/r.html"), {name: wrap(_ALL) for name, wrap in _WITHIN.items()}, _answered)
register_each(finds_absence, {f"{name} without ours": wrap(_WITHOUT) for name, wrap in _WITHIN.items()}, _answered)
