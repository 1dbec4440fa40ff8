"""A picture of a report (`.png`, `.jpg`, `.tif`, `.bmp`) → document, by text recognition."""

from __future__ import annotations

from flows.extract.document import Document
from flows.extract.layout.assemble import blocks_of
from flows.extract.ocr.place import as_given
from flows.extract.readers import Source, reader

_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM", b"II*\x00", b"MM\x00*")


@reader(
    ".png",
    ".jpg",
    ".jpeg",
    ".bmp",
    ".tif",
    ".tiff",
    "image/png",
    "image/jpeg",
    "image/bmp",
    "image/tiff",
    recognises=lambda content: content.startswith(_SIGNATURES),
)
def read_scan(given: Source) -> Document:
    """The page in the picture; its method is "ocr".

    Raises `MissingTool` where the `ocr` extra is not installed, `BrokenDocument` or `TooLarge` for a bad picture.
    """
    from flows.extract.ocr.engine import require

    require(given.name)
    from flows.extract.ocr.page import read_page
    from flows.extract.ocr.picture import decoded

    layout = read_page(decoded(given.content, given.name), 1)
    return Document(as_given(blocks_of([layout], given.name), [layout]), method="ocr", images=1)
