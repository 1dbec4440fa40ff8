"""Columns of which only a feed can be read: good for finding, never for absence."""

from __future__ import annotations

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_nothing
from tests.crawl.world.press import OLD, TITLE, Row, bureau, doc, rep

_OURS: Row = (TITLE, "/r.html", "Mon, 22 Jan 2024 20:30:00 GMT")


def _rss(server: BadServer, *rows: Row) -> str:
    items = "".join(
        f"<item><title><![CDATA[{text}]]></title><link>{server.url(url if url[0] == '/' else '/' + url)}</link><pubDate>{day}</pubDate></item>"
        for text, url, day in rows
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>年报</title>{items}</channel></rss>'
    server.page("/r.html", rep())
    server.page("/nb/rss.xml", feed.encode(), "text/xml")
    return "/nb/rss.xml"


@finds("/r.html")
def a_registered_feed(server: BadServer) -> Agency:
    return bureau(server, report_list_url=_rss(server, _OURS, *OLD))


@finds("/r.html")
def a_feed_that_a_column_is_drawn_from(server: BadServer) -> Agency:
    entries = f'<entry><title>{TITLE}</title><link rel="alternate" href="/r.html"/><updated>2024-01-22T09:00:00+08:00</updated></entry>'
    atom = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    server.page("/nb/atom.xml", atom.encode(), "application/atom+xml")
    server.page("/r.html", rep())
    server.page("/nb/", doc('<div id="list"></div><script>$.get("/nb/atom.xml", draw)</script>'))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_feed_that_may_be_too_short(server: BadServer) -> Agency:
    return bureau(server, report_list_url=_rss(server, *OLD))
