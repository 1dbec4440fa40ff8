"""Legacy `.doc`, `.wps`, `.rtf`, `.xls`, `.et`, and OpenDocument `.odt`, `.ods` → document, by way of LibreOffice.

Texts are converted to Word files and spreadsheets to workbooks, which are then read as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from flows.errors import BrokenDocument
from flows.extract.document import Document
from flows.extract.office import SPREADSHEETS, convert, converted, is_installed
from flows.extract.package import Package
from flows.extract.readers import Source, reader
from flows.extract.readers.sheet import read_sheet
from flows.extract.readers.text import read_text
from flows.extract.readers.word import read_word
from flows.settings import Settings

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_WORD, _BOOK = (name.encode("utf-16-le") for name in ("WordDocument", "Workbook"))
"""Names of the streams in which a compound file keeps its text or its sheets; a text may hold a workbook of its own."""
_OPEN = {"text": ".odt", "spreadsheet": ".ods"}
_OPEN_TYPE = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.(text|spreadsheet)", re.DOTALL)
"""How a package begins whose first part tells its type. Source: OpenDocument 1.2 part 3, 3.3."""
_BATCH = 16


def _is_legacy(content: bytes) -> bool:
    return content.startswith((_OLE, _RTF)) or _OPEN_TYPE.match(content) is not None


@reader(
    ".doc",
    ".wps",
    ".rtf",
    ".xls",
    ".et",
    ".odt",
    ".ods",
    "application/msword",
    "application/vnd.ms-works",
    "application/kswps",
    "application/vnd.ms-excel",
    "application/kset",
    "application/rtf",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    recognises=_is_legacy,
)
def read_legacy(given: Source) -> Document:
    """A legacy document by way of `.docx`, a spreadsheet by way of `.xlsx`.

    A `.wps` is a Word file under another name and is handed over as one, an `.et` a workbook; a text that only its name
    calls a Word file is read as a text. Raises `MissingTool` where LibreOffice is not installed, `BrokenDocument` where the bytes are none
    of these or LibreOffice makes nothing of them.
    """
    if not _is_legacy(given.content):
        return _read_misnamed(given)
    suffix = _suffix(given.content)
    if suffix in _OPEN.values():
        _refuse_bomb(given)
    try:
        newer = converted(given.content, suffix, _cache(given.settings), _seconds(given.settings))
    except BrokenDocument as fault:
        raise BrokenDocument(f"{given.name}: {fault}") from None
    return (read_sheet if suffix in SPREADSHEETS else read_word)(given._replace(content=newer))


def _refuse_bomb(given: Source) -> None:
    """Raises `TooLarge` for a package that grows beyond all documents while it is unpacked, before the converter does that."""
    package = Package(given.content, given.name, given.settings.max_document_bytes)
    for part in package.names:
        package.read(part)


def _read_misnamed(given: Source) -> Document:
    try:
        return read_text(given)
    except BrokenDocument:
        raise BrokenDocument(
            f"{given.name}: 不是 Word、WPS 或 RTF 文件，也不是文本 (neither a Word, a WPS, an RTF file nor a text)"
        ) from None


def convert_ahead(contents: Iterable[bytes], settings: Settings) -> None:
    """Convert what is legacy among these, many files a call; what fails here is tried alone when it is read."""
    legacy = [(content, _suffix(content)) for content in contents if _is_legacy(content)]
    for start in range(0, len(legacy) if is_installed() else 0, _BATCH):
        part = legacy[start : start + _BATCH]
        convert(part, _cache(settings), _seconds(settings) + len(part))


def _suffix(content: bytes) -> str:
    if content.startswith(_RTF):
        return ".rtf"
    if found := _OPEN_TYPE.match(content):
        return _OPEN[found[1].decode()]
    return ".xls" if _BOOK in content and _WORD not in content else ".doc"


def _cache(settings: Settings) -> Path:
    return settings.out / ".cache" / "converted"


def _seconds(settings: Settings) -> float:
    """How long the converter may take: less than the reading, so that it is never left running behind a lost one."""
    return 0.6 * settings.reading_seconds
