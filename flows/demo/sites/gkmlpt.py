"""Guangdong's catalogue platform: the column is a script's doing, its entries come as JSON from `/gkmlpt/api/all/ID`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta, timezone

from flows.demo.publications import Article
from flows.demo.sites.plan import Page, Plan, Shown
from flows.demo.sites.press import article_page, printed_page, robots
from flows.demo.world import World

INDEX = "/gkmlpt/index"
SITE_ID = "660021"
CATEGORY = 10412
PER_PAGE = 10
TREE = [
    {"id": 10400, "name": "政府信息公开指南", "children": []},
    {"id": 10401, "name": "政府信息公开制度", "children": []},
    {
        "id": 10402,
        "name": "法定主动公开内容",
        "children": [
            {"id": 10411, "name": "规范性文件", "children": []},
            {"id": CATEGORY, "name": "政府信息公开年报", "children": []},
        ],
    },
]
BEIJING = timezone(timedelta(hours=8))


def show_gkmlpt(plan: Plan, articles: Sequence[Article], world: World) -> Shown:
    """A district's portal: the list of reports exists only for those who ask the catalogue's interface."""
    pages: dict[str, Page] = {"/robots.txt": robots()}
    pages["/"] = pages["/index.html"] = printed_page(plan, "home", open=INDEX)
    config = {"SID": SITE_ID, "HOST": "", "TREE": TREE}
    pages[INDEX] = pages[INDEX + "/"] = printed_page(plan, "index", config=json.dumps(config, ensure_ascii=False))
    pages |= {_path(article): article_page(plan, article) for article in articles}
    ours = {a.agency_id: _path(a) for a in articles if a.agency_id and a.year == world.year}
    lists = {a.agency_id: f"{INDEX}#{CATEGORY}" for a in articles if a.agency_id}

    def answer(path: str, query: Mapping[str, str]) -> Page | None:
        if path != f"/gkmlpt/api/all/{CATEGORY}" or query.get("sid") not in (None, SITE_ID):
            return None
        asked = query.get("page", "1")
        page = max(int(asked), 1) if asked.isdigit() else 1
        part = articles[(page - 1) * PER_PAGE : page * PER_PAGE]
        return Page(json.dumps(_listing(part, page, len(articles)), ensure_ascii=False).encode(), "application/json")

    return Shown(plan, pages, "/", lists, ours, answer)


def _listing(articles: Sequence[Article], page: int, total: int) -> dict[str, object]:
    entries = [
        {
            "id": article.number,
            "title": article.title,
            "url": _path(article),
            "publisher": article.source,
            "date": int(datetime.combine(article.day, time(9), BEIJING).timestamp()),
            "display_publish_time": int(datetime.combine(article.day, time(9), BEIJING).timestamp()),
            "identifier": f"MB2D0/{article.day.year}-{article.number % 100_000:05d}",
        }
        for article in articles
    ]
    return {
        "articles": entries,
        "page": page,
        "pages": -(-total // PER_PAGE),
        "total": total,
        "name": "政府信息公开年报",
    }


def _path(article: Article) -> str:
    return f"/gkmlpt/content/{article.number // 100_000}/{article.number // 1000}/post_{article.number}.html"
