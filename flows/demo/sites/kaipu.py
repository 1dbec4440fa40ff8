"""Kaipu (UCAP): year folders, `list_2.shtml`, a table of metadata above the article, the body in `<ucapcontent>`."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import md5

from flows.demo.bodies import FIRST_YEAR
from flows.demo.publications import Article
from flows.demo.sites.plan import Page, Plan, Shown
from flows.demo.sites.press import article_page, printed_page, robots
from flows.demo.world import World

OPEN = "/yxx/zfxxgk/xxgk.shtml"
REPORTS = "/yxx/zfxxgknb/"
PER_PAGE = 5


def show_kaipu(plan: Plan, articles: Sequence[Article], world: World) -> Shown:
    """A county's portal: a folder a year, in it the reports of all agencies for that year."""
    years = range(world.year, FIRST_YEAR - 1, -1)
    pages: dict[str, Page] = {"/robots.txt": robots()}
    pages["/"] = pages["/index.shtml"] = printed_page(plan, "home", open=OPEN)
    pages[OPEN] = printed_page(plan, "open", reports=REPORTS + "list.shtml")
    folders = [(f"{year}n/list.shtml", f"{year}年") for year in years]
    pages[REPORTS + "list.shtml"] = printed_page(plan, "folders", folders=folders)
    for year in years:
        inside = [article for article in articles if _folder_year(article) == year]
        pages |= _list_pages(plan, year, inside)
        for article in inside:
            pages[_path(article)] = article_page(plan, article, year=year)
    ours = {a.agency_id: _path(a) for a in articles if a.agency_id and a.year == world.year}
    lists = {a.agency_id: REPORTS + "list.shtml" for a in articles if a.agency_id}
    return Shown(plan, pages, "/", lists, ours)


def _folder_year(article: Article) -> int:
    return article.year or article.day.year - 1


def _list_pages(plan: Plan, year: int, articles: list[Article]) -> dict[str, Page]:
    total = -(-len(articles) // PER_PAGE)
    found: dict[str, Page] = {}
    for number in range(1, total + 1):
        part = articles[(number - 1) * PER_PAGE : number * PER_PAGE]
        entries = [(_path(article), article) for article in part]
        file = "list.shtml" if number == 1 else f"list_{number}.shtml"
        values = {"entries": entries, "total": total, "current": number, "count": len(articles), "year": year}
        found[f"{REPORTS}{year}n/{file}"] = printed_page(plan, "list", **values)
    return found


def _path(article: Article) -> str:
    name = md5(f"{article.number}".encode(), usedforsecurity=False).hexdigest()
    return f"{REPORTS}{_folder_year(article)}n/{article.address_day:%Y%m}/{name}.shtml"
