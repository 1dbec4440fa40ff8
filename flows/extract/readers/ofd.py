"""OFD (GB/T 33190, the official document format) → document: a zip of XML pages with positioned text and paths.

Text keeps its characters and places, so pages go the same way as those of a PDF. Seals and signatures are left
alone.

Source: GB/T 33190-2016, clause 7 (document structure).
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.errors import BrokenDocument, TooLarge
from flows.extract.document import Document
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.halves import pages_of
from flows.extract.layout.page import PageLayout
from flows.extract.layout.placing import placed
from flows.extract.package import Package, holds
from flows.extract.readers import Source, reader
from flows.extract.readers.ofd_page import Drawn, drawn
from flows.extract.readers.ofd_parts import sheets_of
from flows.extract.readers.ofd_pictures import pictures_on
from flows.extract.readers.ofd_xml import text_of
from flows.extract.script import settle


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
    sheets = list(_drawn(package, given))
    pages = [page for page, _, _ in sheets]
    title = settle(text_of(package.xml("OFD.xml"), "Title"))
    images = sum(len(page.pictures) for page in pages)
    scans = [page.number for page in pages if page.is_scan]
    notes = (f"pages without text, probably scanned: {scans}",) if scans else ()
    blocks = blocks_of(pages_of(pages), given.name)
    meta = {"title": title} if title else {}
    shown = (
        p for page, found, sheet in sheets for p in pictures_on(page, found, package, sheet.resources.media, given.name)
    )
    pictures = placed(shown, blocks) if images else ()
    return Document(blocks, meta, images=images, notes=notes, pictures=pictures)


def ofd_pages(given: Source) -> list[PageLayout]:
    """The pages as they are drawn.

    Raises `BrokenDocument` or `TooLarge` as `read_ofd` does.
    """
    package = Package(given.content, given.name, given.settings.max_document_bytes)
    return [page for page, _, _ in _drawn(package, given)]


def _drawn(package: Package, given: Source) -> Iterator[Drawn]:
    most = given.settings.max_document_pages
    sheets = list(sheets_of(package, most))
    if not sheets:
        raise BrokenDocument(f"{given.name}: OFD 文件没有页面 (the OFD has no page)")
    if len(sheets) > most:
        raise TooLarge(f"{given.name}: 超过 {most} 页 (more than {most} pages)")
    for number, sheet in enumerate(sheets, 1):
        yield drawn(sheet, number, package, given.name)
