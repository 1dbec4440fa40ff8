"""A site of the demo made ready to serve, whichever software it runs on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flows.demo.publications import Article, articles
from flows.demo.sites.gkmlpt import show_gkmlpt
from flows.demo.sites.hanweb import show_hanweb
from flows.demo.sites.kaipu import show_kaipu
from flows.demo.sites.plan import Plan, Shown
from flows.demo.sites.posts import show_posts
from flows.demo.sites.trs import show_trs
from flows.demo.sites.vsb import show_vsb
from flows.demo.world import World

STYLES: dict[str, Callable[[Plan, Sequence[Article], World], Shown]] = {
    "trs": show_trs,
    "hanweb": show_hanweb,
    "kaipu": show_kaipu,
    "vsb": show_vsb,
    "gkmlpt": show_gkmlpt,
    "posts": show_posts,
}


def show(plan: Plan, world: World) -> Shown:
    """All pages of a site as they stand on the world's night."""
    return STYLES[plan.style](plan, articles(world, plan.key), world)
