"""What lies over or under print in a paler tone taken off a page: watermarks, grey seals, the fills of cells.

A recogniser reads their edges as strokes of the figures that they meet. Print as pale as they are is thinner.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from flows.extract.ocr.tones import CHARACTER, PAPER, Cleaned, Tones, tones_of

# How dark they are at most, as a share of the darkest print's darkness. Those that print crosses may be darker: of a heading
# nothing is crossed, and of blurred characters, which lie around their own strokes, more than these shares.
_DARKEST, _DARKEST_CROSSED, _CROSSED = 0.55, 0.72, (0.02, 0.35)
# How much darker print is than what it stands on, as a share of the same.
_DARKER = 0.15
# Pixels: pale marks from the first thickness on are no characters of a table, of a coarse or blurred page from a later one on;
# though they taper, and their rim is paler still.
_THICK, _TAPER, _RIM = (5, 7, 9, 13), 24, 3
# A character of which so much would go is taken for one of these marks; so many of a page's are not.
_EATEN, _FEW = 0.1, 0.08
# How large a character is at most beside the others of its page, and how many times as long so many in a row are.
_LARGER, _ROW = 1.5, 4
# Pixels of the least mark that is a character.
_LEAST = 20
# Pixels: broader than any stroke of a dark mark, as the head of a table filled with a colour is.
_FILL = 45
# Pixels of grain; how much the tone of a dark mark differs from a pixel to the next ones, as print blurred by a JPEG's does.
_GRAIN, _FLAT = 5, 0.1
# Pixels: how far around a place the tone of what lies over it is looked for.
_AROUND = 41


def without_overlays(image: Any) -> Cleaned:
    """The picture (BGR) in which thick pale marks are paper; what is printed over them stays.

    The mask tells only what was taken off beside print: there some of the print may have gone with it; and thin pale pieces, which
    may have been print. Marks as thick as the strokes of the page's characters stay.
    """
    import numpy as np

    tones = tones_of(image)
    characters = _Characters.of(tones)
    for thickness in _THICK:
        taken, print_there = _taken(tones, thickness, characters.side)
        if not taken.any():
            break
        if characters.share_eaten(taken) <= _FEW:
            beside = (taken & _widened(print_there, _RIM)).astype(np.uint8) * 255
            return Cleaned(tones.as_paper(image, taken), beside)
    return Cleaned(image, np.zeros(taken.shape, np.uint8))


class _Characters(NamedTuple):
    """The marks of a page: the label of each pixel, the size of each mark, which are as large and dark as characters, and how
    long (pixels) one of these may be; 0 where there are none.
    """

    labels: Any
    sizes: Any
    are: Any
    side: float

    @classmethod
    def of(cls, tones: Tones) -> _Characters:
        import cv2
        import numpy as np

        count, labels, boxes, _ = cv2.connectedComponentsWithStats(tones.characters.astype(np.uint8))
        _, _, widths, heights, sizes = boxes.T
        are = (widths < CHARACTER) & (heights < CHARACTER) & (sizes >= _LEAST)
        are &= np.bincount(labels[tones.darkness > _DARKEST_CROSSED * tones.most], minlength=count) > 0
        # What print crosses of a watermark hangs together with it and is mostly larger than the characters of the page.
        sides = np.maximum(widths, heights)
        side = _LARGER * float(np.median(sides[are])) if are.any() else 0.0
        return cls(labels, sizes, np.flatnonzero(are & (sides <= side)), side)

    def share_eaten(self, taken: Any) -> float:
        """The share of the characters that lose too much with a mask of truths."""
        import numpy as np

        lost = np.bincount(self.labels[taken], minlength=len(self.sizes)) / self.sizes
        return float((lost[self.are] > _EATEN).mean()) if len(self.are) else 0.0


def _taken(tones: Tones, thickness: int, side: float) -> tuple[Any, Any]:
    """Masks of truths: what goes with marks of this thickness (pixels), and where print, or what may be some, is near them.

    No character is longer than `side` (pixels).
    """
    marks, printed, pieces = _marks(tones, _DARKEST_CROSSED, thickness, side)
    crossed = float((_widened(marks, 1) & printed).sum()) / max(int(marks.sum()), 1)
    if not _CROSSED[0] <= crossed <= _CROSSED[1]:
        marks, printed, pieces = _marks(tones, _DARKEST, thickness, side)
    around = _widened(marks, _RIM)
    print_there = _widened(around & printed, 1)
    return (around & ~(print_there & ~(marks & ~printed))) | pieces, print_there | pieces


def _marks(tones: Tones, darkest: float, thickness: int, side: float) -> tuple[Any, Any, Any]:
    """Masks of truths: the thick marks up to a darkness, the places that are darker than these, and pieces of thinner ones.

    There are none where all are as small as characters: grey print beside black lines is as pale as a watermark.
    """
    import cv2
    import numpy as np

    pale = ((tones.darkness > PAPER * tones.most) & (tones.darkness < darkest * tones.most)).astype(np.uint8)
    smooth = cv2.medianBlur(tones.darkness.astype(np.uint8), _GRAIN)
    steep = cv2.morphologyEx(smooth, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    dark = (tones.darkness >= _DARKEST * tones.most).astype(np.uint8)
    fill = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((_FILL, _FILL), np.uint8))
    sure = (dark == 0) | ((steep < _FLAT * tones.most) & (fill == 0))
    thick = cv2.morphologyEx(
        pale & sure, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thickness, thickness))
    )
    core = cv2.erode(thick, np.ones((3, 3), np.uint8)).astype(np.float32)
    share = cv2.blur(core, (_AROUND, _AROUND))
    tone = cv2.blur(tones.darkness * core, (_AROUND, _AROUND)) / np.maximum(share, 1e-6)
    for _ in range(_TAPER):
        thick = cv2.min(cv2.dilate(thick, np.ones((3, 3), np.uint8)), pale)
    if not _has_large(thick, side):
        nothing = np.zeros(thick.shape, bool)
        return nothing, nothing, nothing
    printed = tones.darkness > tone + _DARKER * tones.most
    seen = (tones.darkness > PAPER * tones.most) & (thick == 0)
    return thick > 0, printed, _alone(seen, printed | (share <= 0))


def _has_large(marks: Any, side: float) -> bool:
    """Whether a mark of a mask is larger than the characters of its page, also where these run together in a row."""
    import cv2

    _, _, boxes, _ = cv2.connectedComponentsWithStats(marks)
    return bool(((boxes[1:, cv2.CC_STAT_HEIGHT] > side) | (boxes[1:, cv2.CC_STAT_WIDTH] > _ROW * side)).any())


def _alone(marks: Any, others: Any) -> Any:
    """The marks of a mask that meet none of the others: pieces of a watermark's thin strokes, no darker than its thick ones."""
    import cv2
    import numpy as np

    count, labels = cv2.connectedComponents(marks.astype(np.uint8))
    is_met = np.bincount(labels[others], minlength=count) > 0
    is_met[0] = True
    return ~is_met[labels]


def _widened(mask: Any, pixels: int) -> Any:
    import cv2
    import numpy as np

    return cv2.dilate(mask.astype(np.uint8), np.ones((2 * pixels + 1, 2 * pixels + 1), np.uint8)) > 0
