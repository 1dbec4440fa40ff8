"""What lies over or under print in a paler tone taken off a page: watermarks, grey seals, the fills of cells.

A recogniser reads their edges as strokes of the figures that they meet. Print as pale as they are is thinner.
"""

from __future__ import annotations

from typing import Any

from flows.extract.ocr.tones import PAPER, Cleaned, Tones, tones_of

# How dark they are at most, as a share of the darkest print's darkness. Those that print crosses may be darker: of a heading
# nothing is crossed, and of blurred characters, which lie around their own strokes, more than these shares.
_DARKEST, _DARKEST_CROSSED, _CROSSED = 0.55, 0.72, (0.02, 0.35)
# How much darker print is than what it stands on, as a share of the same.
_DARKER = 0.15
# Pixels: pale marks from this thickness on are no characters of a table, though they taper; their rim is paler still.
_THICK, _TAPER, _RIM = 5, 8, 3
# Pixels: broader than any stroke of a dark mark, as the head of a table filled with a colour is.
_FILL = 45
# Pixels of grain; how much the tone of a dark mark differs from a pixel to the next ones, as print blurred by a JPEG's does.
_GRAIN, _FLAT = 5, 0.1
# Pixels: how far around a place the tone of what lies over it is looked for.
_AROUND = 41


def without_overlays(image: Any) -> Cleaned:
    """The picture (BGR) in which thick pale marks are paper; what is printed over them stays.

    The mask tells only what was taken off beside print: there some of the print may have gone with it.
    """
    import numpy as np

    tones = tones_of(image)
    marks, printed = _marks(tones, _DARKEST_CROSSED)
    crossed = float((_widened(marks, 1) & printed).sum()) / max(int(marks.sum()), 1)
    if not _CROSSED[0] <= crossed <= _CROSSED[1]:
        marks, printed = _marks(tones, _DARKEST)
    if not marks.any():
        return Cleaned(image, np.zeros(marks.shape, np.uint8))
    around = _widened(marks, _RIM)
    print_there = _widened(around & printed, 1)
    taken = around & ~(print_there & ~(marks & ~printed))
    return Cleaned(tones.as_paper(image, taken), (taken & _widened(print_there, _RIM)).astype(np.uint8) * 255)


def _marks(tones: Tones, darkest: float) -> tuple[Any, Any]:
    """Masks of truths: the thick marks up to a darkness, and the places that are darker than the marks around them."""
    import cv2
    import numpy as np

    pale = ((tones.darkness > PAPER * tones.most) & (tones.darkness < darkest * tones.most)).astype(np.uint8)
    smooth = cv2.medianBlur(tones.darkness.astype(np.uint8), _GRAIN)
    steep = cv2.morphologyEx(smooth, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    dark = (tones.darkness >= _DARKEST * tones.most).astype(np.uint8)
    fill = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((_FILL, _FILL), np.uint8))
    sure = (dark == 0) | ((steep < _FLAT * tones.most) & (fill == 0))
    thick = cv2.morphologyEx(
        pale & sure, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_THICK, _THICK))
    )
    core = cv2.erode(thick, np.ones((3, 3), np.uint8)).astype(np.float32)
    share = cv2.blur(core, (_AROUND, _AROUND))
    tone = cv2.blur(tones.darkness * core, (_AROUND, _AROUND)) / np.maximum(share, 1e-6)
    for _ in range(_TAPER):
        thick = cv2.min(cv2.dilate(thick, np.ones((3, 3), np.uint8)), pale)
    return thick > 0, tones.darkness > tone + _DARKER * tones.most


def _widened(mask: Any, pixels: int) -> Any:
    import cv2
    import numpy as np

    return cv2.dilate(mask.astype(np.uint8), np.ones((2 * pixels + 1, 2 * pixels + 1), np.uint8)) > 0
