"""The links of a page: what is said, where it leads, and the row it stands in; also what only a script could follow.

Links are not only `<a href>`: rows with a click handler and options of a select box lead on as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import quote, urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.crawl.pages.around import around, says_little, text_of
from flows.crawl.pages.scripts import Handlers
from flows.crawl.pages.table_rows import own_cells
from flows.crawl.pages.templates import Template

MOST_LINKS = 5_000
_TEXT_CHARACTERS = 300
_ROW_CHARACTERS = 120
_MOST_BOXES = 20
_MOST_FURTHER = 200
_REPORT = re.compile("公开.{0,12}(?:年|报告)|年报")
_SAFE = "/%:@!$&'()*+,;=~-._?[]#"
_CHOSEN = re.compile(
    r"this\.options\s*\[\s*this\.(?:options\.)?selectedIndex\s*\]\.value|\$\(this\)\.val\(\)|this\.value|(?<![\w.])value(?![\w(])"
)
_PLAIN = re.compile(r"/?[\w%~-][\w%~./-]*(?:\?[\w%~./=&-]+)?", re.A)
_ODD = re.compile(r"/[./]")
_ORIGIN = re.compile(r"(https?://[\w.:-]+)(/(?:[^?#]*/)?)?")
_ANY = re.compile(r"全部|所有|不限|请选择|选择|年份$|^年度$|^-*$")
_KEPT = ("data-href", "data-url", "data-link", "data-src")
_IDLE = frozenset(
    {"", "#", "###", "javascript:", "javascript:void(0)", "javascript:void(null)", "javascript:undefined"}
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its text (or fuller `title` attribute), absolute address, and the text of the row it stands in.

    `form` is what is posted there; nothing for what a click would get. `asked_by` and `templates` are those of what a
    script asks for.
    """

    text: str
    url: str
    around: str = ""
    form: tuple[tuple[str, str], ...] = ()
    asked_by: str = ""
    templates: tuple[Template, ...] = ()


class Links:
    """The links of one parsed page. `source` is its markup, `absolute` makes addresses whole or gives None."""

    def __init__(self, tree: LexborHTMLParser, source: str, absolute: Callable[[str], str | None]) -> None:
        self._tree = tree
        self._source = source
        self._handlers = Handlers(source)
        self._absolute = absolute
        # By the node's place in memory, which is its own as long as the tree lives: a list asks for each link's several times.
        self._targets: dict[int, str | None] = {}

    def all(self) -> tuple[Link, ...]:
        """All links that lead to an http(s) address, at most 5000, in order, each address once with its fullest text."""
        best: dict[str, Link] = {}
        for node in self._anchors():
            link = self._link(node)
            if link and (link.url not in best or len(best[link.url].text) < len(link.text)):
                best[link.url] = link
        for link in (*map(self._clicked, self._clickable()), *self._addressed(), *self._chosen()):
            if link:
                best.setdefault(link.url, link)
        return tuple(best.values())

    def dead(self) -> tuple[str, ...]:
        """Texts of links, and of other things to click, that only a script could follow, or nobody: `C:\\报告.doc`."""
        found = [text_of(node) for node in self._anchors() if _leads_nowhere(node) and not self._link(node)]
        found += [text_of(node) for node in self._clickable() if not self._clicked(node)]
        found += [text_of(node) for node in self._folded()]
        return tuple(text[:_TEXT_CHARACTERS] for text in found if text)

    def _folded(self) -> Iterator[LexborNode]:
        """Headings of what is folded up and holds nothing yet."""
        for node in self._tree.css("summary")[:MOST_LINKS] if "<summary" in self._source.lower() else ():
            if node.parent is not None and node.parent.css_first("a") is None:
                yield node

    def plain_rows(self) -> tuple[str, ...]:
        """Texts, as short as a title with its day, of rows that hold no link."""
        rows = (row for row in self._tree.css("li, tr")[:MOST_LINKS] if row.css_first("a") is None)
        return tuple(text for row in rows if 0 < len(text := text_of(row)) <= _ROW_CHARACTERS)

    def _anchors(self) -> list[LexborNode]:
        """The page's links; of those of an endless list, behind as many as are read, the ones that speak of a report."""
        found = self._tree.css("a, area")
        further = (node for node in found[MOST_LINKS:] if _REPORT.search(node.text()))
        return [*found[:MOST_LINKS], *islice(further, _MOST_FURTHER)]

    def _clickable(self) -> list[LexborNode]:
        """Elements other than links that do something when they are clicked."""
        if "onclick" not in self._source.lower():
            return []
        return self._tree.css("[onclick]:not(a):not(body)")[:MOST_LINKS]

    def _addressed(self) -> Iterator[Link]:
        """Elements other than links that keep an address for a script: `<div data-href="/a.html">`."""
        for name in _KEPT if "data-" in self._source else ():
            for node in self._tree.css(f"[{name}]:not(a)")[:MOST_LINKS]:
                url, text = self._absolute(node.attributes.get(name) or ""), text_of(node)[:_TEXT_CHARACTERS]
                if url and text:
                    yield Link(text, url, text)

    def target(self, node: LexborNode) -> str | None:
        """The address that a link leads to, by itself or by its script."""
        if node.mem_id not in self._targets:
            self._targets[node.mem_id] = (
                self._absolute(node.attributes.get("href") or "") or self._opened(node) or self._kept(node)
            )
        return self._targets[node.mem_id]

    def _link(self, node: LexborNode) -> Link | None:
        url = self.target(node)
        if not url:
            return None
        text, fuller = text_of(node) or _picture(node), " ".join((node.attributes.get("title") or "").split())
        # Lists cut long titles and keep the whole in the attribute.
        shown = fuller if len(fuller) > len(text.rstrip(".… ")) else text
        row = around(node, shown)
        return Link(shown[:_TEXT_CHARACTERS], url, _said_in(row, node)[:_TEXT_CHARACTERS] if row else "")

    def _opened(self, node: LexborNode) -> str | None:
        handlers = (node.attributes.get("onclick") or "", node.attributes.get("href") or "")
        found = (self._handlers.opened(handler) for handler in handlers if "(" in handler or "=" in handler)
        target = next(filter(None, found), None)
        return self._absolute(target) if target else None

    def _kept(self, node: LexborNode) -> str | None:
        """The address that an element keeps for a script."""
        told = (node.attributes.get(name) or "" for name in _KEPT) if "data-" in self._source else ()
        return next(filter(None, map(self._absolute, told)), None)

    def _clicked(self, node: LexborNode) -> Link | None:
        target = self._handlers.opened(node.attributes.get("onclick") or "")
        said = (node.attributes.get("value") or "").strip() if node.tag == "input" else text_of(node)
        url, text = self._absolute(target) if target else None, said[:_TEXT_CHARACTERS]
        row = around(node, text) if says_little(text) else None
        return Link(text, url, _said_in(row, node)[:_TEXT_CHARACTERS] if row else text) if url and text else None

    def _chosen(self) -> Iterator[Link]:
        """Options of select boxes whose values are addresses, or are made into one when they are chosen."""
        for node in self._tree.css("option[value]")[:MOST_LINKS] if "<option" in self._source.lower() else ():
            value, text = (node.attributes.get("value") or "").strip(), text_of(node)
            target = value if value.startswith(("http", "/", "./", "../")) else self._choice(node, value)
            url = self._absolute(target) if target else None
            if url and text:
                yield Link(text, url, text)

    def choices(self) -> tuple[str, ...]:
        """Options that only a script could follow, of boxes that show no 全部: there the page shows but one of them."""
        found: list[str] = []
        for box in self._tree.css("select")[:_MOST_BOXES] if "<select" in self._source.lower() else ():
            options = [node for node in box.css("option")[:MOST_LINKS] if not self._choice(node, _value(node))]
            told = [text_of(node) for node in options if "selected" not in node.attributes]
            if not any(_ANY.search(text_of(node)) for node in options):
                found += told
        return tuple(found)

    def _choice(self, option: LexborNode, value: str) -> str | None:
        """Where the script of a select box leads when an option is chosen."""
        box = option.parent
        while box is not None and box.tag == "optgroup":
            box = box.parent
        handler = (box.attributes.get("onchange") or "") if box is not None and value else ""
        return self._handlers.opened(_CHOSEN.sub(f"'{value}'", handler)) if "'" not in value else None


