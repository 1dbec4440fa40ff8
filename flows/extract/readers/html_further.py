"""An article that goes on over several pages: the further ones come as companions, and their text belongs to the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import dropwhile
from types import MappingProxyType

from flows.extract.document import Block, Document, Paragraph
from flows.extract.readers import Source

Read = Callable[[Source], Document]


def with_further_pages(first: Document, source: Source, is_page: Callable[[bytes], bool], read: Read) -> Document:
    """The document with what stands on its further pages; what they repeat of its beginning is left out."""
    further = [
        read(source._replace(content=content, name=address, companions=MappingProxyType({})))
        for address, content in source.companions.items()
        if is_page(content)
    ]
    if not further:
        return first
    blocks, pictures = [*first.blocks], [*first.pictures]
    for page in further:
        fresh = list(_fresh(page, first))
        dropped = len(page.blocks) - len(fresh)
        pictures += [replace(one, at=len(blocks) + max(one.at - dropped, 0)) for one in page.pictures]
        blocks += fresh
    images = first.images + sum(page.images for page in further)
    notes = (*first.notes, *(note for page in further for note in page.notes))
    return replace(first, blocks=tuple(blocks), pictures=tuple(pictures), images=images, notes=notes)


def _fresh(page: Document, first: Document) -> Iterator[Block]:
    """The blocks of a further page from the first on that the first page does not show: title and day stand on both."""
    shown = {block.text for block in first.blocks if isinstance(block, Paragraph)}
    return dropwhile(lambda block: isinstance(block, Paragraph) and block.text in shown, page.blocks)
