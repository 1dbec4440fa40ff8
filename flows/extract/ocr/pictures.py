"""Pictures shown in a document → the blocks on them, each with its place; what cannot be read says why."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Any, NamedTuple

from checks.report import Where
from flows.errors import SourceError
from flows.extract.document import Block, Grid, Picture
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.page import A4_WIDTH_POINTS, PageLayout
from flows.extract.ocr.place import as_given
from flows.extract.ocr.strips import goes_on, put_together

MOST_PICTURES = 16
# Pixels below which nothing is a table: buttons, codes to scan, emblems.
_LEAST_WIDTH, _LEAST_HEIGHT = 280, 60


class PictureReading(NamedTuple):
    """What stands on the pictures at one place of a document, and the faults of those that could not be read."""

    at: int
    blocks: tuple[Block, ...]
    faults: tuple[str, ...]


class _Part(NamedTuple):
    """A picture decoded (a numpy array, BGR); `order` counts from 1 the pictures at its place, each page of one that holds many."""

    order: int
    picture: Picture
    image: Any


class _Page(NamedTuple):
    """A page as it was read, and the pictures that make it: their orders, their places, where each begins (points)."""

    layout: PageLayout
    orders: tuple[int, ...]
    places: tuple[Where, ...]
    tops: tuple[float, ...]


@dataclass(slots=True)
class _Budget:
    """How many pictures may still be read, and until when (`time.monotonic`)."""

    left: int
    until: float

    @property
    def is_spent(self) -> bool:
        return self.left <= 0 or time.monotonic() > self.until


def read_pictures(pictures: Sequence[Picture], source: str, seconds: float) -> Iterator[PictureReading]:
    """The pictures by the place where they stand; pictures at one place are the pages of one text, or pieces of a page.

    At most 16 pictures are read, and none is begun after so many seconds: the others are said to be unread.
    """
    budget = _Budget(MOST_PICTURES, time.monotonic() + seconds)
    for at, together in groupby(pictures, key=lambda picture: picture.at):
        faults: list[str] = []
        parted = _parted(_decoded(together, budget, faults))
        pages = [_read(parts, number) for number, parts in enumerate(parted, 1)]
        layouts = [page.layout for page in pages]
        blocks = tuple(_in_place(block, pages) for block in as_given(blocks_of(layouts, source), layouts))
        yield PictureReading(at, blocks, tuple(faults))


def _decoded(pictures: Iterable[Picture], budget: _Budget, faults: list[str]) -> Iterator[_Part]:
    """The pictures that may be tables, one after the other; why others cannot be read is added to `faults`."""
    order = 0
    for picture in pictures:
        order += 1
        if budget.is_spent:
            faults.append(f"{picture.name}：图片过多或识别超时，未识别 (too many pictures)")
            continue
        try:
            for sheet, image in enumerate(_images(picture, budget.left)):
                order += sheet > 0
                budget.left -= 1
                yield _Part(order, picture, image)
        except SourceError as fault:
            faults.append(str(fault))


def _images(picture: Picture, most: int) -> Iterator[Any]:
    """The pages that a picture holds, decoded; none of one that is too small for a table.

    Raises a `SourceError` where it is not there, damaged or too large.
    """
    from flows.extract.ocr.picture import sheets, size_of

    if picture.content is None:
        raise SourceError(f"{picture.name}：图片不在文件中，未取得 (the picture is not in the source)")
    width, height = size_of(picture.content, picture.name)
    if width >= _LEAST_WIDTH and height >= _LEAST_HEIGHT:
        yield from sheets(picture.content, picture.name, most)


def _parted(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """The pictures page by page: those of one that was cut across are together."""
    page: list[_Part] = []
    for part in parts:
        if page and not goes_on([one.image for one in page], part.image):
            yield page
            page = []
        page.append(part)
    if page:
        yield page


def _read(parts: Sequence[_Part], number: int) -> _Page:
    from flows.extract.ocr.page import read_page

    box = parts[0].picture.where.bbox
    width = box[2] - box[0] if box else A4_WIDTH_POINTS
    layout = read_page(put_together([part.image for part in parts]), number, width)
    scale = width / parts[0].image.shape[1]
    tops = tuple(accumulate((part.image.shape[0] * scale for part in parts[:-1]), initial=0.0))
    return _Page(layout, tuple(part.order for part in parts), tuple(part.picture.where for part in parts), tops)


def _in_place(block: Block, pages: Sequence[_Page]) -> Block:
    """A block with places in the document instead of places in the picture."""
    if not isinstance(block, Grid):
        return replace(block, where=_moved(block.where, pages))
    cells = tuple(cell._replace(where=_moved(cell.where, pages)) for cell in block.cells)
    return replace(block, cells=cells, where=_moved(block.where, pages))


def _moved(where: Where, pages: Sequence[_Page]) -> Where:
    """A place on a page as one on the picture on which its middle stands; one without a box is on the first."""
    page = pages[(where.page or 1) - 1]
    x0, y0, x1, y1 = where.bbox or (0.0, 0.0, 0.0, 0.0)
    part = max(bisect_right(page.tops, (y0 + y1) / 2) - 1, 0)
    shown, top = page.places[part], page.tops[part]
    if shown.page is None:
        box = (x0, round(y0 - top, 1), x1, round(y1 - top, 1)) if where.bbox else None
        return where._replace(page=page.orders[part], xpath=shown.xpath, bbox=box)
    left, above = shown.bbox[:2] if shown.bbox else (0.0, 0.0)
    above -= top
    return where._replace(page=shown.page, bbox=(x0 + left, y0 + above, x1 + left, y1 + above))
