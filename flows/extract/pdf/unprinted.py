"""Figures and lines that are on a PDF's page and not on its picture: clipped away, of a layer that is switched off, or painted over.

What nobody sees is found by looking: bare paper shows nothing, and what can be taken away without changing the
picture was never part of it.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw

from flows.extract.layout.page import Box, PageLayout, Rule
from flows.extract.pdf.clips import clip_of
from flows.extract.pdf.drawing import MOST_OBJECTS, Drawing
from flows.extract.pdf.place import Place, box_at
from flows.extract.pdf.unseen import move_away

Picture = npt.NDArray[np.uint8]

_FIGURES = frozenset(map(ord, "0123456789-/—–"))
_MOST_CHARACTERS = 20_000
# Pixels a point; how light bare paper is, and by how much two pictures of one place differ, in steps of grey.
_SCALE, _PAPER, _CHANGE = 2, 247, 24
# The share of a character over which another stands; as many texts of a page that stand over others are looked at.
_COVERED, _MOST_LOOKS = 0.2, 300
_MOST_PIXELS = 40_000_000
# So many figures times characters are compared at once.
_MOST_PAIRS = 500_000
# Where more than this share of a page's figures is not seen, it is the page that has not been understood.
_MOST_UNSEEN = 0.6
# In pixels: what is no broader than the one is a stroke, and as much is looked at on either side of it.
_STROKE, _BESIDE = 4, 2
# Points: so much of a line is looked at at either end.
_END = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """The characters of one text object: their boxes on the page as it is held, and those of its figures."""

    drawn: Any
    boxes: list[Box]
    figures: list[Box]


def move_unprinted(
    page: Any, text: Any, place: Place, layout: PageLayout, drawn: Drawing
) -> list[Box] | None:  # pypdfium2 ships no types
    """Moves figures and words that nobody sees beyond the page; the places where a figure was to be shown.

    `drawn` is what is drawn on the page. A cell that nothing but such a place stands in is not blank. None where all is as
    it was; else the page's text has to be loaded again.
    """
    if layout.width * layout.height * _SCALE**2 + _pictured(page) > _MOST_PIXELS:
        return None
    known = list(_texts(text, place))
    texts = [found for found in known if found.figures]
    if not texts:
        return None
    picture = _picture(page)
    words = [found for found in known if not found.figures and _is_cut_away(found, picture, place, drawn)]
    for found in words:
        move_away(found.drawn)
    unprinted = [*_unprinted(page, texts, picture), *_beside_cut_lines(picture, layout.rules)]
    return unprinted if words or unprinted else None


def _is_cut_away(found: _Text, picture: Picture, place: Place, drawn: Drawing) -> bool:
    """Whether nothing is seen of a text, all of which stands beside the window that it is drawn in."""
    _, outer = drawn.texts.get(ctypes.addressof(found.drawn.contents), (0, None))
    if outer is None or not all(_is_bare(picture, box) for box in found.boxes):
        return False
    window = clip_of(found.drawn, outer, place)
    middles = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in found.boxes]
    return window is not None and not any(
        window[0] <= x <= window[2] and window[1] <= y <= window[3] for x, y in middles
    )


def _unprinted(page: Any, texts: Sequence[_Text], picture: Picture) -> list[Box]:
    """Moves texts with figures that nobody sees; the places of these figures."""
    bare = [sum(_is_bare(picture, box) for box in found.figures) for found in texts]
    unseen = [found for found, count in zip(texts, bare, strict=True) if count == len(found.figures)]
    if len(unseen) > _MOST_UNSEEN * len(texts):
        return []
    rest = [found for found in texts if found not in unseen]
    partly = [found for found, count in zip(texts, bare, strict=True) if 0 < count < len(found.figures)]
    gone = [*unseen, *_without_change(page, picture, [*partly, *_over_others(rest)])]
    for found in gone:
        move_away(found.drawn)
    return [box for found in gone for box in found.figures]


def _beside_cut_lines(picture: Picture, rules: Sequence[Rule]) -> Iterator[Box]:
    """Places above and below the ends of lines across that are not seen to their ends: the cells there go on unseen."""
    for rule in rules:
        if rule.horizontal and rule.end - rule.start > 2 * _END:
            for start in (rule.start, rule.end - _END):
                if _is_bare(picture, (start, rule.at - 1, start + _END, rule.at + 1)):
                    yield (start, rule.at - _END, start + _END, rule.at - 1)
                    yield (start, rule.at + 1, start + _END, rule.at + _END)


def _without_change(page: Any, picture: Picture, texts: list[_Text]) -> Iterator[_Text]:
    """The texts that can be taken away, one after the other, and the page looks as it did."""
    for found in texts[:_MOST_LOOKS]:
        raw.FPDFPageObj_SetIsActive(found.drawn, False)
        if _is_same(page, picture, found.figures):
            yield found
        else:
            raw.FPDFPageObj_SetIsActive(found.drawn, True)


def _pictured(page: Any) -> int:
    """The pixels of the pictures on a page, all of which are unpacked to look at it."""
    pixels, wide, high = 0, ctypes.c_uint(), ctypes.c_uint()
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE:
            raw.FPDFImageObj_GetImagePixelSize(item, wide, high)
            pixels += wide.value * high.value
    return pixels


def _texts(text: Any, place: Place) -> Iterator[_Text]:
    known: dict[int, _Text] = {}
    for index in range(min(raw.FPDFText_CountChars(text.raw), _MOST_CHARACTERS)):
        drawn = raw.FPDFText_GetTextObject(text.raw, index)
        if drawn and raw.FPDFText_IsGenerated(text.raw, index) != 1:
            found = known.setdefault(ctypes.addressof(drawn.contents), _Text(drawn, [], []))
            box = box_at(text, index, place)
            found.boxes.append(box)
            if raw.FPDFText_GetUnicode(text.raw, index) in _FIGURES:
                found.figures.append(box)
    yield from known.values()


def _picture(page: Any, crop: tuple[float, float, float, float] = (0, 0, 0, 0)) -> Picture:
    """The page, or what is left of it by a crop (left, bottom, right, top, in points), as it is seen, in grey."""
    picture = page.render(scale=_SCALE, crop=crop, grayscale=True, may_draw_forms=False, draw_annots=False).to_numpy()
    return np.array(picture[:, :, 0] if picture.ndim > 2 else picture)


def _is_bare(picture: Picture, box: Box) -> bool:
    """Whether a place is bare paper; what lies under a seal, or beyond the picture, is another's affair."""
    x0, y0, x1, y1 = _pixels(box, picture)
    seen = picture[y0:y1, x0:x1]
    return seen.size > 0 and int(seen.min()) >= _PAPER


