"""Pictures of pages, each at its place among the blocks that the pages gave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.extract.document import Block, Picture
from flows.extract.layout.page import Box, PageLayout

# The least share of a page's width, and the least height in points, of a table with a head and a row.
_LEAST_SHARE, _LEAST_HEIGHT = 0.35, 36.0


def may_be_table(box: Box, page: PageLayout) -> bool:
    """Whether a picture on a page is large enough to hold a table."""
    return box[2] - box[0] >= _LEAST_SHARE * page.width and box[3] - box[1] >= _LEAST_HEIGHT


def placed(pictures: Iterable[Picture], blocks: Sequence[Block]) -> tuple[Picture, ...]:
    """The pictures, each before the first block that stands below it; their places name page and box."""
    tops = [_top(block.where.page, block.where.bbox) for block in blocks]
    found = []
    for picture in pictures:
        top = _top(picture.where.page, picture.where.bbox)
        found.append(replace(picture, at=next((at for at, below in enumerate(tops) if below > top), len(blocks))))
    return tuple(found)


def _top(page: int | None, box: Box | None) -> tuple[int, float]:
    return page or 0, box[1] if box else 0.0
