"""What every reader makes of its bytes: paragraphs and rectangular grids in reading order, each with its place.

A document knows nothing of the form: which grid is table 3 is for `flows.extract.match.tables` to find out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from checks.report import NOWHERE, Where


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of prose, white space folded. `level` is 1…6 for a marked-up heading, else 0."""

    text: str
    where: Where = NOWHERE
    level: int = 0


class GridCell(NamedTuple):
    """A real cell of a table at its upper left slot (`row`, `column` from 0), covering `rowspan` × `colspan` slots.

    `lines` is the text by line break, so that a reader of one cell a line loses nothing; `text` joins it.
    `image` says that a picture stands in it, `readings` are the figures that looks at it saw where they differ; `note` tells, in
    Chinese, what its place rests on where that is not what the source shows.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    where: Where = NOWHERE
    lines: tuple[str, ...] = ()
    image: bool = False
    readings: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its real cells in reading order; `height` × `width` slots. Slots may be empty, never doubly covered."""

    cells: tuple[GridCell, ...]
    height: int
    width: int
    where: Where = NOWHERE


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may hold a table, in its place: `at` counts the blocks that stand before it.

    `name` is what a person finds it by. `content` is None where the source only names the picture.
    """

    name: str
    content: bytes | None = None
    where: Where = NOWHERE
    at: int = 0


def relocated(block: Block, move: Callable[[Where], Where]) -> Block:
    """A block whose places, and those of its cells, were moved."""
    if isinstance(block, Paragraph):
        return replace(block, where=move(block.where))
    cells = tuple(cell._replace(where=move(cell.where)) for cell in block.cells)
    return replace(block, cells=cells, where=move(block.where))


def apart(stream: Iterable[Block | Picture]) -> tuple[tuple[Block, ...], tuple[Picture, ...]]:
    """Blocks and pictures in reading order → the blocks, and the pictures with their places among them."""
    blocks: list[Block] = []
    pictures: list[Picture] = []
    for item in stream:
        if isinstance(item, Picture):
            pictures.append(replace(item, at=len(blocks)))
        else:
            blocks.append(item)
    return tuple(blocks), tuple(pictures)


@dataclass(frozen=True, slots=True)
class Document:
    """A source as read, whatever its format.

    `meta` holds what the source says of itself under lower-case keys (`title`, `articletitle`, `pubdate`,
    `sitename`, `author`…). `method` is "digital", "ocr", or "mixed" where only tables were recognised. `images` counts
    pictures inside the article, `pictures` are those of them that may be tables and were not read yet; `unread` tells
    why some could not be. `links` are addresses of attachments and frames (text, address) that a crawler may follow.
    `notes` are the reader's remarks about damage it met, a sentence each.
    """

    blocks: tuple[Block, ...]
    meta: Mapping[str, str] = field(default_factory=dict)
    method: str = "digital"
    images: int = 0
    links: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    unread: str = ""
