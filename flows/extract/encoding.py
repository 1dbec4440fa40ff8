"""Bytes → text: a short ladder of encodings, since what pages declare is often wrong.

The rungs are a byte order mark, strict UTF-8, the declared charset, GB18030 (of which GBK and GB2312 are parts), and
last the one of UTF-8 and GB18030 that leaves fewer characters undecodable.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_CHINESE = {"gb2312", "gbk", "x-gbk", "gb_2312-80", "gb18030", "cp936", "hz-gb-2312"}
_HEAD_BYTES = 4096
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN_1 = re.compile("[\u0080-\u00ff]{3}")
_MANY = 10
_UNDECODABLE = "\ufffd"


class Decoded(NamedTuple):
    """Text, the encoding it was read as, and how many characters could not be decoded (U+FFFD in their places)."""

    text: str
    encoding: str
    undecodable: int


def decode(content: bytes, content_type: str | None = None) -> Decoded:
    """The text of `content`; `content_type` is the response's header, whose charset is one of the rungs."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lossy(content[len(mark) :], encoding)
    for encoding in ("utf-8", *_declared(content, content_type), *_wide(content), "gb18030"):
        try:
            return Decoded(*_as_meant(content.decode(encoding), encoding), 0)
        except (UnicodeDecodeError, LookupError):
            continue
    return min((_lossy(content, "utf-8"), _lossy(content, "gb18030")), key=lambda read: read.undecodable)


def _as_meant(text: str, encoding: str) -> tuple[str, str]:
    """The text, undone where it was UTF-8 taken for Latin letters and encoded once more: no Chinese, many such letters."""
    if _HAN.search(text) or len(_LATIN_1.findall(text[:_HEAD_BYTES])) < _MANY:
        return text, encoding
    try:
        return text.encode("latin-1").decode("utf-8"), f"{encoding}, twice"
    except UnicodeError:
        return text, encoding


def _declared(content: bytes, content_type: str | None) -> list[str]:
    """Charsets named by the header and by the document's own head, in that order; those of China all as GB18030."""
    names = []
    for place in ((content_type or "").encode("ascii", "ignore"), content[:_HEAD_BYTES]):
        if found := _CHARSET.search(place):
            name = found[1].decode("ascii").lower()
            names.append("gb18030" if name in _CHINESE else name)
    # A single-byte charset decodes anything, so it would hide the true one.
    return [name for name in names if name in ("gb18030", "big5", "big5-hkscs", "utf-16", "utf-16-le", "utf-16-be")]


def _wide(content: bytes) -> list[str]:
    """UTF-16 without a mark gives itself away by zero bytes at every other place of its ASCII."""
    head = content[:_HEAD_BYTES]
    if len(head) < 4 or head.count(0) * 8 < len(head):
        return []
    return ["utf-16-le"] if head[1::2].count(0) > head[::2].count(0) else ["utf-16-be"]


def _lossy(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, "replace")
    return Decoded(text, encoding, text.count(_UNDECODABLE))
