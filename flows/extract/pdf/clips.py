"""What a drawn object is clipped to, and which part of the page a filled path hides."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as raw

from flows.extract.layout.page import Box
from flows.extract.layout.strokes import Matrix, transformed
from flows.extract.pdf.place import Place

# Of an object in more windows than this, or in one of more corners, not all is looked at: it may be cut more than is told.
_MOST_WINDOWS, _MOST_CORNERS = 12, 40
_MOST_BOXES = 40


def covers_of(item: Any, boxes: Sequence[Box], outer: Matrix, place: Place) -> list[Box]:  # pypdfium2 ships no types
    """The boxes that a path fills with a colour through which nothing is seen, as far as it is not clipped away."""
    if not boxes or len(boxes) > _MOST_BOXES or raw.FPDFPageObj_HasTransparency(item):
        return []
    window = clip_of(item, outer, place)
    # One box within another is the inner edge of a frame, which is open there.
    solid = [box for box in boxes if not any(_are_nested(box, other) for other in boxes if other is not box)]
    return solid if window is None else [shared for box in solid if (shared := _shared(box, window)) is not None]


def clip_of(item: Any, outer: Matrix, place: Place) -> Box | None:
    """The box on the page that an object is seen in; None where nothing clips it."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    window: Box | None = None
    for path in range(min(max(raw.FPDFClipPath_CountPaths(clip), 0), _MOST_WINDOWS) if clip else 0):
        box = _box(clip, path, outer, place)
        if box is not None:
            window = box if window is None else _shared(window, box) or (box[0], box[1], box[0], box[1])
    return window


def _box(clip: Any, path: int, outer: Matrix, place: Place) -> Box | None:
    count = raw.FPDFClipPath_CountPathSegments(clip, path)
    if not 0 < count <= _MOST_CORNERS:
        return None
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for number in range(count):
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, number), x, y)
        points.append(place(*transformed(outer, x.value, y.value)))
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _are_nested(first: Box, second: Box) -> bool:
    return _shared(first, second) in (first, second)


def _shared(first: Box, second: Box) -> Box | None:
    x0, y0, x1, y1 = (f(a, b) for f, a, b in zip((max, max, min, min), first, second, strict=True))
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None
