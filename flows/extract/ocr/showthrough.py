"""What is no print taken off a page: the back of the sheet shining through, the shadows of folds, stains.

All of it is paler than what is printed and softer at its edges; a pale grid or a grey seal is as sharp as black print.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from flows.extract.ocr.tones import CHARACTER, PAPER, PRINT, Cleaned, near_print, tones_of

# How sharp pale marks are beside the print of their page. Measured as the mean of a neighbourhood: what shines through
# up to 0.78, what is printed pale from 0.89 on. A mark sharper by itself is print among what shines through.
_SOFT, _SHARP = 0.83, 0.92
_NEIGHBOURHOOD = 64
# The back of a sheet shines through with characters, at least as many for each of the page's own, and of such a size (pixels).
# Without them pale lines are the page's grid, softened by what made the picture smaller; the shadows of folds are softer still.
_SHINING, _SIZE, _FOLD = 0.01, 20, 0.5
# Pixels: the least mark that counts, the pale rim of a mark.
_LEAST, _RIM = 8, 3


def without_showthrough(image: Any) -> Cleaned:
    """The picture in which soft pale marks are paper."""
    import cv2
    import numpy as np

    tones = tones_of(image)
    soft, lines = _pale_marks(tones.darkness, tones.most)
    taken = cv2.dilate(soft, np.ones((2 * _RIM + 1, 2 * _RIM + 1), np.uint8))
    taken[lines] = 0
    taken[near_print(tones.darkness, tones.most)] = 0
    return Cleaned(tones.as_paper(image, taken > 0), taken)


def _pale_marks(darkness: Any, most: float) -> tuple[Any, Any]:
    """A mask of the pale marks that are softer than the print of the page, and one of truths of the other large ones."""
    import numpy as np

    printed = _Marks.of(darkness, darkness > PRINT * most * 2 / 3)
    characters = printed.sharpness[printed.is_character()]
    pale = _Marks.of(darkness, (darkness > PAPER * most) & ~near_print(darkness, most))
    soft = np.zeros(len(pale.boxes) + 1, np.uint8)
    if len(characters):
        usual = float(np.median(characters))
        is_soft = (_around(pale, darkness.shape) < _SOFT * usual) & (pale.sharpness < _SHARP * usual)
        shining = (is_soft & pale.is_character() & (pale.boxes[:, 4] >= _SIZE)).sum()
        if shining < _SHINING * len(characters):
            is_soft &= pale.sharpness < _FOLD * usual
        # Smaller ones are the paper's grain: nothing goes there that a cell would have to be doubted for.
        soft[1:][is_soft & (pale.boxes[:, 4] > _LEAST)] = 255
    is_line = np.zeros(len(soft), bool)
    is_line[1:] = (soft[1:] == 0) & (pale.boxes[:, 2:4].max(axis=1, initial=0) >= CHARACTER)
    return soft[pale.labels], is_line[pale.labels]


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
        return (widths < CHARACTER) & (heights < CHARACTER) & (areas > _LEAST)
