"""OFD (GB/T 33190, the official document format) → document: a zip of XML pages with positioned text and paths.

Text keeps its characters and places, so pages go the same way as those of a PDF. Seals and signatures are left
alone.

Source: GB/T 33190-2016, clause 7 (document structure).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from flows.errors import BrokenDocument, TooLarge
from flows.extract.document import Document
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.halves import pages_of
from flows.extract.layout.page import Box, Glyph, PageLayout, Rule
from flows.extract.layout.placing import placed
from flows.extract.layout.strokes import combined
from flows.extract.package import Package, holds
from flows.extract.readers import Source, reader
from flows.extract.readers.ofd_objects import (
    MOST_GLYPHS,
    Item,
    glyphs_of,
    is_dark,
    objects_of,
    on_page,
    strokes_of,
    upright,
)
from flows.extract.readers.ofd_parts import Sheet, sheets_of
from flows.extract.readers.ofd_pictures import pictures_on
from flows.extract.readers.ofd_xml import POINTS, box_of, local, text_of
from flows.extract.script import settle


class _Drawn(NamedTuple):
    """A page as it is drawn, and the image objects on it."""

    page: PageLayout
    images: list[etree._Element]
    sheet: Sheet


@reader(
    ".ofd",
    "application/ofd",
    "application/vnd.ofd",
    recognises=lambda content: holds(content, "OFD.xml"),
)
def read_ofd(given: Source) -> Document:
    """An OFD's text and tables in reading order.

    Raises `BrokenDocument` for a damaged package, `TooLarge` past the limits of the settings.
    """
    package = Package(given.content, given.name, given.settings.max_document_bytes)
    drawn = list(_drawn(package, given))
    pages = [page for page, _, _ in drawn]
    title = settle(text_of(package.xml("OFD.xml"), "Title"))
    images = sum(len(page.pictures) for page in pages)
    scans = [page.number for page in pages if page.is_scan]
    notes = (f"pages without text, probably scanned: {scans}",) if scans else ()
    blocks = blocks_of(pages_of(pages), given.name)
    meta = {"title": title} if title else {}
    shown = (p for page, found, sheet in drawn for p in pictures_on(page, found, package, sheet.media, given.name))
    pictures = placed(shown, blocks) if images else ()
    return Document(blocks, meta, images=images, notes=notes, pictures=pictures)


def ofd_pages(given: Source) -> list[PageLayout]:
    """The pages as they are drawn.

    Raises `BrokenDocument` or `TooLarge` as `read_ofd` does.
    """
    package = Package(given.content, given.name, given.settings.max_document_bytes)
    return [page for page, _, _ in _drawn(package, given)]


def _drawn(package: Package, given: Source) -> Iterator[_Drawn]:
    most = given.settings.max_document_pages
    sheets = list(sheets_of(package, most))
    if not sheets:
        raise BrokenDocument(f"{given.name}: OFD 文件没有页面 (the OFD has no page)")
    if len(sheets) > most:
        raise TooLarge(f"{given.name}: 超过 {most} 页 (more than {most} pages)")
    for number, sheet in enumerate(sheets, 1):
        yield _layout(sheet, number, given.name)


def _layout(sheet: Sheet, number: int, name: str) -> _Drawn:
    items = objects_of(sheet.layers, sheet.units)
    turn, width, height = upright(items, sheet.area[2] - sheet.area[0], sheet.area[3] - sheet.area[1])
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    fills: list[Box] = []
    dark: list[Box] = []
    images: list[Item] = []
    for item in (Item(element, combined(matrix, turn)) for element, matrix in items):
        kind = local(item.element)
        if kind == "TextObject":
            glyphs += glyphs_of(item)
        elif kind == "PathObject":
            for lines, fill in strokes_of(item):
                rules += lines
                fills += [fill] if fill else []
                dark += [fill] if fill and is_dark(item) else []
        else:
            images.append(item)
        if len(glyphs) > MOST_GLYPHS:
            raise TooLarge(
                f"{name}: 第 {number} 页超过 {MOST_GLYPHS} 字 (more than {MOST_GLYPHS} characters on page {number})"
            )
    boxes = tuple(_box(image) for image in images)
    page = PageLayout(
        number, width * POINTS, height * POINTS, tuple(glyphs), tuple(rules), boxes, tuple(fills), dark=(*dark, *boxes)
    )
    return _Drawn(page, [image.element for image in images], sheet)


def _box(image: Item) -> Box:
    left, top, right, bottom = box_of(image.element, "Boundary")
    return on_page((0.0, 0.0, right - left, bottom - top), image.matrix)
