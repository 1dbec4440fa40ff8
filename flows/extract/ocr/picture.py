"""A picture of a page made fit for reading: decoded within limits, its ink told from the paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.errors import BrokenDocument, TooLarge

_MOST_PIXELS = 60_000_000
_WIDEST = 2600
# A table made for a screen is narrower than one scanned; its strokes are too thin to be told from each other.
_NARROWEST, _MOST_ENLARGED = 1000, 2.0
# The most times as many pixels along a line as down the page that a fax has.
_MOST_OBLONG = 4.0
_BROKEN = "{}: 图片已损坏或格式不支持 (the picture is damaged or of an unknown kind)"
# Pixels of dirt; the point of a figure has more of them.
_SPECK = 5


def sheets(content: bytes, name: str, most: int) -> Iterator[Any]:
    """The pages of a file of pictures, decoded one by one, as numpy arrays, BGR; a TIFF may hold many.

    Each is at most 2,600 pixels wide, a small one enlarged. Raises `TooLarge` for more than `most` pages or too many pixels
    and `BrokenDocument` for bytes that are no picture.
    """
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as file:
            count = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
            if count > most:
                raise TooLarge(f"{name}: {count} 页，超过 {most} 页 (too many pages)")
            for index in range(count):
                file.seek(index)
                _check(file.size, name)
                yield _in_size(_pixels(file, content))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise BrokenDocument(_BROKEN.format(name)) from None


def _pixels(file: Any, content: bytes) -> Any:
    """The page at which a file opened by Pillow stands, on white where it is seen through; raises `OSError` for a broken one."""
    import cv2
    import numpy as np
    from PIL import Image

    if file.format == "TIFF" or file.has_transparency_data:
        seen = file.convert("RGBA")
        seen = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
        return _with_square_pixels(np.ascontiguousarray(np.asarray(seen)[:, :, ::-1]), file)
    image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise OSError
    return image


def _with_square_pixels(image: Any, file: Any) -> Any:
    """A fax of standard resolution, which has twice as many pixels along a line as down the page, as high as its paper was."""
    import cv2

    across, down = map(float, file.info.get("dpi", (1, 1)))
    if file.format != "TIFF" or not 1 < across / max(down, 1) <= _MOST_OBLONG:
        return image
    return cv2.resize(image, None, fx=1, fy=across / down, interpolation=cv2.INTER_CUBIC)


def _in_size(image: Any) -> Any:
    import cv2

    if image.shape[1] > _WIDEST:
        scale = _WIDEST / image.shape[1]
        return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if image.shape[1] < _NARROWEST:
        scale = min(_NARROWEST / image.shape[1], _MOST_ENLARGED)
        return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return image


def size_of(content: bytes, name: str) -> tuple[int, int]:
    """Width and height in pixels, told by the picture's head.

    Raises `TooLarge` for one of too many pixels and `BrokenDocument` for bytes that are no picture.
    """
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as header:
            size = header.size
    except (OSError, ValueError, Image.DecompressionBombError):
        raise BrokenDocument(_BROKEN.format(name)) from None
    _check(size, name)
    return size


def _check(size: tuple[int, int], name: str) -> None:
    if size[0] * size[1] > _MOST_PIXELS:
        raise TooLarge(f"{name}: 图片过大 (a picture of {size[0]} × {size[1]} pixels)")


def dark_parts(image: Any) -> Any:
    """Ink as a mask (255 on 0), judged against the paper around it so that shadows do not count."""
    import cv2

    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    return cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 15)


def without_specks(ink: Any) -> Any:
    """A mask of ink without specks: what is left in a cell was printed there, strokes as thin as a pixel too."""
    import cv2
    import numpy as np

    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink)
    return np.where(boxes[:, cv2.CC_STAT_AREA] > _SPECK, 255, 0).astype(np.uint8)[labels] & ink
