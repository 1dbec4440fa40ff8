"""VSB webplus: list pages numbered backwards, articles under `info/COLUMN/ID.htm`, the body in `#vsb_content`."""

from __future__ import annotations

from collections.abc import Sequence

from flows.demo.bodies import YEAR, bodies
from flows.demo.body import article_text
from flows.demo.publications import Article
from flows.demo.sites.plan import Page, Plan, Shown
from flows.demo.sites.press import article_page, printed_page, robots
from flows.demo.world import World

OPEN = "/zwgk.htm"
LIST = "/zwgk/zfxxgknb.htm"
PER_PAGE = 6


def show_vsb(plan: Plan, articles: Sequence[Article], world: World) -> Shown:
    """A county's portal or a bureau's own site; a township's report may lie beside it as a text file."""
    pages: dict[str, Page] = {"/robots.txt": robots()}
    pages["/"] = pages["/index.htm"] = printed_page(plan, "home", open="zwgk.htm")
    pages[OPEN] = printed_page(plan, "open", reports="zwgk/zfxxgknb.htm")
    pages |= _list_pages(plan, [article for article in articles if article.html])
    pages |= {_path(article): article_page(plan, article) for article in articles if article.html}
    texts = _texts(plan, world)
    pages |= texts
    ours = {a.agency_id: _path(a) for a in articles if a.agency_id and a.year == world.year and a.html}
    ours |= {b.id: _text_path(b.id, YEAR) for b in bodies() if b.site == plan.key and b.look == "text"}
    lists = {b.id: LIST for b in bodies() if b.site == plan.key}
    return Shown(plan, pages, "/", lists, ours)


def _list_pages(plan: Plan, articles: list[Article]) -> dict[str, Page]:
    """The newest page is the column itself, the one after it has the highest number, the oldest is 1."""
    total = -(-len(articles) // PER_PAGE)
    found: dict[str, Page] = {}
    for number in range(total):
        part = articles[number * PER_PAGE : (number + 1) * PER_PAGE]
        up = "../" if number == 0 else "../../"
        entries = [(up + _path(article)[1:], article) for article in part]
        folder = "zfxxgknb/" if number == 0 else ""
        links = [(n + 1, _link(n, total, folder, number)) for n in range(total)]
        path = LIST if number == 0 else f"/zwgk/zfxxgknb/{total - number}.htm"
        values = {"entries": entries, "links": links, "current": number + 1, "total": total, "up": up}
        found[path] = printed_page(plan, "list", **values)
    return found


def _link(target: int, total: int, folder: str, current: int) -> str:
    if target == 0:
        return "zfxxgknb.htm" if current == 0 else "../zfxxgknb.htm"
    return f"{folder}{total - target}.htm"


def _texts(plan: Plan, world: World) -> dict[str, Page]:
    drafts = (d for d in world.drafts if d.facts.body.site == plan.key and d.facts.body.look == "text")
    return {
        _text_path(d.facts.body.id, d.facts.year): Page(article_text(d).encode("gb18030"), "text/plain") for d in drafts
    }


def _text_path(agency_id: str, year: int) -> str:
    return f"/__local/{agency_id}/{year}nb.txt"


def _path(article: Article) -> str:
    return f"/info/1052/{article.number}.htm"
