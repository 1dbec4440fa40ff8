"""OFD (GB/T 33190, the official document format) → document: a zip of XML pages with positioned text and paths.

Text keeps its characters and places, so pages go the same way as those of a PDF. Seals, annotations and signatures are
left alone.

Source: GB/T 33190-2016, clauses 7 (document structure), 8 (pages), 9 (graphics) and 11 (text).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import repeat

from lxml import etree

from flows.errors import BrokenDocument, TooLarge
from flows.extract.document import Document, Picture
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.halves import pages_of
from flows.extract.layout.page import Box, Glyph, PageLayout, Rule
from flows.extract.layout.placing import placed
from flows.extract.layout.strokes import IDENTITY, Matrix, Point, fill_of, leans, rules_of, transformed
from flows.extract.package import Package, holds
from flows.extract.readers import Source, reader
from flows.extract.readers.ofd_pictures import media_of, pictures_on
from flows.extract.readers.ofd_xml import POINTS, all_of, box_of, in_points, local, number_of, resolved, text_of
from flows.extract.script import settle

_MOST_DEPTH = 50
_MOST_GLYPHS = 200_000
_PATH = re.compile(r"[SMLQBAC]|[-+]?[\d.]+(?:[eE][-+]?\d+)?")
Drawn = tuple[PageLayout, list[etree._Element]]
"""A page as it is drawn, and the image objects on it."""
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
    drawn = _drawn(package, given)
    pages = [page for page, _ in drawn]
    title = settle(text_of(package.xml("OFD.xml"), "Title"))
    images = sum(len(page.pictures) for page in pages)
    scans = [page.number for page in pages if page.is_scan]
    notes = (f"pages without text, probably scanned: {scans}",) if scans else ()
    blocks = blocks_of(pages_of(pages), given.name)
    meta = {"title": title} if title else {}
    pictures = placed(_pictures(package, drawn, given.name), blocks) if images else ()
    return Document(blocks, meta, images=images, notes=notes, pictures=pictures)


def ofd_pages(given: Source) -> list[PageLayout]:
    """The pages as they are drawn.

    Raises `BrokenDocument` or `TooLarge` as `read_ofd` does.
    """
    package = Package(given.content, given.name, given.settings.max_document_bytes)
    return [page for page, _ in _drawn(package, given)]


def _pictures(package: Package, drawn: list[Drawn], name: str) -> list[Picture]:
    main, document = _main(package)
    media = media_of(package, main, document)
    return [picture for page, images in drawn for picture in pictures_on(page, images, package, media, name)]


def _main(package: Package) -> tuple[str, etree._Element]:
    """The main part's place in the package, and the part."""
    main = resolved("", text_of(package.xml("OFD.xml"), "DocRoot"))
    return main, package.xml(main)


def _drawn(package: Package, given: Source) -> list[Drawn]:
    main, document = _main(package)
    templates = {
        part.get("ID", ""): resolved(main, part.get("BaseLoc", "")) for part in all_of(document, "TemplatePage")
    }
    usual = next((box_of(area) for area in all_of(document, "PhysicalBox")), (0.0, 0.0, 210.0, 297.0))
    found = [part for holder in all_of(document, "Pages") for part in all_of(holder, "Page")]
    if not found:
        raise BrokenDocument(f"{given.name}: OFD 文件没有页面 (the OFD has no page)")
    if len(found) > given.settings.max_document_pages:
        raise TooLarge(f"{given.name}: {len(found)} 页，超过 {given.settings.max_document_pages} 页 (too many pages)")
    layouts = []
    for number, part in enumerate(found, 1):
        page = package.xml(resolved(main, part.get("BaseLoc", "")))
        below = [
            templates[used.get("TemplateID", "")]
            for used in all_of(page, "Template")
            if used.get("TemplateID") in templates
        ]
        layouts.append(_layout([package.xml(name) for name in below] + [page], usual, number, given.name))
    return layouts


