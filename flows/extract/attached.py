"""Files that a page offers beside the report's text: the tables in those that came with it, the names of those that may have some."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from urllib.parse import unquote, urlsplit

from flows.errors import SourceError
from flows.extract.document import Document, Grid
from flows.extract.readers import read_document
from flows.settings import Settings

_DOCUMENTS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How Word, WPS, Excel, OFD, zip, PDF and RTF files begin."""
_FILE = re.compile(r"[^/\\?=&]+\.(?:docx?|wps|pdf|ofd|zip|rar|xlsx?|et|od[ts])(?=$|[?#&])", re.IGNORECASE)
_MAY_HOLD_TABLES = re.compile(r"表|附件|统计|情况|年报|报告|正文|全文|下载")
# Files that pages on open government offer whatever their text is.
_FORMS = re.compile(r"申请表|申请书|流程|指南|目录|须知|说明|办法|条例|格式|模板")
_FRAMES = ("iframe", "frame", "object", "embed")
"""How a page's links name what it shows in its own midst, whatever that file is called."""
_MOST_FILES = 5


def with_attached_tables(document: Document, companions: Mapping[str, bytes], settings: Settings) -> Document:
    """The document with the tables of the files among its companions; itself where none of them has any."""
    files = {address: content for address, content in companions.items() if content.startswith(_DOCUMENTS)}
    tables = [table for address, content in files.items() for table in _tables(address, content, settings)]
    if not tables:
        return document
    notes = (*document.notes, f"tables read from {', '.join(files)}")
    return replace(document, blocks=(*document.blocks, *tables), notes=notes)


def _tables(address: str, content: bytes, settings: Settings) -> Iterator[Grid]:
    try:
        read = read_document(content, address, None, settings)
    except SourceError:
        # Its name is among those that may hold the tables.
        return
    yield from (block for block in read.blocks if isinstance(block, Grid))


def offered_files(links: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Address → name, as a person sees it, of the linked files (text, address) that may hold the report or its tables."""
    files = [(text, address) for text, address in links if _is_file(text, address)]
    named = [
        (text in _FRAMES, address, _name_in(address) if text in ("", *_FRAMES) else text) for text, address in files
    ]
    fitting = (
        (address, name)
        for is_shown, address, name in named
        if (is_shown or _MAY_HOLD_TABLES.search(name)) and not _FORMS.search(name)
    )
    return dict(islice(fitting, _MOST_FILES))


def _is_file(text: str, address: str) -> bool:
    return bool(_FILE.search(unquote(address)) or _FILE.search(text))


def _name_in(address: str) -> str:
    found = _FILE.search(unquote(address))
    return found[0] if found else unquote(urlsplit(address).path).rpartition("/")[2]
