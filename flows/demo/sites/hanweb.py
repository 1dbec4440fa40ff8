"""Hanweb jcms: the list stands as XML in a script of the page, further records come from `dataproxy.jsp`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from flows.demo.publications import Article
from flows.demo.sites.plan import Page, Plan, Shown
from flows.demo.sites.press import article_page, printed_page, robots
from flows.demo.world import World

OPEN = "/col/col1229100101/index.html"
COLUMN = "1229100105"
LIST = f"/col/col{COLUMN}/index.html"
PROXY = "/module/web/jpage/dataproxy.jsp"
PER_PAGE = 8


def show_hanweb(plan: Plan, articles: Sequence[Article], world: World) -> Shown:
    """A district's portal: one column for all its agencies' reports."""
    records = [_record(article) for article in articles]
    pages: dict[str, Page] = {"/robots.txt": robots()}
    pages["/"] = pages["/index.html"] = printed_page(plan, "home", open=OPEN)
    pages[OPEN] = printed_page(plan, "open", reports=LIST)
    pages[LIST] = printed_page(
        plan, "list", store=_store(records[:PER_PAGE], len(records)), total=len(records), per_page=PER_PAGE
    )
    pages |= {_path(article): article_page(plan, article) for article in articles}
    ours = {a.agency_id: _path(a) for a in articles if a.agency_id and a.year == world.year}
    lists = {a.agency_id: LIST for a in articles if a.agency_id}

    def answer(path: str, query: Mapping[str, str]) -> Page | None:
        if path != PROXY:
            return None
        first, last = _window(query)
        xml = '<?xml version="1.0" encoding="utf-8"?>\n' + _store(records[first:last], len(records))
        return Page(xml.encode(), "text/xml; charset=utf-8")

    return Shown(plan, pages, "/", lists, ours, answer)


def _window(query: Mapping[str, str]) -> tuple[int, int]:
    """The records asked for, by page or by first and last record counted from 1."""

    def number(name: str, otherwise: int) -> int:
        text = query.get(name, "")
        return int(text) if text.isdigit() and text != "0" else otherwise

    per_page = min(number("perpage", PER_PAGE), 100)
    first = number("startrecord", (number("page", 1) - 1) * per_page + 1)
    return first - 1, min(number("endrecord", first - 1 + per_page), first - 1 + 100)


def _store(records: Sequence[str], total: int) -> str:
    wrapped = "\n".join(f"<record><![CDATA[\n{record}]]></record>" for record in records)
    pages = -(-total // PER_PAGE)
    more = f"{PROXY}?page=1&appid=1&webid=3388&path=/&columnid={COLUMN}&unitid=60211&webname=&permissiontype=0&perpage={PER_PAGE}"
    return (
        f'<datastore>\n<nextgroup><![CDATA[<a href="{more}"></a>]]></nextgroup>\n<totalrecord>{total}</totalrecord>\n'
        f"<totalpage>{pages}</totalpage>\n<recordset>\n{wrapped}\n</recordset></datastore>"
    )


def _record(article: Article) -> str:
    title = escape(article.title)
    return (
        f'<li><a href="{_path(article)}" target="_blank" title="{title}">{title}</a>'
        f'<span class="bt-data-time">[{article.day:%Y-%m-%d}]</span></li>'
    )


def _path(article: Article) -> str:
    day = article.address_day
    return f"/art/{day.year}/{day.month}/{day.day}/art_{COLUMN}_{article.number}.html"
