"""A `.zip` of documents → the one in it that holds the report."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from flows.errors import BrokenDocument, SourceError
from flows.extract.document import Document, Grid
from flows.extract.package import Package, holds
from flows.extract.readers import Source, read_document, reader
from flows.extract.titles import title_year

_REPORT = re.compile(r"信息公开.*(?:报告|年报)|年度报告|年报")
_READABLE = frozenset({".html", ".htm", ".mhtml", ".txt", ".docx", ".doc", ".wps", ".pdf", ".ofd", ".rtf"})
_OTHER_PACKAGES = ("word/", "OFD.xml", "xl/", "ppt/")
_MOST_MEMBERS = 50


@reader(
    ".zip",
    "application/zip",
    "application/x-zip-compressed",
    recognises=lambda content: content.startswith(b"PK\x03\x04") and not holds(content, *_OTHER_PACKAGES),
)
def read_archive(given: Source) -> Document:
    """The document in the archive that is named or looks most like a report, of the latest year; the others are told in the notes.

    An archive within the archive is not opened. Raises `BrokenDocument` where nothing in it can be read.
    """
    package = Package(given.content, given.name, given.settings.max_document_bytes)
    members = [name for name in package.names if PurePosixPath(name).suffix.lower() in _READABLE][:_MOST_MEMBERS]
    best: tuple[tuple[bool, int, int], str, Document] | None = None
    faults: list[str] = []
    for member in members:
        name = _decoded(member)
        try:
            document = read_document(package.read(member), f"{given.name}!{name}", None, given.settings)
        except SourceError as fault:
            faults.append(str(fault))
            continue
        rank = (
            bool(_REPORT.search(name)),
            title_year(PurePosixPath(name).stem) or 0,
            sum(len(block.cells) for block in document.blocks if isinstance(block, Grid)),
        )
        if best is None or rank > best[0]:
            best = (rank, name, document)
    if best is None:
        raise BrokenDocument("; ".join(faults) or f"{given.name}: 压缩包内没有可读的文档 (no document in the archive)")
    others = [_decoded(member) for member in members if _decoded(member) != best[1]]
    notes = (f"read from {best[1]}",) + ((f"other documents in the archive: {', '.join(others)}",) if others else ())
    return replace(best[2], notes=best[2].notes + notes)


def _decoded(member: str) -> str:
    """A member's name; archives packed on Chinese Windows carry GBK that unzips as code page 437."""
    try:
        return member.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member