def _layout(layers: list[etree._Element], usual: Box, number: int, name: str) -> Drawn:
    area = next((box_of(area) for area in all_of(layers[-1], "PhysicalBox")), usual)
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    images: list[etree._Element] = []
    fills: list[Box] = []
    for layer in layers:
        for item in _objects(layer, 0):
            kind = local(item)
            if kind == "TextObject":
                glyphs += _glyphs(item)
            elif kind == "PathObject":
                for corners, stroke, fill in _corners(item):
                    rules += rules_of(corners, stroke=stroke, fill=fill)
                    fills += filter(None, [fill_of(corners)] if fill else [])
            else:
                images.append(item)
            if len(glyphs) > _MOST_GLYPHS:
                raise TooLarge(
                    f"{name}: 第 {number} 页超过 {_MOST_GLYPHS} 字 (more than {_MOST_GLYPHS} characters on page {number})"
                )
    width, height = (area[2] - area[0]) * POINTS, (area[3] - area[1]) * POINTS
    boxes = tuple(in_points(box_of(image, "Boundary")) for image in images)
    return PageLayout(number, width, height, tuple(glyphs), tuple(rules), boxes, tuple(fills)), images


def _objects(element: etree._Element, depth: int) -> Iterator[etree._Element]:
    if depth > _MOST_DEPTH:
        return
    for child in element:
        kind = local(child)
        if kind in ("TextObject", "PathObject", "ImageObject"):
            if child.get("Visible", "true") != "false":
                yield child
        elif kind in ("Content", "Layer", "PageBlock"):
            yield from _objects(child, depth + 1)


def _glyphs(item: etree._Element) -> Iterator[Glyph]:
    left, top, _, _ = box_of(item, "Boundary")
    matrix = _matrix(item.get("CTM", ""))
    if leans(math.atan2(matrix[1], matrix[0])):
        return
    size = number_of(item.get("Size", ""), 3.0)
    scale = max((matrix[2] ** 2 + matrix[3] ** 2) ** 0.5, 0.01)
    stretch = number_of(item.get("HScale", ""), 1.0)
    for code in all_of(item, "TextCode"):
        x, y = number_of(code.get("X", ""), 0.0), number_of(code.get("Y", ""), 0.0)
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
    height = size * POINTS
    bottom = baseline * POINTS + 0.12 * height
    return Glyph(settle(sign), x * POINTS, bottom - height, (x + width) * POINTS, bottom, height)


def _deltas(text: str) -> Iterator[float]:
    """The steps between glyphs; `g n v` stands for n times v (clause 11.3)."""
    parts = iter(text.split())
    for part in parts:
        if part == "g":
            times, value = next(parts, "0"), next(parts, "0")
            yield from repeat(number_of(value, 0.0), min(int(number_of(times, 0.0)), _MOST_GLYPHS))
        else:
            yield number_of(part, 0.0)


def _corners(item: etree._Element) -> Iterator[tuple[list[Point], bool, bool]]:
    """The corners of each subpath of a path object on the page, and whether it is stroked and filled."""
    left, top, _, _ = box_of(item, "Boundary")
    matrix = _matrix(item.get("CTM", ""))
    data = next((child.text or "" for child in all_of(item, "AbbreviatedData")), "")
    stroke, fill = item.get("Stroke", "true") != "false", item.get("Fill", "false") == "true"
    for points in _subpaths(data):
        placed = [transformed(matrix, x, y) for x, y in points]
        yield [((left + x) * POINTS, (top + y) * POINTS) for x, y in placed], stroke, fill


def _subpaths(data: str) -> Iterator[list[Point]]:
    """The corner points of each subpath; of a curve only its end (clause 9.1, abbreviated path data)."""
    points: list[Point] = []
    tokens = iter(_PATH.findall(data))
    for token in tokens:
        if token not in _NUMBERS:
            continue
        numbers = [number_of(next(tokens, ""), 0.0) for _ in range(_NUMBERS[token])]
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


def _matrix(text: str) -> Matrix:
    numbers = [number_of(part, 0.0) for part in text.split()]
    if len(numbers) != 6:
        return IDENTITY
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
