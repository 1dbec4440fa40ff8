"""Printing pages from the templates beside this module, and the pages that every site has."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.demo.publications import Article
from flows.demo.sites.plan import Page, Plan

GONE = "<html><head><title>提示信息</title></head><body><div class='tips'>您访问的页面不存在或已被删除！</div></body></html>"
ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /search/\n"


@cache
def _environment() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def printed_page(plan: Plan, template: str, **values: object) -> Page:
    """A template of the site's style filled in, in the site's encoding."""
    html = _environment().get_template(f"{plan.style}/{template}.html").render(site=plan, **values)
    return plan.page(html)


def article_page(plan: Plan, article: Article, **values: object) -> Page:
    """An article's page, or what stands at its address instead."""
    if article.fate == "soft_404":
        return plan.page(GONE)
    if article.fate == "empty":
        return plan.page("")
    page = printed_page(plan, "article", article=article, **values)
    return Page(page.content, page.content_type, stumbles=article.fate == "stumbles")


def robots() -> Page:
    """The site's robots.txt: reports may be fetched."""
    return Page(ROBOTS.encode(), "text/plain")
