"""Web pages: the article's paragraphs and tables as a browser would show them.

The tree is marked up with control characters where text breaks and where tables stood, so that one call for the
article's text yields everything in reading order; walking node by node costs three times as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.model import Where
from flows.errors import BrokenDocument
from flows.extract.document import Block, Document, Grid, Paragraph
from flows.extract.encoding import decode
from flows.extract.readers import Source, reader
from flows.extract.readers.html_article import article, drop_unseen
from flows.extract.readers.html_depth import refuse_depth
from flows.extract.readers.html_marks import ARTICLE_ENDS, ARTICLE_STARTS, BREAK, GRID, PLACE
from flows.extract.readers.html_meta import count_images, read_links, read_meta
from flows.extract.readers.html_tables import take_tables
from flows.extract.script import settle

_BLOCKS = "p,div,li,h1,h2,h3,h4,h5,h6,section,center,dt,dd,blockquote,pre,article,ul,ol,tr,td,th,caption,form,hr"
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|meta|title|link|style|script|div|p|span"
    rb"|h1|center|article|section|ucap\w+|\?xml)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD_BYTES = 4096
_MAX_ABOVE = 60


def _is_html(content: bytes) -> bool:
    return _LOOKS_LIKE_HTML.match(content[:_HEAD_BYTES]) is not None


@reader(".html", ".htm", ".shtml", ".jsp", ".aspx", "text/html", "application/xhtml+xml", recognises=_is_html)
def read_html(source: Source) -> Document:
    """The document of a page as served."""
    decoded = decode(source.content, source.content_type)
    notes = (f"{decoded.undecodable} characters could not be decoded",) if decoded.undecodable else ()
    return read_page(decoded.text, source, notes)


def read_page(text: str, source: Source, notes: tuple[str, ...] = ()) -> Document:
    """The document of a page's text.

    Raises `BrokenDocument` where elements are nested as no page nests them, `TooLarge` for a table over the limits.
    """
    text = settle(_CONTROL.sub(" ", text) if _CONTROL.search(text) else text)
    refuse_depth(text, source.name)
    tree = LexborHTMLParser(text)
    body = tree.body
    if body is None:
        raise BrokenDocument(f"{source.name}: no body")
    meta = read_meta(tree)
    places = _places(body)
    drop_unseen(body)
    root = article(body)
    links, images = read_links(body, root), count_images(root)
    for line_break in body.css("br"):
        line_break.insert_before(BREAK)
    grids = take_tables(body, source)
    _mark_blocks(body, places)
    if root is not body:
        root.insert_before(ARTICLE_STARTS)
        root.insert_after(ARTICLE_ENDS)
    above, blocks = _read_marked(body.text(), grids, places, source.name)
    if above:
        meta["above"] = "\n".join(above[-_MAX_ABOVE:])
    return Document(tuple(blocks), meta, images=images, links=links, notes=notes)


def _places(body: LexborNode) -> dict[int, str]:
    """Node → XPath of every block element, counted before anything is taken out: `(//p)[12]`."""
    counts: dict[str, int] = {}
    places = {}
    for node in body.css("p,h1,h2,h3,h4,h5,h6,li,div"):
        tag = node.tag or "p"
        counts[tag] = counts.get(tag, 0) + 1
        places[node.mem_id] = f"(//{tag})[{counts[tag]}]"
    return places


def _mark_blocks(body: LexborNode, places: dict[int, str]) -> None:
    for node in body.css(_BLOCKS):
        identity = node.mem_id
        # A place's mark stands before the element's text, so it is read off the front of the piece it begins.
        node.insert_before(f"{BREAK}{PLACE}{identity}{PLACE}" if identity in places else BREAK)
        node.insert_after(BREAK)


def _read_marked(
    text: str, grids: dict[str, list[Block]], places: dict[int, str], name: str
) -> tuple[list[str], list[Block]]:
    """The marked text as (lines above the article, the article's blocks)."""
    above: list[str] = []
    blocks: list[Block] = []
    head, found, rest = text.partition(ARTICLE_STARTS)
    if found:
        above = [block.text for block in _blocks(head, grids, places, name) if isinstance(block, Paragraph)]
        text = rest.partition(ARTICLE_ENDS)[0]
    blocks.extend(_blocks(text, grids, places, name))
    return above, blocks


def _blocks(text: str, grids: dict[str, list[Block]], places: dict[int, str], name: str) -> Iterator[Block]:
    place = ""
    for piece in text.split(BREAK):
        if not piece:
            continue
        if piece[0] == GRID:
            yield from grids.get(piece, ())
            continue
        if piece[0] == PLACE:
            _, number, piece = piece.split(PLACE, 2)
            place = places.get(int(number), "")
        words = " ".join(piece.split())
        if words:
            level = int(place[4]) if place.startswith("(//h") and place[4].isdigit() else 0
            yield Paragraph(words, Where(name, place or None), level)


def grids_of(blocks: list[Block]) -> list[Grid]:
    """The grids among blocks."""
    return [block for block in blocks if isinstance(block, Grid)]
