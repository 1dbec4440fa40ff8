"""What bytes and headers are before anything of them is read: markup or not, and where a refresh sends the reader."""

from __future__ import annotations

import re

_REFRESH = re.compile(r"""^\s*\d{0,3}\s*[;,]\s*url\s*=\s*['"]?([^'">\s]{1,500})""", re.I)


def signpost(refresh: str) -> str:
    """The address in the text of a refresh (`0; url=/portal/`), as written; empty where it names none."""
    target = _REFRESH.match(refresh)
    return target[1] if target else ""


def is_markup(content: bytes) -> bool:
    """Whether bytes look like HTML rather than a document of another kind."""
    # UTF-16 has a zero byte beside every letter of its markup.
    start = content[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return start.startswith(b"<") and not start.startswith(b"<?xml") or b"<html" in start or b"<!doctype" in start
