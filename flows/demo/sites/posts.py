"""Guangdong's plain column pages: `content/post_ID.html`, `index_2.html`, the article inside layout tables."""

from __future__ import annotations

from collections.abc import Sequence

from flows.demo.publications import Article
from flows.demo.sites.plan import Page, Plan, Shown
from flows.demo.sites.press import article_page, printed_page, robots
from flows.demo.world import World

OPEN = "/zwgk/index.html"
REPORTS = "/zwgk/xxgkml/xxgknb/"
PER_PAGE = 5


def show_posts(plan: Plan, articles: Sequence[Article], world: World) -> Shown:
    """A development zone's site: one short column, linked pages, layout tables around everything."""
    pages: dict[str, Page] = {"/robots.txt": robots()}
    pages["/"] = pages["/index.html"] = printed_page(plan, "home", open=OPEN)
    pages[OPEN] = printed_page(plan, "open", reports=REPORTS + "index.html")
    total = -(-len(articles) // PER_PAGE)
    for number in range(1, total + 1):
        entries = [(_path(article), article) for article in articles[(number - 1) * PER_PAGE : number * PER_PAGE]]
        page = printed_page(plan, "list", entries=entries, current=number, total=total)
        pages[REPORTS + ("index.html" if number == 1 else f"index_{number}.html")] = page
    pages |= {_path(article): article_page(plan, article) for article in articles}
    ours = {a.agency_id: _path(a) for a in articles if a.agency_id and a.year == world.year}
    lists = {a.agency_id: REPORTS + "index.html" for a in articles if a.agency_id}
    return Shown(plan, pages, "/", lists, ours)


def _path(article: Article) -> str:
    return f"{REPORTS}content/post_{article.number}.html"
