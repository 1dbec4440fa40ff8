"""Links without words that by their names lead to the next page of a list: `<a class="next" href="list_2.html"></a>`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from flows.crawl.pages.full_pages import is_off
from flows.crawl.pages.page import Page

_NEXT = re.compile(r"(?:^|[\W_])next(?:$|[\W_]|page)|[下后]一?页", re.I)
_FORTH = re.compile(
    r"(?:^|[\W_])(?:next|xyy|xiayiye)|(?:arrow|angle|chevron|icon)\w*[-_](?:next|right)|[下后]一?页", re.I
)
_NAMES = ("class", "id", "rel", "title", "aria-label", "alt", "src")
_LONG = 200
_MOST = 5_000


def drawn_next(page: Page) -> Iterator[str]:
    """The addresses of links that are drawn and by their names lead on; of mere arrows those in the page's own folder."""
    here = urlsplit(page.url)
    for node in page.nodes("a[href]")[:_MOST]:
        told = "" if node.text().strip() else _told(node)
        if not _FORTH.search(told) or is_off(node) or not (url := page.leads_to(node)):
            continue
        there = urlsplit(url)
        is_near = there.path.rpartition("/")[0] == here.path.rpartition("/")[0]
        if there.netloc == here.netloc and (is_near or _NEXT.search(told)):
            yield url


def _told(node: LexborNode) -> str:
    """The names of a link and of what it is drawn with."""
    inner = node.css_first("i, span, em, b, img, svg")
    given = [(name, one.attributes.get(name) or "") for one in (node, inner) if one for name in _NAMES]
    return " ".join(value[:_LONG].rpartition("/")[2] if name == "src" else value[:_LONG] for name, value in given)
