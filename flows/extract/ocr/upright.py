"""A picture of a page held as a person holds it: turned by quarters until its text stands upright, then straightened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.extract.ocr.engine import is_upside_down, lines_on
from flows.extract.ocr.straight import Upright, straightened

# How many lines of text tell how they stand; fewer do where they lie on their sides and are this long for their height,
# as no figure is.
_FEWEST_LINES, _FEWEST_LYING, _LINE = 8, 3, 4.0
# Lines of text looked at to tell which way is up, and the side in pixels to which a page is made smaller to find them.
_MOST_LOOKED_AT, _SIDE = 24, 800
_TALL = 1.5
# A page's height over its width: of a long picture the first page tells.
_PAGE = 1.5


def upright(image: Any) -> Upright:
    """The picture the right way up and straight."""
    on_its_feet = turned(image, quarter_turns(image))
    straight = straightened(on_its_feet.image)
    return Upright(straight.image, on_its_feet.back @ straight.back)


def quarter_turns(image: Any) -> int:
    """How many quarters counter-clockwise make the text upright; 0 where there is too little of it to tell."""
    import cv2

    image = image[: int(image.shape[1] * _PAGE)]
    scale = min(_SIDE / max(image.shape[:2]), 1.0)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    boxes = [tuple(value / scale for value in box) for box in lines_on(small)]
    long = [box for box in boxes if max(_sides(box)) >= 2 * min(_sides(box))]
    tall = [height for width, height in map(_sides, long) if height > _TALL * width]
    wide = [width for width, height in map(_sides, long) if width > _TALL * height]
    turns = 1 if sum(tall) > sum(wide) else 0
    lying = sum(height >= _LINE * width for width, height in map(_sides, long))
    if len(long) < _FEWEST_LINES and not (turns and lying >= _FEWEST_LYING):
        return 0
    crops = [_crop(image, box, turns) for box in sorted(long, key=lambda box: -max(_sides(box)))[:_MOST_LOOKED_AT]]
    return (turns + 2 * is_upside_down(crops)) % 4


def _sides(box: Sequence[float]) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _crop(image: Any, box: Sequence[float], turns: int) -> Any:
    import numpy as np

    x0, y0, x1, y1 = (max(int(value), 0) for value in box)
    return np.rot90(image[y0 : y1 + 1, x0 : x1 + 1], turns).copy()


def turned(image: Any, turns: int) -> Upright:
    """The picture turned counter-clockwise by quarters."""
    import numpy as np

    back = np.eye(3)
    for _ in range(turns):
        # One quarter: the point (x, y) of the turned picture was (width − 1 − y, x) before.
        back = back @ np.array([[0.0, -1.0, image.shape[1] - 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
        image = np.rot90(image)
    return Upright(np.ascontiguousarray(image), back)
