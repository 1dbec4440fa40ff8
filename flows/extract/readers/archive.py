"""A `.zip` of documents → the one in it that holds the report; pictures in a folder of it are the pages of one scan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from flows.errors import BrokenDocument, SourceError
from flows.extract.document import Block, Document, Grid, Paragraph, Picture, apart
from flows.extract.package import Package, holds
from flows.extract.readers import Source, read_document, reader
from flows.extract.titles import title_year

_REPORT = re.compile(r"信息公开.*(?:报告|年报)|年度报告|年报")
_SHEETS = (".xlsx", ".xls", ".et", ".ods")
_READABLE = frozenset(
    {".html", ".htm", ".mhtml", ".txt", ".docx", ".doc", ".wps", ".pdf", ".ofd", ".rtf", ".odt", *_SHEETS}
)
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".gif", ".webp"})
_DIGITS = re.compile(r"(\d+)")
_OTHER_PACKAGES = ("word/", "OFD.xml", "xl/", "ppt/", "META-INF/manifest.xml")
_MOST_MEMBERS = 50
_FEW_WORDS = 300
"""Characters of prose: titles of tables, a unit, notes."""


@reader(
    ".zip",
    "application/zip",
    "application/x-zip-compressed",
    recognises=lambda content: content.startswith(b"PK\x03\x04") and not holds(content, *_OTHER_PACKAGES),
)
def read_archive(given: Source) -> Document:
    """The document in the archive that is named or looks most like a report, of the latest year; the others are told in the notes.

    Spreadsheets of that year, documents that are tables alone and scans go with a text that has no table. An archive within
    the archive is a document, one within that is not opened. Raises `BrokenDocument` where nothing in it can be read.
    """
    package = Package(given.content, given.name, given.settings.max_document_bytes)
    readable = _READABLE if "!" in given.name else _READABLE | {".zip"}
    members = [name for name in package.names if PurePosixPath(name).suffix.lower() in readable][:_MOST_MEMBERS]
    found: list[_Member] = []
    faults: list[str] = []
    for member in members:
        name = _decoded(member)
        try:
            document = read_document(package.read(member), f"{given.name}!{name}", None, given.settings)
        except SourceError as fault:
            faults.append(str(fault))
        else:
            found.append(_Member(name, document))
    found += _scans(package)
    if not found:
        raise BrokenDocument("; ".join(faults) or f"{given.name}: 压缩包内没有可读的文档 (no document in the archive)")
    best = max(found, key=_rank)
    beside = [one for one in found if one is not best and one.year in (0, best.year)] if _lacks_tables(best) else []
    read = [best, *(one for one in beside if one.is_sheet or one.is_scan or one.is_filled_tables)]
    others = [one.name for one in found if one not in read]
    notes = [f"read from {', '.join(one.name for one in read)}"]
    notes += [f"other documents in the archive: {', '.join(others)}"] if others else []
    blocks, pictures = apart(piece for one in read for piece in _in_order(one.document))
    images = sum(one.document.images for one in read)
    notes = [*best.document.notes, *notes]
    return replace(best.document, blocks=blocks, pictures=pictures, images=images, notes=tuple(notes))


def _in_order(document: Document) -> Iterator[Block | Picture]:
    for at in range(len(document.blocks) + 1):
        yield from (picture for picture in document.pictures if picture.at == at)
        yield from document.blocks[at : at + 1]


def _scans(package: Package) -> Iterator[_Member]:
    """The pictures of each folder and year as one document, in the order of their numbers."""
    folders: dict[tuple[str, int], list[str]] = {}
    for part in package.names:
        path = PurePosixPath(_decoded(part))
        if path.suffix.lower() in _PICTURES:
            folders.setdefault((str(path.parent), title_year(path.stem) or 0), []).append(part)
    for parts in folders.values():
        parts.sort(key=lambda part: [int(run) if run.isdecimal() else run for run in _DIGITS.split(part)])
        pages = tuple(
            Picture(PurePosixPath(_decoded(part)).name, _content(package, part)) for part in parts[:_MOST_MEMBERS]
        )
        yield _Member(_decoded(parts[0]), Document((), images=len(pages), pictures=pages))


def _content(package: Package, part: str) -> bytes | None:
    try:
        return package.read(part)
    except SourceError:
        return None


class _Member(NamedTuple):
    name: str
    document: Document

    @property
    def is_sheet(self) -> bool:
        return self.name.lower().endswith(_SHEETS)

    @property
    def is_scan(self) -> bool:
        return bool(self.document.pictures and not self.document.blocks)

    @property
    def year(self) -> int:
        return title_year(PurePosixPath(self.name).stem) or 0

    @property
    def is_filled_tables(self) -> bool:
        """Whether it is tables with figures and next to no prose: a report of its own says more, a blank form has none."""
        blocks = self.document.blocks
        words = sum(len(block.text) for block in blocks if isinstance(block, Paragraph))
        filled = any(cell.text.isdigit() for block in blocks if isinstance(block, Grid) for cell in block.cells)
        return filled and words < _FEW_WORDS

    @property
    def cells(self) -> int:
        return sum(len(block.cells) for block in self.document.blocks if isinstance(block, Grid))


def _rank(member: _Member) -> tuple[bool, int, bool, int]:
    """A text before the spreadsheets and scans beside it, which are called as it is; of two alike the first."""
    is_text = not member.is_sheet and not member.is_scan
    return bool(_REPORT.search(member.name)), member.year, is_text, member.cells


def _lacks_tables(member: _Member) -> bool:
    return not member.is_sheet and not member.is_scan and not member.cells


def _decoded(member: str) -> str:
    """A member's name; archives packed on Chinese Windows carry GBK that unzips as code page 437."""
    try:
        return member.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member
