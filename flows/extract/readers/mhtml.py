"""Pages saved whole (MHTML): the page is one part of a mail message, its pictures are others."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from itertools import islice

from flows.errors import BrokenDocument
from flows.extract.document import Document, Grid
from flows.extract.readers import Source, reader
from flows.extract.readers.html import read_html

_HEAD_BYTES = 4096
_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PAGES = 20
_MESSAGE = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def _is_mhtml(content: bytes) -> bool:
    head = content[:_HEAD_BYTES]
    return _MESSAGE.search(head) is not None and b"mime-version:" in head.lower()


@reader(".mhtml", ".mht", "multipart/related", "message/rfc822", recognises=_is_mhtml)
def read_mhtml(source: Source) -> Document:
    """The document of the page inside, or of its frame that holds the most tables; pictures and styles are left unread.

    Raises `BrokenDocument` where the message holds no page.
    """
    parts = (part for part in message_from_bytes(source.content).walk() if part.get_content_type() in _PAGES)
    pages = [
        read_html(source._replace(content=_body(part), content_type=part.get("Content-Type")))
        for part in islice(parts, _MOST_PAGES)
    ]
    if not pages:
        raise BrokenDocument(f"{source.name}: 存档中没有网页 (no page in the message)")
    fullest = max(pages, key=_cells)
    return replace(fullest, meta={**pages[0].meta, **fullest.meta})


def _cells(page: Document) -> int:
    return sum(len(block.cells) for block in page.blocks if isinstance(block, Grid))


def _body(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
