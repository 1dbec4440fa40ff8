"""Web pages: the article's paragraphs and tables as a browser would show them.

The tree is marked up with control characters where text breaks and where tables stood, so that one call for the
article's text yields everything in reading order; walking node by node costs three times as much.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.report import Where
from flows.errors import BrokenDocument
from flows.extract.document import Block, Document, Paragraph, apart
from flows.extract.encoding import decode
from flows.extract.grid import rows_of
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.halves import pages_of
from flows.extract.readers import Source, reader
from flows.extract.readers.html_article import article, drop_behind, lines_behind
from flows.extract.readers.html_boxes import fold_boxes, part_boxes
from flows.extract.readers.html_dates import dates_told
from flows.extract.readers.html_depth import refuse_excess
from flows.extract.readers.html_flat import break_lines, with_blank_cells, with_rows
from flows.extract.readers.html_frozen import join_frozen
from flows.extract.readers.html_further import with_further_pages
from flows.extract.readers.html_held import held_article, with_writings
from flows.extract.readers.html_laid_out import make_tables
from flows.extract.readers.html_marks import ARTICLE_ENDS, ARTICLE_STARTS, BREAK, GRID, PLACE
from flows.extract.readers.html_meta import read_links, read_meta
from flows.extract.readers.html_nodes import Elements, elements_of
from flows.extract.readers.html_pictures import mark_pictures, pictures_in, with_pictures_in_place, write_headings
from flows.extract.readers.html_placed import placed_pages
from flows.extract.readers.html_shown import held_by_scripts, mark_shown, shown_in
from flows.extract.readers.html_tables import put_before_tables, take_tables
from flows.extract.readers.html_unseen import drop_unseen
from flows.extract.script import is_unsettled, settle

_PLACED = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = (
    *_PLACED,
    *("section", "center", "dt", "dd", "blockquote", "pre", "article", "ul", "ol", "td", "th", "caption", "form", "hr"),
)
_CONTROL = bytes(code for code in range(32) if chr(code) not in "\t\n\f\r")
_LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|meta|title|link|style|script|div|p|span"
    rb"|h1|center|article|section|ucap\w+|\?xml)\b",
    re.IGNORECASE | re.DOTALL,
)
_IS_PAGE = re.compile(rb"<(?:!doctype|html|head|body|meta|title|link|style|script|ucap\w+|\?xml)\b", re.IGNORECASE)
_MARKED = re.compile(rb"#{1,6} |\*.*\*$|\|.*\|$|\{\||h[1-6][.(]")
"""Lines that Markdown and wikis have where pages have elements: headings, emphasis, rows."""
_FEW_TAGS = 3
"""Of so many lines at least one has a tag where a page's source is broken into lines; in other texts tags are fewer."""
_BLANK = "\xa0"
"""All that a line between two breaks holds which an editor left empty."""
_HEAD_BYTES = 4096
_PROLOGUE = 64
_MAX_ABOVE, _MOST_AROUND = 60, 1000


def _is_html(content: bytes) -> bool:
    head = content[:_HEAD_BYTES]
    begins = _LOOKS_LIKE_HTML.match(head) is not None and (b"<?xml" not in head[:_PROLOGUE] or b"<html" in head.lower())
    return begins and not _is_text_with_tags(head)


def _is_text_with_tags(head: bytes) -> bool:
    """Whether an element that any text may hold begins one whose lines hardly have tags, or that has Markdown's marks."""
    lines = [line for line in head.splitlines() if line.strip()]
    tagged = sum(b"<" in line for line in lines)
    return not _IS_PAGE.search(head) and (tagged * _FEW_TAGS < len(lines) or any(map(_MARKED.match, lines)))


@reader(".html", ".htm", ".shtml", ".jsp", ".aspx", "text/html", "application/xhtml+xml", recognises=_is_html)
def read_html(source: Source) -> Document:
    """The document of a page as served, with the further pages of its article that are among its companions."""
    return with_further_pages(_read_served(source), source, _is_html, _read_served)


def _read_served(source: Source) -> Document:
    decoded = decode(source.content, source.content_type)
    notes = (f"{decoded.undecodable} characters could not be decoded",) if decoded.undecodable else ()
    as_served = decoded.encoding == "utf-8" and not decoded.undecodable
    page = source.content.removeprefix(BOM_UTF8) if as_served else decoded.text.encode()
    return read_page(page, source, notes)


