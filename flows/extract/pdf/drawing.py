"""The lines and pictures that a PDF page draws, forms within forms included."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from flows.extract.layout.page import Box, Rule
from flows.extract.layout.strokes import (
    DARK,
    IDENTITY,
    THIN,
    Matrix,
    Point,
    box_of,
    combined,
    cover_of,
    fill_of,
    lightness,
    mark_of,
    rules_in,
    rules_of,
    slants_of,
    transformed,
)
from flows.extract.pdf.clips import covers_of
from flows.extract.pdf.place import Place

MOST_OBJECTS = 60_000
"""Objects of a page, or of a form in it, that are looked at."""
_MOST_SEGMENTS = 4000
_MOST_NESTING = 8
# A smaller picture (points) is a bullet, a seal's corner or a strip of figures; one smaller still a line.
_LEAST_PICTURE, _LEAST_MARK = 20, 2


class Drawing(NamedTuple):
    """What a page draws beside text: ruled lines, the boxes of pictures, boxes filled with a colour, and the dark ones.

    `marks` are pictures and shapes of a character's size, as of text that was turned into curves, `slants` lines aslant. `texts` tells of each text
    object, by its address, when it is drawn and where its form stands, `covers` of what hides things when it is drawn and
    which box it fills, `overlays` of pictures and shapes that are no boxes when they are drawn, about where, and what they are.
    """

    rules: list[Rule]
    pictures: list[Box]
    fills: list[Box]
    dark: list[Box]
    marks: list[Box]
    slants: list[Box]
    texts: dict[int, tuple[int, Matrix]]
    covers: list[tuple[int, Box]]
    overlays: list[tuple[int, Box, Any]]


def drawn_on(page: Any, place: Place) -> Drawing:  # pypdfium2 ships no types
    """The lines, pictures and fills of a page."""
    found = Drawing([], [], [], [], [], [], {}, [], [])
    for index, (kind, outer, item) in enumerate(_objects(page.raw, IDENTITY, 0)):
        if index > MOST_OBJECTS:
            break
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            found.texts[ctypes.addressof(item.contents)] = index, outer
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            found.covers.extend((index, box) for box in _add_path(index, item, outer, place, found))
        else:
            box = _picture(combined(_matrix(item), outer), place)
            _add_picture(box, found)
            found.overlays.append((index, box, item))
    return found


def _add_picture(box: Box, found: Drawing) -> None:
    if min(box[2] - box[0], box[3] - box[1]) > _LEAST_PICTURE:
        found.pictures.append(box)
    elif min(box[2] - box[0], box[3] - box[1]) > _LEAST_MARK:
        found.marks.append(box)
    found.dark.append(box)


def _objects(container: Any, outer: Matrix, depth: int, form: bool = False) -> Iterator[tuple[int, Matrix, Any]]:
    """Texts, paths and pictures as they are drawn: their kind, the matrix of the forms around each, and the object."""
    count = raw.FPDFFormObj_CountObjects(container) if form else raw.FPDFPage_CountObjects(container)
    for index in range(min(count, MOST_OBJECTS)):
        item = raw.FPDFFormObj_GetObject(container, index) if form else raw.FPDFPage_GetObject(container, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_NESTING:
            yield from _objects(item, combined(_matrix(item), outer), depth + 1, form=True)
        elif kind in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield kind, outer, item


def _matrix(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _picture(matrix: Matrix, place: Place) -> Box:
    corners = [place(*transformed(matrix, x, y)) for x, y in ((0, 0), (1, 1))]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _add_path(index: int, item: Any, outer: Matrix, place: Place, found: Drawing) -> Sequence[Box]:
    """Adds what a path draws; the boxes in which it hides what was drawn before."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if dot := _dot(item, outer, place):
        found.rules.extend(rules_in(dot) if fill.value or stroke.value else ())
        return ()
    matrix = combined(_matrix(item), outer)
    filled: list[Box] = []
    for points, curved in _subpaths(item, matrix, place):
        found.rules.extend(rules_of(points, stroke=bool(stroke.value), fill=bool(fill.value), curved=curved))
        if stroke.value and not fill.value:
            found.slants.extend(slants_of(points, curved))
        cover = cover_of(points) if fill.value else None
        if fill.value:
            _add_fill(item, points, found)
            filled += [cover] if cover else []
        # A cover that is mixed with what it lies on may hide it or not, as a black one that multiplies does.
        is_mixed = raw.FPDFPageObj_HasTransparency(item)
        if (is_mixed or not cover) and (curved or fill.value):
            found.overlays.append((index, box_of(points), item))
    return covers_of(item, filled, outer, place)


def _add_fill(item: Any, points: Sequence[Point], found: Drawing) -> None:
    if box := fill_of(points):
        found.fills.append(box)
        if _is_dark(item):
            found.dark.append(box)
    elif mark := mark_of(points):
        found.marks.append(mark)


def _dot(item: Any, outer: Matrix, place: Place) -> Box | None:
    """The box of a path that is a dot, one of the thousands that a dotted line is drawn with; None for anything larger."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    if max(right.value - left.value, top.value - bottom.value) > THIN:
        return None
    (x0, y0), (x1, y1) = (
        place(*transformed(outer, x, y)) for x, y in ((left.value, bottom.value), (right.value, top.value))
    )
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return box if max(box[2] - box[0], box[3] - box[1]) <= THIN else None


def _is_dark(item: Any) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(item, *parts)
    red, green, blue, opacity = (part.value / 255 for part in parts)
    return lightness(red, green, blue, opacity) < DARK


def _subpaths(item: Any, matrix: Matrix, place: Place) -> Iterator[tuple[list[Point], set[int]]]:
    """The points of each subpath, those that bend its curves among them, and the indices of those on a curve."""
    points: list[Point] = []
    curved: set[int] = set()
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, curved
            points, curved = [], set()
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            curved.add(len(points))
        points.append(place(*transformed(matrix, x.value, y.value)))
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 2:
            points.append(points[0])
    if len(points) > 1:
        yield points, curved
