"""A picture of a page held as a person holds it: turned by quarters until its text stands upright, then straightened."""

from __future__ import annotations

from typing import Any

from flows.extract.ocr.engine import cut_out, is_upside_down, lines_on
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
    import numpy as np

    image = image[: int(image.shape[1] * _PAGE)]
    scale = min(_SIDE / max(image.shape[:2]), 1.0)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    corners = lines_on(small) / scale
    # Along a line that leans its sides tell how long it is, not the box around it.
    wide, tall = (np.linalg.norm(corners[:, 0] - corners[:, other], axis=1) for other in (1, 3))
    long = np.maximum(wide, tall) >= 2 * np.minimum(wide, tall)
    turns = int(tall[long & (tall > _TALL * wide)].sum() > wide[long & (wide > _TALL * tall)].sum())
    lying = (long & (tall >= _LINE * wide)).sum()
    if long.sum() < _FEWEST_LINES and not (turns and lying >= _FEWEST_LYING):
        return 0
    longest = np.argsort(-(tall if turns else wide))[:_MOST_LOOKED_AT]
    return (turns + 2 * is_upside_down(cut_out(image, corners[longest]))) % 4


def turned(image: Any, turns: int) -> Upright:
    """The picture turned counter-clockwise by quarters."""
    import numpy as np

    back = np.eye(3)
    for _ in range(turns):
        # One quarter: the point (x, y) of the turned picture was (width − 1 − y, x) before.
        back = back @ np.array([[0.0, -1.0, image.shape[1] - 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
        image = np.rot90(image)
    return Upright(np.ascontiguousarray(image), back)
