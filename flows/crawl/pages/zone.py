"""The part of a page in which its list of reports stands: everything but what frames every page of a site by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache

from selectolax.lexbor import LexborNode

from flows.crawl.pages.around import around, text_of
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.page import Page
from flows.crawl.pages.side_boxes import outside_of_boxes
from flows.crawl.pages.signatures import is_report_body
from flows.crawl.pages.signed import is_bare_year
from flows.crawl.pages.titles import Kind, read_title

_TAGS = frozenset({"header", "footer", "nav", "head", "noscript", "style", "aside"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
# Named for where they stand, or for what may stand in a list as well.
_BY_PLACE = r"head|header|top|topbar|hd|nav|navi|navbar|navigation|menu|submenu|side|sidebar|sider|left|date|time|map"
_PLACED = re.compile(_BY_PLACE)
_FURNITURE = re.compile(
    _BY_PLACE + r"|foot|footer|ft|bottom|copyright|crumb|crumbs|breadcrumb|position|location"
    r"|weizhi|wz|dqwz|share|bds|bdshare|jiathis|search|sousuo|friend|friends|yqlj|logo|float|fixed|fix|ewm|qr|qrcode|robot|kefu|toolbar|tools"
    r"|wza|accessible|accessibility|login|user|weather|lang|language|gotop|totop|backtop|hot|hits|visit|counter"
    r"|clock|wx|weixin|weibo|wb"
)
_FOOT = re.compile(r"foot|footer|ft|bottom|copyright")
# In a list's own box only these serve the page and not the list.
_SERVICE = re.compile(
    r"share|bds|bdshare|jiathis|search|sousuo|crumb|crumbs|breadcrumb|position|weizhi|dqwz|login|weather|qr|qrcode|ewm|wza|hits|visit|counter|copyright"
)
OF_LIST = re.compile(
    r"tab|page|pagi|filter|year|(?:list|box|tit|title)[-_]?(?:foot|head|hd|top|bottom|ft)|(?:top|head)[-_]?(?:list|box)",
    re.I,
)
_PART = re.compile(
    r"share|search|crumb|footer|copyright|weather|qrcode|sidebar|toolbar|accessib|float|piaofu|xuanfu", re.I
)
_ROWS = frozenset({"li", "tr", "td", "dd", "dt", "p", "a", "span"})
_MOST_NODES = 40_000
_MOST_REPORTS = 400
_MOST_ROWS = 2_000


class Zone:
    """Where a page's reports stand. `rows` are the links to reports, `box` is what holds them and what stands beside them;
    `aside` are the addresses of reports that stand in boxes of other matters alone.

    Without links to reports there is no zone, and `box` is None.
    """

    def __init__(self, page: Page) -> None:
        links = page.nodes("a, [onclick]") if page.is_html else []
        reports = ([link for link in links if _is_report(link)] or list(_years(page, links)))[:_MOST_REPORTS]
        self.rows = outside_of_boxes(reports)
        self.aside = _targets(page, reports) - _targets(page, self.rows)
        self._chain = {above.mem_id for row in self.rows for above in _above(row)}
        self._shared = shared = _shared(self.rows)
        self.box = shared.parent if shared is not None and shared.parent and shared.tag != "body" else shared
        # Without a box of its own the list stands beside everything.
        self.has_own_box = self.box is not None and self.box.tag != "body"
        self._page = page
        self._body = page.nodes("body")[:1]

    @property
    def nodes(self) -> Sequence[LexborNode]:
        """The elements of the zone, in the page's order; what a piece of furniture holds is left out with it."""
        return self._walked[0]

    @property
    def left_out(self) -> Sequence[LexborNode]:
        """The pieces of furniture that stand beside the list, and not above or below everything on the page."""
        return self._walked[1]

    @cached_property
    def _walked(self) -> tuple[Sequence[LexborNode], Sequence[LexborNode]]:
        waiting = [(node, False) for node in self._body]
        found: list[LexborNode] = []
        left_out: list[LexborNode] = []
        while waiting and len(found) < _MOST_NODES:
            node, is_own = waiting.pop()
            found.append(node)
            is_own = is_own or (self.has_own_box and self.box is not None and node.mem_id == self.box.mem_id)
            inner: list[LexborNode] = []
            for child in node.iter(include_text=False):
                (left_out if self._is_furniture(child, is_own) else inner).append(child)
            waiting += [(child, is_own) for child in reversed(inner)]
        return found, [one for one in left_out if one.parent and one.parent.mem_id not in self._frame]

    @cached_property
    def _frame(self) -> frozenset[int]:
        """What holds the whole page: the body, or what within it holds the list as well as the page's foot."""
        holders = list(_above(self.rows[0]))[::-1] if self.rows else []
        for at, holder in enumerate(holders, 1):
            beside = (one for one in holder.iter(include_text=False) if one.mem_id not in self._chain)
            if any(one.tag == "footer" or _is_named(one, _FOOT) for one in beside):
                return frozenset(one.mem_id for one in holders[:at])
        return frozenset(one.mem_id for one in holders[:1])

    @property
    def is_cut(self) -> bool:
        """Whether the zone holds more than is looked at."""
        return len(self.nodes) >= _MOST_NODES

    def is_in_own_box(self, node: LexborNode) -> bool:
        """Whether an element stands in the box of the list, and that holds less than the whole page."""
        return self.has_own_box and self.is_beside(node)

    def is_beside(self, node: LexborNode) -> bool:
        """Whether an element stands in the box of the list itself."""
        return self.box is not None and any(above.mem_id == self.box.mem_id for above in _above(node))

    @property
    def said_beside(self) -> Iterator[LexborNode]:
        """The elements beside the list that are no part of its rows."""
        top = self._shared.mem_id if self._shared is not None else 0
        held = {chain[-1] for link in self.row_links if (chain := _below(link, top))}
        return (one for one in self.nodes if self.is_beside(one) and not held & {one.mem_id, *_below(one, top)})

    def told(self, reads: Callable[[str], int | None]) -> int | None:
        """What the words nearest to the list tell: of a page with several lists each may have its own count."""
        nearest = reads(self._page.words)
        if nearest is None or self._shared is None:
            return nearest
        around = (self._shared, *_above(self._shared))
        return next((told for one in around if (told := reads(text_of(one))) is not None), nearest)

    @cached_property
    def row_links(self) -> list[LexborNode]:
        """The links that stand in the list as those to reports do: under the same elements, in the same order."""
        if self._shared is None:
            return []
        # Where rows stand among everything else, only what is built as they are is one.
        depth = None if self._shared.tag == "body" else -2
        paths = {path[depth:] for row in self.rows if (path := _path(row, self._shared))}
        seen = {node.mem_id for node in self.nodes}
        links = (link for link in self._shared.css("a[href], a[onclick]")[:_MOST_ROWS] if link.mem_id in seen)
        return [link for link in links if _path(link, self._shared)[depth:] in paths]

    @cached_property
    def names(self) -> frozenset[str]:
        """The ids and classes by which a script may mean the list or what holds it."""
        held = (above for row in self.rows[:1] for above in _above(row) if above.tag != "body")
        return frozenset(name for node in held for name in names_of(node))

    def _is_furniture(self, node: LexborNode, is_own: bool) -> bool:
        names = names_of(node)
        if node.mem_id in self._chain or any(map(OF_LIST.search, names)):
            return node.tag in ("style", "noscript")
        if is_own:
            return node.tag in ("style", "noscript") or any(map(_is_service, names))
        return node.tag in _TAGS or any(map(is_furniture, names))


