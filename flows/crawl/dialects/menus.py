"""Menus that stand in scripts or come as JSON: names of open government, or of agencies, with an address.

As objects (`{name: "年报", url: "/nb/"}`) and as the calls by which older sites plant their trees
(`d.add(3, 1, "公开年报", "list.asp?lx=2")`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.crawl.dialects.dialect import Dialect
from flows.crawl.pages.links import Link, resolved
from flows.crawl.pages.names import is_organ
from flows.crawl.pages.page import Page
from flows.crawl.pages.rows import ADDRESSES
from flows.crawl.pages.scripts import plain_text

_HOLDS = re.compile(r"公开|年报|[局镇乡]|\\u[4-9]")
# An object's own fields, up to the objects and lists inside it.
_HEAD = re.compile(r"\{([^{}\[\]]{8,1000})")
# What easyui's trees and jsTree's keep with a node: {"text": "年报", "attributes": {"url": "/nb/"}}
_KEEPS = re.compile(r"""["']?(?:a_attr|li_attr|attributes|attr|data|meta|extra)["']?\s*:\s*$""")
_KEPT = re.compile(r"\{([^{}]{2,600})\}")
_PAIR = re.compile(r"""["']?(\w{1,30})["']?\s*:\s*(?:"((?:[^"\\]|\\.){0,600})"|'((?:[^'\\]|\\.){0,600})')""")
_PLANTED = re.compile(r"\.add\w{0,10}\s*\(([^()\n]{8,600})\)")
_VALUE = re.compile(r"""\"((?:[^\"\\]|\\.){0,600})\"|'((?:[^'\\]|\\.){0,600})'""")
_PLACE = re.compile(
    r"^(?:https?://|/|\.{1,2}/)\S+$|^[\w/.-]{1,200}\.(?:s?html?|aspx?|jsp|php|do)(?:\?\S{0,200})?$", re.I
)
_PICTURE = re.compile(r"\.(?:png|gif|jpe?g|svg|ico)$", re.I)
_NAMES = ("name", "title", "text", "label", "menuname", "channelname", "chnlname", "columnname")
_NAME = re.compile(r"^(?!.*20\d{2}).{0,12}(公开|年报|年度报告).{0,10}$")
_MADE = re.compile(r"['\"+{}$<>]")
_MOST, _LAST = 200, 30


class Menus(Dialect):
    """脚本里的目录."""

    name = "目录"

    def recognises(self, page: Page) -> bool:
        """Whether a script of the page, or the answer, names what a menu would."""
        return any(_HOLDS.search(text) for text in _texts(page))

    def columns(self, page: Page) -> Sequence[Link]:
        """The items of the menus, at most two hundred."""
        return [link for text in _texts(page) for link in _items(page, text)][:_MOST]


def _texts(page: Page) -> Sequence[str]:
    return page.scripts if page.is_html else [page.source]


def _items(page: Page, text: str) -> Iterator[Link]:
    for match in _HEAD.finditer(text):
        keeps = _KEEPS.search(match[1][-_LAST:])
        kept = _KEPT.match(text, match.end()) if keeps else None
        told = f"{match[1].removesuffix(keeps[0])},{kept[1]}" if keeps and kept else match[1]
        named = {name.lower(): plain_text(a or b) for name, a, b in _PAIR.findall(told)}
        known = next((named[key] for key in ADDRESSES if named.get(key)), "")
        address = known or next((one for one in named.values() if _PLACE.match(one) and not _PICTURE.search(one)), "")
        yield from _item(page, [named[key] for key in _NAMES if key in named], address)
    for match in _PLANTED.finditer(text):
        values = [plain_text(a or b) for a, b in _VALUE.findall(match[1])]
        yield from _item(page, values, next(filter(_PLACE.match, values), ""))


def _item(page: Page, names: Sequence[str], address: str) -> Iterator[Link]:
    name = next((one for one in names if _NAME.search(one) or is_organ(one)), "")
    url = resolved(page.url, address) if name and address and not _MADE.search(address) else None
    if url:
        yield Link(name, url)
