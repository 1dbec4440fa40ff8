"""Lists that go on in a way which only the words and the scripts beside them give away, and those that do not."""

from __future__ import annotations

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds_absence, finds_nothing, register_each
from tests.crawl.world.press import OLD, bureau, listing, years

_SCROLLS = 'window.onscroll = function () { if (scrollY > 100) { get("/x?p=" + (++p)) } }'
_BACK_TO_TOP = "window.onscroll = function () { $('.totop').toggle(scrollY > 100) }"


def _beside(server: BadServer, more: str, script: str = "", rows: int = 12) -> Agency:
    """The script of the site stands far from the list, at the end of its page."""
    page = listing([OLD[0], *years(rows)], f"{more}</div></div>").replace(b"<h2>", b"<div><div class='right'><h2>")
    server.page("/nb/", page.replace(b"</body>", b'<script src="/js/list.js"></script></body>'))
    server.page("/js/list.js", script, "application/javascript")
    return bureau(server, report_list_url="/nb/")


register_each(
    finds_nothing,
    {
        "a total beside the list": "<p>总数：72</p>",
        "a count of pages in English": "<p>Page 1 of 6</p>",
        "a range of rows before their number": "<p>1 - 13 / 72</p>",
        "a full page that says next": "<ul><li class='next'><span>下一页</span></li></ul>",
    },
    _beside,
)
register_each(finds_nothing, {"a script that fetches on scrolling": _SCROLLS}, lambda at, told: _beside(at, "", told))
register_each(
    finds_absence, {"a script that only shows a button": _BACK_TO_TOP}, lambda at, told: _beside(at, "", told)
)


@finds_absence
def a_short_page_that_says_next_where_nothing_is_behind_it(server: BadServer) -> Agency:
    return _beside(server, "<ul><li class='next'><span>下一页</span></li></ul>", rows=3)


@finds_absence
def a_full_page_whose_next_is_switched_off(server: BadServer) -> Agency:
    return _beside(server, "<ul><li class='next disabled'><span>下一页</span></li></ul>")


@finds_absence
def one_page_of_one_in_english(server: BadServer) -> Agency:
    return _beside(server, "<p>Page 1 of 1</p>")


@finds_nothing
def a_full_page_of_titles_that_begin_with_their_year(server: BadServer) -> Agency:
    titles = [f"2022年云岭县第{at}人力资源和社会保障事务局政府信息公开工作年度报告" for at in range(12)]
    rows = [OLD[0], *((text, f"/y{at}.html", "2023-01-17") for at, text in enumerate(titles))]
    turner = "<div><ul><li class='next'><span>下一页</span></li></ul></div><script src='/js/list.js'></script>"
    server.page("/nb/", listing(rows, turner))
    return bureau(server, report_list_url="/nb/")