def names_of(node: LexborNode) -> list[str]:
    """The id and the classes of an element."""
    attributes = node.attributes
    return [*(attributes.get("id") or "").split(), *(attributes.get("class") or "").split()]


def _targets(page: Page, links: Sequence[LexborNode]) -> frozenset[str]:
    return frozenset(filter(None, map(page.leads_to, links)))


def is_placed(node: LexborNode) -> bool:
    """Whether a piece of furniture is one by nothing but the place that it is named for: a head, a menu, a date."""
    return node.tag in ("header", "nav", "aside") or _is_named(node, _PLACED)


def _is_named(node: LexborNode, words: re.Pattern[str]) -> bool:
    return any(words.fullmatch(word.lower()) for name in names_of(node) for word in _WORD.findall(name[:60]))


@lru_cache(maxsize=4096)
def is_furniture(name: str) -> bool:
    """Whether an id or a class is that of a head, a foot, a menu, a search box and the like."""
    return bool(_PART.search(name[:60])) or any(_FURNITURE.fullmatch(word.lower()) for word in _WORD.findall(name[:60]))


@lru_cache(maxsize=4096)
def _is_service(name: str) -> bool:
    return any(_SERVICE.fullmatch(word.lower()) for word in _WORD.findall(name[:60])) or bool(_PART.search(name[:60]))


def _is_report(link: LexborNode) -> bool:
    text = f"{link.text(separator=' ')} {link.attributes.get('title') or ''}"
    title = read_title(" ".join(text.split())[:120]) if "报" in text or "公" in text else None
    return bool(title and title.kind is not Kind.NONE and (title.years or title.agency))


def _years(page: Page, links: Sequence[LexborNode]) -> Iterator[LexborNode]:
    """Links that say a year alone: in rows with a day, or beside a report, they are the whole titles in one agency's list."""
    bare = [(link, text) for link in links if is_bare_year(text := link.text().strip())]
    is_article = bool(bare) and is_report_body(page.words)
    for link, text in bare:
        row = around(link, text)
        if is_article or (row is not None and day_in(text_of(row)) is not None):
            yield link


def _above(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None and above.tag != "html":
        yield above
        above = above.parent


def _below(node: LexborNode, top: int) -> list[int]:
    """An element and what holds it, up to the child of the one whose id is `top`; empty where it stands outside of that."""
    ids = [node.mem_id]
    for above in _above(node):
        if above.mem_id == top:
            return ids
        ids.append(above.mem_id)
    return []


def _path(link: LexborNode, top: LexborNode) -> tuple[str, ...]:
    """The tags between a link and what holds all rows; empty where it stands outside."""
    tags: list[str] = []
    for above in _above(link):
        if above.mem_id == top.mem_id:
            return (*tags, ".")
        tags.append(above.tag or "")
    return ()


def _shared(rows: Sequence[LexborNode]) -> LexborNode | None:
    """The innermost element that holds all rows and is none of them."""
    if not rows:
        return None
    common = None
    for row in rows:
        above = {one.mem_id for one in _above(row)}
        common = above if common is None else common & above
    held = [one for one in _above(rows[0]) if common and one.mem_id in common and one.tag not in _ROWS]
    return held[0] if held else None
