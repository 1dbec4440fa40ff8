"""Legacy Word `.doc`, `.wps` and `.rtf` → document: converted by LibreOffice, then read as Word."""

from __future__ import annotations

from flows.errors import BrokenDocument
from flows.extract.document import Document
from flows.extract.office import to_docx
from flows.extract.readers import Source, reader
from flows.extract.readers.word import read_word

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"


@reader(
    ".doc",
    ".wps",
    ".rtf",
    "application/msword",
    "application/vnd.ms-works",
    "application/kswps",
    "application/rtf",
    recognises=lambda content: content.startswith((_OLE, _RTF)),
)
def read_legacy(given: Source) -> Document:
    """A legacy document by way of `.docx`.

    A `.wps` is a Word file under another name and is handed over as one. Raises `MissingTool` where LibreOffice is not
    installed, `BrokenDocument` where the bytes are neither or LibreOffice makes nothing of them.
    """
    if not given.content.startswith((_OLE, _RTF)):
        raise BrokenDocument(f"{given.name}: neither a Word, a WPS nor an RTF file")
    suffix = ".rtf" if given.content.startswith(_RTF) else ".doc"
    cache = given.settings.out / ".cache" / "converted"
    try:
        converted = to_docx(given.content, suffix, cache, given.settings.reading_seconds)
    except BrokenDocument as fault:
        raise BrokenDocument(f"{given.name}: {fault}") from None
    return read_word(given._replace(content=converted))
