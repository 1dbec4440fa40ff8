"""OFD (GB/T 33190, the official document format) → document: a zip of XML pages with positioned text and paths.

Text keeps its characters and places, so pages go the same way as those of a PDF. Seals, annotations and signatures are
left alone.

Source: GB/T 33190-2016, clauses 7 (document structure), 8 (pages), 9 (graphics) and 11 (text).
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator
from itertools import repeat

from lxml import etree

from flows.errors import BrokenDocument, TooLarge
from flows.extract.document import Document
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.halves import pages_of
from flows.extract.layout.page import Box, Glyph, PageLayout, Rule
from flows.extract.layout.strokes import IDENTITY, Matrix, Point, fill_of, leans, rules_of, transformed
from flows.extract.package import Package, holds
from flows.extract.readers import Source, reader
from flows.extract.script import settle

# OFD counts in millimetres, the layout in points.
_POINTS = 72 / 25.4
_MOST_DEPTH = 50
_MOST_GLYPHS = 200_000
_PATH = re.compile(r"[SMLQBAC]|[-+]?[\d.]+(?:[eE][-+]?\d+)?")
_NUMBERS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


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
    pages = _pages(package, given)
    title = settle(_text(package.xml("OFD.xml"), "Title"))
    pictures = sum(len(page.pictures) for page in pages)
    scans = [page.number for page in pages if page.is_scan]
    notes = (f"pages without text, probably scanned: {scans}",) if scans else ()
    return Document(
        blocks_of(pages_of(pages), given.name), {"title": title} if title else {}, images=pictures, notes=notes
    )


def ofd_pages(given: Source) -> list[PageLayout]:
    """The pages as they are drawn.

    Raises `BrokenDocument` or `TooLarge` as `read_ofd` does.
    """
    return _pages(Package(given.content, given.name, given.settings.max_document_bytes), given)


def _pages(package: Package, given: Source) -> list[PageLayout]:
    main = _resolved("", _text(package.xml("OFD.xml"), "DocRoot"))
    document = package.xml(main)
    templates = {
        part.get("ID", ""): _resolved(main, part.get("BaseLoc", "")) for part in _all(document, "TemplatePage")
    }
    usual = next((_box(area) for area in _all(document, "PhysicalBox")), (0.0, 0.0, 210.0, 297.0))
    found = [part for holder in _all(document, "Pages") for part in _all(holder, "Page")]
    if not found:
        raise BrokenDocument(f"{given.name}: OFD 文件没有页面 (the OFD has no page)")
    if len(found) > given.settings.max_document_pages:
        raise TooLarge(f"{given.name}: {len(found)} 页，超过 {given.settings.max_document_pages} 页 (too many pages)")
    layouts = []
    for number, part in enumerate(found, 1):
        page = package.xml(_resolved(main, part.get("BaseLoc", "")))
        below = [
            templates[used.get("TemplateID", "")]
            for used in _all(page, "Template")
            if used.get("TemplateID") in templates
        ]
        layouts.append(_layout([package.xml(name) for name in below] + [page], usual, number, given.name))
    return layouts


def _layout(layers: list[etree._Element], usual: Box, number: int, name: str) -> PageLayout:
    area = next((_box(area) for area in _all(layers[-1], "PhysicalBox")), usual)
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    pictures: list[Box] = []
    fills: list[Box] = []
    for layer in layers:
        for item in _objects(layer, 0):
            kind = _local(item)
            if kind == "TextObject":
                glyphs += _glyphs(item)
            elif kind == "PathObject":
                for corners, stroke, fill in _corners(item):
                    rules += rules_of(corners, stroke=stroke, fill=fill)
                    fills += filter(None, [fill_of(corners)] if fill else [])
            else:
                pictures.append(_points(_box(item, "Boundary")))
            if len(glyphs) > _MOST_GLYPHS:
                raise TooLarge(
                    f"{name}: 第 {number} 页超过 {_MOST_GLYPHS} 字 (more than {_MOST_GLYPHS} characters on page {number})"
                )
    width, height = (area[2] - area[0]) * _POINTS, (area[3] - area[1]) * _POINTS
    return PageLayout(number, width, height, tuple(glyphs), tuple(rules), tuple(pictures), tuple(fills))


def _objects(element: etree._Element, depth: int) -> Iterator[etree._Element]:
    if depth > _MOST_DEPTH:
        return
    for child in element:
        kind = _local(child)
        if kind in ("TextObject", "PathObject", "ImageObject"):
            if child.get("Visible", "true") != "false":
                yield child
        elif kind in ("Content", "Layer", "PageBlock"):
            yield from _objects(child, depth + 1)


def _glyphs(item: etree._Element) -> Iterator[Glyph]:
    left, top, _, _ = _box(item, "Boundary")
    matrix = _matrix(item.get("CTM", ""))
    if leans(math.atan2(matrix[1], matrix[0])):
        return
    size = _number(item.get("Size", ""), 3.0)
    scale = max((matrix[2] ** 2 + matrix[3] ** 2) ** 0.5, 0.01)
    stretch = _number(item.get("HScale", ""), 1.0)
    for code in _all(item, "TextCode"):
        x, y = _number(code.get("X", ""), 0.0), _number(code.get("Y", ""), 0.0)
        text = code.text or ""
        across, down = _deltas(code.get("DeltaX", "")), _deltas(code.get("DeltaY", ""))
        for sign in text:
            step_x, step_y = next(across, None), next(down, 0.0)
            width = size * stretch * (0.5 if sign.isascii() else 1.0)
            if sign.strip("\u3000\u00a0 \t\r\n"):
                at_x, at_y = transformed(matrix, x, y)
                yield _glyph(sign, left + at_x, top + at_y, width * max(abs(matrix[0]), 0.01), size * scale)
            x += step_x if step_x is not None else (width if not step_y else 0.0)
            y += step_y


def _glyph(sign: str, x: float, baseline: float, width: float, size: float) -> Glyph:
    height = size * _POINTS
    bottom = baseline * _POINTS + 0.12 * height
    return Glyph(settle(sign), x * _POINTS, bottom - height, (x + width) * _POINTS, bottom, height)


def _deltas(text: str) -> Iterator[float]:
    """The steps between glyphs; `g n v` stands for n times v (clause 11.3)."""
    parts = iter(text.split())
    for part in parts:
        if part == "g":
            times, value = next(parts, "0"), next(parts, "0")
            yield from repeat(_number(value, 0.0), min(int(_number(times, 0.0)), _MOST_GLYPHS))
        else:
            yield _number(part, 0.0)


def _corners(item: etree._Element) -> Iterator[tuple[list[Point], bool, bool]]:
    """The corners of each subpath of a path object on the page, and whether it is stroked and filled."""
    left, top, _, _ = _box(item, "Boundary")
    matrix = _matrix(item.get("CTM", ""))
    data = next((child.text or "" for child in _all(item, "AbbreviatedData")), "")
    stroke, fill = item.get("Stroke", "true") != "false", item.get("Fill", "false") == "true"
    for points in _subpaths(data):
        placed = [transformed(matrix, x, y) for x, y in points]
        yield [((left + x) * _POINTS, (top + y) * _POINTS) for x, y in placed], stroke, fill


def _subpaths(data: str) -> Iterator[list[Point]]:
    """The corner points of each subpath; of a curve only its end (clause 9.1, abbreviated path data)."""
    points: list[Point] = []
    tokens = iter(_PATH.findall(data))
    for token in tokens:
        if token not in _NUMBERS:
            continue
        numbers = [_number(next(tokens, ""), 0.0) for _ in range(_NUMBERS[token])]
        if token == "C" and points:
            points.append(points[0])
        elif numbers:
            if token in "SM":
                if len(points) > 1:
                    yield points
                points = []
            points.append((numbers[-2], numbers[-1]))
    if len(points) > 1:
        yield points


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element.iter() if _local(child) == name)


def _text(element: etree._Element, name: str) -> str:
    return next(((child.text or "").strip() for child in _all(element, name)), "")


def _resolved(base: str, location: str) -> str:
    """A location within the package: absolute from its root, else relative to the part that names it."""
    joined = location if location.startswith("/") else posixpath.join(posixpath.dirname(base), location)
    return posixpath.normpath(joined.replace("\\", "/")).lstrip("/")


def _box(element: etree._Element, attribute: str | None = None) -> Box:
    text = element.get(attribute, "") if attribute else element.text or ""
    numbers = [_number(part, 0.0) for part in text.split()]
    x, y, width, height = (numbers + [0.0] * 4)[:4]
    return (x, y, x + width, y + height)


def _points(box: Box) -> Box:
    return (box[0] * _POINTS, box[1] * _POINTS, box[2] * _POINTS, box[3] * _POINTS)


def _matrix(text: str) -> Matrix:
    numbers = [_number(part, 0.0) for part in text.split()]
    if len(numbers) != 6:
        return IDENTITY
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])


def _number(text: str, default: float) -> float:
    try:
        value = float(text)
    except ValueError:
        return default
    return value if abs(value) < 1e6 else default
