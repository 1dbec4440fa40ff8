"""TRS WCM: static lists whose further pages a script names (`createPageHTML`), articles in month folders."""

from __future__ import annotations

from collections.abc import Sequence

from flows.demo.publications import Article
from flows.demo.sites.plan import Page, Plan, Shown
from flows.demo.sites.press import article_page, printed_page, robots
from flows.demo.world import World

OPEN = "/zwgk/zfxxgk/"
REPORTS = OPEN + "fdzdgknr/zfxxgknb/"
SHELVES = {"szfnb": "市政府年报", "bmnb": "市直部门年报"}
PER_PAGE = 15


def show_trs(plan: Plan, articles: Sequence[Article], world: World) -> Shown:
    """The prefecture's portal: two columns of reports, departments' and the government's own."""
    pages: dict[str, Page] = {"/robots.txt": robots()}
    pages["/"] = pages["/index.html"] = printed_page(plan, "home", open=OPEN)
    pages[OPEN + "index.html"] = pages[OPEN] = printed_page(plan, "open", reports=REPORTS)
    pages[REPORTS + "index.html"] = pages[REPORTS] = printed_page(plan, "branches", shelves=SHELVES)
    lists: dict[str, str] = {}
    reports: dict[str, str] = {}
    for shelf, name in SHELVES.items():
        inside = [article for article in articles if _shelf(article) == shelf]
        pages |= _list_pages(plan, shelf, name, inside)
        for article in inside:
            path = f"{REPORTS}{shelf}/{_file(article)}"
            pages[path] = article_page(plan, article, column=name)
            if article.agency_id and article.year == world.year:
                reports[article.agency_id] = path
            if article.agency_id:
                lists[article.agency_id] = f"{REPORTS}{shelf}/index.html"
    return Shown(plan, pages, "/", lists, reports)


def _shelf(article: Article) -> str:
    is_government = article.source in ("青澜市人民政府", "青澜市人民政府办公室")
    return "szfnb" if is_government else "bmnb"


def _list_pages(plan: Plan, shelf: str, name: str, articles: list[Article]) -> dict[str, Page]:
    total = -(-len(articles) // PER_PAGE)
    found: dict[str, Page] = {}
    for number in range(total):
        part = articles[number * PER_PAGE : (number + 1) * PER_PAGE]
        entries = [(f"./{_file(article)}", article) for article in part]
        file = "index.html" if number == 0 else f"index_{number}.html"
        page = printed_page(plan, "list", column=name, entries=entries, total=total, current=number)
        found[f"{REPORTS}{shelf}/{file}"] = page
        if number == 0:
            found[f"{REPORTS}{shelf}/"] = page
    return found


def _file(article: Article) -> str:
    return f"{article.day:%Y%m}/t{article.address_day:%Y%m%d}_{article.number}.html"
