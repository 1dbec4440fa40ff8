"""A PDF or OFD by the places of its words alone, against the first reading's ruled cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.extract.document import Document
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.page import PageLayout
from flows.extract.package import holds
from flows.extract.readers import Source
from flows.extract.readers.ofd import ofd_pages
from flows.extract.readers.pdf import pdf_pages
from flows.extract.second import route


@route(lambda content: b"%PDF-" in content[:1024])
def read_pdf_words(given: Source) -> Document:
    """The pages as if no line were drawn on them; a scanned page has no words and gives nothing."""
    return _unruled(given, pdf_pages(given))


@route(lambda content: holds(content, "OFD.xml"))
def read_ofd_words(given: Source) -> Document:
    """The pages as if no line were drawn on them."""
    return _unruled(given, ofd_pages(given))


def _unruled(given: Source, pages: Sequence[PageLayout]) -> Document:
    return Document(blocks_of([replace(page, rules=()) for page in pages], given.name))
