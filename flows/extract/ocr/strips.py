"""Pictures that are one picture cut across: put together again, so that no row of a table is cut in two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.extract.ocr.picture import dark_parts

# Of what is seen on one side of a cut this share at least goes on beyond it, give or take so many pixels.
_SHARED, _ASIDE = 0.6, 4
# Rows of pixels in which it is looked for, and around them to tell ink from paper.
_SEAM, _AROUND = 2, 40
_FEWEST = 2
# Pixels of a picture put together: memory goes with them, and a report of ten screens has fewer.
_MOST = 16_000_000


def goes_on(parts: Sequence[Any], image: Any) -> bool:
    """Whether a picture (a numpy array, BGR) goes on where these parts of one, from top to bottom, were cut off."""
    import cv2
    import numpy as np

    upper = parts[-1]
    if upper.shape[1] != image.shape[1] or sum(part[:, :, 0].size for part in (*parts, image)) > _MOST:
        return False
    above = upper[-_AROUND:]
    ink = dark_parts(np.vstack([above, image[:_AROUND]])) > 0
    cut = len(above)
    ends, begins = ink[cut - _SEAM : cut].any(axis=0), ink[cut : cut + _SEAM].any(axis=0)
    fewer, more = sorted((ends, begins), key=np.count_nonzero)
    near = cv2.dilate(more.astype(np.uint8)[None], np.ones((1, 2 * _ASIDE + 1), np.uint8))[0] > 0
    # Print that begins or ends at the cut is seen on one side of it only.
    return int((fewer & near).sum()) >= max(_FEWEST, _SHARED * int(fewer.sum()))


def put_together(parts: Sequence[Any]) -> Any:
    """The one picture that these are parts of."""
    import numpy as np

    return parts[0] if len(parts) == 1 else np.vstack(parts)
