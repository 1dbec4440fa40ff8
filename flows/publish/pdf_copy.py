"""A PDF's pages in question as pictures on a page, with the places of the findings boxed; beside it stands the file itself."""

from __future__ import annotations

import base64
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pypdfium2 as pdfium

from checks.model import Finding
from checks.report import Report, Where
from flows.publish.copies import Marked, banner

_MOST_PAGES, _PIXELS_WIDE, _MOST_PIXELS_HIGH = 12, 1000, 4000
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_STYLE = """
body{margin:0;background:#e8e8e8;font:14px/1.6 sans-serif;color:#1c2126}
figure{position:relative;width:min(1000px,100%);margin:16px auto;background:#fff}
figure img{display:block;width:100%}figcaption{padding:4px 12px}
figure span{display:block;position:relative}figure div{position:absolute;border:3px solid #b3261e;scroll-margin-top:120px}
figure div::before{content:attr(data-gouji);position:absolute;left:-3px;bottom:100%;background:#b3261e;color:#fff;
font:bold 12px/18px sans-serif;padding:0 6px}
"""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a finding (numbered from 1) rests on a page: a box in points, origin top left."""

    number: int
    box: tuple[float, float, float, float]


def pictured_copy(content: bytes, report: Report, findings: Sequence[Finding], source: str, file: str) -> Marked | None:
    """The pages that findings rest on as pictures, their places boxed; `file` is the PDF as seen from the page.

    None where no finding has a place in it or the file cannot be drawn.
    """
    places = _places(report, findings)
    if not places:
        return None
    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        return None
    try:
        pages = [(number, places[number]) for number in sorted(places) if number <= len(pdf)][:_MOST_PAGES]
        named: set[int] = set()
        figures = [_figure(pdf[number - 1], number, boxes, named) for number, boxes in pages]
    except pdfium.PdfiumError:
        return None
    finally:
        pdf.close()
    link = f'<p style="text-align:center"><a href="{escape(file)}">原件 PDF (the file as served)</a></p>'
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    title = f"<title>存档副本 {escape(report.title or '')}</title><style>{_STYLE}</style>"
    told = banner(findings, source, "只画出问题所在的页；红框为问题所在，数字为问题编号。")
    html = f"<!doctype html>\n<html lang=zh-CN><head>{head}{title}</head><body>{told}{link}{''.join(figures)}</body></html>"
    return Marked(html, frozenset(named))


def _places(report: Report, findings: Sequence[Finding]) -> Mapping[int, list[_Place]]:
    """Page number → the places on it; a finding's own place, or else its suspect's, comes first."""
    places: defaultdict[int, list[_Place]] = defaultdict(list)
    for number, finding in enumerate(findings, 1):
        for where in _wheres(report, finding):
            if where.page and where.bbox:
                places[where.page].append(_Place(number, where.bbox))
    return places


def _wheres(report: Report, finding: Finding) -> Iterator[Where]:
    if finding.evidence.where:
        yield finding.evidence.where
    for name in dict.fromkeys((*filter(None, [finding.suspect]), *finding.cells)):
        if cell := report.cells.get(name):
            yield cell.where


def _figure(page: Any, number: int, places: Sequence[_Place], named: set[int]) -> str:  # pypdfium2 ships no types
    width, height = page.get_size()
    picture = base64.b64encode(_png(page, min(_PIXELS_WIDE / width, _MOST_PIXELS_HIGH / height))).decode()
    boxes: defaultdict[tuple[float, float, float, float], list[int]] = defaultdict(list)
    for place in places:
        boxes[place.box].append(place.number)
    drawn = "".join(_box(box, numbers, width, height, named) for box, numbers in boxes.items())
    caption = f"<figcaption>第{number}页 (page {number})</figcaption>"
    image = f'<img alt="第{number}页" src="data:image/png;base64,{picture}">'
    return f"<figure>{caption}<span>{image}{drawn}</span></figure>"


def _box(
    box: tuple[float, float, float, float], numbers: Sequence[int], width: float, height: float, named: set[int]
) -> str:
    left, top, right, bottom = box
    # An address can name one place of a finding only; the first is its own or its suspect's.
    first = next((number for number in numbers if number not in named), None)
    named.update({first} if first is not None else ())
    name = f' id="gouji-{first}"' if first is not None else ""
    style = (
        f"left:{100 * left / width:.2f}%;top:{100 * top / height:.2f}%;"
        f"width:{100 * (right - left) / width:.2f}%;height:{100 * (bottom - top) / height:.2f}%"
    )
    return f'<div{name} data-gouji="{" ".join(map(str, dict.fromkeys(numbers)))}" style="{style}"></div>'


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
