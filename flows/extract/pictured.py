"""Tables that a document shows as pictures: read into their place, or the document says which are unread and why.

Whatever its format, a picture is looked at only for a table that the text lacks: what is written outranks what is
recognised. Where nothing is written at all, the pictures are the report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from flows.errors import MissingTool
from flows.extract.document import Block, Document, Grid, Paragraph, Picture
from flows.extract.match.lines import assign
from flows.extract.match.tables import tables_lacking
from flows.extract.ocr.engine import is_installed, missing
from flows.extract.ocr.pictures import PictureReading, read_pictures
from flows.settings import Settings

# Characters of prose below which pictures are not beside the text but stand for it.
_LITTLE = 300
_MOST_NAMED = 3
# The share of a reading's time that may go by before the last picture is begun.
_SHARE = 0.6


def with_pictures(document: Document, source: str, settings: Settings, year: int | None = None) -> Document:
    """The document with the tables that its pictures show, if its text lacks any; its method then tells of it.

    Raises `MissingTool` where there is nothing but pictures and the `ocr` extra is not installed.
    """
    if not document.pictures or not (lacking := tables_lacking(document, year)):
        return document
    if not is_installed():
        if not any(map(_has_text, document.blocks)):
            raise MissingTool(missing(f"{source}（{_names(document.pictures)}）"))
        return replace(document, unread=missing(_names(document.pictures)))
    seconds = settings.recognition_seconds * _SHARE
    readings = list(read_pictures(document.pictures, source, seconds))
    is_whole = sum(len(block.text) for block in document.blocks if isinstance(block, Paragraph)) < _LITTLE
    if not is_whole:
        readings = [reading._replace(blocks=_only(lacking, reading.blocks)) for reading in readings]
    faults = "；".join(fault for reading in readings for fault in reading.faults)
    if not any(reading.blocks for reading in readings):
        return replace(document, unread=faults)
    blocks = tuple(_merged(document.blocks, readings))
    method = "ocr" if is_whole or document.method == "ocr" else "mixed"
    note = f"tables read from pictures by text recognition: {_names(document.pictures)}"
    return replace(document, blocks=blocks, method=method, notes=(*document.notes, note), unread=faults)


def _only(tables: Collection[str], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The grids among recognised blocks that can belong to one of these tables."""
    regions = assign(Document(blocks))
    wanted = {line.block for table in tables for line in regions[table]}
    return tuple(block for at, block in enumerate(blocks) if at in wanted and isinstance(block, Grid))


def _merged(blocks: Sequence[Block], readings: Sequence[PictureReading]) -> Iterator[Block]:
    start = 0
    for reading in readings:
        yield from blocks[start : reading.at]
        yield from reading.blocks
        start = reading.at
    yield from blocks[start:]


def _has_text(block: Block) -> bool:
    return bool(block.text) if isinstance(block, Paragraph) else any(cell.text for cell in block.cells)


def _names(pictures: Sequence[Picture]) -> str:
    named = "、".join(picture.name for picture in pictures[:_MOST_NAMED])
    return f"{named} 等 {len(pictures)} 张图片" if len(pictures) > _MOST_NAMED else named
