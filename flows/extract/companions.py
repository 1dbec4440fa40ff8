"""The pictures that a page shows and does not hold: their addresses, and for a page on disk the files beside it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from flows.extract.encoding import decode
from flows.extract.readers.html_article import article
from flows.extract.readers.html_nodes import elements_of
from flows.extract.readers.html_pictures import address_of, pictures_in
from flows.extract.readers.html_unseen import drop_unseen

MOST_COMPANIONS = 16
MOST_PICTURE_BYTES = 8_000_000
"""Larger ones are photographs, not tables."""
_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"})


def addresses_of(markup: bytes) -> tuple[str, ...]:
    """The addresses of the pictures in a page's article, as it writes them; those inside the page have none."""
    if b"<img" not in markup.lower():
        return ()
    page = decode(markup).text.encode()
    body = LexborHTMLParser(page).body
    if body is None:
        return ()
    drop_unseen(body, elements_of(body))
    shown = map(address_of, pictures_in(article(body, body.text())))
    return tuple(dict.fromkeys(address for address in shown if address and not address.lower().startswith("data:")))


def beside(page: Path, markup: bytes) -> dict[str, bytes]:
    """The pictures of a page on disk that lie in its folder or below it, by the address that the page gives them.

    Nothing is fetched, no link leads out of the folder, and large files are left alone.
    """
    folder = page.resolve().parent
    found: dict[str, bytes] = {}
    for address in addresses_of(markup):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or len(found) == MOST_COMPANIONS:
            continue
        if content := _content(folder, unquote(parts.path)):
            found[address] = content
    return found


def _content(folder: Path, named: str) -> bytes | None:
    try:
        file = (folder / named).resolve()
        if not file.is_relative_to(folder) or file.suffix.lower() not in _SUFFIXES or not file.is_file():
            return None
        return file.read_bytes() if file.stat().st_size <= MOST_PICTURE_BYTES else None
    except (OSError, ValueError):
        return None
