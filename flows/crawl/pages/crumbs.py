"""The path that a page gives as its place on the site: 当前位置：首页 > 政务公开 > 通知公告."""

from __future__ import annotations

import re

from flows.crawl.pages.markup import is_markup
from flows.crawl.pages.page import Page
from flows.crawl.snapshot import Snapshot

_SIGN = r"[>＞»›]"
_STEP = r"[^\s>＞»›:：，。]{1,20}"
_PATH = re.compile(rf"(?:位置|页面|所在)\s*(?:是|在)?\s*[:：]?\s*({_STEP}(?:\s*{_SIGN}\s*{_STEP}){{1,8}})")


def path_of(held: Snapshot) -> str:
    """The path of a page that was fetched, empty where it gives none or is a file."""
    return " > ".join(crumbs(Page(held).words)) if is_markup(held.content) else ""


def crumbs(words: str) -> tuple[str, ...]:
    """The steps of the first such path in a page's words, the home page's name among them; empty where there is none."""
    found = _PATH.search(words)
    return tuple(step.strip() for step in re.split(_SIGN, found[1])) if found else ()
