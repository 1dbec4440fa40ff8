"""Red seals taken off a page: their rings cross the lines of tables, and their ink shines through the figures."""

from __future__ import annotations

from typing import Any

# How far red stands above green and blue in a seal's ink, also where paper or a copier made it pale.
_RED = 40
# The least side of a seal's ring, as a share of the page's width; no red figure or heading is as tall.
_LEAST_SIDE = 0.06
# The percentile of its brightness in red light that is still the seal's own ink and no print under it.
_INK = 30


def without_seals(image: Any) -> Any:
    """The picture (BGR) in which the red ink of seals is paper; what was printed under it stays dark.

    Red is taken off within the bounds of a seal only: a figure printed in red elsewhere is a figure.
    """
    import cv2
    import numpy as np

    blue, green, red = (image[:, :, band].astype(np.int16) for band in range(3))
    reddish = ((red - np.maximum(blue, green)) > _RED).astype(np.uint8)
    if not reddish.any():
        return image
    least = int(image.shape[1] * _LEAST_SIDE)
    near = cv2.dilate(reddish, np.ones((5, 5), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(near)
    cleaned = image.copy()
    for x, y, width, height, _area in boxes[1:count]:
        if min(width, height) >= least:
            part = cleaned[y : y + height, x : x + width]
            inked = reddish[y : y + height, x : x + width] > 0
            # In red light red ink is nearly as bright as paper, and made as bright; black print is as dark as ever.
            lit = part[inked][:, 2:3].astype(np.float32)
            part[inked] = np.minimum(lit * (255 / max(float(np.percentile(lit, _INK)), 1.0)), 255).astype(np.uint8)
    return cleaned
