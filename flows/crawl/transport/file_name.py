"""The name under which a server hands out a file: Content-Disposition, in all the ways in which Chinese servers write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from urllib.parse import unquote, unquote_to_bytes

from flows.extract.encoding import decode

_EXTENDED = re.compile(r"filename\*\s*=\s*([\w-]{1,20})'[^']{0,20}'([^;\s]{1,600})", re.I)
_PLAIN = re.compile(r"""filename\s*=\s*(?:"([^"]{1,600})"|([^;]{1,600}))""", re.I)


def file_name(headers: Mapping[str, str]) -> str:
    """The file's name out of a response's header (lower-case names, values read as Latin-1); empty where none is told."""
    told = headers.get("content-disposition", "")
    if extended := _EXTENDED.search(told):
        try:
            return unquote(extended[2], encoding=extended[1], errors="replace")
        except LookupError:
            return unquote(extended[2])
    if not (plain := _PLAIN.search(told)):
        return ""
    return _decoded((plain[1] or plain[2]).strip())


def _decoded(name: str) -> str:
    """A name given as RFC 2047 words, as percent signs, or as raw bytes of UTF-8 or GBK."""
    if name.startswith("=?"):
        try:
            return str(make_header(decode_header(name)))
        except (HeaderParseError, LookupError, UnicodeError):
            return name
    try:
        return decode(unquote_to_bytes(name.encode("latin-1")) if "%" in name else name.encode("latin-1")).text
    except UnicodeEncodeError:
        return name
