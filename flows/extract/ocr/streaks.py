"""Streaks taken off a scan: dust on the glass of a sheet feeder draws a line over the whole page, margins and all.

Left there, it is a ruled line to every table and a stroke in every figure that it meets.
"""

from __future__ import annotations

from typing import Any

from flows.extract.ocr.tones import is_drawn

# How far beside a line paper is looked for, how wide one is at most (pixels), and how much darker than paper at least.
_BESIDE, _DARKER = 4, 8
# How much darker than a streak print under it is.
_UNDER = 30
# A streak shows on this share of the page's height: print crosses it here and there. Of the margins at either end too,
# which are this share of the height, and which no line of a table reaches.
_SHOWN, _MARGIN = 0.75, 0.025
# In a margin no row of pixels is dark over this share of its width: else the picture was cut along a table's frame.
_FRAME = 0.4


def without_streaks(image: Any) -> Any:
    """The picture (BGR) without the lines that run straight over all of it, down or across."""
    return _without_columns(_without_columns(image).swapaxes(0, 1)).swapaxes(0, 1)


def _darkest(image: Any) -> Any:
    """The brightness of each pixel in the colour in which it is darkest."""
    import cv2

    return cv2.min(cv2.min(image[:, :, 0], image[:, :, 1]), image[:, :, 2])


def _without_columns(image: Any) -> Any:
    import cv2
    import numpy as np

    gray = _darkest(image)
    margin = max(int(len(gray) * _MARGIN), 1)
    darker = _darker(gray)
    # On a screen a line that does not reach the last pixel is one of a table without a frame, and no streak.
    end = 1 if is_drawn(gray) else margin
    ends = (darker[:end], darker[-end:])
    shown = np.min([cv2.reduce(part, 0, cv2.REDUCE_AVG, dtype=cv2.CV_32F)[0] for part in (darker, *ends)], axis=0)
    if not (shown >= _SHOWN).any() or any(_has_frame(part) for part in (gray[:margin], gray[-margin:])):
        return image
    cleaned = image.copy()
    columns = np.flatnonzero(shown >= _SHOWN) + _BESIDE
    for streak in np.split(columns, np.flatnonzero(np.diff(columns) > 2) + 1):
        left, right = streak[0] - 2, streak[-1] + 2
        line = image[:, left + 1 : right]
        # What crosses it is as dark on both sides, and print under it darker than the streak usually is.
        beside = np.minimum(image[:, left], image[:, right])[:, None]
        is_print = line.min(axis=2, keepdims=True) < np.median(line.min(axis=2), axis=0)[None, :, None] - _UNDER
        cleaned[:, left + 1 : right] = np.where(is_print, line, np.maximum(line, beside))
    return cleaned


def _darker(gray: Any) -> Any:
    """The mask (ones) of the places darker than what is on their left and on their right, so many pixels narrower on either side."""
    import cv2
    import numpy as np

    beside = cv2.min(gray[:, : -2 * _BESIDE], gray[:, 2 * _BESIDE :])
    return (cv2.subtract(beside, np.ascontiguousarray(gray[:, _BESIDE:-_BESIDE])) >= _DARKER).astype(np.uint8)


def _has_frame(margin: Any) -> bool:
    """Whether a line runs along a margin (the brightness of its pixels), if a pale one, beside it or at the very edge."""
    import numpy as np

    around = np.pad(margin, ((_BESIDE, _BESIDE), (0, 0)), constant_values=255)
    return bool((_darker(np.ascontiguousarray(around.T)).mean(axis=0) > _FRAME).any())
