"""How dark each place of a page is beside the paper around it: what is print, what is paper, and what lies between."""

from __future__ import annotations

from typing import Any, NamedTuple

from flows.extract.ocr.picture import dark_parts

PRINT, PAPER = 0.45, 0.08
"""The share of the darkest print's darkness from which on a pixel is print, and up to which it is paper."""
CHARACTER = 80
"""Pixels: no character of a table is larger."""
_DARKEST_PERCENTILE = 99
# The percentile of the ink's darkness that is as much where ruled lines are no darker than characters: of coarse scans they
# are twice as dark. How long a line is at least, as a share of the width, and how far beside it (pixels) its ink reaches.
_PRINT_PERCENTILE, _LINE, _BESIDE = 95, 1 / 30, 2
# Below this a page holds nothing darker than its paper's grain.
_LEAST_DARKNESS = 30.0
# How dark a thin stroke is, and how far in pixels it goes on from the thicker part of its character.
_STROKE, _LONGEST_STROKE = 0.25, 10
# Pixels: how far the edges of print reach.
_EDGE = 3
# Paper is looked for in quarter size, in a neighbourhood wider than a character.
_SMALLER, _AROUND, _PAPER_AROUND = 4, 9, 31
# A drawn picture is flat over this share of it, of which so many tones make up nearly all; the least share of one that is a fill's.
_FLAT, _FEW, _NEARLY_ALL, _TONE = 0.5, 8, 0.97, 0.02


class Tones(NamedTuple):
    """The darkness of each pixel (0 to 255), that of the page's darkest print, and the brightness of the paper at each.

    `characters` is a mask of truths of the ink that belongs to no ruled line.
    """

    darkness: Any
    most: float
    paper: Any
    characters: Any

    def as_paper(self, image: Any, where: Any) -> Any:
        """The picture (BGR) with these places (a mask of truths) as paper."""
        cleaned = image.copy()
        cleaned[where] = self.paper[where][:, None]
        return cleaned


class Cleaned(NamedTuple):
    """The picture (BGR) without what is no print, and the mask (255 on 0) of what was taken off."""

    image: Any
    taken: Any


def tones_of(image: Any) -> Tones:
    """The tones of a picture (BGR)."""
    import cv2
    import numpy as np

    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    paper = _paper(gray)
    darkness = 255 - np.minimum(gray.astype(np.float32) * 255 / np.maximum(paper, 1), 255)
    most = float(np.percentile(darkness[::2, ::2], _DARKEST_PERCENTILE))
    characters = _characters_on(image)
    printed = darkness[characters]
    if len(printed):
        most = min(most, float(np.percentile(printed, _PRINT_PERCENTILE)))
    return Tones(darkness, max(most, _LEAST_DARKNESS), paper, characters)


def _characters_on(image: Any) -> Any:
    import cv2
    import numpy as np

    ink = dark_parts(image)
    long = max(int(image.shape[1] * _LINE), 1)
    lines = (cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size, np.uint8)) for size in ((1, long), (long, 1)))
    beside = np.ones((2 * _BESIDE + 1, 2 * _BESIDE + 1), np.uint8)
    return (ink > 0) & (cv2.dilate(cv2.max(*lines), beside) == 0)


def near_print(darkness: Any, most: float) -> Any:
    """Where print is, the thin strokes that go on from it, and its edges."""
    import cv2
    import numpy as np

    edge = np.ones((2 * _EDGE + 1, 2 * _EDGE + 1), np.uint8)
    near = cv2.dilate((darkness >= PRINT * most).astype(np.uint8), edge)
    stroke = (darkness >= _STROKE * most).astype(np.uint8)
    for _ in range(_LONGEST_STROKE):
        near = cv2.max(near, cv2.min(cv2.dilate(near, np.ones((3, 3), np.uint8)), stroke))
    return near > 0


def _paper(gray: Any) -> Any:
    """The brightness of the paper at each place: everywhere the same on a picture that was drawn, as screens are."""
    import cv2
    import numpy as np

    height, width = gray.shape
    if drawn := _drawn_in(gray):
        return np.full_like(gray, max(drawn))
    small = cv2.resize(gray, (width // _SMALLER + 1, height // _SMALLER + 1), interpolation=cv2.INTER_AREA)
    light = cv2.medianBlur(cv2.dilate(small, np.ones((_AROUND, _AROUND), np.uint8)), _PAPER_AROUND)
    return cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)


def is_screen(image: Any) -> bool:
    """Whether a picture (BGR) was drawn, and in fills: no light falls on it, and nothing shines through."""
    import cv2

    return len(_drawn_in(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))) > 1


def is_drawn(gray: Any) -> bool:
    """Whether a picture (its brightness) was drawn, as screens are: without grain, mostly flat and of few tones."""
    return bool(_drawn_in(gray))


def _drawn_in(gray: Any) -> list[int]:
    """The few tones of which a picture without grain is made nearly all; none where it has more of them."""
    import cv2
    import numpy as np

    square = np.ones((3, 3), np.uint8)
    flat = gray[cv2.erode(gray, square) == cv2.dilate(gray, square)]
    if len(flat) < _FLAT * gray.size:
        return []
    counts = np.bincount(flat, minlength=256) / len(flat)
    few = np.argsort(-counts)[:_FEW]
    return [int(tone) for tone in few[counts[few] >= _TONE]] if counts[few].sum() >= _NEARLY_ALL else []
