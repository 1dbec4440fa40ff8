"""A fetched page as the search reads it: decoded text, title, meta, headings, links, frames and what its scripts name.

Everything is lexbor's, which is many times faster than BeautifulSoup. What a page means is told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.crawl.pages.around import text_of
from flows.crawl.pages.calls import Call, calls
from flows.crawl.pages.links import Link, Links, resolved
from flows.crawl.pages.markup import is_markup, scripted_move, signpost
from flows.crawl.pages.packed import in_attributes, with_unpacked
from flows.crawl.pages.scripts import LIBRARY, documents, run_at_once, scripts
from flows.crawl.pages.search_form import search_form
from flows.crawl.pages.templates import BOUND, Template, templates
from flows.crawl.snapshot import Snapshot
from flows.extract.encoding import decode
from flows.extract.readers.html_depth import is_excessive
from flows.extract.script import comparable

MOST_CHARACTERS = 3_000_000
_MOST_META = 200
_MOST_HEADINGS = 100
_MOST_FRAMES = 100
# What is shown inside a page and holds no words: a drawn banner, a film.
_MEDIA = re.compile(r"\.(?:swf|flv|mp[34]|wmv|avi|gif|jpe?g|png|svg)(?:$|[?#])", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CLOSING = re.compile(r"</(?=script)", re.I)
_SHORT_CHARACTERS = 4_000
_LINE_CHARACTERS = 120
_OPENNESS = re.compile("公开|公開")
_UNSEEN = ["script", "style", "noscript", "template", "head"]
_PAGERS = '[class*="page" i], [class*="pagi" i], [id*="page" i], [id*="pagi" i], [class*="fenye" i]'
_MOST_PAGERS = 60


class Page:
    """One response read as a page. Everything is computed on first use.

    `added` are the texts of scripts that the page loads; for an answer to a page's script `asked_by` is the address
    of that page and `templates` how it makes addresses out of records.
    """

    def __init__(
        self, snapshot: Snapshot, added: Sequence[str] = (), asked_by: str = "", templates: tuple[Template, ...] = ()
    ) -> None:
        self.snapshot = snapshot
        self.url = snapshot.final_url
        self.asked_by = asked_by or self.url
        self._templates = templates
        decoded = decode(snapshot.content, snapshot.content_type)
        self.encoding = decoded.encoding
        inlined = "".join(f"\n<script>{_CLOSING.sub('<', text)}</script>" for text in added)
        self.source = (decoded.text[:MOST_CHARACTERS] + inlined).replace("\0", "")
        # JSON and XML have no links of their own, and an XML declaration only confuses a reader of HTML.
        markup = _DECLARATION.sub("", self.source) if self.is_html else ""
        self.is_excessive = is_excessive(markup.encode("utf-8", "replace"))
        # Parsing time grows with the square of the depth.
        self._markup = "" if self.is_excessive else markup

    @cached_property
    def is_html(self) -> bool:
        """Whether the bytes are markup, whatever the header says."""
        return is_markup(self.snapshot.content)

    @cached_property
    def title(self) -> str:
        """The text of `<title>`."""
        found = self._tree.css_first("title")
        return text_of(found) if found else ""

    @cached_property
    def meta(self) -> Mapping[str, str]:
        """Meta elements by lower-case name or property; the first of a name counts."""
        named: dict[str, str] = {}
        for tag in self._tree.css("meta")[:_MOST_META]:
            told = tag.attributes
            name = (told.get("name") or told.get("property") or told.get("http-equiv") or "").strip().lower()
            if name and (content := told.get("content")):
                named.setdefault(name, " ".join(content.split()))
        return named

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Texts of h1 to h3, in order."""
        return tuple(filter(None, (text_of(tag) for tag in self._tree.css("h1, h2, h3, ucaptitle")[:_MOST_HEADINGS])))

    @cached_property
    def words(self) -> str:
        """The visible text, white space folded, in simplified script."""
        tree = LexborHTMLParser(self._markup if self.is_html else self.source)
        tree.strip_tags(_UNSEEN)
        return comparable(" ".join(tree.text(separator=" ").split()))

    @cached_property
    def own_words(self) -> str:
        """The visible text without that of links: what the page itself says."""
        tree = LexborHTMLParser(self._markup if self.is_html else self.source)
        tree.strip_tags([*_UNSEEN, "a"], recursive=True)
        return comparable(" ".join(tree.text(separator=" ").split()))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links that lead to an http(s) address, at most 5000, in order, each address once with its fullest text."""
        return self._links.all()

    @cached_property
    def dead_links(self) -> tuple[str, ...]:
        """Texts of links, and of other things to click, that only a script could follow."""
        return self._links.dead()

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """Options of select boxes that only a script could follow."""
        return self._links.choices()

    @cached_property
    def plain_rows(self) -> tuple[str, ...]:
        """Texts, as short as a title with its day, of rows that hold no link."""
        return self._links.plain_rows()

    @cached_property
    def unlinked_lines(self) -> tuple[str, ...]:
        """Short lines of the page's text that stand in no link and no heading and speak of open government."""
        if "公开" not in self.own_words or self.is_excessive:
            return ()
        tree = LexborHTMLParser(self._markup)
        tree.strip_tags([*_UNSEEN, "a", "h1", "h2", "h3"], recursive=True)
        lines = (" ".join(line.split()) for line in tree.text(separator="\n").splitlines())
        return tuple(line for line in lines if _OPENNESS.search(line) and len(line) < _LINE_CHARACTERS)

    @cached_property
    def frames(self) -> tuple[str, ...]:
        """Addresses of what is shown inside the page: frames, embedded documents."""
        found = [*self._addresses("src", "iframe, frame, embed"), *self._addresses("data", "object")]
        return tuple(dict.fromkeys(url for url in found if not _MEDIA.search(url)))

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """The texts of the script blocks, with what they keep packed, and data in attributes."""
        return (*map(with_unpacked, scripts(self.source)), *in_attributes(self.source)) if self.is_html else ()

    @cached_property
    def script_files(self) -> tuple[str, ...]:
        """Addresses of the site's own scripts that the page loads; libraries are left out."""
        named = (node.attributes.get("src") or "" for node in self._tree.css("script[src]")[:_MOST_FRAMES])
        found = (self.absolute(address) for address in named if not LIBRARY.search(address))
        return tuple(dict.fromkeys(filter(None, found)))

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """How the page that asked for this answer, or the page itself, makes addresses out of records."""
        return self._templates or templates((*self.scripts, *BOUND.findall(self.source)))

    @cached_property
    def following(self) -> tuple[str, ...]:
        """Addresses that the page itself marks as what comes next."""
        marked = self._tree.css('a[rel~="next"], link[rel~="next"]')
        found = (self.absolute(node.attributes.get("href") or "") for node in marked)
        return tuple(dict.fromkeys(filter(None, found)))

    @cached_property
    def stored(self) -> tuple[str, ...]:
        """Markup that the page keeps in a text field or a template for its scripts."""
        held = (box.text() or (box.html or "").partition(">")[2] for box in self._tree.css("textarea, template"))
        return tuple(text for text in held if "<a" in text.lower())

    @cached_property
    def pagers(self) -> tuple[LexborNode, ...]:
        """Elements that by their names turn pages, with what they hold."""
        return tuple(self._tree.css(_PAGERS)[:_MOST_PAGERS])

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """What the page's scripts would ask for to fill it, with whole addresses."""
        found = ((self.absolute(call.url), call) for call in calls(self.scripts, self.source))
        return tuple(dict.fromkeys(replace(call, url=url) for url, call in found if url))

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """Addresses of document files that the page's scripts would show."""
        found = map(self.absolute, documents(self.source)) if self.is_html else ()
        return tuple(dict.fromkeys(filter(None, found)))

    @cached_property
    def images(self) -> int:
        """How many images the page shows."""
        return len(self._tree.css("img"))

    @cached_property
    def sent_to(self) -> str | None:
        """Where a page that is only a signpost sends the reader, by meta refresh or by script; None for others."""
        target = signpost(self.meta.get("refresh", ""))
        if not target and len(self.source) < _SHORT_CHARACTERS:
            target = scripted_move(run_at_once(self.scripts))
        return self.absolute(target) if target else None

    @cached_property
    def tables(self) -> tuple[LexborNode, ...]:
        """The page's tables, as elements."""
        return tuple(self._tree.css("table"))

    @cached_property
    def forms(self) -> tuple[LexborNode, ...]:
        """The page's forms, as elements."""
        return tuple(self._tree.css("form"))

    def nodes(self, places: str) -> list[LexborNode]:
        """The elements that a selector names, in the page's order."""
        return self._tree.css(places)

    def leads_to(self, node: LexborNode) -> str | None:
        """The address that a link leads to, by itself or by its script; None where it leads nowhere."""
        return self._links.target(node)

    @cached_property
    def search(self) -> str | None:
        """The address of the page's search form with `{words}` for what is looked for; None without such a form."""
        return search_form(self._tree, self.url, self.absolute)

    def absolute(self, href: str) -> str | None:
        """The http(s) address that a link means, without its fragment; None for anything else."""
        return resolved(self._origin, href, self.encoding)

    @cached_property
    def _origin(self) -> str:
        tag = self._tree.css_first("base[href]")
        return resolved(self.url, tag.attributes.get("href") or "") or self.url if tag else self.url

    @cached_property
    def _tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self._markup)

    @cached_property
    def _links(self) -> Links:
        return Links(self._tree, self.source, self.absolute)

    def _addresses(self, attribute: str, names: str) -> Iterator[str]:
        for node in self._tree.css(names)[:_MOST_FRAMES]:
            if url := self.absolute(node.attributes.get(attribute) or ""):
                yield url
