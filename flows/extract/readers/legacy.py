"""Legacy `.doc`, `.wps`, `.rtf`, `.xls` and `.et` → document: converted by LibreOffice, then read as Word or as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flows.errors import BrokenDocument
from flows.extract.document import Document
from flows.extract.office import SPREADSHEET, convert, converted, is_installed
from flows.extract.readers import Source, reader
from flows.extract.readers.sheet import read_sheet
from flows.extract.readers.text import read_text
from flows.extract.readers.word import read_word
from flows.settings import Settings

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_WORD, _BOOK = (name.encode("utf-16-le") for name in ("WordDocument", "Workbook"))
"""Names of the streams in which a compound file keeps its text or its sheets; a text may hold a workbook of its own."""
_BATCH = 16


@reader(
    ".doc",
    ".wps",
    ".rtf",
    ".xls",
    ".et",
    "application/msword",
    "application/vnd.ms-works",
    "application/kswps",
    "application/vnd.ms-excel",
    "application/kset",
    "application/rtf",
    recognises=lambda content: content.startswith((_OLE, _RTF)),
)
def read_legacy(given: Source) -> Document:
    """A legacy document by way of `.docx`, a spreadsheet by way of `.xlsx`.

    A `.wps` is a Word file under another name and is handed over as one, an `.et` a workbook; a text that only its name
    calls a Word file is read as a text. Raises `MissingTool` where LibreOffice is not installed, `BrokenDocument` where the bytes are none
    of these or LibreOffice makes nothing of them.
    """
    if not given.content.startswith((_OLE, _RTF)):
        return _read_misnamed(given)
    try:
        suffix = _suffix(given.content)
        newer = converted(given.content, suffix, _cache(given.settings), _seconds(given.settings))
    except BrokenDocument as fault:
        raise BrokenDocument(f"{given.name}: {fault}") from None
    return (read_sheet if suffix == SPREADSHEET else read_word)(given._replace(content=newer))


def _read_misnamed(given: Source) -> Document:
    try:
        return read_text(given)
    except BrokenDocument:
        raise BrokenDocument(
            f"{given.name}: 不是 Word、WPS 或 RTF 文件，也不是文本 (neither a Word, a WPS, an RTF file nor a text)"
        ) from None


def convert_ahead(contents: Iterable[bytes], settings: Settings) -> None:
    """Convert what is legacy among these, many files a call; what fails here is tried alone when it is read."""
    legacy = [(content, _suffix(content)) for content in contents if content.startswith((_OLE, _RTF))]
    for start in range(0, len(legacy) if is_installed() else 0, _BATCH):
        part = legacy[start : start + _BATCH]
        convert(part, _cache(settings), _seconds(settings) + len(part))


def _suffix(content: bytes) -> str:
    if content.startswith(_RTF):
        return ".rtf"
    return SPREADSHEET if _BOOK in content and _WORD not in content else ".doc"


def _cache(settings: Settings) -> Path:
    return settings.out / ".cache" / "converted"


def _seconds(settings: Settings) -> float:
    """How long the converter may take: less than the reading, so that it is never left running behind a lost one."""
    return 0.6 * settings.reading_seconds
