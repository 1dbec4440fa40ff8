"""Pages saved whole (MHTML): the page is one part of a mail message, its pictures are others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from itertools import islice
from urllib.parse import urljoin, urlsplit

from flows.errors import BrokenDocument
from flows.extract.document import Document, Grid
from flows.extract.readers import Source, reader
from flows.extract.readers.html import read_html

_HEAD_BYTES = 4096
_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PAGES, _MOST_SHEET_BYTES = 20, 500_000
_MESSAGE = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def _is_mhtml(content: bytes) -> bool:
    head = content[:_HEAD_BYTES]
    return _MESSAGE.search(head) is not None and b"mime-version:" in head.lower()


@reader(".mhtml", ".mht", "multipart/related", "message/rfc822", recognises=_is_mhtml)
def read_mhtml(source: Source) -> Document:
    """The document of the page inside, or of its frame that holds the most tables, with the pictures of other parts and
    the style sheets that it links.

    Raises `BrokenDocument` where the message holds no page that can be read.
    """
    parts = list(message_from_bytes(source.content).walk())
    pages: list[Document] = []
    for part in islice((part for part in parts if part.get_content_type() in _PAGES), _MOST_PAGES):
        # A set of frames is a page without a body.
        with suppress(BrokenDocument):
            pages.append(read_html(_given(source, part, parts)))
    if not pages:
        raise BrokenDocument(f"{source.name}: 存档中没有网页 (no page in the message)")
    fullest = max(pages, key=_cells)
    return replace(fullest, meta={**pages[0].meta, **fullest.meta})


def _given(source: Source, page: Message, parts: Iterable[Message]) -> Source:
    pictures = _pictures(parts, str(page.get("Content-Location") or ""))
    content = _with_sheets(_body(page), parts)
    return source._replace(content=content, content_type=page.get("Content-Type"), companions=pictures)


def _with_sheets(page: bytes, parts: Iterable[Message]) -> bytes:
    """A page, and behind it the style sheets among the parts whose names it says, or that have none."""
    linked = b""
    for sheet in (part for part in parts if part.get_content_type() == "text/css"):
        name = urlsplit(str(sheet.get("Content-Location") or "").strip()).path.rpartition("/")[2]
        if name.encode() in page and len(linked) < _MOST_SHEET_BYTES:
            linked += _body(sheet)[:_MOST_SHEET_BYTES].replace(b"<", b" ") + b"\n"
    return page + b"<style>" + linked + b"</style>" if linked else page


def _cells(page: Document) -> int:
    return sum(len(block.cells) for block in page.blocks if isinstance(block, Grid))


def _pictures(parts: Iterable[Message], base: str) -> dict[str, bytes]:
    """The picture parts by every address that the page at `base` may call them. Source: RFC 2557, clauses 4 and 8."""
    found: dict[str, bytes] = {}
    for part in parts:
        if part.get_content_maintype() != "image":
            continue
        location = str(part.get("Content-Location") or "").strip()
        for address in (location, location.removeprefix(urljoin(base, ".")), urlsplit(location).path):
            if address:
                found.setdefault(address, _body(part))
        if name := str(part.get("Content-ID") or "").strip("<> "):
            found[f"cid:{name}"] = _body(part)
    return found


def _body(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