def read_page(page: bytes, source: Source, notes: tuple[str, ...] = ()) -> Document:
    """The document of a page in UTF-8.

    Raises `BrokenDocument` where elements are nested as no page nests them, `TooLarge` for a page or a table over the limits.
    """
    markup = with_writings(page.translate(None, _CONTROL))
    refuse_excess(markup, source.name)
    tree = LexborHTMLParser(markup)
    body = tree.body
    if body is None:
        raise BrokenDocument(f"{source.name}: 网页没有正文 (no body)")
    elements = elements_of(body)
    meta = {**dates_told(markup, elements), **read_meta(tree.head, elements)}
    links = read_links(body, elements)
    elements = join_frozen(body, make_tables(body, elements))
    mark_shown(elements)
    sheets = [sheet.text() for sheet in elements["style"]]
    fewer = drop_unseen(body, elements)
    whole = body.text()
    if (held := held_article(whole, markup)) is not None:
        shown_later = read_page(held.encode(), source, notes)
        around = {"above": "\n".join(filter(None, map(str.strip, whole.splitlines()[:_MOST_AROUND])))}
        unread = (*shown_later.notes, *held_by_scripts(markup, held))
        meta = {**meta, **around, **shown_later.meta}
        return replace(shown_later, meta=meta, links=(*links, *shown_later.links), notes=unread)
    elements = elements_of(body) if fewer else elements
    if pages := placed_pages(body, elements, sheets):
        blocks = list(blocks_of(pages_of(pages), source.name))
        return Document(tuple(blocks), meta, images=len(elements["img"]), links=links, notes=notes)
    root = article(body, whole)
    meta |= _below(root, body)
    drawn, unread = shown_in(root, whole, markup)
    elements = drop_behind(root, body, elements)
    if fold_boxes(body, elements):
        elements = elements_of(body)
    places = _places(elements)
    images = pictures_in(root) if elements["img"] else []
    orders = {node.mem_id: order for order, node in enumerate(elements["img"], 1)} if images else {}
    write_headings(elements["img"])
    for line_break in elements["br"]:
        line_break.insert_before(BREAK)
    break_lines(elements["pre"])
    part_boxes(elements)
    put_before_tables(elements["caption"])
    writing = settle if is_unsettled(whole) else None
    grids = take_tables(elements["table"], source, writing)
    shown = mark_pictures(images, source, orders)
    numbers = _mark_blocks(body, elements, places)
    if root is not body:
        root.insert_before(ARTICLE_STARTS)
        root.insert_after(ARTICLE_ENDS)
    marked = body.text()
    above, blocks = _read_marked(writing(marked) if writing else marked, grids, numbers, source.name)
    blocks = with_rows(with_blank_cells(blocks), source.settings.max_table_cells)
    if above:
        meta["above"] = "\n".join(above[-_MAX_ABOVE:])
    kept, pictures = apart(with_pictures_in_place(blocks, shown)) if shown else (tuple(blocks), ())
    return Document(kept, meta, images=len(images) + drawn, links=links, notes=(*notes, *unread), pictures=pictures)


def _below(root: LexborNode, body: LexborNode) -> dict[str, str]:
    """What stands right behind the article, as the page's data know it."""
    lines = lines_behind(root, body)
    return {"below": "\n".join(lines)} if lines else {}


def _places(elements: Elements) -> dict[int, tuple[str, int]]:
    """Node → tag and ordinal of every element that has a place, counted before tables are taken out."""
    return {node.mem_id: (tag, order) for tag in _PLACED for order, node in enumerate(elements[tag], 1)}


def _mark_blocks(body: LexborNode, elements: Elements, places: dict[int, tuple[str, int]]) -> list[str]:
    """Marks where blocks begin and end; returns the XPaths that the marks' numbers stand for: `(//p)[12]`."""
    numbers: list[str] = []
    blocks = ",".join(tag for tag in _BLOCKS if elements[tag])
    for node in body.css(blocks) if blocks else ():
        if found := places.get(node.mem_id):
            # A place's mark stands before the element's text, so it is read off the front of the piece it begins.
            node.insert_before(f"{BREAK}{PLACE}{len(numbers)}{PLACE}")
            node.insert_after(f"{BREAK}{PLACE}{BREAK}")
            numbers.append(f"(//{found[0]})[{found[1]}]")
        else:
            node.insert_before(BREAK)
            node.insert_after(BREAK)
    return numbers


def _read_marked(
    text: str, grids: dict[str, list[Block]], places: list[str], name: str
) -> tuple[list[str], list[Block]]:
    """The marked text as (lines above the article, the article's blocks)."""
    head, found, rest = text.partition(ARTICLE_STARTS)
    if not found:
        return [], list(_blocks(text, grids, places, name))
    above = [line for block in _blocks(head, grids, places, name) for line in _lines(block) if line]
    return above, list(_blocks(rest.partition(ARTICLE_ENDS)[0], grids, places, name))


def _lines(block: Block) -> Iterator[str]:
    """A block as lines of text; a row of a table is one, since it holds a label and what it labels."""
    if isinstance(block, Paragraph):
        yield block.text
    else:
        yield from (" | ".join(cell.text for cell in row) for row in rows_of(block) if row)


def _blocks(text: str, grids: dict[str, list[Block]], places: list[str], name: str) -> Iterator[Block]:
    """The blocks of a marked text; an element that holds nothing, not even another one, is an empty paragraph."""
    place = ""
    level = 0
    is_empty = False
    for piece in text.split(BREAK):
        if not piece:
            continue
        if piece[0] == GRID:
            yield from grids.get(piece, ())
            is_empty = False
            continue
        if piece == PLACE:
            if is_empty:
                yield Paragraph("", Where(name, place))
                is_empty = False
            # What follows is no heading, though the last place that it can be found by is one.
            level = 0
            continue
        if piece[0] == PLACE:
            number, _, piece = piece[1:].partition(PLACE)
            place = places[int(number)] if number.isdecimal() and int(number) < len(places) else ""
            level = int(place[4]) if place.startswith("(//h") else 0
            is_empty = True
        words = " ".join(piece.split())
        if words or (not is_empty and _BLANK in piece):
            yield Paragraph(words, Where(name, place or None), level)
            is_empty = False