def _pixels(box: Box, picture: Picture) -> tuple[int, int, int, int]:
    """The pixels of a box (left, top, right, bottom); of a stroke those beside it too, which tell ink from its ground."""
    height, width = picture.shape
    beside = [_BESIDE if (box[axis + 2] - box[axis]) * _SCALE < _STROKE else 0 for axis in (0, 1)]
    x0, y0 = (max(math.floor(box[axis] * _SCALE) - beside[axis], 0) for axis in (0, 1))
    x1, y1 = (math.ceil(box[axis + 2] * _SCALE) + beside[axis] for axis in (0, 1))
    return x0, y0, min(x1, width), min(y1, height)


def _over_others(texts: list[_Text]) -> Iterator[_Text]:
    """The texts with a figure that shares its place with a character of another text."""
    owners = np.array([at for at, found in enumerate(texts) for _ in found.boxes])
    boxes = np.array([box for found in texts for box in found.boxes]).reshape(-1, 4)
    own = np.array([at for at, found in enumerate(texts) for _ in found.figures])
    figures = np.array([box for found in texts for box in found.figures]).reshape(-1, 4, 1)
    step = max(_MOST_PAIRS // max(len(boxes), 1), 1)
    over: set[int] = set()
    for start in range(0, len(figures), step):
        some = figures[start : start + step]
        across = np.minimum(boxes[:, 2], some[:, 2]) - np.maximum(boxes[:, 0], some[:, 0])
        down = np.minimum(boxes[:, 3], some[:, 3]) - np.maximum(boxes[:, 1], some[:, 1])
        shared = across.clip(0) * down.clip(0) * (owners != own[start : start + step, None])
        least = _COVERED * ((some[:, 2] - some[:, 0]) * (some[:, 3] - some[:, 1])).clip(0.01)
        over.update(own[start : start + step][(shared > least).any(axis=1)].tolist())
    return (found for at, found in enumerate(texts) if at in over)


def _is_same(page: Any, picture: Picture, boxes: list[Box]) -> bool:
    """Whether the page looks as its picture does where these boxes are."""
    around = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    x0, y0, x1, y1 = _pixels(around, picture)
    if x0 >= x1 or y0 >= y1:
        return False
    height, width = picture.shape
    # What only reaches into the edge of a picture is not always drawn there.
    left, top, right, foot = (
        max(x0 - _STROKE, 0),
        max(y0 - _STROKE, 0),
        min(x1 + _STROKE, width),
        min(y1 + _STROKE, height),
    )
    drawn = _picture(page, (left / _SCALE, (height - foot) / _SCALE, (width - right) / _SCALE, top / _SCALE))
    now, before = drawn[y0 - top : y1 - top, x0 - left : x1 - left], picture[y0:y1, x0:x1]
    return now.shape == before.shape and int(np.abs(now.astype(int) - before).max()) <= _CHANGE
