"""Empty places on a page that by their name, by where they stand, or by what its scripts say are there to be filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from flows.crawl.pages.arrivals import mentions
from flows.crawl.pages.clickable import PICTURES
from flows.crawl.pages.counts import pages_set
from flows.crawl.pages.notes import is_hidden
from flows.crawl.pages.page import Page
from flows.crawl.pages.side_boxes import is_of_other_matters
from flows.crawl.pages.zone import OF_LIST, Zone, is_furniture, names_of

_HOLDERS = frozenset({"div", "ul", "ol", "dl", "table", "tbody", "section"})
_PAGER = re.compile(r"page(?!_?(?:content|body|list|main))|pagi|fenye", re.I)
_PLACE = re.compile(
    r"page|pagi|fenye|^(?:app|root|list|news|content|con|data|result|results|rows|box|main|container|more|next)\w{0,6}$",
    re.I,
)
_ORNAMENT = re.compile(
    r"^col-(?:\w\w-)?\d{1,2}$|clear|^cl|line|^h\d|blank|space|border|shadow|^bg|bg$|icon|arrow|dot|bottom|foot|top|hr|gap|split|fix|corner|mask|qr|ewm|share",
    re.I,
)
_CLOCK = re.compile(r"^(?:now|cur|show)?_?(?:time|date|day|week|clock|lunar)\w{0,4}$", re.I)
_CONTENT = "img, input, button, iframe, object, embed, video, canvas, svg, hr, [class*='disab']"
_ADDRESS = re.compile(r"(?!javascript:|#)\S", re.I)
_MOST_PLACES = 200
_MOST_SCRIPT = 400_000


def to_be_filled(zone: Zone, page: Page, is_turned: bool = False) -> Iterator[str]:
    """The names of the empty places of a zone; `is_turned`: the list has a pager that leads on, and needs no other."""
    script = "\n".join(page.scripts)[:_MOST_SCRIPT]
    for node in islice(filter(_is_empty, zone.nodes), _MOST_PLACES):
        names = names_of(node)
        is_pager = is_turned and any(map(_PAGER.search, names))
        if is_pager or _is_other(names) or _tells_one_page(node) or is_of_other_matters(node):
            continue
        if _is_place(node, zone, page) or mentions(script, names):
            yield names[0]


def _tells_one_page(node: LexborNode) -> bool:
    """Whether the place of a pager keeps for its script that there is one page: `<div id="pageDec" pagecount="1">`."""
    return pages_set(" ".join(f"{name}={value}" for name, value in node.attributes.items())) == 1


def _is_empty(node: LexborNode) -> bool:
    if node.tag not in _HOLDERS or not names_of(node) or is_hidden(node):
        return False
    if node.text().strip() or node.css_first(_CONTENT) is not None:
        return False
    return not any(_ADDRESS.match(link.attributes.get("href") or "") for link in node.css("a[href]"))


def _is_other(names: list[str]) -> bool:
    """Whether a place is that of a head, a menu, a carousel and the like."""
    if any(map(_CLOCK.search, names)):
        return True
    is_of_page = any(map(is_furniture, names)) and not any(map(OF_LIST.search, names))
    return is_of_page or any(map(PICTURES.search, names))


def _is_place(node: LexborNode, zone: Zone, page: Page) -> bool:
    """Whether a place is named for a list or a pager, or stands in the list's own box and is no ornament; without scripts nothing is filled."""
    names = names_of(node)
    is_own = zone.is_in_own_box(node) and not any(map(_ORNAMENT.search, names))
    return "<script" in page.source and (is_own or any(map(_PLACE.search, names)))
