"""Pictures of a report's pages in one file (`.png`, `.jpg`, `.tif`, `.bmp`, `.gif`, `.webp`) → document, by text recognition."""

from __future__ import annotations

from flows.extract.document import Document
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.halves import pages_of
from flows.extract.ocr.place import as_given
from flows.extract.readers import Source, reader

_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM", b"II*\x00", b"MM\x00*", b"GIF8")


@reader(
    ".png",
    ".jpg",
    ".jpeg",
    ".bmp",
    ".tif",
    ".tiff",
    ".gif",
    ".webp",
    "image/png",
    "image/jpeg",
    "image/bmp",
    "image/tiff",
    "image/gif",
    "image/webp",
    recognises=lambda content: content.startswith(_SIGNATURES) or content[8:12] == b"WEBP",
)
def read_scan(given: Source) -> Document:
    """The pages in the file; its method is "ocr".

    Raises `MissingTool` where the `ocr` extra is not installed, `BrokenDocument` or `TooLarge` for a bad picture.
    """
    from flows.extract.ocr.engine import require

    require(given.name)
    from flows.extract.ocr.page import read_page
    from flows.extract.ocr.picture import sheets

    images = sheets(given.content, given.name, given.settings.max_document_pages)
    pages = [read_page(image, number) for number, image in enumerate(images, 1)]
    blocks = as_given(blocks_of(pages_of(pages), given.name), pages)
    return Document(blocks, method="ocr", images=len(pages))
