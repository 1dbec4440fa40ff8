"""A PDF's pages in question as pictures on a page, with the places of the findings boxed; beside it stands the file itself."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from html import escape
from typing import Any

import pypdfium2 as pdfium

from checks.model import Finding
from checks.report import Report
from flows.publish.boxes import Picture, Place, boxed_pictures, places_by_page
from flows.publish.copies import Marked

_MOST_PAGES, _PIXELS_WIDE, _MOST_PIXELS_HIGH = 12, 1000, 4000
_REMARK = "只画出问题所在的页；红框为问题所在，数字为问题编号。"


def pictured_copy(content: bytes, report: Report, findings: Sequence[Finding], source: str, file: str) -> Marked | None:
    """The pages that findings rest on as pictures, their places boxed; `file` is the PDF as seen from the page.

    None where no finding has a place in it or the file cannot be drawn.
    """
    places = places_by_page(report, findings)
    if not places:
        return None
    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        return None
    try:
        pages = [(number, places[number]) for number in sorted(places) if number <= len(pdf)][:_MOST_PAGES]
        pictures = [_picture(pdf[number - 1], number, boxes) for number, boxes in pages]
    except pdfium.PdfiumError:
        return None
    finally:
        pdf.close()
    link = f'<p style="text-align:center"><a href="{escape(file)}">原件 PDF (the file as served)</a></p>'
    return Marked(*boxed_pictures(pictures, report, findings, source, _REMARK, link))


def _picture(page: Any, number: int, places: Sequence[Place]) -> Picture:  # pypdfium2 ships no types
    width, height = page.get_size()
    png = _png(page, min(_PIXELS_WIDE / width, _MOST_PIXELS_HIGH / height))
    return Picture(number, width, png, "image/png", places)


def _png(page: Any, scale: float) -> bytes:
    """The page in grey as a PNG."""
    bitmap = page.render(scale=scale, grayscale=True)
    wide, high, stride, grey = bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
    lines = b"".join(b"\x00" + grey[line * stride : line * stride + wide] for line in range(high))
    header = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
