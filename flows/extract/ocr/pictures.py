"""Pictures shown in a document → the blocks on them, each with its place; what cannot be read says why."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from checks.report import Where
from flows.errors import SourceError
from flows.extract.document import Block, Grid, Picture
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.page import PageLayout
from flows.extract.ocr.place import as_given

MOST_PICTURES = 16
# Pixels below which nothing is a table: buttons, codes to scan, emblems.
_LEAST_WIDTH, _LEAST_HEIGHT = 280, 60


class PictureReading(NamedTuple):
    """What stands on the pictures at one place of a document, and the faults of those that could not be read."""

    at: int
    blocks: tuple[Block, ...]
    faults: tuple[str, ...]


def read_pictures(pictures: Sequence[Picture], source: str, seconds: float) -> Iterator[PictureReading]:
    """The pictures by the place where they stand; pictures at one place are the pages of one text.

    At most 16 pictures are read, and none is begun after so many seconds: the others are said to be unread.
    """
    until = time.monotonic() + seconds
    left = MOST_PICTURES
    for at, together in groupby(pictures, key=lambda picture: picture.at):
        shown = list(together)
        layouts: list[PageLayout] = []
        faults: list[str] = []
        for number, picture in enumerate(shown, 1):
            if left <= 0 or time.monotonic() > until:
                faults.append(f"{picture.name}：图片过多或识别超时，未识别 (too many pictures)")
                continue
            try:
                if layout := _layout(picture, number):
                    layouts.append(layout)
                    left -= 1
            except SourceError as fault:
                faults.append(str(fault))
        blocks = tuple(_in_place(block, shown) for block in as_given(blocks_of(layouts, source), layouts))
        yield PictureReading(at, blocks, tuple(faults))


def _layout(picture: Picture, number: int) -> PageLayout | None:
    """The picture as a page; None for one that is too small for a table.

    Raises a `SourceError` where it is not there, damaged or too large.
    """
    from flows.extract.ocr.page import read_page
    from flows.extract.ocr.picture import decoded, size_of

    if picture.content is None:
        raise SourceError(f"{picture.name}：图片不在文件中，未取得 (the picture is not in the source)")
    width, height = size_of(picture.content, picture.name)
    if width < _LEAST_WIDTH or height < _LEAST_HEIGHT:
        return None
    image = decoded(picture.content, picture.name)
    box = picture.where.bbox
    return read_page(image, number, box[2] - box[0]) if box else read_page(image, number)


def _in_place(block: Block, shown: Sequence[Picture]) -> Block:
    """A block with places in the document instead of places in the picture."""
    if not isinstance(block, Grid):
        return replace(block, where=_moved(block.where, shown))
    cells = tuple(cell._replace(where=_moved(cell.where, shown)) for cell in block.cells)
    return replace(block, cells=cells, where=_moved(block.where, shown))


def _moved(where: Where, shown: Sequence[Picture]) -> Where:
    picture = shown[(where.page or 1) - 1].where
    if picture.page is None:
        return where._replace(xpath=picture.xpath)
    left, top = picture.bbox[:2] if picture.bbox else (0.0, 0.0)
    x0, y0, x1, y1 = where.bbox or (0.0, 0.0, 0.0, 0.0)
    return where._replace(page=picture.page, bbox=(x0 + left, y0 + top, x1 + left, y1 + top))
