"""A fetched page as the search reads it: decoded text, title and meta, links with what stands around them.

BeautifulSoup on lxml navigates, strained to the elements that a list is made of; title, meta, headings and the visible
text are lexbor's, which is many times faster on a whole page. What a page means is told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urldefrag, urlencode, urljoin

from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer
from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.crawl.snapshot import Snapshot
from flows.extract.encoding import decode

_MOST_CHARACTERS = 3_000_000
_MOST_LINKS = 5_000
_MOST_FORMS = 20
_SEARCH_FIELD = re.compile(r"key|word|search|query|^q$|^wd$|title|content|text", re.I)
_MOST_META = 200
_MOST_HEADINGS = 100
_LISTS = ("base", "a", "li", "tr", "dl", "iframe", "frame", "img", "link")
_AROUND = ("li", "tr", "dd", "dt", "p")
_AROUND_CHARACTERS = 300
_OPENED = re.compile(r"""(?:window\.open|location(?:\.href)?|openUrl|goUrl)\s*[=(]\s*\(?\s*['"]([^'"\s]{1,500})['"]""")
_REFRESH = re.compile(r"""^\s*\d{0,3}\s*[;,]\s*url\s*=\s*['"]?([^'">\s]{1,500})""", re.I)
_GOES_TO = re.compile(
    r"""(?:window|self|top|document)?\.?location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*['"]([^'"\s]{1,500})['"]"""
)
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.I | re.S)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_SHORT_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its text (or fuller `title` attribute), absolute address, and the text of the row it stands in."""

    text: str
    url: str
    around: str = ""
    mark: str = ""


class Page:
    """One response read as a page. Everything is computed on first use."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.url = snapshot.final_url
        decoded = decode(snapshot.content, snapshot.content_type)
        self.encoding = decoded.encoding
        self.source = decoded.text[:_MOST_CHARACTERS].replace("\0", "")
        # JSON and XML have no links of their own, and an XML declaration only confuses a reader of HTML.
        self._markup = _DECLARATION.sub("", self.source) if self.is_html else ""

    @cached_property
    def is_html(self) -> bool:
        """Whether the bytes are markup, whatever the header says."""
        return is_markup(self.snapshot.content)

    @cached_property
    def title(self) -> str:
        """The text of `<title>`."""
        found = self._tree.css_first("title")
        return _folded(found) if found else ""

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
        return tuple(filter(None, (_folded(tag) for tag in self._tree.css("h1, h2, h3, ucaptitle")[:_MOST_HEADINGS])))

    @cached_property
    def words(self) -> str:
        """The visible text, white space folded."""
        tree = LexborHTMLParser(self.source)
        tree.strip_tags(["script", "style", "noscript", "template", "head"])
        return " ".join(tree.text(separator=" ").split())

    @cached_property
    def own_words(self) -> str:
        """The visible text without that of links: what the page itself says."""
        tree = LexborHTMLParser(self.source)
        tree.strip_tags(["script", "style", "noscript", "template", "head", "a"], recursive=True)
        return " ".join(tree.text(separator=" ").split())

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links that lead to an http(s) address, at most 5000, in order, each address once with its fullest text."""
        best: dict[str, Link] = {}
        for tag in self._lists.find_all("a", limit=_MOST_LINKS):
            link = self._link(tag)
            if link and (link.url not in best or len(best[link.url].text) < len(link.text)):
                best[link.url] = link
        return tuple(best.values())

    @cached_property
    def dead_pagers(self) -> tuple[str, ...]:
        """Texts of links that only a script could follow."""
        tags = self._lists.find_all("a", limit=_MOST_LINKS)
        return tuple(text for tag in tags if (text := _text(tag)) and _needs_script(tag))

    @cached_property
    def frames(self) -> tuple[str, ...]:
        """Addresses of inner frames."""
        return tuple(self._addresses("src", ["iframe", "frame"]))

    @cached_property
    def images(self) -> int:
        """How many images the page shows."""
        return len(self._lists.find_all("img"))

    @cached_property
    def sent_to(self) -> str | None:
        """Where a page that is only a signpost sends the reader, by meta refresh or by script; None for others."""
        target = _REFRESH.match(self.meta.get("refresh", ""))
        if target is None and len(self.source) < _SHORT_CHARACTERS:
            target = _GOES_TO.search(" ".join(_SCRIPT.findall(self.source)))
        return self.absolute(target[1]) if target else None

    @cached_property
    def search(self) -> str | None:
        """The address of the page's search form with `{words}` for what is looked for; None without such a form."""
        for form in self._tree.css("form")[:_MOST_FORMS]:
            fields = [(box.attributes.get("name") or "", box) for box in form.css("input[name]")[:_MOST_FORMS]]
            words = next((name for name, box in fields if _takes_words(name, box)), None)
            action = self.absolute(form.attributes.get("action") or self.url)
            if words and action and (form.attributes.get("method") or "get").lower() == "get":
                fixed = [
                    (n, b.attributes.get("value") or "") for n, b in fields if b.attributes.get("type") == "hidden"
                ]
                query = urlencode(fixed) + ("&" if fixed else "") + f"{quote(words)}={{words}}"
                return f"{action.partition('?')[0]}?{query}"
        return None

    def absolute(self, href: str) -> str | None:
        """The http(s) address that a link means, without its fragment; None for anything else."""
        return resolved(self._origin, href)

    @cached_property
    def _origin(self) -> str:
        tag = self._tree.css_first("base[href]")
        return resolved(self.url, tag.attributes.get("href") or "") or self.url if tag else self.url

    @cached_property
    def _tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self._markup)

    @cached_property
    def _lists(self) -> BeautifulSoup:
        return BeautifulSoup(self._markup, "lxml", parse_only=SoupStrainer(list(_LISTS)))

    def _link(self, tag: Tag) -> Link | None:
        url = self.absolute(str(tag.get("href") or "")) or self._opened(tag)
        if not url:
            return None
        text, fuller = _text(tag), " ".join(str(tag.get("title") or "").split())
        # Lists cut long titles and keep the whole in the attribute.
        shown = fuller if len(fuller) > len(text.rstrip(".… ")) else text
        row = tag.find_parent(list(_AROUND))
        around = _text(row)[:_AROUND_CHARACTERS] if row else ""
        return Link(shown[:_AROUND_CHARACTERS], url, around, " ".join(tag.get_attribute_list("class") or [])[:80])

    def _opened(self, tag: Tag) -> str | None:
        script = f"{tag.get('onclick') or ''} {tag.get('href') or ''}"
        match = _OPENED.search(script)
        return self.absolute(match[1]) if match else None

    def _addresses(self, attribute: str, names: list[str]) -> Iterator[str]:
        for tag in self._lists.find_all(names, limit=100):
            if url := self.absolute(str(tag.get(attribute) or "")):
                yield url


def _takes_words(name: str, box: LexborNode) -> bool:
    kind = (box.attributes.get("type") or "text").lower()
    return kind in ("text", "search") and bool(_SEARCH_FIELD.search(name))


def resolved(origin: str, href: str) -> str | None:
    """`href` seen from `origin` as an http(s) address without fragment, or None."""
    text = "".join(href.split()) if "\n" in href or "\t" in href else href.strip()
    if not text or text.startswith("#") or len(text) > 2_000:
        return None
    try:
        url = urldefrag(urljoin(origin, text)).url
    except ValueError:
        return None
    return url if url.lower().startswith(("http://", "https://")) else None


def is_markup(content: bytes) -> bool:
    """Whether bytes look like HTML rather than a document of another kind."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0").lower()
    return start.startswith(b"<") and not start.startswith(b"<?xml") or b"<html" in start or b"<!doctype" in start


def _needs_script(tag: Tag) -> bool:
    href, onclick = str(tag.get("href") or "").strip().lower(), str(tag.get("onclick") or "").strip()
    idle = href.rstrip(";") in ("", "#", "javascript:", "javascript:void(0)", "###", "javascript:void(null)")
    return bool(onclick) if idle else href.startswith("javascript:")


def _folded(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ", strip=True).split())
