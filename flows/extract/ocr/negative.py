"""Light print on dark fills, as the heads of tables have it, turned to dark print on paper.

A whole picture of light print on a dark ground is `flows.extract.ocr.light`'s affair, fills under dark print that of
`flows.extract.ocr.fills`.
"""

from __future__ import annotations

from typing import Any

from flows.extract.ocr.fills import closed_over_print, flat_areas, large_areas

# How bright a dark fill is at most, as a share of the paper's brightness, and how much (of 255) from a pixel to the next ones.
_DARKEST_PAPER, _FLAT = 0.7, 12
_PAPER_PERCENTILE = 90
# Light print lies at least this far from its fill to paper, dark print and lines as far to black; the light one makes up at least
# the last share of a fill and no less than the dark one.
_LIGHTER, _DARKER, _LEAST = 0.5, 0.25, 0.004
# No stroke of print is as long as this share of a picture's width.
_LINE = 1 / 25
# Pixels: thicker than the lines around a fill.
_THICKER = 3


def dark_print(image: Any) -> Any:
    """The picture (BGR) in which light print on a dark fill is as dark on paper as it was light."""
    import cv2
    import numpy as np

    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    paper = float(np.percentile(gray[::4, ::4], _PAPER_PERCENTILE))
    fill = flat_areas(gray, (0, _DARKEST_PAPER * paper), _FLAT)
    if not fill.any():
        return image
    fill = _to_its_edges(fill, gray)
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(closed_over_print(fill))
    turned = image.copy()
    # The ring of a seal has the tone of its star, and is no fill.
    for label in set(np.unique(labels[large_areas(fill) > 0]).tolist()) - {0}:
        x, y, width, height, _area = boxes[label]
        bounds = slice(y, y + height), slice(x, x + width)
        inside = labels[bounds] == label
        seen = gray[bounds].astype(np.float32)
        tone = float(np.median(seen[inside & (fill[bounds] > 0)]))
        light, dark = (seen - tone) / max(paper - tone, 1.0), (tone - seen) / max(tone, 1.0)
        dark[dark < _DARKER] = 0
        lighter, darker = (_print_in(mask & inside, image.shape[1]) for mask in (light > _LIGHTER, dark > 0))
        if lighter >= max(_LEAST * inside.sum(), darker):
            # Black lines between the cells of a dark head stay lines.
            turned[bounds][inside] = np.clip(paper * (1 - np.maximum(light, dark)), 0, 255)[inside][:, None]
    return turned


def _to_its_edges(fill: Any, gray: Any) -> Any:
    """The mask of fills (ones) with what of their tone hangs together with them: print near an edge leaves little of it there."""
    import cv2
    import numpy as np

    reach = (2 * int(gray.shape[1] * _LINE / 2) + 1,) * 2
    share = cv2.blur(fill.astype(np.float32), reach)
    tone = cv2.blur(gray * fill.astype(np.float32), reach) / np.maximum(share, 1e-6)
    alike = (share > 0) & (np.abs(gray - tone) < _FLAT)
    grown = cv2.morphologyEx(cv2.max(fill, alike.astype(np.uint8)), cv2.MORPH_OPEN, np.ones((_THICKER,) * 2, np.uint8))
    _, labels = cv2.connectedComponents(grown)
    held = np.unique(labels[(fill > 0) & (grown > 0)])
    return cv2.max(fill, np.isin(labels, held).astype(np.uint8))


def _print_in(mask: Any, width: int) -> int:
    """How many pixels of a mask of truths are no long lines across or down."""
    import cv2
    import numpy as np

    marks = mask.astype(np.uint8)
    long = max(int(width * _LINE), 1)
    lines = (cv2.morphologyEx(marks, cv2.MORPH_OPEN, np.ones(size, np.uint8)) for size in ((1, long), (long, 1)))
    return int(cv2.countNonZero(cv2.subtract(marks, cv2.max(*lines))))
