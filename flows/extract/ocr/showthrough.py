"""What is no print taken off a page: the back of the sheet shining through, the shadows of folds, stains.

All of it is paler than what is printed and softer at its edges; a pale grid or a grey seal is as sharp as black print.
"""

from __future__ import annotations

from typing import Any, NamedTuple

# The share of the darkest print's darkness from which on a pixel is print, and up to which it is paper.
_PRINT, _PAPER = 0.45, 0.08
_DARKEST_PERCENTILE = 99
# Below this a page holds nothing darker than its paper's grain.
_LEAST_DARKNESS = 30.0
# How sharp pale marks are beside the print of their page. Measured as the mean of a neighbourhood: what shines through
# up to 0.78, what is printed pale from 0.89 on. A mark sharper by itself is print among what shines through.
_SOFT, _SHARP = 0.83, 0.92
_NEIGHBOURHOOD = 64
# How dark a thin stroke is, and how far in pixels it goes on from the thicker part of its character.
_STROKE, _LONGEST_STROKE = 0.25, 10
# Pixels: edges of print, the least mark that counts, the largest character, the pale rim of a mark.
_EDGE, _LEAST, _CHARACTER, _RIM = 3, 8, 80, 3
# Paper is looked for in quarter size, in a neighbourhood wider than a character.
_SMALLER, _AROUND, _PAPER_AROUND = 4, 9, 31


class Cleaned(NamedTuple):
    """The picture (BGR) without what is no print, and the mask (255 on 0) of what was taken off."""

    image: Any
    taken: Any


def without_showthrough(image: Any) -> Cleaned:
    """The picture in which soft pale marks are paper."""
    import cv2
    import numpy as np

    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    paper = _paper(gray)
    darkness = 255 - np.minimum(gray.astype(np.float32) * 255 / np.maximum(paper, 1), 255)
    most = max(float(np.percentile(darkness[::2, ::2], _DARKEST_PERCENTILE)), _LEAST_DARKNESS)
    pale = _soft_marks(darkness, most)
    taken = cv2.dilate(pale, np.ones((2 * _RIM + 1, 2 * _RIM + 1), np.uint8))
    taken[_near_print(darkness, most)] = 0
    cleaned = image.copy()
    cleaned[taken > 0] = paper[taken > 0][:, None]
    return Cleaned(cleaned, taken)


def _paper(gray: Any) -> Any:
    """The brightness of the paper at each place."""
    import cv2
    import numpy as np

    height, width = gray.shape
    small = cv2.resize(gray, (width // _SMALLER + 1, height // _SMALLER + 1), interpolation=cv2.INTER_AREA)
    light = cv2.medianBlur(cv2.dilate(small, np.ones((_AROUND, _AROUND), np.uint8)), _PAPER_AROUND)
    return cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)


def _near_print(darkness: Any, most: float) -> Any:
    """Where print is, the thin strokes that go on from it, and its edges."""
    import cv2
    import numpy as np

    edge = np.ones((2 * _EDGE + 1, 2 * _EDGE + 1), np.uint8)
    near = cv2.dilate((darkness >= _PRINT * most).astype(np.uint8), edge)
    stroke = (darkness >= _STROKE * most).astype(np.uint8)
    for _ in range(_LONGEST_STROKE):
        near = cv2.max(near, cv2.min(cv2.dilate(near, np.ones((3, 3), np.uint8)), stroke))
    return near > 0


def _soft_marks(darkness: Any, most: float) -> Any:
    """A mask of the pale marks that are softer than the print of the page."""
    import numpy as np

    printed = _Marks.of(darkness, darkness > _PRINT * most * 2 / 3)
    characters = printed.sharpness[printed.is_character()]
    pale = _Marks.of(darkness, (darkness > _PAPER * most) & ~_near_print(darkness, most))
    soft = np.zeros(len(pale.boxes) + 1, np.uint8)
    if len(characters):
        usual = float(np.median(characters))
        soft[1:][(_around(pale, darkness.shape) < _SOFT * usual) & (pale.sharpness < _SHARP * usual)] = 255
    return soft[pale.labels]


def _around(marks: _Marks, shape: tuple[int, int]) -> Any:
    """How sharp the marks around each mark are on average, by their area; a large one, as a line is, speaks for itself."""
    import cv2
    import numpy as np

    x, y, width, height, area = marks.boxes.T
    at = ((y + height // 2) // _NEIGHBOURHOOD, (x + width // 2) // _NEIGHBOURHOOD)
    small = marks.is_character()
    weights, sums = (np.zeros((shape[0] // _NEIGHBOURHOOD + 1, shape[1] // _NEIGHBOURHOOD + 1)) for _ in range(2))
    np.add.at(weights, at, area * small)
    np.add.at(sums, at, area * small * marks.sharpness)
    mean = cv2.GaussianBlur(sums, (5, 5), 0) / np.maximum(cv2.GaussianBlur(weights, (5, 5), 0), 1e-6)
    return np.where(small, mean[at], marks.sharpness)


class _Marks(NamedTuple):
    """The connected marks of a mask: the label of each pixel, each mark's box and area, and how steep its edges are."""

    labels: Any
    boxes: Any
    sharpness: Any

    @classmethod
    def of(cls, darkness: Any, mask: Any) -> _Marks:
        import cv2
        import numpy as np

        count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
        steepest, darkest = np.zeros(count, np.float32), np.ones(count, np.float32)
        at = labels[mask]
        slope = cv2.magnitude(cv2.Sobel(darkness, cv2.CV_32F, 1, 0), cv2.Sobel(darkness, cv2.CV_32F, 0, 1))
        np.maximum.at(steepest, at, slope[mask])
        np.maximum.at(darkest, at, darkness[mask])
        return cls(labels, boxes[1:], (steepest / darkest)[1:])

    def is_character(self) -> Any:
        _, _, widths, heights, areas = self.boxes.T
        return (widths < _CHARACTER) & (heights < _CHARACTER) & (areas > _LEAST)
