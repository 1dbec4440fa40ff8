"""What stands in a piece of furniture beside a list and may belong to the list: a search that is filled in, a picture to click."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from flows.crawl.pages.around import text_of
from flows.crawl.pages.controls import is_known, label_of
from flows.crawl.pages.elements import short
from flows.crawl.pages.fields import holds_year, is_filled_in, is_known_box
from flows.crawl.pages.notes import is_hidden
from flows.crawl.pages.page import Page
from flows.crawl.pages.zone import Zone, is_placed

_CLICKED = "[onclick], area, button, a[href^='javascript']"
_MOST_PIECES = 200
_MOST_FIELDS = 30


def in_furniture(page: Page, zone: Zone) -> Iterator[str]:
    """What may show more of the list, or shows a part of it alone, in Chinese."""
    for piece in islice(zone.left_out, _MOST_PIECES):
        is_own = zone.is_in_own_box(piece)
        for field in piece.css("input")[:_MOST_FIELDS]:
            if holds_year(field) or (is_own and is_filled_in(field)):
                yield f"有已填写的“{short(label_of(field))}”"
        for box in piece.css("select")[:_MOST_FIELDS] if is_own else ():
            if not is_known_box(box, page):
                yield f"有选择框“{short(text_of(box))}”"
        if is_placed(piece) and any(_is_mute(node, page) for node in piece.css(_CLICKED)[:_MOST_FIELDS]):
            yield "有没有文字的控件，只能由脚本操作"


def _is_mute(node: LexborNode, page: Page) -> bool:
    """Whether a thing to click says nothing, nor does what holds it, and leads nowhere by itself."""
    is_silent = not label_of(node) and (node.parent is None or not text_of(node.parent))
    return is_silent and not (is_hidden(node) or page.leads_to(node) or is_known(node, is_counted=False))
