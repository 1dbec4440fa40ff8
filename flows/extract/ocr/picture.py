"""A picture of a page made fit for reading: decoded within limits, straightened, its ruled lines found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.errors import BrokenDocument, TooLarge
from flows.extract.layout.joints import SNAP
from flows.extract.layout.page import Rule

_MOST_PIXELS = 60_000_000
_WIDEST = 2600
# A table made for a screen is narrower than one scanned; its strokes are too thin to be told from each other.
_NARROWEST, _MOST_ENLARGED = 1000, 2.0
_STEEPEST_DEGREES = 8.0
# A line of this share of the page's width is one whatever stands at its ends.
_LONG = 0.4
# How far from its ends (points) others hold a line: strokes that run through a row of characters come near, too.
_TOUCHING, _NEAR = 2.5, 8.0
# The least share of a line that is drawn.
_DRAWN = 0.8


def decoded(content: bytes, name: str) -> Any:
    """The picture as a numpy array, BGR, at most 2,600 pixels wide, a small one enlarged.

    Raises `TooLarge` for one of too many pixels and `BrokenDocument` for bytes that are no picture.
    """
    import cv2
    import numpy as np

    size_of(content, name)
    image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise BrokenDocument(f"{name}: 图片已损坏或格式不支持 (the picture is damaged or of an unknown kind)")
    if image.shape[1] > _WIDEST:
        scale = _WIDEST / image.shape[1]
        return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if image.shape[1] < _NARROWEST:
        scale = min(_NARROWEST / image.shape[1], _MOST_ENLARGED)
        return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return image


def size_of(content: bytes, name: str) -> tuple[int, int]:
    """Width and height in pixels, told by the picture's head.

    Raises `TooLarge` for one of too many pixels and `BrokenDocument` for bytes that are no picture.
    """
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as header:
            width, height = header.size
    except (OSError, ValueError, Image.DecompressionBombError):
        raise BrokenDocument(f"{name}: 图片已损坏或格式不支持 (the picture is damaged or of an unknown kind)") from None
    if width * height > _MOST_PIXELS:
        raise TooLarge(f"{name}: 图片过大 (a picture of {width} × {height} pixels)")
    return width, height


def straightened(image: Any) -> Any:
    """The picture turned by the few degrees that its long lines lean; measured at half size, where noise is less."""
    import cv2
    import numpy as np

    half = cv2.resize(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    edges = cv2.Canny(half, 60, 180)
    lines = cv2.HoughLinesP(edges, 1, np.pi / 1800, 160, minLineLength=half.shape[1] // 4, maxLineGap=8)
    if lines is None:
        return image
    leans = [float(np.degrees(np.arctan2(y1 - y0, x1 - x0))) for x0, y0, x1, y1 in lines.reshape(-1, 4)]
    flat = [lean for lean in leans if abs(lean) < _STEEPEST_DEGREES]
    lean = float(np.median(flat)) if flat else 0.0
    if abs(lean) < 0.05:
        return image
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), lean, 1.0)
    return cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))


def dark_parts(image: Any) -> Any:
    """Ink as a mask (255 on 0), judged against the paper around it so that shadows do not count."""
    import cv2

    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    return cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 15)


def without_specks(ink: Any) -> Any:
    """A mask of ink without single dark pixels: what is left in a cell was printed there."""
    import cv2

    return cv2.medianBlur(ink, 3)


def ruled_lines(ink: Any, scale: float) -> list[Rule]:
    """The long straight lines in a mask of ink; `scale` turns pixels into points."""
    across = list(_closed(_drawn(ink, scale, horizontal=True), 25.0))
    down = list(_closed(_drawn(ink, scale, horizontal=False), 28.0))
    least = ink.shape[1] * scale * _LONG
    return _held(across, down, _TOUCHING, least) + _held(down, across, _NEAR, least)


def _held(rules: list[Rule], others: list[Rule], reach: float, least: float) -> list[Rule]:
    """The lines that others hold at both ends, or that are long: strokes of characters run together are neither."""
    return [
        rule
        for rule in rules
        if rule.end - rule.start >= least
        or all(
            any(
                abs(other.at - end) <= reach and other.start - reach <= rule.at <= other.end + reach for other in others
            )
            for end in (rule.start, rule.end)
        )
    ]


def _drawn(ink: Any, scale: float, *, horizontal: bool) -> list[Rule]:
    """Lines of one direction, longer than any stroke of a heading's characters."""
    import cv2

    height, width = ink.shape[:2]
    long = max(width // 30, 30) if horizontal else max(height // 45, 44)
    bridge, element = ((5, 1), (long, 1)) if horizontal else ((1, 5), (1, long))
    lines = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, bridge))
    lines = cv2.morphologyEx(lines, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, element))
    # A line that leans or flickers by a pixel is one line.
    lines = cv2.dilate(lines, cv2.getStructuringElement(cv2.MORPH_RECT, (9, 3) if horizontal else (3, 9)))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(lines)
    rules = []
    for x, y, w, h, _area in boxes[1 : min(count, 3000)]:
        at, start, length = (y + h / 2, x, w) if horizontal else (x + w / 2, y, h)
        rules.append(Rule(horizontal, float(at * scale), float(start * scale), float((start + length) * scale)))
    return rules


def _closed(rules: list[Rule], most_points: float) -> Iterator[Rule]:
    """Lines with their gaps closed: a faint print loses a stretch of a line between two others, a form does not.

    What is gap for a large part is no line but a row of characters, and stays in pieces.
    """
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / SNAP), rule.start)):
        near = [
            pieces
            for pieces in lines
            if abs(pieces[0].at - rule.at) <= SNAP and rule.start - max(piece.end for piece in pieces) <= most_points
        ]
        if near:
            near[-1].append(rule)
        else:
            lines.append([rule])
    for pieces in lines:
        whole = Rule(pieces[0].horizontal, pieces[0].at, min(p.start for p in pieces), max(p.end for p in pieces))
        drawn = sum(piece.end - piece.start for piece in pieces)
        yield from [whole] if drawn >= _DRAWN * (whole.end - whole.start) else pieces
