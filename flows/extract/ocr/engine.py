"""The recogniser: RapidOCR on ONNX models that its package carries; nothing is downloaded."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from flows.errors import MissingTool
from flows.extract.ocr.strokes import is_ring, within

# Nothing recognised is as sure as what was read, whatever the recogniser thinks of itself.
_MOST_SURE = 0.99
# From this score on the word of the classifier of directions counts.
_TOLD = 0.8
# Pixels: every line of text is made as high, and a narrower one filled up to a width. Beside the 320 set out of the box this
# costs a third less for a page of figures; the narrower, the less surely they are recognised (measured on three pages).
_LINE_HEIGHT, _LEAST_WIDTH = 48, 224
# A word of which it is less sure is none.
_WORD = 0.5
# Pixels: the side to which a picture is made smaller to find the lines on it, how high (with the room around them) they are there
# mostly at least, how high they are made where they are lower, and the longest side that is looked at. Measured on scans of 100
# and 200 dpi and on a screen: of 680 lines found at full size 5 are missed at this side, at 8 % to 25 % of the time.
_SIDE, _LOWEST, _HIGH, _LARGEST = 1280, 14.0, 20.0, 2000


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised run of text: its box in pixels (x0, y0, x1, y1) and how sure the recogniser is (0 to 1)."""

    text: str
    box: Box
    confidence: float


def is_installed() -> bool:
    """Whether the optional packages of the `ocr` extra are there."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2"))


def require(source: str) -> None:
    """Raises `MissingTool` where the extra is not installed; `source` is what cannot be read without it."""
    if not is_installed():
        raise MissingTool(missing(source))


def missing(source: str) -> str:
    """The sentence that tells what cannot be read without the extra, and how to get it."""
    return (
        f"{source}: 扫描件或图片需要文字识别组件，尚未安装：make setup-ocr "
        "(scanned pages need text recognition, the optional extra `ocr`: make setup-ocr)"
    )


def words_on(image: Any, ink: Any) -> list[Word]:
    """The words found on a page (a numpy array, BGR), of which `ink` is the mask of ink.

    Most figures are noughts, told by their shape: the recogniser, to which every line is as wide as several digits, is left the
    other words.
    """
    import numpy as np

    corners = lines_on(image)
    if not len(corners):
        return []
    boxes = [_around(corner) for corner in corners]
    is_nought = np.array([_is_nought(ink, box) for box in boxes])
    others = iter(texts_of(cut_out(image, corners[~is_nought])))
    read = [("0", _MOST_SURE) if nought else next(others) for nought in is_nought]
    return [
        Word(text, box, sure) for box, (text, sure) in zip(boxes, read, strict=True) if text.strip() and sure >= _WORD
    ]


def _is_nought(ink: Any, box: Box) -> bool:
    """Whether the ink within a box is a nought, beside the lines of a table that come in over its edges."""
    x0, y0, x1, y1 = (max(int(value), 0) for value in box)
    return x1 - x0 < 2 * (y1 - y0) and is_ring(within(ink[y0:y1, x0:x1]))


def cut_out(image: Any, corners: Any) -> list[Any]:
    """The lines of text with these corners, each a picture on which it runs level; one that runs down is turned to the left."""
    return list(_engine().crop_text_regions(image, corners))


def lines_on(image: Any) -> Any:
    """The corners of the lines of text on a picture, unread: n × 4 points in pixels, from the upper left one clockwise.

    Lines are found as well on a picture made smaller, for a small part of the time, as long as they are high enough there.
    """
    import numpy as np

    side = max(image.shape[:2])
    scale = min(_SIDE / side, 1.0)
    corners = _found(image, scale)
    if scale < 1 and len(corners):
        height = float(np.median([box[3] - box[1] for box in map(_around, corners)])) * scale
        if height < _LOWEST:
            corners = _found(image, min(scale * _HIGH / height, _LARGEST / side, 1.0))
    return corners


def _found(image: Any, scale: float) -> Any:
    import cv2
    import numpy as np

    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    found = _engine()(small, use_det=True, use_cls=False, use_rec=False)
    return np.zeros((0, 4, 2), np.float32) if found.boxes is None else np.array(found.boxes, np.float32) / scale


def is_upside_down(lines: Sequence[Any]) -> bool:
    """Whether most of these pictures of lines of text stand on their heads."""
    seen = [_engine()(line, use_det=False, use_cls=True, use_rec=False).cls_res[0] for line in lines]
    return sum(1 if "180" in label else -1 for label, score in seen if score >= _TOLD) > 0


def texts_of(images: Sequence[Any]) -> list[tuple[str, float]]:
    """The one line of text on each of these crops, and how sure it is."""
    if not images:
        return []
    # Most figures of a table drawn for a screen are noughts, the same to the pixel.
    names = [(image.shape, image.tobytes()) for image in images]
    once = dict(zip(names, images, strict=True))
    found = _engine().recognize_txt(list(once.values()))
    read = zip(found.txts or (), found.scores, strict=True)
    texts = {name: (str(text), min(float(score), _MOST_SURE)) for name, (text, score) in zip(once, read, strict=True)}
    return [texts[name] for name in names]


def _around(corners: Any) -> Box:
    xs, ys = [float(point[0]) for point in corners], [float(point[1]) for point in corners]
    return min(xs), min(ys), max(xs), max(ys)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(
        params={
            "Global.log_level": "error",
            # A batch has a process a core; threads that wait for each other inside one only burn time (measured: × 1.7).
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "Rec.rec_img_shape": [3, _LINE_HEIGHT, _LEAST_WIDTH],
            # A flat picture would be made larger, to 736 pixels in height.
            "Det.limit_type": "max",
            "Det.limit_side_len": _LARGEST,
        }
    )