def resolved(origin: str, href: str, encoding: str = "utf-8") -> str | None:
    """`href` seen from `origin` as an http(s) address without fragment, or None; as browsers do it.

    `encoding` is the page's: what its queries hold beyond ASCII is sent in that. A backslash is a slash.
    """
    text = href.strip()
    # An address broken over lines; a space of its own (2023 年.html) stays.
    text = "".join(text.split()) if "\n" in text or "\t" in text else text
    if not text or text.startswith("#") or len(text) > 2_000:
        return None
    path, mark, query = text.partition("?")
    text = path.replace("\\", "/") + mark + (query if query.isascii() else _quoted(query, encoding))
    if made := _joined(origin, text):
        return made
    try:
        url = urldefrag(urljoin(origin, text)).url
    except ValueError:
        return None
    return url if url.lower().startswith(("http://", "https://")) else None


def _joined(origin: str, text: str) -> str:
    """The plain cases (`/a/b.html`, `b.html`, `./b.html`), which are nearly all, without the slow `urljoin`."""
    text = text[2:] if text.startswith("./") and not text.startswith(".//") else text
    if not _PLAIN.fullmatch(text) or _ODD.search(text):
        return ""
    root, folder = _places(origin)
    return (root if text[0] == "/" else folder) + text if root else ""


@lru_cache(maxsize=256)
def _places(origin: str) -> tuple[str, str]:
    """The root of an address, and its folder with the slash; empty where only `urljoin` knows."""
    match = _ORIGIN.match(origin)
    return (match[1], match[1] + (match[2] or "/")) if match and not _ODD.search(match[2] or "") else ("", "")


def _quoted(query: str, encoding: str) -> str:
    try:
        return quote(query, safe=_SAFE, encoding=encoding)
    except (LookupError, UnicodeError):
        return quote(query, safe=_SAFE)


def _said_in(row: LexborNode, node: LexborNode) -> str:
    """The text of a link's row; where agencies stand side by side in it what is beside the link's own."""
    cells = own_cells(row, node) if row.tag == "tr" else []
    return " ".join(filter(None, map(text_of, cells))) if cells else text_of(row)


def _value(option: LexborNode) -> str:
    return (option.attributes.get("value") or "").strip()


def _picture(node: LexborNode) -> str:
    image = node if node.tag == "area" else node.css_first("img[alt]")
    return " ".join((image.attributes.get("alt") or "").split()) if image else ""


def _leads_nowhere(node: LexborNode) -> bool:
    """Whether a link asks for more than a place on its own page or a mail: a script's work, or an address of no site."""
    href = (node.attributes.get("href") or "").strip().lower()
    if href.rstrip(";") in _IDLE:
        return bool((node.attributes.get("onclick") or "").strip())
    return not href.startswith(("#", "mailto:", "tel:"))
